import type { WorkCalendar } from '#rules/calendar.ts'
import { shiftToWorkingDay } from '#rules/calendar-working-day.ts'
import { addDays, addMonths, type Day } from '#rules/day.ts'
import type { NoticeStep } from '#rules/notice.ts'
import type { Lead } from '#rules/notice-key.ts'
import type { RenewalTier } from '#rules/renewal.ts'

/** The day of a notice by its tier alone, before the law and the hour. */
export type NoticeDay = { on: Day; steps: readonly NoticeStep[]; provisional: boolean }

/** Months go from the end itself, clamped to the month's last day (R-CIV-3). Never after the end. */
export function noticeDayOf({ lead, shift }: RenewalTier, endsOn: Day, calendar: WorkCalendar): NoticeDay {
  const nominal = dayBefore(endsOn, lead)
  const shifted = shiftedDay(nominal, shift, calendar)
  const inTime = shifted.on <= endsOn ? shifted : shiftedDay(nominal, 'previous', calendar)
  const steps: NoticeStep[] = [{ kind: 'ends', on: endsOn }, { kind: 'before', ...lead, on: nominal }, ...inTime.steps]
  return { ...inTime, steps }
}

export const dayBefore = (endsOn: Day, { before, unit }: Lead): Day =>
  unit === 'month' ? addMonths(endsOn, -before) : addDays(endsOn, -before)

/** Where the calendar never opens, the day stays. */
export function shiftedDay(day: Day, shift: RenewalTier['shift'], calendar: WorkCalendar): NoticeDay {
  const shifted = shiftToWorkingDay(calendar, day, shift)
  return shifted.allowed ? shifted.result : { on: day, steps: [], provisional: false }
}
