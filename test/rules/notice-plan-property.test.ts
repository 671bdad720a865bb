import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Interval } from '#rules/calendar.ts'
import { addDays, type Day, dayOf, endOfDay, startOfDay } from '#rules/day.ts'
import { noticeKeyText } from '#rules/notice-key.ts'
import { type NoticePlan, nextNoticeAt, type PlanInput, plannedNotices } from '#rules/notice-plan.ts'
import { isQuiet } from '#rules/quiet-hours.ts'
import { type EndingSubject, furthestEnd, type RenewalTier } from '#rules/renewal.ts'
import { plainCalendar } from '../cases/any-calendar.ts'
import { contact, contract, keysOf, planning, recipients, staff, tier } from '../cases/renewal.ts'

const base = '2026-01-01'
const anyDay = fc.integer({ min: 0, max: 400 }).map((days): Day => addDays(base, days))
const anyInstant = fc
  .integer({ min: 0, max: 400 * 24 * 4 })
  .map((quarters) => new Date(Date.parse(base) + quarters * 900_000))
const anyTime = fc
  .integer({ min: 0, max: 95 })
  .map((at) => `${String(at >> 2).padStart(2, '0')}:${(at % 4) * 15 || '00'}`)

const anyTier: fc.Arbitrary<RenewalTier> = fc
  .record({
    before: fc.integer({ min: 1, max: 40 }),
    unit: fc.constantFrom('month' as const, 'day' as const),
    audience: fc.constantFrom('customer' as const, 'internal' as const),
    shift: fc.constantFrom('previous' as const, 'next' as const, 'none' as const),
    sendTime: anyTime,
    content: fc.constantFrom('service' as const, 'commercial' as const),
    of: fc.constantFrom(null, 'contract' as const, 'warranty' as const),
  })
  .map(({ before, unit, audience, ...change }) =>
    tier(unit === 'month' ? 1 + (before % 6) : before, unit, audience, change),
  )

const anySubject: fc.Arbitrary<EndingSubject> = fc
  .record({
    endsOn: anyDay,
    enteredAt: anyInstant,
    kind: fc.constantFrom('warranty' as const, 'contract' as const),
    autoRenew: fc.boolean(),
    autoRenewNoticeDays: fc.constantFrom(null, 0, 30),
  })
  .map(({ endsOn, ...change }) => contract(endsOn, change))

const people = recipients({
  customer: [contact(), contact({ id: 'contact k2', addresses: { sms: '+8613900000000' }, consented: ['sms'] })],
  members: [staff('li'), staff('chen', { joinedAt: new Date('2026-06-01T00:00:00Z') })],
})

const anyInput: fc.Arbitrary<PlanInput> = fc
  .record({
    subject: anySubject,
    tiers: fc.array(anyTier, { maxLength: 5 }),
    calendar: plainCalendar,
    quietHours: fc.option(fc.tuple(anyTime, anyTime), { nil: null }),
    goLiveOn: fc.option(anyDay, { nil: null }),
    now: anyInstant,
    place: fc.constantFrom({ country: 'CN', region: null }, { country: 'US', region: 'CA' }),
  })
  .map(({ subject, tiers, place, now, ...rest }) =>
    planning(subject, tiers, now.toISOString(), {
      ...rest,
      ...place,
      timeZone: rest.calendar.timeZone,
      recipients: people,
    }),
  )

const check = (holds: (input: PlanInput, plan: NoticePlan) => void) =>
  fc.assert(
    fc.property(anyInput, (input) => holds(input, plannedNotices(input))),
    { numRuns: 300 },
  )

test('planning twice gives nothing new', () => {
  check((input, plan) => {
    expect(plannedNotices({ ...input, existingKeys: new Set(keysOf(plan)) }).planned).toEqual([])
  })
})

test('no two of one plan are the same message, in whatever channel', () => {
  check((_, { planned }) => {
    const messages = planned.map(({ key }) => noticeKeyText({ ...key, channel: 'email' }))
    expect(new Set(messages).size).toBe(messages.length)
  })
})

test('however the time is cut into sweeps, the same messages are planned as by one sweep at its end', () => {
  fc.assert(
    fc.property(anyInput, fc.array(anyInstant, { maxLength: 12 }), (input, ticks) => {
      const atOnce = plannedNotices(input)
      const ended = atOnce.skipped.some(({ reason }) =>
        ['ended', 'ended_before_entered', 'no_time_left'].includes(reason),
      )
      const existingKeys = new Set<string>()
      const sweeps = [...ticks.filter((tick) => tick < input.now), input.now].toSorted((one, other) => +one - +other)
      for (const now of sweeps)
        for (const key of keysOf(plannedNotices({ ...input, now, existingKeys }))) existingKeys.add(key)
      if (ended) expect([...existingKeys]).toEqual(expect.arrayContaining(keysOf(atOnce)))
      else expect([...existingKeys].toSorted()).toEqual(keysOf(atOnce).toSorted())
    }),
    { numRuns: 300 },
  )
})

test('every planned one is due, and goes out before the end, on a day of its own and outside quiet hours', () => {
  check(({ subject, now, timeZone, quietHours }, { planned }) => {
    for (const { dueAt, sendAt, isLate, dueOn } of planned) {
      expect(dueAt <= now && sendAt >= now).toBe(true)
      expect(dueOn <= subject.endsOn && sendAt < endOfDay(subject.endsOn, timeZone)).toBe(true)
      expect(isQuiet(sendAt, quietHours, timeZone) || isQuiet(dueAt, quietHours, timeZone)).toBe(false)
      expect(isLate).toBe(dueOn < dayOf(now, timeZone))
    }
  })
})

test('nothing that fell due before the go-live day is planned', () => {
  check(({ goLiveOn, timeZone }, { planned }) => {
    if (!goLiveOn) return
    expect(planned.filter(({ dueAt }) => dueAt < startOfDay(goLiveOn, timeZone))).toEqual([])
  })
})

test('what had ended before it was entered is never announced, at any time', () => {
  fc.assert(
    fc.property(anyInput, anyInstant, (input, now) => {
      const enteredAt = endOfDay(input.subject.endsOn, input.timeZone)
      const plan = plannedNotices({ ...input, now, subject: { ...input.subject, enteredAt } })
      expect(plan.planned).toEqual([])
      expect(new Set(plan.skipped.map(({ reason }) => reason)).size).toBeLessThan(2)
    }),
  )
})

test('a later end is another message', () => {
  fc.assert(
    fc.property(anyInput, fc.integer({ min: 1, max: 60 }), (input, days) => {
      const moved = { ...input.subject, endsOn: addDays(input.subject.endsOn, days) }
      const keys = new Set(keysOf(plannedNotices(input)))
      expect(keysOf(plannedNotices({ ...input, subject: moved })).filter((key) => keys.has(key))).toEqual([])
    }),
  )
})

test('what has been promised to fall due next is what the next sweep finds', () => {
  check((input) => {
    const next = nextNoticeAt(input)
    if (!next) return
    const before = plannedNotices({ ...input, now: new Date(next.getTime() - 1) })
    const then = plannedNotices({ ...input, now: next, existingKeys: new Set(keysOf(before)) })
    expect(then.planned.length).toBeGreaterThan(0)
    expect(next > input.now).toBe(true)
  })
})

test('a planner that looks as far as the furthest end misses nothing', () => {
  check(({ tiers, subject, now, timeZone }, { planned }) => {
    const end = furthestEnd(tiers, dayOf(now, timeZone), subject.autoRenewNoticeDays ?? 0)
    if (planned.length > 0) expect(subject.endsOn <= end).toBe(true)
  })
})

/** So little of a day may be left by quiet hours that a change of clocks takes all of it. */
const isOpenEnough = (quietHours: Interval | null) =>
  !quietHours || (minuteOf(quietHours[0]) - minuteOf(quietHours[1]) + 1_440) % 1_440 >= 120
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

test('of an automatic renewal the customer is told in the law’s window, whatever the policy says', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      fc.pre(isOpenEnough(input.quietHours))
      const subject = { ...input.subject, kind: 'contract' as const, autoRenew: true, enteredAt: new Date(0) }
      const now = new Date(Date.parse('2025-01-01'))
      const until = new Date(Date.parse('2028-01-01'))
      const { planned } = plannedNotices({ ...input, subject, now, until, goLiveOn: null })
      const onDuty = planned.filter(({ duty }) => duty)
      expect(onDuty.length).toBeGreaterThan(0)
      for (const { dueOn, duty, content } of onDuty) {
        expect(dueOn <= duty!.latestOn && !duty!.missed).toBe(true)
        expect(content).toBe('service')
      }
    }),
  )
})
