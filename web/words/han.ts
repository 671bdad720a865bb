/** Chinese around what is filled in: a space where a Chinese character meets a digit or a Latin letter, and no other. */
export function han(texts: TemplateStringsArray, ...filled: (string | number)[]): string {
  const pieces = texts.flatMap((text, index) => (index === 0 ? [text] : [String(filled[index - 1]), text]))
  return pieces.reduce(joined)
}

function joined(before: string, after: string): string {
  if (before === '' || after === '') return before + after
  const [left, right] = [before.trimEnd(), after.trimStart()]
  return meets(left.at(-1), right.at(0)) ? `${left} ${right}` : left + right
}

const character = /\p{Script=Han}/u
const latin = /[0-9A-Za-z%]/

const meets = (left = '', right = '') =>
  (character.test(left) && latin.test(right)) || (latin.test(left) && character.test(right))
