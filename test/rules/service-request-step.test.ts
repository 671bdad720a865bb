import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serviceRequestStatuses } from '#rules/service-request.ts'
import {
  decideArrival,
  decideAssignment,
  decideCancellation,
  decideConfirmation,
  decidePause,
  decidePauseEnd,
  decideReopening,
  decideReply,
  decideResolution,
  decideTriage,
  isOver,
  type Move,
  type Standpoint,
  type StepDecision,
} from '#rules/service-request-step.ts'

const at = (text: string) => new Date(`2026-01-12T${text}:00Z`)
const received: Standpoint = {
  status: 'received',
  standing: 'accepted',
  assigneeId: null,
  receivedAt: at('01:00'),
  firstRespondedAt: null,
  arrivedAt: null,
  resolvedAt: null,
  pausedSince: null,
}
const reasons = ['waiting_customer', 'waiting_parts']
const moved = (decision: StepDecision): Move => {
  if (!decision.allowed) throw new Error(decision.reason)
  return decision.result
}

test('[S1.3-05] the first answer stops the response clock, a second one does not', () => {
  expect(moved(decideReply(received, at('02:00')))).toMatchObject({
    firstRespondedAt: at('02:00'),
    stops: ['response'],
  })
  expect(moved(decideReply({ ...received, firstRespondedAt: at('02:00') }, at('03:00'))).stops).toBeUndefined()
})

test('[A34] an arrival needs somebody who was sent, is never in the future and never before the call', () => {
  const sent = { ...received, status: 'dispatched', assigneeId: 'm1' } as const
  expect(decideArrival(received, at('02:00'), at('02:00'))).toEqual({ allowed: false, reason: 'not_assigned' })
  expect(decideArrival(sent, at('03:00'), at('02:00'))).toEqual({ allowed: false, reason: 'in_the_future' })
  expect(decideArrival(sent, at('00:59'), at('02:00'))).toEqual({ allowed: false, reason: 'before_received' })
  expect(moved(decideArrival(sent, at('01:30'), at('02:00')))).toMatchObject({
    arrivedAt: at('01:30'),
    stops: ['arrival'],
  })
})

test('a pause needs a reason that the policy knows, and a second one is refused', () => {
  expect(decidePause(received, 'holiday', reasons, at('02:00'))).toEqual({ allowed: false, reason: 'unknown_reason' })
  expect(decidePause(received, 'waiting_parts', ['waiting_customer'], at('02:00'))).toEqual({
    allowed: false,
    reason: 'unknown_reason',
  })
  const paused = { ...received, status: 'waiting_parts', pausedSince: at('02:00') } as const
  expect(decidePause(paused, 'waiting_parts', reasons, at('03:00'))).toEqual({ allowed: false, reason: 'paused' })
})

test('the end of a pause leads back to where the request stood', () => {
  const paused = { ...received, status: 'waiting_customer', pausedSince: at('02:00') } as const
  expect(moved(decidePauseEnd(paused)).status).toBe('triaged')
  expect(moved(decidePauseEnd({ ...paused, assigneeId: 'm1' })).status).toBe('dispatched')
  expect(moved(decidePauseEnd({ ...paused, assigneeId: 'm1', arrivedAt: at('01:30') })).status).toBe('arrived')
})

test('[S3.3-11] the customer confirms only what was solved', () => {
  expect(decideConfirmation(received, at('02:00'))).toEqual({ allowed: false, reason: 'not_over' })
  expect(moved(decideConfirmation({ ...received, status: 'resolved' }, at('02:00'))).status).toBe('confirmed')
})

test('[B10] what was solved can be reopened and its resolution clock goes on; what was cancelled cannot', () => {
  expect(moved(decideReopening({ ...received, status: 'resolved' }))).toMatchObject({ restarts: ['resolution'] })
  expect(decideReopening({ ...received, status: 'cancelled' })).toEqual({ allowed: false, reason: 'not_over' })
})

test('what looks like abuse moves nowhere before a person has released it', () => {
  const held = { ...received, standing: 'held' } as const
  for (const decision of [
    decideReply(held, at('02:00')),
    decideTriage(held),
    decideAssignment(held),
    decideReopening(held),
  ])
    expect(decision).toEqual({ allowed: false, reason: 'held' })
})

test('no step leaves an open request over, or an ended one open, or a pause running past the end', () => {
  const standpoint = fc.record({
    status: fc.constantFrom(...serviceRequestStatuses),
    standing: fc.constantFrom('accepted' as const, 'held' as const),
    assigneeId: fc.option(fc.constant('m1')),
    receivedAt: fc.constant(at('01:00')),
    firstRespondedAt: fc.option(fc.constant(at('01:10'))),
    arrivedAt: fc.option(fc.constant(at('01:20'))),
    resolvedAt: fc.option(fc.constant(at('01:30'))),
    pausedSince: fc.option(fc.constant(at('01:15'))),
  })
  fc.assert(
    fc.property(standpoint, (request) => {
      const now = at('05:00')
      const decisions = [
        decideReply(request, now),
        decideTriage(request),
        decideAssignment(request),
        decidePause(request, 'waiting_parts', reasons, now),
        decidePauseEnd(request),
        decideArrival(request, now, now),
        decideResolution(request, now),
        decideReopening(request),
        decideCancellation(request, now),
        decideConfirmation(request, now),
      ]
      for (const decision of decisions) {
        if (!decision.allowed) continue
        const { status, open, endsPause } = decision.result
        expect(open).toBe(!isOver(status))
        if (['resolved', 'cancelled'].includes(status) && !isOver(request.status) && request.pausedSince)
          expect(endsPause).toBe(true)
      }
    }),
  )
})
