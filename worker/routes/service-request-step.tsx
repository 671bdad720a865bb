import { Hono } from 'hono'
import * as v from 'valibot'
import type { Day } from '#rules/day.ts'
import { instantOn } from '#rules/day.ts'
import { impacts, urgencies } from '#rules/service-request.ts'
import { formKey, localTime, optionalDay, optionalText, requiredText } from '#rules/typed.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { addNote, cancelRequest, reopenRequest, replyTo, resolveRequest } from '../operations/service-request-answer.ts'
import { rejectRequest, releaseRequest, triageRequest } from '../operations/service-request-triage.ts'
import { assignRequest, endPause, pauseRequest, recordArrival } from '../operations/service-request-work.ts'
import { type StepScope, step } from './taken-step.tsx'

const key = { idempotencyKey: formKey }
const reply = v.strictObject({ ...key, reply: requiredText(4000) })
const note = v.strictObject({ ...key, note: requiredText(4000) })
const resolution = v.strictObject({
  ...{ ...key, resolution: requiredText(4000), repairFrom: optionalDay, repairUntil: optionalDay },
  ...{ solvedCause: optionalText(60), solvedOtherCause: optionalText(60), solvedComponent: optionalText(60) },
  ...{ solvedSameFault: optionalText(120), solvedFault: optionalText(120) },
})
const reopening = v.strictObject({ ...key, reopening: requiredText(1000) })
const cancellation = v.strictObject({ ...key, cancellation: requiredText(1000) })
const nothing = v.strictObject(key)
const triage = v.strictObject({
  ...key,
  urgency: v.picklist(urgencies, 'choice'),
  impact: v.picklist(impacts, 'choice'),
  zone: optionalText(60),
  onSite: v.optional(v.literal('yes', 'choice')),
})
const assignment = v.strictObject({ ...key, memberId: requiredText(26) })
const pause = v.strictObject({ ...key, pauseReason: requiredText(40), pauseNote: optionalText(200) })
const arrival = v.strictObject({ ...key, at: localTime })
const release = v.strictObject({ ...key, verdict: v.picklist(['accept', 'reject'], 'choice') })

/** Every step is a thing that one creates on a service request. */
export const serviceRequestStepRoutes = new Hono<ConsoleApp>()
  .post('/:id/reply', ...step('reply', 'requests.answer', reply, (scope, id, form) => replyTo(scope, id, form.reply)))
  .post('/:id/note', ...step('note', 'requests.answer', note, (scope, id, form) => addNote(scope, id, form.note)))
  .post(
    '/:id/triage',
    ...step('triage', 'requests.triage', triage, (scope, id, { urgency, impact, zone, onSite }) =>
      triageRequest(scope, id, { urgency, impact, zone: zone || null, onSite: onSite === 'yes' }),
    ),
  )
  .post(
    '/:id/assignment',
    ...step('assignment', 'requests.assign', assignment, (scope, id, form) => assignRequest(scope, id, form.memberId)),
  )
  .post(
    '/:id/pause',
    ...step('pause', 'requests.pause', pause, (scope, id, form) =>
      pauseRequest(scope, id, form.pauseReason, form.pauseNote || undefined),
    ),
  )
  .post('/:id/pause-end', ...step('pause-end', 'requests.pause', nothing, (scope, id) => endPause(scope, id)))
  .post(
    '/:id/arrival',
    ...step('arrival', 'requests.arrive', arrival, (scope, id, { at }) =>
      recordArrival(scope, id, arrivedAt(scope, at)),
    ),
  )
  .post(
    '/:id/resolution',
    ...step('resolution', 'requests.resolve', resolution, (scope, id, form) =>
      resolveRequest(scope, id, form.resolution, {
        ...{ cause: form.solvedCause, otherCause: form.solvedOtherCause, component: form.solvedComponent },
        ...{ sameFault: form.solvedSameFault, fault: form.solvedFault },
        ...{ repairFrom: form.repairFrom, repairUntil: form.repairUntil },
      }),
    ),
  )
  .post(
    '/:id/reopening',
    ...step('reopening', 'requests.reopen', reopening, (scope, id, form) => reopenRequest(scope, id, form.reopening)),
  )
  .post(
    '/:id/cancellation',
    ...step('cancellation', 'requests.cancel', cancellation, (scope, id, form) =>
      cancelRequest(scope, id, form.cancellation),
    ),
  )
  .post(
    '/:id/release',
    ...step('release', 'requests.release', release, (scope, id, { verdict }) =>
      verdict === 'accept' ? releaseRequest(scope, id) : rejectRequest(scope, id),
    ),
  )

/** In the company's own zone; nothing typed is now. */
function arrivedAt({ company, now }: StepScope, typed: string): Date {
  const [day, time] = typed.split('T')
  return day && time ? instantOn(day as Day, time.slice(0, 5), company.timeZone) : now
}
