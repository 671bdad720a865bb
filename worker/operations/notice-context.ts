import { type Day, dayOf } from '#rules/day.ts'
import { leadText } from '#rules/notice-key.ts'
import type { PlanContext } from '#rules/notice-plan.ts'
import type { Clause } from '#rules/policy.ts'
import { calendarOf } from '#rules/policy-term.ts'
import { furthestEnd, type RenewalTier, renewalQuietHours, renewalTiers } from '#rules/renewal.ts'
import type { Channel } from '#schema/tenant/channel.ts'
import type { Company } from '#schema/tenant/company.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { staffQueries } from '../queries/notice-recipient.ts'
import { findPlanning } from '../queries/planning.ts'
import { listServiceClausesBefore } from '../queries/policy.ts'
import { type Front, loadFront } from './front.ts'
import { type Staff, staffOf } from './notice-recipient.ts'

/** All that the notices of one company are planned by. */
export type NoticeContext = Omit<PlanContext, 'goLiveOn' | 'until'> & {
  company: Company
  goLiveOn: Day
  staff: Staff
  channels: readonly Channel[]
  today: Day
  /** Since when the version in force is. */
  inForceSince: Date | null
  planning: { plannedAt: Date; changedAt: Date | null; nextAt: Date | null } | null
}

/** One round trip. Null: a company without a policy promises nobody a notice. */
export async function loadNoticeContext(scope: PublicScope): Promise<NoticeContext | null> {
  const { db, now } = scope
  const queries = [...staffQueries(db), findPlanning(db), listServiceClausesBefore(db, now)] as const
  const { front, answers } = await loadFront(scope, queries)
  const [members, channels, [planning], before] = answers
  return contextOf(front, { members, channels, planning: planning ?? null, before: before as Clause[], now })
}

type Loaded = Pick<NoticeContext, 'channels' | 'planning' | 'now'> & {
  members: Parameters<typeof staffOf>[0]
  before: readonly Clause[]
}

export function contextOf({ company, policy, overrides }: Front, loaded: Loaded): NoticeContext | null {
  if (!policy) return null
  const { clauses, versionId, number, effectiveFrom } = policy
  const { timeZone, country, region } = company
  const version = { policyVersionId: versionId, versionNumber: number }
  const tiers = renewalTiers(clauses, version)
  const known = new Set(renewalTiers(loaded.before, version).map(mark))
  const isNew = (tier: RenewalTier) => loaded.before.length > 0 && !known.has(mark(tier))
  const newOn = effectiveFrom ? { goLiveOn: dayOf(effectiveFrom, timeZone) } : {}
  return {
    ...{ company, timeZone, country, region, now: loaded.now, today: dayOf(loaded.now, timeZone) },
    calendar: calendarOf(clauses, overrides),
    quietHours: renewalQuietHours(clauses),
    tiers: tiers.map((tier) => (isNew(tier) ? { ...tier, ...newOn } : tier)),
    goLiveOn: company.noticesFrom ?? dayOf(company.createdAt, timeZone),
    staff: staffOf(loaded.members, loaded.channels),
    channels: loaded.channels,
    inForceSince: effectiveFrom,
    planning: loaded.planning,
  }
}

/** What makes a line the same one as before: at what hour and by which way it is sent may change. */
const mark = ({ of, lead, to, content }: RenewalTier) => JSON.stringify([of, leadText(lead), to, content])

/** Nothing that ends after these days is told of by `until`; far: contracts that have a notice period of their own. */
export const lastEnds = ({ tiers }: Pick<NoticeContext, 'tiers'>, until: Day): { near: Day; far: Day } => ({
  near: furthestEnd(tiers, until),
  far: furthestEnd(tiers, until, longestNoticeDays),
})

/** The most that a contract's notice period may be. */
const longestNoticeDays = 366
