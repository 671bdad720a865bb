import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOfQuiet, isQuiet, timeOutsideQuiet } from '#rules/quiet-hours.ts'
import { anyStart } from '../cases/any-calendar.ts'

const zones = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
]
const anyTime = fc
  .integer({ min: 0, max: 95 })
  .map((at) => `${String(at >> 2).padStart(2, '0')}:${(at % 4) * 15 || '00'}`)
const night = ['21:00', '08:00'] as const
const zone = 'Asia/Shanghai'
const at = (time: string) => new Date(`2026-11-30T${time}+08:00`)

test('[R-MS-7] the night is quiet from its first minute to the minute before its last', () => {
  const quiet = ['20:59:59', '21:00:00', '23:59:59', '00:00:00', '07:59:59', '08:00:00'].map((time) =>
    isQuiet(at(time), night, zone),
  )
  expect(quiet).toEqual([false, true, true, true, true, false])
  expect(isQuiet(at('13:00:00'), ['12:00', '14:00'], zone)).toBe(true)
  expect(isQuiet(at('14:00:00'), ['12:00', '14:00'], zone)).toBe(false)
  expect([isQuiet(at('03:00:00'), null, zone), isQuiet(at('09:00:00'), ['09:00', '09:00'], zone)]).toEqual([
    false,
    false,
  ])
  expect(isQuiet(at('23:00:00'), ['22:00', '24:00'], zone)).toBe(true)
})

test('what falls into the night waits for the morning', () => {
  expect(endOfQuiet(at('22:10:30'), night, zone)).toEqual(new Date('2026-12-01T08:00:00+08:00'))
  expect(endOfQuiet(at('03:00:00'), night, zone)).toEqual(at('08:00:00'))
  expect(endOfQuiet(at('12:00:00'), night, zone)).toEqual(at('12:00:00'))
  expect(endOfQuiet(at('23:00:00'), ['22:00', '24:00'], zone)).toEqual(new Date('2026-12-01T00:00:00+08:00'))
})

test('an hour lived twice is waited out twice', () => {
  const secondTime = new Date('2026-10-25T01:15:00Z')
  expect(endOfQuiet(secondTime, ['22:00', '02:30'], 'Europe/Berlin')).toEqual(new Date('2026-10-25T01:30:00Z'))
  const first = new Date('2026-10-25T00:15:00Z')
  expect(endOfQuiet(first, ['22:00', '02:30'], 'Europe/Berlin')).toEqual(new Date('2026-10-25T00:30:00Z'))
})

test('wherever and whenever: nothing moves backwards, nothing waits two days, and the end is not quiet', () => {
  fc.assert(
    fc.property(anyStart, anyTime, anyTime, fc.constantFrom(...zones), (start, from, until, timeZone) => {
      const end = endOfQuiet(start, [from, until], timeZone)
      expect(end >= start && end.getTime() - start.getTime() <= 50 * 3_600_000).toBe(true)
      expect(isQuiet(end, [from, until], timeZone)).toBe(false)
      if (!isQuiet(start, [from, until], timeZone)) expect(end).toEqual(start)
    }),
    { numRuns: 500 },
  )
})

test('a send time inside quiet hours becomes their end on the same day, before or after it', () => {
  expect(['22:00', '07:00', '09:00', '21:00', '08:00'].map((time) => timeOutsideQuiet(time, night))).toEqual([
    '08:00',
    '08:00',
    '09:00',
    '08:00',
    '08:00',
  ])
  expect(timeOutsideQuiet('12:30', ['12:00', '14:00'])).toBe('14:00')
  expect(timeOutsideQuiet('03:00', null)).toBe('03:00')
})
