import type { WorkCalendar } from '#rules/calendar.ts'
import { isProvisionalOn, shiftToWorkingDay } from '#rules/calendar-working-day.ts'
import type { AssetDays, RepairFact, UsageReading } from '#rules/coverage-fact.ts'
import type { CoverageStep, TermStart } from '#rules/coverage-step.ts'
import { addDays, addMonths, type Day, daysBetween } from '#rules/day.ts'
import type { Step } from '#rules/decision.ts'
import { cnDayOf } from '#rules/holidays/cn.ts'
import type { LawId } from '#rules/statutory-floor.ts'
import type { WarrantyTerms } from '#rules/warranty-term.ts'

/** From which day a term runs, and what a person can read of it. */
export type TermBegin = { from: Day; steps: CoverageStep[] }

/** An unrecorded start takes the first recorded one of the fallbacks. Null: none is known. */
export function beginOf(event: TermStart, fallback: readonly TermStart[], days: AssetDays): TermBegin | null {
  const unknown: TermStart[] = []
  for (const one of new Set([event, ...fallback])) {
    const on = startDayOf(one, days)
    if (on) return { from: on, steps: [{ kind: 'starts', event: one, on, unknown }] }
    unknown.push(one)
  }
  return null
}

/** Without invoice and delivery note a term begins ninety days after manufacture (R-SB-4). */
function startDayOf(event: TermStart, days: AssetDays): Day | null {
  if (event === 'replacement' || event === 'repair_completion') return null
  const day = days[event]
  return day ? (event === 'manufacture' ? addDays(day, 90) : day) : null
}

export type TermLength = { months: number } | { days: number }

export type PeriodQuestion = {
  from: Day
  length: TermLength
  /** How the length is said: the line's scope, and who set it. */
  said: { scope: string; by: 'policy' | 'agreed' | 'law'; law: LawId | null }
  repairs: readonly RepairFact[]
  /** Nothing later is known. */
  upTo: Day
  repairTime: { extends: boolean; law: LawId | null }
  /** What the first repair on such a day adds, once. */
  extension: (repairedOn: Day) => { months: number; law: LawId | null }
  periodEnd: WarrantyTerms['periodEnd']
  roll: WarrantyTerms['roll']
  calendar: WorkCalendar
}

/** The last covered day. `surely`: covered to here even if a holiday table comes out differently. */
export type Period = { from: Day; surely: Day; until: Day; provisional: boolean; steps: CoverageStep[] }

/** Months from the anchor, never chained; repair time added; the last day moved as the policy says (R-CIV-3, R-CIV-4). */
export function periodOf(question: PeriodQuestion): Period {
  const { from, said, length, upTo, calendar } = question
  let added = { months: 0, days: 0 }
  const ends = () => endOf(question, added)
  const steps: CoverageStep[] = [
    'days' in length
      ? { kind: 'days_term', days: length.days, to: ends().nominal }
      : { kind: 'term', ...said, months: length.months, to: ends().nominal },
  ]
  for (const repair of mergedRepairs(question.repairs, from, upTo)) {
    if (repair.from > rolledForward(ends().last, calendar, question.roll).on) break
    const extra = added.months > 0 ? null : question.extension(repair.from)
    if (extra && extra.months > 0) {
      added = { ...added, months: extra.months }
      steps.push({ kind: 'extended', because: repair.from, ...extra, to: ends().nominal })
    }
    if (!question.repairTime.extends) continue
    const days = daysBetween(repair.from, repair.until) + 1
    added = { ...added, days: added.days + days }
    const until = repair.isOpen ? null : repair.until
    const { law } = question.repairTime
    steps.push({ kind: 'in_repair', from: repair.from, until, days, law, to: ends().nominal })
  }
  const { nominal, last } = ends()
  if (last !== nominal) steps.push({ kind: 'day_before', to: last })
  const rolled = rolledForward(last, calendar, question.roll)
  steps.push(...rolled.steps, { kind: 'last_day', on: rolled.on })
  return { from, surely: last, until: rolled.on, provisional: rolled.provisional, steps }
}

function endOf({ from, length, periodEnd }: PeriodQuestion, added: { months: number; days: number }) {
  const anchored =
    'days' in length
      ? addMonths(addDays(from, length.days), added.months)
      : addMonths(from, length.months + added.months)
  const nominal = addDays(anchored, added.days)
  return { nominal, last: periodEnd === 'day_before' && 'months' in length ? addDays(nominal, -1) : nominal }
}

type Stay = { from: Day; until: Day; isOpen: boolean }

/** Both days of a stay count (K11), a day in two stays once; not the term's first day, which is none of it (R-CIV-2). */
function mergedRepairs(repairs: readonly RepairFact[], from: Day, upTo: Day): Stay[] {
  const stays: Stay[] = []
  for (const repair of repairs.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const begins = repair.from <= from ? addDays(from, 1) : repair.from
    const isOpen = repair.until === null || repair.until > upTo
    const until = repair.until === null || isOpen ? upTo : repair.until
    if (until < begins) continue
    const last = stays.at(-1)
    if (last && begins <= last.until) {
      const later = until > last.until
      stays[stays.length - 1] = { ...last, until: later ? until : last.until, isOpen: last.isOpen || isOpen }
    } else stays.push({ from: begins, until, isOpen })
  }
  return stays
}

export type Rolled = { on: Day; steps: Step[]; provisional: boolean }

/** A last day on a rest day moves on; `statutory_only` past holidays by law, and not past weekends (K9). */
export function rolledForward(day: Day, calendar: WorkCalendar, roll: WarrantyTerms['roll']): Rolled {
  if (roll === 'none') return { on: day, steps: [], provisional: false }
  if (roll === 'statutory_only') {
    let on = day
    while (isStatutory(on, calendar)) on = addDays(on, 1)
    const steps: Step[] = on === day ? [] : [{ kind: 'shifted', from: day, to: on, direction: 'next' }]
    return { on, steps, provisional: isProvisionalOn(calendar, on) }
  }
  const shifted = shiftToWorkingDay(calendar, day, 'next')
  if (!shifted.allowed) return { on: day, steps: [], provisional: false }
  const { on, steps, provisional } = shifted.result
  return { on, steps: [...steps], provisional }
}

/** Where the company keeps its country's holidays by hand, its own days off are these. */
function isStatutory(day: Day, { holidays, overrides }: WorkCalendar): boolean {
  const own = overrides.find((one) => one.day === day)
  if (own?.kind === 'open') return false
  return holidays === 'cn' ? cnDayOf(day)?.kind === 'statutory' : own?.kind === 'off'
}

/** What a counter says of a limit on a day; `unknown`: nobody read it since, and it may have gone past. */
export type UsageStanding = { state: 'within' | 'over' | 'unknown'; reachedOn: Day | null; last: UsageReading | null }

/** The limit itself is still covered ("以内" includes it, R-CIV-6). */
export function usageOn(readings: readonly UsageReading[], limit: number, day: Day): UsageStanding {
  const sorted = readings.toSorted((one, other) => (one.on < other.on ? -1 : 1))
  const reachedOn = sorted.find(({ amount }) => amount >= limit)?.on ?? null
  const last = sorted.filter(({ on }) => on <= day).at(-1) ?? null
  const isOver = sorted.some(({ on, amount }) => (on < day && amount >= limit) || (on === day && amount > limit))
  if (isOver) return { state: 'over', reachedOn, last }
  const isWithin = sorted.some(({ on, amount }) => on >= day && amount <= limit)
  return { state: isWithin ? 'within' : 'unknown', reachedOn, last }
}
