import { type Gaps, preparedTogether } from '#tenants/prepared.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { machineMeant } from './asset-label.ts'
import { callerIdIn } from './customer.ts'
import { findIdempotency } from './idempotency.ts'
import { listDraftPhotos } from './photo.ts'
import { findCount } from './report.ts'
import { findDuplicate } from './service-request.ts'
import { coverageQueries } from './service-request-coverage.ts'

type ReportedKeys = {
  idempotencyKey: string
  duplicateKey: string
  since: Date
  draftId: string
  now: Date
  proofKey: string
}

/** What is stored about a report already, in one statement. */
export const findReported = preparedTogether((db: TenantDb, keys: Gaps<ReportedKeys>) => [
  findIdempotency(db, keys.idempotencyKey),
  findDuplicate(db, keys.duplicateKey, keys.since),
  listDraftPhotos(db, keys.draftId, keys.now),
  findCount(db, keys.proofKey),
])

type MeantKeys = {
  serialKey: string | null
  labelHash: string | null
  /** Of rules/phone.ts, as JSON. */
  phoneKeys: string
}

/** What a verdict needs of the machine that it means and of who reports. */
export const findCoverageMeant = preparedTogether(
  (db: TenantDb, { serialKey, labelHash, phoneKeys }: Gaps<MeantKeys>) =>
    coverageQueries(db, machineMeant(db, serialKey, labelHash), callerIdIn(db, phoneKeys)),
)
