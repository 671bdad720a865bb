import type { Lang } from '../words/lang.ts'
import { type OperatorMatter, operatorWords } from '../words/operator.ts'

/** Undefined: the operator gave no address, and the sentence names none. */
export type OperatorEmail = string | undefined

export function OperatorLine({ lang, about, email }: { lang: Lang; about: OperatorMatter; email: OperatorEmail }) {
  const { known, unknown } = operatorWords[lang][about]
  if (!email) return <p>{unknown}</p>
  const [before, after] = known
  return (
    <p>
      {before}
      <a href={`mailto:${email}`}>{email}</a>
      {after}
    </p>
  )
}
