import type { OutgoingMail } from './platform.ts'

/** One message on its way out, by whatever way. `key` is its notice's: what makes it one message at the provider too. */
export type Outgoing =
  | ({ via: 'email' } & OutgoingMail)
  | ({ via: 'sms' } & OutgoingText)
  | ({ via: 'staff' } & StaffMessage)

export type OutgoingText = {
  key: string
  /** E.164. */
  to: string
  /** The kind of message; a provider's own template id stands in its channel's settings under this name. */
  template: string
  /** In the order and under the names in which templates are registered. */
  parameters: Readonly<Record<string, string>>
  /** The same in whole words, for providers without templates and for the ledger. */
  text: string
  /** It cannot have left before: from where on a provider's list is searched for it. */
  since: Date
}

/** For a group's robot or a webhook: nobody's address is in it, and no customer's words. */
export type StaffMessage = {
  key: string
  /** What happened, as webhooks name it: `contract.ending`. */
  event: string
  title: string
  lines: readonly string[]
  url: string
  at: Date
  data: Readonly<Record<string, unknown>>
}

/** `refused`: never. `later`: not taken, try again (not before `notBeforeMs` from now). `lost`: perhaps taken, no answer. */
export type SendAnswer =
  | { outcome: 'sent'; providerId: string }
  | { outcome: 'refused'; reason: string; badAddress?: boolean; optedOut?: boolean }
  | { outcome: 'later'; reason: string; notBeforeMs?: number }
  | { outcome: 'lost'; reason: string }

/**
 * What can be done about a lost answer: `repeat` (the provider takes the same key once), `look_up` (it can be asked), or
 * `nobody_knows`: a person decides, and it is never sent blindly again.
 */
export type Certainty = 'repeat' | 'look_up' | 'nobody_knows'

export type Sender = {
  certainty: Certainty
  /** After a lost answer it is not asked before: until then the provider's own list may not show what it took. */
  settlesAfterMs?: number
  send(message: Outgoing): Promise<SendAnswer>
  /** Only with `look_up`. Undefined: the provider does not answer now. */
  find?(message: Outgoing): Promise<{ taken: false } | { taken: true; providerId: string } | undefined>
}
