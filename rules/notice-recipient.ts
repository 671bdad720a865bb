import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { NoticeChannel, NoticeContent } from '#rules/notice.ts'
import { roleOfPosition } from '#rules/packs/position.ts'
import type { RenewalTier } from '#rules/renewal.ts'
import type { Role } from '#rules/role.ts'

/** Somebody, or a group's robot, that can be told something. */
export type NoticeRecipient = {
  /** Stays the same when the address changes: `contact:…`, `member:…`, `channel:…`. Part of the notice's key. */
  id: string
  addresses: Readonly<Partial<Record<NoticeChannel, string>>>
  /** Addresses that nothing goes to any more: they bounced, or a person said so. */
  suppressed: readonly NoticeChannel[]
  /** No commercial content; a service notice still goes (R-MS-1). */
  unsubscribed: readonly NoticeChannel[]
  /** Commercial content was agreed to, and that was not withdrawn. */
  consented: readonly NoticeChannel[]
}

export type StaffRecipient = NoticeRecipient & {
  memberId: string
  name: string
  role: Role
  /** Of the policy, or a name of the company's own. */
  position: string | null
  /** What fell due before is not theirs to hear of. Null: always been there. */
  joinedAt: Date | null
}

/** Everybody who could be told of one subject. Disabled members and removed contacts are not among them. */
export type Recipients = {
  /** The contacts of the customer who get notices. */
  customer: readonly NoticeRecipient[]
  members: readonly StaffRecipient[]
  /** Group robots and webhooks that take notices before an end. */
  robots: readonly NoticeRecipient[]
  /** The member who looks after this contract or customer: told alone, where the clause names their position. */
  ownerId: string | null
}

/** Who a tier is for. `instead`: nobody is what the clause names, so the owners are told. */
export function addresseesOf(
  { to, channels }: RenewalTier,
  { customer, members, robots, ownerId }: Recipients,
): { recipients: readonly NoticeRecipient[]; instead: string | null } {
  if (to.audience === 'customer') return { recipients: customer, instead: null }
  if (channels[0] === 'staff' && robots.length > 0) return { recipients: robots, instead: null }
  const holders = holdersOf(to.name, members)
  const own = holders.filter(({ memberId }) => memberId === ownerId)
  if (own.length > 0) return { recipients: own, instead: null }
  if (holders.length > 0) return { recipients: holders, instead: null }
  return { recipients: ownersAmong(members), instead: to.name }
}

/** Whom a clause names that speaks of the staff; where nobody is that, the owners. */
export function membersNamed<M extends StaffRecipient>(name: string, members: readonly M[]): readonly M[] {
  const holders = holdersOf(name, members)
  return holders.length > 0 ? holders : ownersAmong(members)
}

const ownersAmong = <M extends StaffRecipient>(members: readonly M[]) => members.filter(({ role }) => role === 'owner')

/** A position, else a person's name, else a role: a member without a position has that of the role. */
function holdersOf<M extends StaffRecipient>(name: string, members: readonly M[]): M[] {
  const ways: ((member: M) => boolean)[] = [
    ({ position }) => position === name,
    (member) => normalised(member.name) === normalised(name),
    ({ role, position }) => role === name || (position === null && role === roleOfPosition[name]),
  ]
  const found = ways.map((way) => members.filter(way)).find((some) => some.length > 0)
  return found ?? []
}

const normalised = (name: string) => name.normalize('NFKC').trim().toLowerCase()

export type ChannelRefusal = 'no_address' | 'suppressed' | 'unsubscribed' | 'no_consent'

/** The first channel that may be used. Whoever refused commercial content on one channel gets none on another. */
export function reachableBy(
  recipient: NoticeRecipient,
  channels: readonly NoticeChannel[],
  content: NoticeContent,
): Decision<{ channel: NoticeChannel; address: string }, ChannelRefusal> {
  if (content === 'commercial' && recipient.unsubscribed.length > 0) return refuse('unsubscribed')
  const reasons = new Set<ChannelRefusal>()
  for (const channel of channels) {
    const address = recipient.addresses[channel]
    if (!address) reasons.add('no_address')
    else if (recipient.suppressed.includes(channel)) reasons.add('suppressed')
    else if (content === 'commercial' && !recipient.consented.includes(channel)) reasons.add('no_consent')
    else return allow({ channel, address })
  }
  return refuse((['no_consent', 'suppressed'] as const).find((reason) => reasons.has(reason)) ?? 'no_address')
}
