import type { NoticeChannel } from '#rules/notice.ts'
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
