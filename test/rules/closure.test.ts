import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closesAt, decideClosing, type Ending, silenceTerm, silentBefore } from '#rules/closure.ts'
import { packVersion } from '#rules/pack.ts'
import { packIds } from '#rules/packs/pack-values.ts'

const zone = 'Asia/Shanghai'
/** Monday evening in Shanghai. */
const solvedAt = new Date('2026-03-02T18:30:00+08:00')
const ended: Ending = {
  ...{ status: 'resolved', standing: 'accepted', unansweredSince: null },
  ...{ resolvedAt: solvedAt, confirmedAt: null, lastWordAt: null },
}
const at = (local: string) => new Date(`${local}+08:00`)
const isClosed = (now: Date, changes: Partial<Ending> = {}, days = 7) =>
  decideClosing({ ...ended, ...changes }, days, zone, now).allowed

test('[S3.3-11] seven days of silence: on the sixth and the seventh it stays, after the seventh it is closed', () => {
  expect(isClosed(at('2026-03-08T23:59:59'))).toBe(false)
  expect(isClosed(at('2026-03-09T23:59:59.999'))).toBe(false)
  expect(isClosed(at('2026-03-10T00:00:00'))).toBe(true)
  expect(closesAt(solvedAt, 7, zone)).toEqual(at('2026-03-10T00:00:00'))
})

test('no days at all: closed when the day is over', () => {
  expect(isClosed(at('2026-03-02T23:59:00'), {}, 0)).toBe(false)
  expect(isClosed(at('2026-03-03T00:00:00'), {}, 0)).toBe(true)
})

test('the silence begins with the last thing said or done', () => {
  const soon = at('2026-03-10T00:00:00')
  expect(isClosed(soon, { lastWordAt: at('2026-03-03T00:00:00') })).toBe(false)
  expect(isClosed(soon, { lastWordAt: at('2026-03-02T23:59:00') })).toBe(true)
  expect(isClosed(soon, { status: 'confirmed', confirmedAt: at('2026-03-04T09:00:00') })).toBe(false)
  expect(isClosed(at('2026-03-12T00:00:00'), { status: 'confirmed', confirmedAt: at('2026-03-04T09:00:00') })).toBe(
    true,
  )
})

test('what waits for an answer, looks like abuse, is at work or over already is not closed', () => {
  const late = at('2026-12-31T00:00:00')
  const reasonOf = (changes: Partial<Ending>) => decideClosing({ ...ended, ...changes }, 7, zone, late)
  expect(reasonOf({ unansweredSince: at('2026-03-03T00:00:00') })).toEqual({ allowed: false, reason: 'unanswered' })
  expect(reasonOf({ standing: 'held' })).toEqual({ allowed: false, reason: 'held' })
  for (const status of ['received', 'reopened', 'cancelled', 'closed'] as const)
    expect(reasonOf({ status })).toEqual({ allowed: false, reason: 'not_over' })
})

test('a day is the company’s own, also where the clocks change', () => {
  expect(closesAt(new Date('2026-03-28T23:30:00Z'), 1, 'Europe/Berlin')).toEqual(new Date('2026-03-30T22:00:00Z'))
  expect(closesAt(new Date('2026-03-28T22:30:00Z'), 1, 'Europe/Berlin')).toEqual(new Date('2026-03-29T22:00:00Z'))
})

test('asked forwards or backwards, the answer is the same', () => {
  const instant = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe')
  fc.assert(
    fc.property(
      instant,
      fc.integer({ min: -40, max: 40 }),
      fc.integer({ min: 0, max: 30 }),
      zones,
      (since, by, days, zone) => {
        const now = new Date(since.getTime() + by * 86_400_000 + 1)
        expect(since < silentBefore(now, days, zone)).toBe(closesAt(since, days, zone) <= now)
      },
    ),
  )
})

test('where the document says nothing of silence, nothing closes by itself', () => {
  expect(silenceTerm([])).toBeNull()
})

test('every pack’s document says after how many days', () => {
  const place = { timeZone: 'Europe/Berlin', country: 'DE', currency: 'EUR' }
  for (const id of packIds) expect(silenceTerm(packVersion(id, place).service)?.value).toBeGreaterThan(0)
})
