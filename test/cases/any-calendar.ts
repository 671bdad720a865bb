import fc from 'fast-check'
import { type CalendarOverride, decideCalendar, type Interval, type WorkCalendar } from '#rules/calendar.ts'
import { addDays, type Day, weekdays } from '#rules/day.ts'

/** Random calendars and starts around days on which clocks change somewhere, a whole day skipped in Apia among them. */
const zones = [
  'Asia/Shanghai',
  'UTC',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia',
]

const eves: Day[] = [
  '2011-12-27',
  '2017-02-14',
  '2018-11-01',
  '2024-03-08',
  '2025-03-28',
  '2025-10-03',
  '2025-10-24',
  '2026-04-02',
  '2026-06-15',
  '2026-10-28',
]

const anyDay = fc.tuple(fc.constantFrom(...eves), fc.nat(20)).map(([eve, after]) => addDays(eve, after))

export const anyStart = fc
  .tuple(anyDay, fc.nat(1439))
  .map(([day, minute]) => new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000))

/** Up to three intervals in quarters of an hour; the last may run past midnight. */
const dayIntervals = (overnight: boolean) =>
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 }),
      fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
    )
    .map(([cuts, spill]) => {
      const sorted = cuts.toSorted((one, other) => one - other)
      const pairs = Array.from({ length: sorted.length >> 1 }, (_, at) => [sorted[at * 2]!, sorted[at * 2 + 1]!] as const)
      const intervals = pairs.map(([open, close]): Interval => [quarter(open), quarter(close)])
      const last = intervals.at(-1)
      if (overnight && last && spill !== null && pairs.at(-1)![0] > spill) {
        intervals[intervals.length - 1] = [last[0], quarter(spill)]
      }
      return intervals
    })

const calendars = (overnight: boolean): fc.Arbitrary<WorkCalendar> =>
  fc
    .record({
      timeZone: fc.constantFrom(...zones),
      week: fc.tuple(...weekdays.map(() => dayIntervals(overnight))),
      holidays: fc.constantFrom('none' as const, 'cn' as const),
      overrides: fc.uniqueArray(fc.tuple(anyDay, fc.option(dayIntervals(overnight), { nil: null })), {
        selector: ([day]) => day,
        maxLength: 6,
      }),
    })
    .map(({ week, overrides, ...rest }) => ({
      ...rest,
      week: Object.fromEntries(weekdays.map((weekday, at) => [weekday, week[at]!])),
      overrides: overrides.map(
        ([day, intervals]): CalendarOverride =>
          intervals && intervals.length > 0 ? { day, kind: 'open', intervals } : { day, kind: 'off' },
      ),
    }))
    .filter((calendar) => decideCalendar(calendar).allowed)

export const anyCalendar = calendars(true)

/** Without night shifts. */
export const plainCalendar = calendars(false)

function quarter(at: number): string {
  return `${String(at >> 2).padStart(2, '0')}:${String((at % 4) * 15).padStart(2, '0')}`
}
