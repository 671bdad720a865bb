import * as v from 'valibot'
import { channelTemplates } from './channel.ts'
import { decisionTemplates } from './decision.ts'
import { endingTemplates } from './ending.ts'
import { requestTemplates } from './request.ts'

const line = v.pipe(v.string(), v.minLength(1))
/** The secret of a link; kept sealed until the mail is sent. */
const token = v.pipe(v.string(), v.regex(/^[\w-]{20,}$/))
const webAddress = v.pipe(v.string(), v.url(), v.regex(/^https?:/))
const instant = v.pipe(v.number(), v.integer())

/** What every mail must be told; a notice whose data does not fit is never sent half-filled. */
export const emailTemplates = {
  /** To a member: is this address yours? */
  email_verification: v.object({ name: line, token }),
  password_reset: v.object({ name: line, token }),
  /** To a member, so that nobody's password is another one without their knowing. */
  password_changed: v.object({ name: line, at: instant }),
  invitation: v.object({ inviter: line, token }),
  /** From the base host: "find my company's address". */
  company_addresses: v.object({
    companies: v.pipe(v.array(v.object({ name: line, url: webAddress })), v.minLength(1)),
  }),
  /** To the customer: nothing of what was typed into the form goes out to an address that nobody has proved. */
  request_received: v.object({
    number: v.union([line, v.number()]),
    promises: v.array(
      v.object({
        kind: v.picklist(['response', 'arrival', 'resolution']),
        dueAt: instant,
        clause: v.optional(v.number()),
      }),
    ),
    token,
  }),
  /** To the customer: what a member wrote. */
  request_reply: v.object({ number: v.union([line, v.number()]), author: line, body: line, token }),
  /** To the owner, once the company is there. */
  welcome: v.object({ name: line }),
  /** To the operator: the scheduled ticks were silent. */
  tick_silent: v.object({ since: instant }),
  ...endingTemplates,
  ...channelTemplates,
  ...decisionTemplates,
  ...requestTemplates,
} as const

export type EmailTemplate = keyof typeof emailTemplates
export type EmailData<T extends EmailTemplate = EmailTemplate> = v.InferOutput<(typeof emailTemplates)[T]>

export const isEmailTemplate = (name: string): name is EmailTemplate => Object.hasOwn(emailTemplates, name)

/** Who writes: what a mail needs besides its own data. */
export type Letterhead = {
  /** The company's name; the product's own on the base host. */
  company: string
  /** `https://acme.aftercare.example`: what its links begin with. */
  origin: string
  timeZone: string
}
