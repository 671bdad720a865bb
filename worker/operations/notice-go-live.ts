import { addDays, type Day, dayOf } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { Clause } from '#rules/policy.ts'
import type { Company } from '#schema/tenant/company.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { writeCompany } from '../queries/company-settings.ts'
import { commitAs } from '../queries/guard.ts'
import { countSkippedBefore } from '../queries/notice-ledger.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { loadFront } from './front.ts'
import { contextOf, lastEnds } from './notice-context.ts'
import { contextQueries, type NoticeScope, walkFrom } from './notice-plan.ts'
import { endingQueries, endingsOf, planEndings } from './notice-planning.ts'

/** What would happen at once if the company's notices were live from that day on. */
export type GoLivePreview = {
  on: Day
  messages: number
  people: number
  leftOut: number
  /** There is more than was looked at: the numbers are the least. */
  isPartial: boolean
  /** Some of those who would be written to. */
  first: { to: string; name: string; endsOn: Day }[]
  /** Written down as left out before; a day that is set earlier does not send them. */
  settled: number
}

const endsLookedAt = 1_000
const shownFirst = 10
const longestAheadDays = 366

/** One round trip. Null: no policy is in force. */
export async function previewGoLive(
  scope: NoticeScope,
  wanted: Day | null,
): Promise<{ goLiveOn: Day; preview: GoLivePreview | null } | null> {
  const { db, now, company } = scope
  const today = dayOf(now, company.timeZone)
  const walk = walkFrom(today, { after: null, limit: endsLookedAt })
  const { front, answers } = await loadFront(scope, [
    ...contextQueries(scope),
    countSkippedBefore(db),
    ...endingQueries(db, walk),
  ])
  const [members, channels, [planning], before, [settled], ...ends] = answers
  const context = contextOf(front, { members, channels, planning: planning ?? null, before: before as Clause[], now })
  if (!context) return null
  if (!wanted) return { goLiveOn: context.goLiveOn, preview: null }
  const { endings, next } = endingsOf(ends, context, walk)
  const { planned, skipped } = planEndings(endings, { ...context, goLiveOn: wanted })
  const preview = {
    ...{ on: wanted, messages: planned.length, settled: settled?.count ?? 0 },
    people: new Set(planned.map(({ notice }) => notice.recipient.id)).size,
    leftOut: skipped.filter(({ notice }) => notice.reason === 'before_go_live').length,
    isPartial: next !== null && next.endsOn <= lastEnds(context, today).far,
    first: planned.slice(0, shownFirst).map(({ ending, notice }) => ({
      to: ending.customer.recipients.find(({ id }) => id === notice.recipient.id)?.name ?? nameOf(notice.recipient),
      name: ending.name,
      endsOn: ending.subject.endsOn,
    })),
  }
  return { goLiveOn: context.goLiveOn, preview }
}

const nameOf = (recipient: object) => ('name' in recipient && typeof recipient.name === 'string' ? recipient.name : '')

/** Set to what it is already, it is set. */
export async function setGoLive(
  scope: TenantScope & { company: Company },
  on: Day,
): Promise<Decision<true, 'too_far'>> {
  const { db, now, company } = scope
  const today = dayOf(now, company.timeZone)
  if (on < '2000-01-01' || on > addDays(today, longestAheadDays)) return refuse('too_far')
  if (company.noticesFrom === on) return allow(true)
  const event = { name: 'company.go_live_set', detail: { on } }
  await commitAs(scope, company, event, [writeCompany(db, company, { noticesFrom: on }), writePlanningChanged(db, now)])
  return allow(true)
}
