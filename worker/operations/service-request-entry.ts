import { type Call, type CallFaults, callFaultsOf } from '#rules/call.ts'
import { phoneKeyOr } from '#rules/customer.ts'
import { decidePhoneKey } from '#rules/phone.ts'
import { promiseFor } from '#rules/promise.ts'
import { serialKeyOf } from '#rules/serial-number.ts'
import type { Company } from '#schema/tenant/company.ts'
import { newId } from '#tenants/id.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { hashOf, type Vault } from '#tenants/vault.ts'
import { customerIdOf, findTierByPhone } from '../queries/customer.ts'
import { commitAs } from '../queries/guard.ts'
import { findIdempotency, isStoredAlready, writeIdempotency } from '../queries/idempotency.ts'
import { coverageQueries, machineBySerial, noMachine } from '../queries/service-request-coverage.ts'
import { type Front, loadFront } from './front.ts'
import { requestReceivedMail } from './request-received-mail.ts'
import { type CoverageGround, coverageContextOf, coverageGround, judgeNew } from './service-request-coverage.ts'
import { creationWrites, type Intake } from './service-request-creation.ts'
import { trackingToken } from './tracking-token.ts'

/** The request's id, or what is wrong by field; without a policy in force nothing can be promised. */
export type Entered = { id: string } | { faults: CallFaults } | { refused: 'policy' }

type EntryScope = TenantScope & { company: Pick<Company, 'country'>; vault: Vault; key: string }

/**
 * A request that a member enters for a customer who called or came (S4.4-07, S4.5-09): the same promise as by the form,
 * in one batch. Two round trips; the same form sent twice is one request.
 */
export async function enterCall(scope: EntryScope, call: Call): Promise<Entered> {
  const { db, key } = scope
  const serialKey = serialKeyOf(call.serialNumber ?? '')
  const phoneKey = phoneKeyOr(call.phone, scope.company.country)
  const machine = serialKey === null ? noMachine : machineBySerial(db, serialKey)
  const coverageOf = coverageQueries(db, machine, customerIdOf(db, phoneKey))
  const queries = [findIdempotency(db, key), findTierByPhone(db, phoneKey), ...coverageOf] as const
  const { front, answers } = await loadFront(scope, queries)
  const [[stored], [customer], ...found] = answers
  if (stored) return { id: stored.subjectId }
  if (!front.policy) return { refused: 'policy' }

  const faults = callFaultsOf(call, front.policy.clauses, front.company.country)
  if (Object.keys(faults).length > 0) return { faults }

  const id = newId(scope.now)
  const known = { tier: customer?.tier ?? null, coverage: coverageGround(found) }
  const entry = { id, front, policy: front.policy, ...known }
  const writes = await entryWrites(scope, call, entry)
  try {
    const event = { name: 'service_request.entered', detail: { channel: call.channel } }
    const row = { key, purpose: 'call', contentHash: '', subjectId: id, answer: {}, at: scope.now }
    await commitAs(scope, { id, version: 0 }, event, [writeIdempotency(db, row), ...writes])
    return { id }
  } catch (error) {
    if (!isStoredAlready(error)) throw error
    const again = await loadFront(scope, [findIdempotency(db, key)])
    return { id: again.answers[0][0]!.subjectId }
  }
}

type Entry = {
  id: string
  front: Front
  policy: NonNullable<Front['policy']>
  tier: string | null
  coverage: CoverageGround
}

async function entryWrites(scope: EntryScope, call: Call, { id, front, policy, tier, coverage }: Entry) {
  const { clauses, versionId } = policy
  const { urgency, impact, zone, onSite } = call
  const facts = { clauses, versionId, overrides: front.overrides, receivedAt: scope.now }
  const decided = promiseFor({ ...facts, urgency, impact, zone, tier, onSite })
  const promise = decided.allowed ? decided.result : null
  const token = await trackingToken(scope.vault, scope.tenant, id)
  const lang = front.company.languages[0] ?? scope.actor.lang
  const phoneKey = decidePhoneKey(call.phone, front.company.country)
  const found = { id, lang, phoneKey: phoneKey.allowed ? phoneKey.result : '', policyVersionId: versionId }
  const intake = intakeOf(call, { ...found, trackingHash: await hashOf(token) })
  const mailed = { requestId: id, recipient: front.mayMail ? call.email : null, lang, token, promise, once: id }
  const judged = judgeNew(scope, intake, coverageContextOf(front), coverage)
  return [
    ...creationWrites(scope, { ...intake, ...judged.columns }, promise, judged.decisions),
    ...(await requestReceivedMail(scope, mailed)),
  ]
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
