import { nameKeyOf } from '#rules/customer.ts'

/** What a row says of whom it is about. */
export type NamedCustomer = {
  name: string
  /** As the file says it; null: it does not. */
  kind: 'company' | 'person' | null
  contact: string | null
  phoneKey: string | null
}

export type KnownCustomer = {
  id: string
  name: string
  kind: 'company' | 'person'
  /** Its own numbers and those of its contacts. */
  phoneKeys: readonly string[]
}

/**
 * The customer that a row means, among those with its name or number. A company is known by its name, whatever number
 * stands beside it; people share names, so a person is known by name and number, and without a number only where
 * nobody else has the name.
 */
export function matchedCustomer<Known extends KnownCustomer>(
  row: NamedCustomer,
  known: readonly Known[],
): Known | undefined {
  const named = known.filter(({ name }) => sameName(name, row.name))
  const reached = named.find(({ phoneKeys }) => row.phoneKey !== null && phoneKeys.includes(row.phoneKey))
  if (reached) return reached
  if (kindOf(row) === 'company') return named.find(({ kind }) => kind === 'company') ?? onlyOne(named, row)
  return onlyOne(named, row)
}

const onlyOne = <Known extends KnownCustomer>(named: readonly Known[], { phoneKey }: NamedCustomer) =>
  named.length === 1 && (phoneKey === null || named[0]!.phoneKeys.length === 0) ? named[0] : undefined

/** Spelling and spaces aside; what a company is in law tells two of them apart. */
const sameName = (one: string, other: string) => lettersOf(one) === lettersOf(other)

const lettersOf = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** A name with a legal form, a longer Chinese one, or somebody else to call: a company. */
export function kindOf({
  name,
  kind,
  contact,
}: Pick<NamedCustomer, 'name' | 'kind' | 'contact'>): 'company' | 'person' {
  if (kind) return kind
  const letters = lettersOf(name)
  const isLong = /^\p{Script=Han}+$/u.test(letters) ? [...letters].length > 4 : /\d/.test(letters)
  const hasForm = nameKeyOf(name) !== letters
  return isLong || hasForm || (contact !== null && !sameName(contact, name)) ? 'company' : 'person'
}
