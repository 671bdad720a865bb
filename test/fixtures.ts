import type { Clause } from '#rules/policy.ts'
import { promiseFor } from '#rules/promise.ts'
import { newId } from '#tenants/id.ts'
import { read } from '#tenants/round-trip.ts'
import { hashOf } from '#tenants/vault.ts'
import { creationWrites, type Intake } from '#worker/operations/service-request-creation.ts'
import { trackingToken } from '#worker/operations/tracking-token.ts'
import { commit } from '#worker/queries/event.ts'
import { listServiceClausesInForce } from '#worker/queries/policy.ts'
import type { Product } from './harness.ts'

type Company = Awaited<ReturnType<Product['company']>>

/** A request as the public form stores it, with the promise that the company's policy makes. */
export async function receive(product: Product, company: Company, changes: Partial<Intake> = {}) {
  const now = product.clock.now
  const scope = { tenant: company.tenant, db: company.db, now }
  const [rows] = await read(company.db, [listServiceClausesInForce(company.db, now)])
  const clauses = rows as unknown as Clause[]
  const id = newId(now)
  const token = await trackingToken(product.platform.vault, company.tenant, id)
  const intake: Intake = {
    ...{ id, channel: 'web_form', type: 'fault', reporterName: '王芳', reporterPhone: '138 0013 8000' },
    ...{ phoneKey: '8613800138000', reporterEmail: 'wang@customer.example', address: '人民路 8 号', zone: 'urban' },
    ...{
      product: '空调 KFR-35',
      serialNumber: 'SN-1001',
      description: '空调不制冷，开机十分钟后自动停机',
      urgency: 'normal',
    },
    ...{ onSite: true, wishedAt: null, lang: 'zh-CN', trackingHash: await hashOf(token), duplicateKey: id },
    ...{ consentedToExport: false, heldBecause: null, policyVersionId: rows[0]!.versionId },
    ...changes,
  } as Intake
  const { zone, urgency, onSite } = intake
  const promise = promiseFor({
    ...{ clauses, versionId: intake.policyVersionId, overrides: [], receivedAt: now, zone, urgency, onSite },
  })
  if (!promise.allowed) throw new Error(promise.reason)
  const writes = creationWrites(scope, intake, intake.heldBecause ? null : promise.result)
  await commit(scope, { id, version: 0 }, { name: 'service_request.received' }, writes)
  return { id, token, clocks: promise.result.clocks }
}
