import { channelOf, takesTopic } from '#rules/channel.ts'
import type { NoticeRecipient, Recipients, StaffRecipient } from '#rules/notice-recipient.ts'
import type { Channel } from '#schema/tenant/channel.ts'
import type {
  Consented,
  ReachableContact,
  ReachableCustomer,
  ReachableMember,
  Refused,
} from '../queries/notice-recipient.ts'

export const isUsable = (channel: Channel) => channel.disabledAt === null

/** Who of the staff can be told, and by which robots. */
export type Staff = Pick<Recipients, 'robots'> & { members: readonly StaffMember[]; canText: boolean }
export type StaffMember = StaffRecipient & { lang: ReachableMember['lang'] }

export function staffOf(members: readonly ReachableMember[], channels: readonly Channel[]): Staff {
  const usable = channels.filter(isUsable)
  return {
    members: members.flatMap(staffRecipient),
    robots: usable.filter(takesEndings).map(robotOf),
    canText: usable.some(({ provider }) => channelOf[provider] === 'sms'),
  }
}

/** Whoever was invited and has not come yet is told nothing. */
function staffRecipient({ id, name, email, role, position, lang, joinedAt }: ReachableMember): StaffMember[] {
  if (!joinedAt) return []
  const own = { memberId: id, name, role, position, lang, joinedAt }
  return [{ id: `member:${id}`, addresses: { email }, suppressed: [], unsubscribed: [], consented: [], ...own }]
}

const takesEndings = (channel: Channel) => takesTopic(channel, 'endings')

const robotOf = ({ id }: Channel): NoticeRecipient => ({
  id: `channel:${id}`,
  addresses: { staff: id },
  suppressed: [],
  unsubscribed: [],
  consented: [],
})

export type KnownCustomer = ReachableCustomer & { recipients: readonly CustomerRecipient[] }
export type CustomerRecipient = NoticeRecipient & { name: string; lang: ReachableContact['lang'] }

type Rows = [ReachableCustomer[], ReachableContact[], Consented[], Refused[]]

/** By the customer's id. */
export function customersOf(
  [customers, contacts, consents, refusals]: Rows,
  { canText }: Pick<Staff, 'canText'>,
): Map<string, KnownCustomer> {
  const marks: Marks = {
    consented: new Set(consents.map(marked)),
    suppressed: new Set(refusals.filter(({ scope }) => scope === 'all').map(marked)),
    unsubscribed: new Set(refusals.filter(({ scope }) => scope === 'commercial').map(marked)),
  }
  const byCustomer = Map.groupBy(contacts, ({ customerId }) => customerId)
  return new Map(
    customers.map((customer) => {
      const people = peopleOf(customer, byCustomer.get(customer.id) ?? [])
      return [customer.id, { ...customer, recipients: people.map((one) => recipientOf(one, marks, canText)) }]
    }),
  )
}

type Person = { id: string; name: string; email: string | null; phoneKey: string; lang: ReachableContact['lang'] }

/** Its contacts who want to be told; without any, the customer itself. */
function peopleOf(customer: ReachableCustomer, contacts: readonly ReachableContact[]): Person[] {
  if (contacts.length === 0) return [{ ...customer, id: `customer:${customer.id}` }]
  return contacts.map((one) => ({ ...one, id: `contact:${one.id}`, lang: one.lang ?? customer.lang }))
}

type Marks = Record<'consented' | 'suppressed' | 'unsubscribed', Set<string>>
const marked = ({ channel, address }: { channel: string; address: string }) => `${channel} ${address}`

function recipientOf({ id, name, lang, email, phoneKey }: Person, marks: Marks, canText: boolean): CustomerRecipient {
  const addresses = {
    ...(email ? { email: email.toLowerCase() } : {}),
    ...(phoneKey && canText ? { sms: phoneKey } : {}),
  }
  const channelsIn = (set: Set<string>) =>
    (['email', 'sms'] as const).filter((channel) => set.has(`${channel} ${addresses[channel]}`))
  const { suppressed, unsubscribed, consented } = marks
  return {
    ...{ id, name, lang, addresses },
    suppressed: channelsIn(suppressed),
    unsubscribed: channelsIn(unsubscribed),
    consented: channelsIn(consented),
  }
}

/** Of the staff; undefined for a customer's person. */
export const memberName = ({ staff }: { staff: Staff }, recipientId: string) =>
  staff.members.find(({ id }) => id === recipientId)?.name
