import { networkOf } from '#rules/attempt.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { isBlank, reportLimits } from '#rules/report.ts'
import {
  decideCancellation,
  decideConfirmation,
  decidePauseEnd,
  decideReopening,
  type Move,
  type StepReason,
} from '#rules/service-request-step.ts'
import type { Photo } from '#schema/tenant/photo.ts'
import type { ServiceRequest } from '#schema/tenant/service-request.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import { hashOf } from '#tenants/vault.ts'
import { findIdempotency, isStoredAlready, writeIdempotency } from '../queries/idempotency.ts'
import { listDraftPhotos } from '../queries/photo.ts'
import { writeCounts } from '../queries/report.ts'
import { findByTracking } from '../queries/service-request.ts'
import { writeMessage } from '../queries/service-request-step.ts'
import { photosRefused, type Reached, readPhotos } from './photo.ts'
import { keepDraft, takenPhotos } from './report-draft.ts'
import { type Loaded, type Step, takeStep } from './service-request-step.ts'

/** What the customer sent from the page that only they have. */
export type CustomerPost = { token: string; idempotencyKey: string; from: string }

export type CustomerOutcome =
  | { kind: 'done' }
  | { kind: 'refused'; reason: StepReason }
  | { kind: 'invalid'; errors: Record<string, string>; kept: Photo[] }
  | { kind: 'too_many'; retryAfterSeconds: number }

const done: CustomerOutcome = { kind: 'done' }
const tries = 3

export const cancelByCustomer = (scope: Reached, post: CustomerPost, reason: string) =>
  customerStep(
    scope,
    post,
    ({ request }) => decideCancellation(request, scope.now),
    ({ request }) => ({
      event: { name: 'service_request.cancelled', detail: { by: 'customer' } },
      writes: isBlank(reason) ? [] : [messageOf(scope, request, reason)],
    }),
  )

export const confirmByCustomer = (scope: Reached, post: CustomerPost) =>
  customerStep(
    scope,
    post,
    ({ request }) => decideConfirmation(request, scope.now),
    () => ({ event: { name: 'service_request.confirmed' } }),
  )

/** "It is not solved": only while we wait for the customer's word on it. */
export const reopenByCustomer = (scope: Reached, post: CustomerPost, reason: string) =>
  customerStep(
    scope,
    post,
    ({ request }) => (request.status === 'resolved' ? decideReopening(request) : refuse('not_over')),
    ({ request }) => ({
      event: { name: 'service_request.reopened', detail: { by: 'customer' } },
      columns: { unansweredSince: request.unansweredSince ?? scope.now },
      writes: [messageOf(scope, request, reason)],
    }),
  )

export type CustomerMessage = { body: string; draftId: string; files: readonly File[]; removed: readonly string[] }

/** Words, pictures, or both. The first one that is not answered counts (domain.md › Time). */
export async function writeByCustomer(
  scope: Reached,
  post: CustomerPost,
  message: CustomerMessage,
): Promise<CustomerOutcome> {
  const { now } = scope
  const draft = { draftKey: await hashOf(`draft ${message.draftId}`), removed: message.removed }
  const found = await find(scope, post, draft.draftKey)
  if (found.kind !== 'found') return found
  const { kept, requestId } = found
  const left = kept.filter(({ id }) => !message.removed.includes(id))
  const { clean, errors } = photosRefused(await readPhotos(message.files), left.length)
  const isEmpty = isBlank(message.body) && left.length + clean.length === 0 && !errors.photos
  const faults = isEmpty ? { body: 'required', ...errors } : errors
  if (Object.keys(faults).length > 0)
    return { kind: 'invalid', errors: faults, kept: await keepDraft(scope, draft, kept, clean) }
  const id = newId(now)
  const photos = await takenPhotos(scope, draft, kept, clean, { requestId, messageId: id })
  return settle(
    scope,
    found,
    ({ request }) => decideMessage(request),
    ({ request }, move) => ({
      event: {
        name: 'service_request.customer_wrote',
        detail: { photos: photos.count, ...(move.endsPause ? { resumed: true } : {}) },
      },
      columns: { unansweredSince: request.unansweredSince ?? now },
      writes: [messageOf(scope, request, message.body, id), ...photos.writes],
    }),
  )
}

/** What was waited for has come: the clocks go on. */
function decideMessage(request: ServiceRequest): Decision<Move, StepReason> {
  if (request.status === 'cancelled' || request.status === 'closed') return refuse('over')
  if (request.status === 'waiting_customer' && request.pausedSince) return decidePauseEnd(request)
  return allow({ status: request.status, open: request.open })
}

const messageOf = ({ db, now }: Reached, { id: requestId }: ServiceRequest, body: string, id = newId(now)) =>
  writeMessage(db, { id, requestId, kind: 'customer', memberId: null, body, at: now })

type Decide = (loaded: Loaded) => Decision<Move, StepReason>
type Describe = (loaded: Loaded, move: Move) => Step

/** Three round trips: counted and found, loaded, written. */
async function customerStep(scope: Reached, post: CustomerPost, decide: Decide, describe: Describe) {
  const found = await find(scope, post)
  return found.kind === 'found' ? settle(scope, found, decide, describe) : found
}

/** Sent twice, it happens once; whoever loses a race to a member looks again. */
async function settle(
  scope: Reached,
  { requestId, key }: Extract<Found, { kind: 'found' }>,
  decide: Decide,
  describe: Describe,
): Promise<CustomerOutcome> {
  const guard = (): Statement => writeIdempotency(scope.db, keyRow(scope, key, requestId))
  for (let attempt = 1; ; attempt++) {
    try {
      const taken = await takeStep(scope, requestId, decide, (loaded, move) => {
        const step = describe(loaded, move)
        return { ...step, writes: [guard(), ...(step.writes ?? [])] }
      })
      if (taken.allowed || (await isDone(scope, key))) return done
      return { kind: 'refused', reason: taken.reason }
    } catch (error) {
      if (isStoredAlready(error)) return done
      if (attempt === tries || !(error instanceof Conflict)) throw error
    }
  }
}

/** A refusal may be the trace of the same post, which was a moment quicker. */
async function isDone({ db }: Reached, key: string): Promise<boolean> {
  const [[stored]] = await read(db, [findIdempotency(db, key)])
  return stored !== undefined
}

type Found = { kind: 'found'; requestId: string; key: string; kept: Photo[] } | CustomerOutcome

/** `draftKey`: of the pictures that wait for this post. */
async function find(scope: Reached, { token, idempotencyKey, from }: CustomerPost, draftKey = ''): Promise<Found> {
  const { db, now, platform, tenant } = scope
  const trackingHash = await hashOf(token)
  const key = await hashOf(`tracking ${trackingHash} ${idempotencyKey}`)
  const network = await platform.vault.mac('attempt', `${tenant.id} tracking network ${networkOf(from)}`)
  const [[counted], [request], [stored], kept] = await read(db, [
    writeCounts(db, [{ key: `tracking network:${network}`, seconds: 60 }], now),
    findByTracking(db, trackingHash),
    findIdempotency(db, key),
    listDraftPhotos(db, draftKey, now),
  ])
  if (!request) throw new NotFound('service request')
  if (stored) return done
  if ((counted?.count ?? 0) > reportLimits.perNetworkPerMinute)
    return {
      kind: 'too_many',
      retryAfterSeconds: Math.ceil(((counted?.expires_at ?? 0) - now.getTime()) / 1_000),
    }
  return { kind: 'found', requestId: request.id, key, kept }
}

const keyRow = ({ now }: Reached, key: string, requestId: string) => ({
  key,
  purpose: 'tracking',
  contentHash: '',
  subjectId: requestId,
  answer: {},
  at: now,
})
