import { expect, test } from 'vitest'
import { plannedNotices } from '#rules/notice-plan.ts'
import { decideSending } from '#rules/notice-sending.ts'
import { contact, contract, planning, tier } from '../cases/renewal.ts'

const yearEnd = contract('2026-12-31')
const input = planning(yearEnd, [tier(1, 'month')], '2026-11-30T02:00:00Z')
const [planned] = plannedNotices(input).planned
const notice = { key: planned!.key, content: 'commercial' as const }
const context = { now: input.now, timeZone: input.timeZone, quietHours: input.quietHours }
const willing = contact({ consented: ['email'] })
const cancelled = (reason: string) => ({ do: 'cancel', reason })

test('right before sending, what still holds goes out, at night when the night is over', () => {
  expect(decideSending(notice, yearEnd, willing, context)).toEqual({ do: 'send', address: 'wang@example.com' })
  const night = { ...context, now: new Date('2026-11-30T14:00:00Z') }
  expect(decideSending(notice, yearEnd, willing, night)).toEqual({
    do: 'wait',
    until: new Date('2026-12-01T00:00:00Z'),
  })
})

test('an end that moved is another message', () => {
  expect(decideSending(notice, contract('2027-01-14'), willing, context)).toEqual(cancelled('moved'))
})

test('renewed, cancelled, ended: nothing that was planned goes out', () => {
  for (const status of ['renewed', 'cancelled'] as const)
    expect(decideSending(notice, { ...yearEnd, status }, willing, context)).toEqual(cancelled(status))
  const ended = { ...context, now: new Date('2026-12-31T16:00:00Z') }
  expect(decideSending(notice, yearEnd, willing, ended)).toEqual(cancelled('ended'))
  const lastNight = { ...context, now: new Date('2026-12-31T14:00:00Z') }
  expect(decideSending(notice, yearEnd, willing, lastNight)).toEqual(cancelled('ended'))
})

test('an offer needs a consent that still stands, and every message an address that does', () => {
  expect(decideSending(notice, yearEnd, contact(), context)).toEqual(cancelled('no_consent'))
  const told = { ...notice, content: 'service' as const }
  expect(decideSending(told, yearEnd, contact(), context)).toMatchObject({ do: 'send' })
  expect(decideSending(told, yearEnd, contact({ suppressed: ['email'] }), context)).toEqual(cancelled('suppressed'))
  expect(decideSending(told, yearEnd, contact({ addresses: {} }), context)).toEqual(cancelled('no_address'))
})
