import type { Lang } from '#rules/lang.ts'
import type { RequestPromise } from '#rules/promise.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import type { Vault } from '#tenants/vault.ts'
import { noticeBinding, writeNotice } from '../queries/notice.ts'
import { writeNumberIntoNotice } from '../queries/service-request.ts'

export type ReceivedMail = {
  requestId: string
  /** Null: the customer gave no address. */
  recipient: string | null
  lang: Lang
  /** The secret of the tracking link. */
  token: string
  promise: RequestPromise | null
  /** Two mails with the same words here are one. */
  once: string
}

/** Tells the customer the number, the promise and the link; nothing of what was typed is in it. */
export async function requestReceivedMail(
  { db, now, tenant, vault }: PublicScope & { vault: Vault },
  { requestId, recipient, lang, token, promise, once }: ReceivedMail,
): Promise<Statement[]> {
  if (!recipient) return []
  const key = await vault.mac('notice', `${tenant.id} request_received ${once}`)
  const promises = (promise?.clocks ?? []).map(({ kind, dueAt, clauseNumber }) => ({
    kind,
    dueAt: dueAt.getTime(),
    clause: clauseNumber,
  }))
  const sealed = await vault.seal(JSON.stringify({ token }), noticeBinding(tenant.id, key))
  const notice = { key, recipient, template: 'request_received', lang, data: { promises }, sealed, subject: requestId }
  return [
    writeNotice(db, { ...notice, createdAt: now, generation: tenant.generation }),
    writeNumberIntoNotice(db, { key, requestId }),
  ]
}
