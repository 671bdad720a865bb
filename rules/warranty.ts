import type { ClauseRef, LookReason, WarrantyReason, WarrantyStanding } from '#rules/coverage.ts'
import type { AssetFacts } from '#rules/coverage-fact.ts'
import type { CoverageStep } from '#rules/coverage-step.ts'
import { addDays, type Day, endOfDay } from '#rules/day.ts'
import { extensionFloor, runningFloor } from '#rules/statutory-floor.ts'
import { type Judged, judgeCause } from '#rules/warranty-cause.ts'
import { beginOf, type Period, periodOf, type TermBegin, usageOn } from '#rules/warranty-period.ts'
import {
  type CoverageCase,
  componentEntitlements,
  type Entitlement,
  entitlementsOf,
  isProtected,
  type WarrantyTerms,
} from '#rules/warranty-term.ts'

/** How the machine stands to its warranty on the day of the report, for the part that failed and its cause. */
export function warrantyOf(terms: WarrantyTerms, inputs: CoverageCase): WarrantyStanding {
  const { asset } = inputs
  if (!asset) return nowhere(terms.lines, 'look', 'machine_unknown')
  const entitlements = entitlementsOf(terms, inputs)
  if (entitlements === 'unclear') return nowhere(terms.lines, 'look', 'terms_unclear')
  const best = bestOf(entitlements.map((one) => standingOf(terms, inputs, asset, one)))
  if (!best) return nowhere(terms.lines, 'does_not_cover', 'no_warranty')
  return mayBeLonger(terms, inputs, asset, best) ? looking(best, 'component_unknown') : best
}

/** At intake the machine's term may be over and a component's not. */
function mayBeLonger(terms: WarrantyTerms, inputs: CoverageCase, asset: AssetFacts, best: WarrantyStanding): boolean {
  if (best.reason !== 'expired' || inputs.component || inputs.stage !== 'intake') return false
  return componentEntitlements(terms, inputs).some(
    (one) => standingOf(terms, inputs, asset, one).state !== 'does_not_cover',
  )
}

const ranks: Record<WarrantyStanding['state'], number> = { covers: 0, look: 1, does_not_cover: 2 }

/** Whatever covers counts, and of what covers the one that does so longest. */
function bestOf(standings: WarrantyStanding[]): WarrantyStanding | undefined {
  const endOf = ({ until }: WarrantyStanding) => until ?? ''
  return standings.toSorted(
    (one, other) => ranks[one.state] - ranks[other.state] || (endOf(one) < endOf(other) ? 1 : -1),
  )[0]
}

function standingOf(
  terms: WarrantyTerms,
  inputs: CoverageCase,
  asset: AssetFacts,
  entitlement: Entitlement,
): WarrantyStanding {
  const begin = beginningOf(terms, inputs, asset, entitlement)
  if (!begin) return nowhere(entitlement, 'look', 'start_unknown', entitlement)
  const period = periodOf(questionOf(terms, inputs, asset, entitlement, begin.from))
  const usage = usageSaid(asset, entitlement, inputs)
  const until = usage.until && usage.until < period.until ? usage.until : period.until
  const cause = judgeCause(terms, inputs, begin.from, entitlement.basis)
  const [state, reason, refersTo] = judge(inputs, asset, { period, begin, usage, cause })
  const within = period.from <= inputs.reportedOn && inputs.reportedOn <= until
  const said: CoverageStep = { kind: 'reported', on: inputs.reportedOn, within }
  return {
    ...nowhere(refersTo ?? entitlement, state, reason, entitlement),
    from: period.from,
    until,
    endsAt: endOfDay(until, inputs.calendar.timeZone).toISOString(),
    provisional: period.provisional,
    presumed: state === 'covers' && (cause.isPresumed || usage.state === 'presumed'),
    steps: [...begin.steps, ...period.steps, ...usage.steps, said, ...(isInTime(reason) ? [cause.step] : [])],
  }
}

/** The days did not decide against it: the cause had its say. */
const isInTime = (reason: WarrantyStanding['reason']) =>
  reason === null || reason === 'cause_not_covered' || reason === 'cause_unknown' || reason === 'cause_not_listed'

type Found = { period: Period; begin: Beginning; usage: UsageSaid; cause: Judged }
type Judgement = [
  state: WarrantyStanding['state'],
  reason: WarrantyStanding['reason'],
  refersTo?: ClauseRef | undefined,
]

/** The days first, then the counter, then the cause. */
function judge({ reportedOn }: CoverageCase, asset: AssetFacts, { period, begin, usage, cause }: Found): Judgement {
  if (reportedOn < period.from) return ['look', 'before_start']
  if (reportedOn > period.until) {
    if (begin.mayBeLater && !asset.days.installation) return ['look', 'installation_unknown']
    return mayHaveMoved(period, reportedOn) ? ['look', 'year_provisional'] : ['does_not_cover', 'expired']
  }
  if (reportedOn > period.surely && period.provisional) return ['look', 'year_provisional']
  if (usage.state === 'over') return ['does_not_cover', 'used_up']
  if (usage.state === 'unknown') return ['look', 'usage_unknown']
  if (cause.reason === null) return ['covers', null]
  return cause.reason === 'cause_not_covered'
    ? ['does_not_cover', cause.reason, cause.refersTo]
    : ['look', cause.reason, cause.refersTo]
}

/** No published block of days off in China has been longer than nine days; weekends stand beside it. */
const longestBlock = 12
const mayHaveMoved = ({ surely, provisional }: Period, on: Day) => provisional && on <= addDays(surely, longestBlock)

type Beginning = TermBegin & { mayBeLater: boolean }

function beginningOf(
  terms: WarrantyTerms,
  inputs: CoverageCase,
  { days, installedByUs }: AssetFacts,
  { start }: Entitlement,
): Beginning | null {
  if ('on' in start) return { from: start.on, mayBeLater: false, steps: [{ kind: 'starts', ...start, unknown: [] }] }
  const begin = beginOf(start.event, terms.fallback, days)
  const says = terms.startsAtInstallation
  const law = isProtected(inputs) && !says ? runningFloor(inputs.place).startsAtInstallation : null
  if (!begin || !installedByUs || !(says || law)) return begin && { ...begin, mayBeLater: false }
  const { installation } = days
  if (!installation || installation <= begin.from) return { ...begin, mayBeLater: !installation }
  const later: CoverageStep = { kind: 'starts_later', event: 'installation', on: installation, law }
  return { from: installation, mayBeLater: false, steps: [...begin.steps, later] }
}

function questionOf(
  terms: WarrantyTerms,
  inputs: CoverageCase,
  asset: AssetFacts,
  { basis, scope, length, law }: Entitlement,
  from: Day,
): Parameters<typeof periodOf>[0] {
  const isWindow = 'days' in length
  const isProtectedTerm = isProtected(inputs)
  const repairLaw = isProtectedTerm && !terms.repairTimeExtends ? runningFloor(inputs.place).repairTime : null
  const isLasting = basis === 'line' || basis === 'agreed' || basis === 'law'
  return {
    from,
    length,
    said: { scope, by: basis === 'law' || basis === 'agreed' ? basis : 'policy', law },
    repairs: asset.repairs,
    upTo: inputs.reportedOn,
    repairTime: { extends: !isWindow && (terms.repairTimeExtends || repairLaw !== null), law: repairLaw },
    extension: (repairedOn) => {
      const floor = isProtectedTerm ? extensionFloor(inputs.place, repairedOn) : { months: 0, law: null }
      if (!isLasting) return { months: 0, law: null }
      return floor.months > terms.extensionMonths ? floor : { months: terms.extensionMonths, law: null }
    },
    periodEnd: terms.periodEnd,
    roll: isWindow ? 'none' : terms.roll,
    calendar: inputs.calendar,
  }
}

type UsageSaid = { state: 'within' | 'presumed' | 'over' | 'unknown'; until: Day | null; steps: CoverageStep[] }

/** At intake a counter that was below the limit when last read is taken to be so still; later it has to be read. */
function usageSaid(
  { readings }: AssetFacts,
  { usage }: Entitlement,
  { reportedOn: on, stage }: CoverageCase,
): UsageSaid {
  if (!usage) return { state: 'within', until: null, steps: [] }
  const { limit, unit } = usage
  const { state, reachedOn, last } = usageOn(
    readings.filter((reading) => reading.unit === unit),
    limit,
    on,
  )
  const reading = last && { on: last.on, amount: last.amount }
  const steps: CoverageStep[] = [{ kind: 'usage', unit, limit, reading }]
  if (reachedOn && reachedOn <= on) steps.push({ kind: 'used_up', unit, limit, on: reachedOn })
  return { state: state === 'unknown' && stage === 'intake' && last ? 'presumed' : state, until: reachedOn, steps }
}

function nowhere(
  { clauseKey, clauseNumber }: ClauseRef,
  state: WarrantyStanding['state'],
  reason: WarrantyReason | LookReason | null,
  entitlement?: Entitlement,
): WarrantyStanding {
  return {
    state,
    reason,
    clauseKey,
    clauseNumber,
    basis: entitlement?.basis ?? null,
    scope: entitlement?.scope ?? null,
    from: null,
    until: null,
    endsAt: null,
    presumed: false,
    provisional: false,
    steps: [],
  }
}

const looking = (standing: WarrantyStanding, reason: LookReason): WarrantyStanding => ({
  ...standing,
  state: 'look',
  reason,
})
