import type { Interval } from '#rules/calendar.ts'
import { type Weekday, weekdays } from '#rules/day.ts'
import type { InLangs } from '#rules/lang.ts'
import type { Money } from '#rules/money.ts'
import type { ParameterValues } from '#rules/parameter.ts'
import type { Week } from '#rules/policy-value-time.ts'

export const packIds = ['TP-MFG', 'TP-ITS', 'TP-ECS', 'TP-HAS', 'TP-GEN', 'TP-INT'] as const
export type PackId = (typeof packIds)[number]

/** What a company starts from: values, and the clauses without a value that it takes. A parameter it lacks is off. */
export type Pack = {
  id: PackId
  name: InLangs
  forWhom: InLangs
  listed: readonly string[]
  values: Partial<ParameterValues>
}

type Run = Weekday | `${Weekday}-${Weekday}`

/** `{ 'mon-fri': [['09:00', '18:00']] }` as seven days; days that are not named are closed. */
export function weekOf(runs: Partial<Record<Run, Interval[]>>): Week {
  const hoursOn = (day: Weekday) =>
    Object.entries(runs).find(([run]) => {
      const [first, last = first] = run.split('-')
      const at = weekdays.indexOf(day)
      return at >= weekdays.indexOf(first as Weekday) && at <= weekdays.indexOf(last as Weekday)
    })?.[1] ?? []
  return {
    mon: hoursOn('mon'),
    tue: hoursOn('tue'),
    wed: hoursOn('wed'),
    thu: hoursOn('thu'),
    fri: hoursOn('fri'),
    sat: hoursOn('sat'),
    sun: hoursOn('sun'),
  }
}

/** The packs count in yuan; a company's own currency takes its place. */
export const yuan = (amount: number): Money => ({ minor: amount * 100, currency: 'CNY' })
