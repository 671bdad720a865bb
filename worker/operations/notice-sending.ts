import { inArray } from 'drizzle-orm'
import type { Interval } from '#rules/calendar.ts'
import type { Day } from '#rules/day.ts'
import type { NoticeRecipient } from '#rules/notice-recipient.ts'
import { decideSending, type RetireReason, type Sending } from '#rules/notice-sending.ts'
import type { EndingSubject } from '#rules/renewal.ts'
import type { Notice } from '#schema/notice.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { type EndedSubject, listSubjectsOf } from '../queries/end-notice.ts'
import { customerRecipientQueries, staffQueries } from '../queries/notice-recipient.ts'
import { customersOf, staffOf } from './notice-recipient.ts'

/** What nobody planned from the policy, and what would be too late after the quiet hours. */
const atOnce: readonly Notice['kind'][] = ['message', 'request', 'alarm']

export type SendingTerms = { timeZone: string; quietHours: Interval | null }

/**
 * What holds now of messages that were planned some time ago: an outage of two days is long enough for everything to
 * change. One round trip for all of them; what nobody planned from the policy is not asked about.
 */
export async function sendingOf(
  db: TenantDb,
  due: readonly Notice[],
  terms: SendingTerms & { now: Date },
): Promise<Map<string, Sending>> {
  const asked = due.filter(({ kind, template }) => !atOnce.includes(kind) && template !== 'requests_digest')
  if (asked.length === 0) return new Map()
  const customerIds = asked.flatMap(({ customerId }) => customerId ?? [])
  const subjects = asked.flatMap(({ subject, endsOn }) => (endsOn ? [subject] : []))
  const [contracts, assets, customers, contacts, consents, refusals, members, channels] = await read(db, [
    ...listSubjectsOf(db, subjects),
    ...customerRecipientQueries(db, (column) => inArray(column, customerIds)),
    ...staffQueries(db),
  ])
  const staff = staffOf(members, channels)
  const known = customersOf([customers, contacts, consents, refusals], staff)
  const people = [...staff.members, ...[...known.values()].flatMap(({ recipients }) => recipients)]
  const recipients = new Map<string, NoticeRecipient>(people.map((one) => [one.id, one]))
  const found = new Map([...contracts, ...assets].map((one) => [one.id, one]))
  return new Map(asked.map((notice) => [notice.key, decided(notice, found.get(notice.subject), recipients, terms)]))
}

function decided(
  notice: Notice,
  found: EndedSubject | undefined,
  recipients: ReadonlyMap<string, NoticeRecipient>,
  terms: SendingTerms & { now: Date },
): Sending {
  const { recipientId, channel, recipient: address, subject, kind, content } = notice
  const recipient = notice.channelId ? robot(address) : recipients.get(recipientId ?? '')
  if (notice.endsOn && !found) return cancel('cancelled')
  if (!recipient) return cancel('no_longer_asked')
  const endsOn = notice.endsOn ?? unending
  const key = { subject, kind, lead: notice.lead ?? '', endsOn, channel, recipient: recipient.id }
  return decideSending({ key, content }, subjectOf(notice, found), recipient, terms)
}

const cancel = (reason: RetireReason): Sending => ({ do: 'cancel', reason })

/** Which of them is used, and whether it works, its way out knows. */
const robot = (address: string): NoticeRecipient => ({
  ...{ id: 'channel', addresses: { staff: address } },
  ...{ suppressed: [], unsubscribed: [], consented: [] },
})

/** What several ends are told of together, or what is to be followed up, does not end. */
const unending: Day = '9999-12-30'

const subjectOf = ({ subject: id, createdAt: enteredAt }: Notice, found: EndedSubject | undefined): EndingSubject => ({
  ...{ kind: 'contract', id, startsOn: null, enteredAt, autoRenew: false, autoRenewNoticeDays: null },
  ...{ endsOn: found?.endsOn ?? unending, status: found?.status ?? 'active' },
})
