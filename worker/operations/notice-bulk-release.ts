import { type Day, dayOf } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { decideRelease } from '#rules/notice-handling.ts'
import type { Clause } from '#rules/policy.ts'
import type { Notice } from '#schema/notice.ts'
import type { Statement } from '#tenants/round-trip.ts'
import { findLastVersion } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { findIdempotency } from '../queries/idempotency.ts'
import { listSkippedBefore } from '../queries/notice-ledger.ts'
import { loadFront } from './front.ts'
import { aboutOf } from './notice-about.ts'
import { contextOf, type NoticeContext } from './notice-context.ts'
import {
  type HandlingScope,
  handled,
  handlerIn,
  isOvertaken,
  movedWrites,
  newWrites,
  sendingNow,
} from './notice-handling.ts'
import { contextQueries, walkFrom } from './notice-plan.ts'
import { type Ending, endingQueries, endingsOf, planEndings } from './notice-planning.ts'
import { memberName } from './notice-recipient.ts'
import { planFreely, rowKeyOf } from './notice-unwritten.ts'
import { sendingOf as formOf, storeOnce } from './sending.ts'

/** One that was left out only because it was due before the go-live day, and could go now. */
type Releasable = {
  key: string
  /** Whom: two people may have one name. */
  recipientId: string
  day: Day
  at: Date
  to: string
  name: string
  endsOn: Day
  writes(): Promise<Statement[]>
}

/** What releasing them together would do. */
export type BulkRelease = {
  days: { day: Day; count: number }[]
  /** Of the wanted day, or of all. */
  total: number
  /** So many go with one press; the rest with the next. */
  now: number
  people: number
  /** Left out for the same reason, and could not go now: ended, unreachable, without consent. */
  unable: number
  first: { to: string; name: string; endsOn: Day }[]
}

const subject = 'notices:released'
const mostAtOnce = 100
const mostRows = 1_000
const endsLookedAt = 1_000
const shownFirst = 10

export async function previewBulkRelease(scope: HandlingScope, day: Day | null): Promise<BulkRelease> {
  return previewOf(await load(scope, ''), day)
}

/**
 * All that were left out of one day, or of every day, in one batch that fails as a whole where one of them is no longer
 * as it was seen. `seen`: how many the person was shown; another number is shown anew.
 */
export async function releaseTogether(
  scope: HandlingScope,
  { day, seen, formKey }: { day: Day | null; seen: number; formKey: string },
): Promise<Decision<number, 'changed'>> {
  const form = await formOf(scope, 'notice release', formKey, `${day} ${seen}`)
  for (let left = 3; ; left--) {
    const found = await load(scope, form.key)
    if (found.isStored) return allow(seen)
    const wanted = wantedOf(found, day)
    if (wanted.length === 0 || wanted.length !== seen) return refuse('changed')
    const writes = (await Promise.all(wanted.map((one) => one.writes()))).flat()
    const event = { name: 'company.skipped_released', detail: { count: wanted.length, ...(day ? { on: day } : {}) } }
    try {
      await storeOnce(scope, form, subject, (guard) =>
        commitAs(scope, { id: subject, version: found.version }, event, [guard, ...writes]),
      )
      return allow(wanted.length)
    } catch (error) {
      if (!isOvertaken(error) || left === 1) throw error
    }
  }
}

type Loaded = { items: Releasable[]; unable: number; version: number; isStored: boolean }

const wantedOf = ({ items }: Loaded, day: Day | null) =>
  items.filter((one) => day === null || one.day === day).slice(0, mostAtOnce)

function previewOf(found: Loaded, day: Day | null): BulkRelease {
  const counts = new Map<Day, number>()
  for (const one of found.items) counts.set(one.day, (counts.get(one.day) ?? 0) + 1)
  const now = wantedOf(found, day)
  return {
    days: [...counts].map(([on, count]) => ({ day: on, count })).sort((one, other) => (one.day < other.day ? -1 : 1)),
    total: day === null ? found.items.length : (counts.get(day) ?? 0),
    ...{ now: now.length, people: new Set(now.map(({ recipientId }) => recipientId)).size, unable: found.unable },
    first: now.slice(0, shownFirst).map(({ to, name, endsOn }) => ({ to, name, endsOn })),
  }
}

/** One round trip. */
async function load(scope: HandlingScope, formKey: string): Promise<Loaded> {
  const { db, now, company } = scope
  const today = dayOf(now, company.timeZone)
  const walk = walkFrom(today, { after: null, limit: endsLookedAt })
  const { front, answers } = await loadFront(scope, [
    ...contextQueries(scope),
    listSkippedBefore(db, today, mostRows),
    findLastVersion(db, subject),
    findIdempotency(db, formKey),
    ...endingQueries(db, walk),
  ])
  const [members, channels, [planning], before, rows, [last], [stored], ...ends] = answers
  const context = contextOf(front, { members, channels, planning: planning ?? null, before: before as Clause[], now })
  const rest = { version: last?.version ?? 0, isStored: stored !== undefined }
  if (!context) return { items: [], unable: 0, ...rest }
  const { endings } = endingsOf(ends, context, walk)
  const written = writtenOf(scope, context, { rows, endings })
  const unwritten = await unwrittenOf(scope, context, endings)
  const items = [...written.items, ...unwritten].sort((one, other) => one.at.getTime() - other.at.getTime())
  return { items, unable: written.unable, ...rest }
}

type Known = { rows: readonly Notice[]; endings: readonly Ending[] }

function writtenOf(scope: HandlingScope, context: NoticeContext, { rows, endings }: Known) {
  const bySubject = new Map(endings.map((ending) => [ending.subject.id, ending]))
  const items = rows.flatMap((notice): Releasable[] => {
    const found = { context, ending: bySubject.get(notice.subject), version: 0 }
    const decision = decideRelease(handled(scope, notice), sendingNow(scope, notice, found), handlerIn(scope))
    if (!decision.allowed || decision.result === null) return []
    const move = decision.result
    const { name, to } = aboutOf(notice)
    const recipientId = notice.recipientId ?? notice.recipient
    const shown = { recipientId, name, to: to || notice.recipient, endsOn: notice.endsOn! }
    return [placed(notice.key, notice.dueAt, context, shown, () => movedWrites(scope, notice, found, move))]
  })
  return { items, unable: rows.length - items.length }
}

/** Due before the go-live day, and not written down yet: as if there were no such day. */
async function unwrittenOf(scope: HandlingScope, context: NoticeContext, endings: readonly Ending[]) {
  const keysOf = ({ planned }: ReturnType<typeof planEndings>) => planned.map(({ notice }) => notice.keyText)
  const live = new Set(keysOf(planEndings(endings, context)))
  const held = planFreely(endings, context).planned.filter(({ notice }) => !live.has(notice.keyText))
  return Promise.all(
    held.map(async (planned) => {
      const { ending, notice } = planned
      const key = await rowKeyOf(scope, notice.keyText)
      const person = ending.customer.recipients.find(({ id }) => id === notice.recipient.id)
      const shown = {
        ...{ recipientId: notice.recipient.id, name: ending.name, endsOn: ending.subject.endsOn },
        to: person?.name ?? memberName(context, notice.recipient.id) ?? '',
      }
      return placed(key, notice.dueAt, context, shown, () =>
        newWrites(scope, key, context, { planned, state: 'planned' }),
      )
    }),
  )
}

const placed = (
  key: string,
  at: Date,
  { timeZone }: NoticeContext,
  shown: Pick<Releasable, 'recipientId' | 'to' | 'name' | 'endsOn'>,
  writes: Releasable['writes'],
): Releasable => ({ key, at, day: dayOf(at, timeZone), ...shown, writes })
