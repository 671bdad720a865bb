import * as v from 'valibot'
import { type CalendarReason, calendarFaultsOf, type Interval } from '#rules/calendar.ts'
import { type Weekday, weekdays } from '#rules/day.ts'
import type { Lang } from '#rules/lang.ts'
import { because, type EditReason, type ValueType } from '#rules/policy-value.ts'
import { timeZones, weekdayNames } from '#rules/policy-vocabulary.ts'
import { inLangs, interval, wordsOf } from '#rules/policy-words.ts'

export type Week = Record<Weekday, Interval[]>

const time = v.pipe(v.string(because('required')), v.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, because('not_a_time')))
const intervalSchema: v.GenericSchema<Interval> = v.pipe(
  v.tuple([time, time], because('not_a_time')),
  v.check(([open, close]) => open !== close && open !== '24:00', because('ends_before_start')),
)
const dayIntervals = v.array(intervalSchema)

const weekReasons: Partial<Record<CalendarReason, EditReason>> = {
  empty_week: 'empty',
  overlapping_intervals: 'overlap',
  bad_time: 'not_a_time',
}

/** What the calendar itself would refuse is refused beside the weekday that it is about. */
const weekSchema: v.GenericSchema<Week> = v.pipe(
  v.strictObject(
    Object.fromEntries(weekdays.map((day) => [day, dayIntervals])) as Record<Weekday, typeof dayIntervals>,
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const week = dataset.value
    for (const { reason, at } of calendarFaultsOf({ timeZone: 'UTC', week, holidays: 'none', overrides: [] })) {
      const key = weekdays.find((day) => day === at) ?? 'mon'
      addIssue({
        message: weekReasons[reason] ?? because('invalid'),
        path: [{ type: 'object', origin: 'value', input: week, key, value: week[key] }],
      })
    }
  }),
)

export const weekly: ValueType<Week> = {
  shape: 'week',
  schema: weekSchema,
  words: weekInWords,
  controls: (value, lang) =>
    weekdays.map((day) => ({
      name: day,
      label: wordsOf(weekdayNames, day, lang),
      input: 'text',
      value: hoursInWords(value[day], lang),
    })),
  read: (form) => Object.fromEntries(weekdays.map((day) => [day, intervalsIn(form(day)[0] ?? '')])),
  controlAt: (path) => String(path[0] ?? 'mon'),
}

const hoursInWords = (intervals: readonly Interval[], lang: Lang) =>
  intervals.map(interval).join(lang === 'zh-CN' ? '、' : ', ')

/** Days with the same hours in a row are one run: "周一至周五 08:30–12:00、13:30–17:30;周六 09:00–12:00". */
export function weekInWords(week: Week, lang: Lang): string {
  const runs: { days: Weekday[]; hours: string }[] = []
  for (const day of weekdays) {
    const hours = hoursInWords(week[day], lang)
    const last = runs.at(-1)
    if (last?.hours === hours) last.days.push(day)
    else runs.push({ days: [day], hours })
  }
  const open = runs.filter((run) => run.hours !== '').map(({ days, hours }) => `${daysInWords(days, lang)} ${hours}`)
  return open.join(lang === 'zh-CN' ? '\uff0c' : '; ')
}

function daysInWords(days: readonly Weekday[], lang: Lang): string {
  const zh = lang === 'zh-CN'
  const [first, last] = [wordsOf(weekdayNames, days[0]!, lang), wordsOf(weekdayNames, days.at(-1)!, lang)]
  if (days.length === 7) return zh ? '每天' : 'every day'
  if (days.length === 1) return first
  if (days.length === 2) return zh ? `${first}、${last}` : `${first} and ${last}`
  return zh ? `${first}至${last}` : `${first} to ${last}`
}

/** "08:30-12:00, 13:30-17:30" and the other ways in which people write hours; what cannot be read is left for the check. */
function intervalsIn(typed: string): unknown[] {
  const plain = typed
    .normalize('NFKC')
    .replace(/\s*(?:[-\u2013\u2014~]|至|到|to)\s*/giu, '-')
    .replace(/、|;|和|and/giu, ',')
  return plain
    .split(/[,\s]+/u)
    .filter((part) => part !== '')
    .map((part) => part.split('-').map(timeIn))
}

function timeIn(typed: string): string {
  const [, hour, minute] = /^(\d{1,2})(?::(\d{2}))?$/.exec(typed) ?? []
  return hour === undefined ? typed : `${hour.padStart(2, '0')}:${minute ?? '00'}`
}

/** The same hours every day, or a meeting's. */
export const daily: ValueType<Interval> = {
  shape: 'window',
  schema: intervalSchema,
  words: interval,
  controls: ([open, close], lang) => [
    { name: 'from', label: fromLabel[lang], input: 'text', value: open },
    { name: 'until', label: untilLabel[lang], input: 'text', value: close },
  ],
  read: (form) => [form('from')[0], form('until')[0]].map((typed) => timeIn((typed ?? '').normalize('NFKC').trim())),
  controlAt: (path) => (path[0] === 0 ? 'from' : 'until'),
}

const timeOnly: EditReason = 'not_a_time'

/** One time of the day. */
export const timeOfDay: ValueType<string> = {
  shape: 'time',
  schema: v.pipe(v.string(because('required')), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, timeOnly)),
  words: (time) => time,
  controls: (value) => [{ name: '', label: '', input: 'text', value }],
  read: (form) => timeIn((form('')[0] ?? '').normalize('NFKC').trim()),
}

const fromLabel = inLangs('开始', 'From')
const untilLabel = inLangs('结束', 'Until')

const known = (zone: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const unknownZone: EditReason = 'unknown_time_zone'

export const timeZone: ValueType<string> = {
  shape: 'zone',
  schema: v.pipe(v.string(because('required')), v.check(known, unknownZone)),
  words: zoneInWords,
  controls: (value, lang) => [
    {
      name: '',
      label: '',
      input: 'select',
      value,
      options: [...new Set([value, ...Object.keys(timeZones)])].map((zone) => ({
        value: zone,
        label: zoneInWords(zone, lang),
      })),
    },
  ],
  read: (form) => form('')[0],
}

/** Never the zone's technical name: "北京时间", "Central European Time". */
export function zoneInWords(zone: string, lang: Lang): string {
  if (zone in timeZones) return wordsOf(timeZones, zone, lang)
  const parts = new Intl.DateTimeFormat(lang, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(0)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}
