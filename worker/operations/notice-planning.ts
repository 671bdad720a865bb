import type { Day } from '#rules/day.ts'
import { type NoticeKey, noticeKeyText } from '#rules/notice-key.ts'
import {
  nextNoticeAt,
  type PlanInput,
  type PlannedNotice,
  plannedNotices,
  type SkippedNotice,
} from '#rules/notice-plan.ts'
import type { EndingSubject } from '#rules/renewal.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { type EndNoticeRow, listEndNotices } from '../queries/end-notice.ts'
import {
  type EndingAsset,
  type EndingContract,
  type EndingPlace,
  type EndingWalk,
  listEndingAssets,
  listEndingContracts,
} from '../queries/ending.ts'
import { customerRecipientQueries, inWalk } from '../queries/notice-recipient.ts'
import type { NoticeContext } from './notice-context.ts'
import { customersOf, type KnownCustomer } from './notice-recipient.ts'

/** A contract or a machine's warranty, with what a message says of it. */
export type Ending = {
  subject: EndingSubject
  version: number
  customer: KnownCustomer
  name: string
  /** A contract's number, a machine's serial number. */
  number: string | null
  ownerId: string | null
  noticesFrom: Day | null
  keys: ReadonlySet<string>
}

/** What is read of one stretch of the walk; one round trip. */
export const endingQueries = (db: TenantDb, walk: EndingWalk) =>
  [
    listEndingContracts(db, walk),
    listEndingAssets(db, walk),
    ...customerRecipientQueries(db, inWalk(db, walk)),
    listEndNotices(db, walk),
  ] as const

type Results<Q extends readonly unknown[]> = {
  -readonly [K in keyof Q]: Q[K] extends { _: { result: infer R } } ? R : never
}
type Answers = Results<ReturnType<typeof endingQueries>>

/** In the order of their ends. `next`: where the walk goes on; null: it is over. */
export function endingsOf(
  [contracts, assets, customers, contacts, consents, refusals, rows]: Answers,
  context: Pick<NoticeContext, 'staff'>,
  { limit }: Pick<EndingWalk, 'limit'>,
): { endings: Ending[]; next: EndingPlace | null } {
  const known = customersOf([customers, contacts, consents, refusals], context.staff)
  const keys = keysBySubject(rows)
  const all = [...contracts.map(contractEnding), ...assets.map(warrantyEnding)].sort(byPlace)
  const cut = firstCut([contracts, assets], limit)
  const seen = cut ? all.filter((one) => comparePlaces(placeOf(one), cut) <= 0) : all
  const endings = seen.flatMap(({ customerId, ...ending }) => {
    const customer = known.get(customerId)
    if (!customer) return []
    const ownerId = ending.ownerId ?? customer.ownerId
    return [{ ...ending, ownerId, customer, keys: keys.get(ending.subject.id) ?? none }]
  })
  return { endings, next: cut }
}

const none: ReadonlySet<string> = new Set()

type Found = Omit<Ending, 'customer' | 'keys'> & { customerId: string }

const contractEnding = ({
  id,
  customerId,
  name,
  number,
  version,
  ownerId,
  noticesFrom,
  ...one
}: EndingContract): Found => ({
  ...{ customerId, name, number, version, ownerId, noticesFrom },
  subject: {
    ...{ kind: 'contract', id, startsOn: one.startsOn, endsOn: one.endsOn, enteredAt: one.createdAt, status: 'active' },
    ...{ autoRenew: one.autoRenew, autoRenewNoticeDays: one.autoRenewNoticeDays },
  },
})

const warrantyEnding = ({ id, customerId, name, serialNumber, version, noticesFrom, ...one }: EndingAsset): Found => ({
  ...{ customerId, name, number: serialNumber, version, ownerId: null, noticesFrom },
  subject: {
    ...{ kind: 'warranty', id, startsOn: null, endsOn: one.endsOn, enteredAt: one.createdAt, status: 'active' },
    ...{ autoRenew: false, autoRenewNoticeDays: null },
  },
})

const placeOf = ({ subject: { endsOn, id } }: Pick<Found, 'subject'>): EndingPlace => ({ endsOn, id })
const byPlace = (one: Found, other: Found) => comparePlaces(placeOf(one), placeOf(other))

function comparePlaces(one: EndingPlace, other: EndingPlace): number {
  if (one.endsOn !== other.endsOn) return one.endsOn < other.endsOn ? -1 : 1
  return one.id < other.id ? -1 : Number(one.id > other.id)
}

/** Of two lists walked side by side, the place up to which both are known. */
function firstCut(lists: readonly (readonly EndingPlace[])[], limit: number): EndingPlace | null {
  const cuts = lists.flatMap((list) => (list.length === limit ? [list.at(-1)!] : []))
  const [first] = cuts.sort(comparePlaces)
  return first ? { endsOn: first.endsOn, id: first.id } : null
}

function keysBySubject(rows: readonly EndNoticeRow[]): Map<string, Set<string>> {
  const keys = new Map<string, Set<string>>()
  for (const row of rows) {
    if (row.state === 'cancelled' || !row.lead || !row.endsOn || !row.recipientId) continue
    const { subject, kind, lead, endsOn, channel, recipientId: recipient } = row
    const text = noticeKeyText({ subject, kind, lead, endsOn, channel, recipient } satisfies NoticeKey)
    keys.set(subject, (keys.get(subject) ?? new Set()).add(text))
  }
  return keys
}

export type PlannedEnding = { ending: Ending; notice: PlannedNotice }
export type SkippedEnding = { ending: Ending; notice: SkippedNotice }

/** What is due of these by `until`, beside what is told already. */
export function planEndings(endings: readonly Ending[], context: NoticeContext, until: Date = context.now) {
  const planned: PlannedEnding[] = []
  const skipped: SkippedEnding[] = []
  for (const ending of endings) {
    const plan = plannedNotices({ ...inputOf(ending, context), until })
    planned.push(...plan.planned.map((notice) => ({ ending, notice })))
    skipped.push(...plan.skipped.map((notice) => ({ ending, notice })))
  }
  return { planned, skipped }
}

/** When the first of them has a notice that is not due yet. */
export function nextDueOf(endings: readonly Ending[], context: NoticeContext): Date | null {
  const times = endings.map((ending) => nextNoticeAt(inputOf(ending, context)))
  return times.reduce((first, at) => (at && (!first || at < first) ? at : first), null)
}

function inputOf({ subject, customer, ownerId, noticesFrom, keys }: Ending, context: NoticeContext): PlanInput {
  const { staff, goLiveOn, ...rest } = context
  return {
    ...rest,
    subject,
    recipients: { customer: customer.recipients, members: staff.members, robots: staff.robots, ownerId },
    existingKeys: keys,
    goLiveOn: noticesFrom && noticesFrom > goLiveOn ? noticesFrom : goLiveOn,
  }
}
