import { expect, test } from 'vitest'
import { noticeStates } from '#rules/notice.ts'
import {
  decideAgain,
  decideArrived,
  decideHold,
  decideRelease,
  type HandledNotice,
  refusalOf,
} from '#rules/notice-handling.ts'
import { retireReasons, type Sending } from '#rules/notice-sending.ts'

const now = new Date('2026-05-04T02:00:00Z')
const handler = { now, timeZone: 'Asia/Shanghai', by: 'me' }
const send: Sending = { do: 'send', address: 'a@b.example' }
const notice = (changes: Partial<HandledNotice> = {}): HandledNotice => ({
  ...{ state: 'planned', isMessage: false, dueAt: new Date('2026-05-20T01:00:00Z'), attempt: 0, isLate: false },
  ...{ settledBy: null, isWhole: true },
  ...changes,
})

test('what waits may be held back, and stays held back; what has left, or was caused by somebody’s act, may not', () => {
  expect(decideHold(notice())).toMatchObject({ allowed: true, result: { state: 'held' } })
  expect(decideHold(notice({ state: 'held' }))).toEqual({ allowed: true, result: null })
  for (const state of noticeStates.filter((one) => one !== 'planned' && one !== 'held'))
    expect(decideHold(notice({ state }))).toEqual({ allowed: false, reason: 'not_waiting' })
  expect(decideHold(notice({ isMessage: true }))).toEqual({ allowed: false, reason: 'not_waiting' })
})

test('what is released goes out at its time; where that has passed, now and marked late', () => {
  const early = notice({ state: 'held' })
  expect(decideRelease(early, send, handler)).toEqual({
    allowed: true,
    result: { state: 'planned', dueAt: early.dueAt, isLate: false },
  })
  const past = notice({ state: 'held', dueAt: new Date('2026-04-30T01:00:00Z') })
  expect(decideRelease(past, send, handler)).toMatchObject({ result: { dueAt: now, isLate: true } })
  const sameDay = notice({ state: 'held', dueAt: new Date('2026-05-04T01:00:00Z') })
  expect(decideRelease(sameDay, send, handler)).toMatchObject({ result: { dueAt: now, isLate: false } })
})

test('at night what is released waits for the morning', () => {
  const until = new Date('2026-05-05T00:00:00Z')
  const past = notice({ state: 'skipped', dueAt: new Date('2026-04-30T01:00:00Z') })
  expect(decideRelease(past, { do: 'wait', until }, handler)).toMatchObject({ result: { dueAt: until } })
})

test('nothing that no longer holds is released, and nothing that sells without consent', () => {
  for (const reason of retireReasons)
    expect(decideRelease(notice({ state: 'skipped' }), { do: 'cancel', reason }, handler)).toEqual({
      allowed: false,
      reason: refusalOf(reason),
    })
  expect(refusalOf('no_consent')).toBe('no_consent')
  expect(refusalOf('suppressed')).toBe('no_address')
  expect(refusalOf('moved')).toBe('over')
})

test('a release that comes again changes nothing, whatever became of the message meanwhile', () => {
  for (const state of ['planned', 'sending', 'sent', 'digested'] as const)
    expect(decideRelease(notice({ state, settledBy: 'me' }), send, handler)).toEqual({ allowed: true, result: null })
  expect(decideRelease(notice({ state: 'sent' }), send, handler)).toEqual({ allowed: false, reason: 'not_waiting' })
  expect(decideRelease(notice({ state: 'cancelled' }), send, handler)).toMatchObject({ reason: 'not_waiting' })
})

test('only where nobody knows can somebody say that it arrived', () => {
  for (const state of noticeStates) expect(decideArrived(notice({ state }), handler).allowed).toBe(state === 'unknown')
  expect(decideArrived(notice({ state: 'sent', settledBy: 'me' }), handler)).toEqual({ allowed: true, result: null })
})

test('it is sent again only where nobody knows or it failed, and never while it is under way', () => {
  for (const state of noticeStates) {
    const decision = decideAgain(notice({ state, attempt: 3 }), 3, send, handler)
    expect([state, decision.allowed]).toEqual([state, state === 'unknown' || state === 'failed'])
  }
})

test('the same answer sent a second time sends nothing a second time, even where nobody knows again', () => {
  const again = notice({ state: 'unknown', attempt: 4, settledBy: 'me' })
  expect(decideAgain(again, 3, send, handler)).toEqual({ allowed: true, result: null })
  expect(decideAgain({ ...again, settledBy: 'other' }, 3, send, handler)).toMatchObject({ reason: 'not_unknown' })
  expect(decideAgain(again, 4, send, handler)).toMatchObject({ result: { state: 'planned' } })
})

test('a message whose one-time link is gone is not sent again without it', () => {
  const failed = notice({ state: 'failed', isWhole: false })
  expect(decideAgain(failed, 0, send, handler)).toEqual({ allowed: false, reason: 'link_gone' })
})
