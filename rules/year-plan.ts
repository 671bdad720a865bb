import type { WorkCalendar } from '#rules/calendar.ts'
import { type DayPlan, planOf, timetableOf } from '#rules/calendar-timetable.ts'
import { type Day, dayAt, serialOf, weekdayAt } from '#rules/day.ts'
import { type CnHoliday, cnDayAt } from '#rules/holidays/cn.ts'

/** What a day is: by the week, by the holiday table, or by the company's own word. */
export type DayStatus = 'open' | 'closed' | 'holiday' | 'makeup_workday' | 'own_off' | 'own_open'
export type PlannedDay = {
  day: Day
  status: DayStatus
  /** A holiday's key, or the company's own note. */
  name: string | null
  /** Minutes after midnight. */
  hours: DayPlan['hours']
}
/** `offset`: how many days of its first week belong to the month before; the week begins on Monday. */
export type PlannedMonth = { month: number; offset: number; days: PlannedDay[] }

export function yearPlan(calendar: WorkCalendar, year: number): PlannedMonth[] {
  return Array.from({ length: 12 }, (_, index) => {
    const first = serialOf(dayIn(year, index + 1))
    const next = serialOf(index === 11 ? dayIn(year + 1, 1) : dayIn(year, index + 2))
    const days = Array.from({ length: next - first }, (_, at) => plannedDay(calendar, first + at))
    return { month: index + 1, offset: weekdayAt(first), days }
  })
}

export const plannedOn = (calendar: WorkCalendar, day: Day) => plannedDay(calendar, serialOf(day))

function plannedDay(calendar: WorkCalendar, serial: number): PlannedDay {
  const { hours, why, name } = planOf(timetableOf(calendar), serial)
  return { day: dayAt(serial), status: statusOf(hours.length > 0, why), name: name ?? null, hours }
}

function statusOf(isOpen: boolean, why: DayPlan['why']): DayStatus {
  if (why === 'tenant') return isOpen ? 'own_open' : 'own_off'
  if (why === 'holiday') return 'holiday'
  if (why === 'makeup_workday' && isOpen) return 'makeup_workday'
  return isOpen ? 'open' : 'closed'
}

/** A holiday of the official table: its days off in a row, and the days worked instead. */
export type HolidayBlock = { holiday: CnHoliday; from: Day; to: Day; days: number; makeup: Day[] }

export function holidayBlocks(year: number): HolidayBlock[] {
  const blocks = new Map<CnHoliday, HolidayBlock>()
  const makeup = new Map<CnHoliday, Day[]>()
  for (let serial = serialOf(dayIn(year, 1)); serial < serialOf(dayIn(year + 1, 1)); serial++) {
    const found = cnDayAt(serial)
    if (!found) continue
    const day = dayAt(serial)
    if (found.kind === 'makeup_workday') {
      makeup.set(found.holiday, [...(makeup.get(found.holiday) ?? []), day])
      continue
    }
    const { from = day, days = 0 } = blocks.get(found.holiday) ?? {}
    blocks.set(found.holiday, { holiday: found.holiday, from, to: day, days: days + 1, makeup: [] })
  }
  return [...blocks.values()].map((block) => ({ ...block, makeup: makeup.get(block.holiday) ?? [] }))
}

const dayIn = (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}-01` as Day
