import { commonPasswords } from './common-password.ts'
import { allow, type Decision, refuse } from './decision.ts'

export const passwordReasons = ['password_short', 'password_long', 'password_common', 'password_guessable'] as const
export type PasswordReason = (typeof passwordReasons)[number]

/** Characters as a person counts them. */
export const passwordLength = { min: 8, max: 256 } as const

/**
 * Any characters do, exactly as typed: nothing is trimmed, folded, normalised or cut. `ownWords` are what a stranger
 * could guess: names of company and product, the person's own name and address.
 */
export function decidePassword(password: string, ownWords: readonly string[]): Decision<string, PasswordReason> {
  const length = [...password].length
  if (length < passwordLength.min) return refuse('password_short')
  if (length > passwordLength.max) return refuse('password_long')
  if (isCommon(password)) return refuse('password_common')
  if (isGuessable(password, ownWords)) return refuse('password_guessable')
  return allow(password)
}

/** True before anything is hashed: such a text was never anybody's password. */
export const isTooLong = (password: string) => [...password.slice(0, 2_000)].length > passwordLength.max

function isCommon(password: string): boolean {
  const folded = password.toLowerCase()
  const bare = folded.replace(/[^a-z]+$/, '')
  return commons().has(folded) || commons().has(bare) || new Set(folded).size <= 2
}

let known: Set<string> | undefined
const commons = () => {
  known ??= new Set(commonPasswords.split(' '))
  return known
}

/** What is left beside the words that everybody could guess is too little. */
function isGuessable(password: string, ownWords: readonly string[]): boolean {
  let rest = password.toLowerCase()
  for (const word of guessable(ownWords)) rest = rest.replaceAll(word, '')
  return rest.length < password.length && [...rest].length < 6
}

function guessable(ownWords: readonly string[]): string[] {
  const parts = ['aftercare', ...ownWords].flatMap((word) => [word, ...word.split('@'), ...word.split(/[\s@._\-+]+/)])
  const words = new Set(parts.map((part) => part.trim().toLowerCase()))
  return [...words].filter(isTelling).sort((a, b) => b.length - a.length)
}

/** Two Chinese characters are a name; two letters are nothing. */
const isTelling = (word: string) => (/^[ -~]*$/.test(word) ? word.length >= 4 : [...word].length >= 2)
