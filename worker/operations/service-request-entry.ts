import type { Decision } from '#rules/decision.ts'
import { allow, refuse } from '#rules/decision.ts'
import { decidePhoneKey } from '#rules/phone.ts'
import { zonesOf } from '#rules/policy-term.ts'
import { promiseFor } from '#rules/promise.ts'
import type { Channel, Impact, RequestType, Urgency } from '#rules/service-request.ts'
import { newId } from '#tenants/id.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { hashOf, type Vault } from '#tenants/vault.ts'
import { commitAs } from '../queries/guard.ts'
import { findIdempotency, isStoredAlready, writeIdempotency } from '../queries/idempotency.ts'
import { findMailPermission } from '../queries/report.ts'
import { loadFront } from './front.ts'
import { requestReceivedMail } from './request-received-mail.ts'
import { creationWrites, type Intake } from './service-request-creation.ts'
import { trackingToken } from './tracking-token.ts'

/** What somebody wrote down while the customer spoke. */
export type Call = {
  channel: Channel
  type: RequestType
  phone: string
  name: string
  email: string | null
  address: string | null
  zone: string | null
  product: string | null
  serialNumber: string | null
  description: string
  urgency: Urgency
  impact: Impact
  onSite: boolean
}

/** A reason, and the field it belongs to. */
export type CallRefusal = 'phone' | 'zone' | 'address' | 'policy'

/**
 * A request that a member enters for a customer who called or came (S4.4-07, S4.5-09): the same promise as by the form,
 * in one batch. Two round trips; the same form sent twice is one request. Answers its id.
 */
export async function enterCall(
  scope: TenantScope & { vault: Vault; key: string },
  call: Call,
): Promise<Decision<string, CallRefusal>> {
  const { db, key } = scope
  const { front, answers } = await loadFront(scope, [findIdempotency(db, key), findMailPermission(db)])
  const [[stored], [mail]] = answers
  if (stored) return allow(stored.subjectId)

  const phoneKey = decidePhoneKey(call.phone, front.company.country)
  if (!phoneKey.allowed) return refuse('phone')
  if (!front.policy) return refuse('policy')
  const { clauses, versionId } = front.policy
  const zones = zonesOf(clauses)?.value ?? []
  if (call.zone !== null && !zones.includes(call.zone)) return refuse('zone')
  if (call.onSite && !call.address) return refuse('address')

  const { urgency, impact, zone, onSite } = call
  const facts = { clauses, versionId, overrides: front.overrides, receivedAt: scope.now }
  const promise = promiseFor({ ...facts, urgency, impact, zone, onSite })
  const id = newId(scope.now)
  const token = await trackingToken(scope.vault, scope.tenant, id)
  const lang = front.company.languages[0] ?? scope.actor.lang
  const found = { id, lang, phoneKey: phoneKey.result, policyVersionId: versionId }
  const intake = intakeOf(call, { ...found, trackingHash: await hashOf(token) })
  const row = { key, purpose: 'call', contentHash: '', subjectId: id, answer: {}, at: scope.now }
  const promised = promise.allowed ? promise.result : null
  const recipient = mail?.granted === 1 ? call.email : null
  const mailed = { requestId: id, recipient, lang, token, promise: promised, once: id }
  const writes = [...creationWrites(scope, intake, promised), ...(await requestReceivedMail(scope, mailed))]
  try {
    const event = { name: 'service_request.entered', detail: { channel: call.channel } }
    await commitAs(scope, { id, version: 0 }, event, [writeIdempotency(db, row), ...writes])
    return allow(id)
  } catch (error) {
    if (!isStoredAlready(error)) throw error
    const again = await loadFront(scope, [findIdempotency(db, key)])
    return allow(again.answers[0][0]!.subjectId)
  }
}

type Found = Pick<Intake, 'id' | 'lang' | 'phoneKey' | 'policyVersionId' | 'trackingHash'>

const intakeOf = ({ phone, name, email, ...call }: Call, found: Found): Intake => ({
  ...call,
  ...found,
  reporterName: name,
  reporterPhone: phone,
  reporterEmail: email,
  wishedAt: null,
  duplicateKey: found.id,
  consentedToExport: false,
  heldBecause: null,
})
