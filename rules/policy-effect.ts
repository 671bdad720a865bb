import type { WorkCalendar } from '#rules/calendar.ts'
import { isOpen, nextOpen, previousClose } from '#rules/calendar-time.ts'
import { type Allowance, type ClockKind, dueOf } from '#rules/clock.ts'
import type { Step } from '#rules/decision.ts'
import type { Clause } from '#rules/policy.ts'
import type { Rule, RuleKind } from '#rules/policy-rule.ts'
import { arrivalAllowance, resolutionAllowance, responseAllowance, zonesOf } from '#rules/policy-term.ts'
import { priorities } from '#rules/service-request.ts'

/** What a rule would do with something that happens at a given moment: the example beside a clause. */
export type Effect = {
  kind: ClockKind
  case: string | null
  allowance: Allowance
  dueAt: Date
  provisional: boolean
  steps: readonly Step[]
}
export type HoursEffect = { kind: 'hours'; open: boolean; opensAt: Date | null; closedAt: Date | null }

/** Null where a rule sets no time limit. `case` is the zone or the priority, where the limit depends on one. */
export function effectOf(rule: Rule, calendar: WorkCalendar, sample: Date): Effect[] | HoursEffect | null {
  if (rule.kind === 'service_hours') return hoursAt(calendar, sample)
  return effects[rule.kind]?.(alone(rule), calendar, sample) ?? null
}

/** The accessors read a document: here it has one clause. */
const alone = (rule: Rule): Clause[] => {
  const none = { 'zh-CN': '', en: '' }
  return [{ key: '', chapter: none, number: 1, title: none, text: none, rules: [rule] }]
}

type EffectOf = (clauses: Clause[], calendar: WorkCalendar, sample: Date) => Effect[]

const effects: Partial<Record<RuleKind, EffectOf>> = {
  response_window: (clauses, calendar, sample) =>
    (['P1', 'P3'] as const).flatMap((priority) =>
      effectFor('response', priority, responseAllowance(clauses, priority)?.value, calendar, sample),
    ),
  arrival_window: (clauses, calendar, sample) =>
    (zonesOf(clauses)?.value ?? []).flatMap((zone) =>
      effectFor('arrival', zone, arrivalAllowance(clauses, zone)?.value, calendar, sample),
    ),
  resolution_window: (clauses, calendar, sample) =>
    priorities
      .filter((priority) => priority !== 'P4')
      .flatMap((priority) =>
        effectFor('resolution', priority, resolutionAllowance(clauses, priority)?.value, calendar, sample),
      ),
}

function effectFor(
  kind: ClockKind,
  of: string,
  allowance: Allowance | undefined,
  calendar: WorkCalendar,
  startedAt: Date,
): Effect[] {
  if (!allowance) return []
  const due = dueOf({ kind, startedAt, allowance, calendar, pauses: [], stoppedAt: null })
  if (!due.allowed || !due.result.at) return []
  const { at, provisional, steps } = due.result
  return [{ kind, case: of, allowance, dueAt: at, provisional, steps }]
}

function hoursAt(calendar: WorkCalendar, sample: Date): HoursEffect {
  const opens = nextOpen(calendar, sample)
  const closed = previousClose(calendar, sample)
  return {
    kind: 'hours',
    open: isOpen(calendar, sample),
    opensAt: opens.allowed ? opens.result.at : null,
    closedAt: closed.allowed ? closed.result.at : null,
  }
}
