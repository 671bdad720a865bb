/** What goes wrong with a machine, and what is said and done about it. */
export type Fault = {
  product: string
  /** Letters in front of its serial numbers. */
  serial: string
  said: readonly string[]
  answer: string
  solved: string
  /** What had to be ordered, where it ever has to be. */
  part?: string
  note?: string
}

/** Whom a company serves, in its own language. */
export type Clientele = {
  faults: readonly Fault[]
  families: readonly string[]
  givens: readonly string[]
  nameOf: (family: string, given: string) => string
  streets: readonly { street: string; zone: string }[]
  addressOf: (street: string, house: number, flat: number) => string
  phoneOf: (nth: number) => string
  channels: readonly ('web_form' | 'phone' | 'walk_in' | 'email' | 'letter')[]
  followUps: readonly { asked: string; answered: string }[]
  waitsForCustomer: readonly string[]
  cancels: readonly string[]
  reopens: readonly string[]
  spam: { name: string; text: string }
}
