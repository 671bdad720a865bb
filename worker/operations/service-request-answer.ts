import type { CoverageReason } from '#rules/service-request-coverage.ts'
import {
  decideCancellation,
  decideReopening,
  decideReply,
  decideResolution,
  type StepReason,
} from '#rules/service-request-step.ts'
import { newId } from '#tenants/id.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { hashOf, type Vault } from '#tenants/vault.ts'
import { noticeBinding, writeNotice } from '../queries/notice.ts'
import { writeMessage } from '../queries/service-request-step.ts'
import { writeRunningWorkOrder } from '../queries/work-order.ts'
import { findingChange, noFinding, refusedFinding } from './service-request-finding.ts'
import { judgingQueries } from './service-request-judging.ts'
import { type Loaded, takeStep } from './service-request-step.ts'
import { trackingToken } from './tracking-token.ts'

/** A scope that can write to the customer: links in mails are sealed. */
export type AnsweringScope = TenantScope & { vault: Vault }

/** Answers the customer; the first answer stops the response clock (S1.3-05). */
export async function replyTo(scope: AnsweringScope, id: string, body: string) {
  const mail = await mailFor(scope, id, body)
  return takeStep(
    scope,
    id,
    ({ request }) => decideReply(request, scope.now),
    (loaded) => ({
      event: { name: 'service_request.answered' },
      columns: { unansweredSince: null },
      writes: [messageOf(scope, id, 'reply', body), ...mail(loaded)],
    }),
  )
}

/** A note stays inside the company; it moves nothing. */
export const addNote = (scope: TenantScope, id: string, body: string) =>
  takeStep(
    scope,
    id,
    ({ request }) => ({ allowed: true, result: { status: request.status, open: request.open } }),
    () => ({ event: { name: 'service_request.noted' }, writes: [messageOf(scope, id, 'note', body)] }),
  )

/**
 * Tells the customer what was done; they may confirm it or say that it is not solved (S3.3-11, S4.3-07). `finding`: what
 * was found meanwhile, and stays inside.
 */
export async function resolveRequest(scope: AnsweringScope, id: string, resolution: string, finding = noFinding) {
  const mail = await mailFor(scope, id, resolution)
  return takeStep<StepReason | CoverageReason, ReturnType<typeof judgingQueries>>(
    scope,
    id,
    (loaded) => refusedFinding(loaded, finding, scope.now) ?? decideResolution(loaded.request, scope.now),
    (loaded) => {
      const found = findingChange(scope, loaded, finding)
      return {
        event: { name: 'service_request.resolved' },
        columns: { resolution, unansweredSince: null, ...found.columns },
        writes: [
          messageOf(scope, id, 'reply', resolution),
          writeRunningWorkOrder(scope.db, id, { status: 'finished', finishedAt: scope.now }),
          ...found.writes,
          ...mail(loaded),
        ],
      }
    },
    judgingQueries(scope.db, id),
  )
}

export const reopenRequest = (scope: TenantScope, id: string, reason: string) =>
  takeStep(
    scope,
    id,
    ({ request }) => decideReopening(request),
    () => ({
      event: { name: 'service_request.reopened', detail: { reason } },
      writes: [messageOf(scope, id, 'note', reason)],
    }),
  )

export async function cancelRequest(scope: AnsweringScope, id: string, reason: string) {
  const mail = await mailFor(scope, id, reason)
  return takeStep(
    scope,
    id,
    ({ request }) => decideCancellation(request, scope.now),
    (loaded) => ({
      event: { name: 'service_request.cancelled', detail: { reason } },
      writes: [
        messageOf(scope, id, 'reply', reason),
        writeRunningWorkOrder(scope.db, id, { status: 'cancelled', finishedAt: scope.now }),
        ...mail(loaded),
      ],
    }),
  )
}

const messageOf = (scope: TenantScope, requestId: string, kind: 'reply' | 'note', body: string) =>
  writeMessage(scope.db, { id: newId(scope.now), requestId, kind, memberId: scope.actor.id, body, at: scope.now })

/** The mail that carries an answer, where the customer gave an address. Prepared first: sealing waits, a batch does not. */
async function mailFor(scope: AnsweringScope, id: string, body: string) {
  const { tenant, vault, now, db } = scope
  const token = await trackingToken(vault, tenant, id)
  const key = await hashOf(`request_reply ${id} ${scope.actor.id} ${now.getTime()}`)
  const sealed = await vault.seal(JSON.stringify({ token }), noticeBinding(tenant.id, key))
  return ({ request, colleagues }: Pick<Loaded, 'request' | 'colleagues'>): Statement[] => {
    if (!request.reporterEmail || !colleagues.some(hasProvedAddress)) return []
    return [
      writeNotice(db, {
        key,
        recipient: request.reporterEmail,
        template: 'request_reply',
        lang: request.lang,
        data: { number: request.number, author: scope.actor.name, body },
        sealed,
        subject: id,
        createdAt: now,
        generation: tenant.generation,
      }),
    ]
  }
}

/** Customers are written to only for a company whose owner or admin has proved an address of their own. */
const hasProvedAddress = ({ role, emailVerifiedAt }: Loaded['colleagues'][number]) =>
  emailVerifiedAt !== null && (role === 'owner' || role === 'admin')
