import type { WorkCalendar } from '#rules/calendar.ts'
import {
  type DayPlan,
  planOf,
  type Stretch,
  stretchesFrom,
  type Timetable,
  timetableOf,
} from '#rules/calendar-timetable.ts'
import { type Day, dayAt, minuteMs, serialAt, serialOf, startOfDay } from '#rules/day.ts'
import type { ClosedBecause, OpenBecause, Step } from '#rules/decision.ts'

/** What counted between two instants and what did not, as lines a person can follow. */
export function countedSteps(calendar: WorkCalendar, from: Date, to: Date): Step[] {
  const timetable = timetableOf(calendar)
  const [start, end] = [from.getTime(), to.getTime()]
  if (end <= start) return []
  const [first, last] = [serialAt(start, timetable.zone), serialAt(end - 1, timetable.zone)]
  const steps: Step[] = []
  let before: DayPlan | null = null
  // A night shift of the last whole week's Sunday may reach into the last day: that week goes day by day.
  for (const stretch of stretchesFrom(timetable, start, last, (monday) => Math.floor((last - 1 - monday) / 7))) {
    const plan = planOf(timetable, stretch.day)
    if (stretch.weeks > 0) steps.push(weeksStep(timetable, stretch))
    else if (plan.hours.length > 0) before = addCounts(steps, plan, before, stretch, end)
    else if (stretch.day >= first && stretch.day < last) addClosed(steps, plan, stretch.day)
  }
  return steps
}

/** The working days after `after`, up to and including `upTo`, and what was closed in between. */
export function workingDaySteps(calendar: WorkCalendar, after: Day, upTo: Day): Step[] {
  const timetable = timetableOf(calendar)
  const [day, last] = [serialOf(after) + 1, serialOf(upTo)]
  const steps: Step[] = []
  const midnight = startOfDay(dayAt(day), timetable.zone).getTime()
  for (const stretch of stretchesFrom(timetable, midnight, last, (monday) => Math.floor((last + 1 - monday) / 7))) {
    const plan = planOf(timetable, stretch.day)
    if (stretch.weeks > 0) steps.push(weeksStep(timetable, stretch))
    else if (stretch.day >= day && plan.hours.length > 0) addDay(steps, plan, stretch.day)
    else if (stretch.day >= day) addClosed(steps, plan, stretch.day)
  }
  return steps
}

/** Gives back the plan when the day counted in full: the next day, if it is just like it, joins its line. */
function addCounts(
  steps: Step[],
  plan: DayPlan,
  before: DayPlan | null,
  stretch: Stretch,
  end: number,
): DayPlan | null {
  const windows = stretch.windows.flatMap(([open, close]) =>
    open < end ? [[open, Math.min(close, end)] as const] : [],
  )
  if (windows.length === 0) return null
  const from = new Date(windows[0]![0]).toISOString()
  const to = new Date(windows.at(-1)![1]).toISOString()
  const minutes = windows.reduce((sum, [open, close]) => sum + close - open, 0) / minuteMs
  const isFull = minutes === plan.hours.reduce((sum, [open, close]) => sum + close - open, 0)
  const last = steps.at(-1)
  if (last?.kind === 'counts' && isFull && before && !plan.why && String(before.hours) === String(plan.hours)) {
    steps[steps.length - 1] = { ...last, to, minutes: last.minutes + minutes, days: last.days + 1 }
  } else {
    addOpen(steps, plan, stretch.day)
    steps.push({ kind: 'counts', from, to, minutes, days: 1 })
  }
  return isFull ? plan : null
}

function addDay(steps: Step[], plan: DayPlan, day: number): void {
  const last = steps.at(-1)
  if (last?.kind === 'days' && !plan.why) {
    steps[steps.length - 1] = { ...last, to: dayAt(day), days: last.days + 1 }
  } else {
    addOpen(steps, plan, day)
    steps.push({ kind: 'days', from: dayAt(day), to: dayAt(day), days: 1 })
  }
}

/** Why a day is open that would not be, or not with these hours. */
function addOpen(steps: Step[], { why, name }: DayPlan, day: number): void {
  if (isOpenBecause(why)) steps.push({ kind: 'open', day: dayAt(day), why, ...(name ? { name } : {}) })
}

function addClosed(steps: Step[], plan: DayPlan, day: number): void {
  const why = isClosedBecause(plan.why) ? plan.why : 'closed_weekday'
  const name = plan.name
  const last = steps.at(-1)
  if (last?.kind === 'closed' && last.why === why && last.name === name) {
    steps[steps.length - 1] = { ...last, to: dayAt(day) }
  } else {
    steps.push({ kind: 'closed', from: dayAt(day), to: dayAt(day), why, ...(name ? { name } : {}) })
  }
}

function weeksStep(timetable: Timetable, { day, weeks }: Stretch): Step {
  return {
    kind: 'weeks',
    from: dayAt(day),
    to: dayAt(day + weeks * 7 - 1),
    weeks,
    days: weeks * timetable.weekDays,
    minutes: (weeks * timetable.weekMs) / minuteMs,
  }
}

function isOpenBecause(why: DayPlan['why']): why is OpenBecause {
  return why === 'makeup_workday' || why === 'tenant'
}

function isClosedBecause(why: DayPlan['why']): why is ClosedBecause {
  return why !== undefined && why !== 'makeup_workday'
}
