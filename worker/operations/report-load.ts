import { networkOf } from '#rules/attempt.ts'
import { duplicateWindowSeconds } from '#rules/duplicate.ts'
import { phoneKeysOf } from '#rules/phone.ts'
import { reportLimits } from '#rules/report.ts'
import type { Photo } from '#schema/tenant/photo.ts'
import { unproved } from '#tenants/identity.ts'
import { read } from '#tenants/round-trip.ts'
import { type Counted, type Window, writeCounts } from '../queries/report.ts'
import { findCoverageMeant, findReported } from '../queries/report-load.ts'
import { type Front, loadFront, pressureKey } from './front.ts'
import type { Reached } from './photo.ts'
import { companyAsking, provenWork } from './proof-of-work.ts'
import { type CoverageGround, coverageGround } from './service-request-coverage.ts'

/** What is looked up about a posted report; each empty text finds nothing. */
export type ReportKeys = {
  idempotencyKey: string
  draftId: string
  duplicateKey: string
  proof: string
  /** Of the machine; null where none was given. */
  serialKey: string | null
  /** Of the code that was scanned; null where none was. */
  labelHash: string | null
  /** As it was typed. */
  phone: string
}

export type LoadedReport = {
  front: Front
  stored: { contentHash: string; subjectId: string; answer: Record<string, unknown> } | undefined
  /** The same caller, machine and words a few minutes ago. */
  duplicate: { id: string; number: number; version: number } | undefined
  /** Pictures of the draft. */
  kept: Photo[]
  /** A proof of work that nobody has used yet. */
  proof: { key: string; until: Date } | undefined
  /** Seconds to wait; 0 when the network may go on. */
  waitSeconds: number
  /** So many reports without proof this hour that no more are kept. */
  isFlooded: boolean
  /** The machine that is meant, with what a verdict about it needs. */
  coverage: CoverageGround
}

/** Counts the report and loads all that decides about it, in one round trip. `again`: it is counted already. */
export async function loadReport(
  scope: Reached,
  address: string,
  keys: ReportKeys,
  { again = false } = {},
): Promise<LoadedReport> {
  const { db, now } = scope
  if (unproved(db)) await read(db, [])
  const proof = keys.proof ? await provenWork(companyAsking(scope), keys.proof) : undefined
  const windows = again ? [] : await windowsOf(scope, address, proof !== undefined)
  const since = new Date(now.getTime() - duplicateWindowSeconds * 1_000)
  const { serialKey, labelHash } = keys
  const { idempotencyKey, duplicateKey, draftId } = keys
  const { front, before, answers } = await loadFront(
    scope,
    [
      findReported(db, { idempotencyKey, duplicateKey, draftId, since, now, proofKey: proof?.key ?? '' }),
      findCoverageMeant(db, { serialKey, labelHash, phoneKeys: JSON.stringify(phoneKeysOf(keys.phone)) }),
    ],
    { before: windows.length > 0 ? [writeCounts(db, windows, now)] : [] },
  )
  const [[[stored], [duplicate], kept, [spent]], found] = answers
  return {
    front,
    stored,
    duplicate,
    kept,
    proof: spent ? undefined : proof,
    coverage: coverageGround(found),
    ...pressureOf(scope, windows, (before[0] ?? []) as Counted[]),
  }
}

async function windowsOf({ platform, tenant }: Reached, address: string, isProven: boolean): Promise<Window[]> {
  const network = await platform.vault.mac('attempt', `${tenant.id} report network ${networkOf(address)}`)
  return [
    { key: `report network:${network}`, seconds: 60 },
    { key: pressureKey, seconds: 3_600 },
    ...(isProven ? [] : [{ key: unprovenKey, seconds: 3_600 }]),
  ]
}

const unprovenKey = 'report unproven'

function pressureOf({ now }: Reached, [network]: readonly Window[], counted: readonly Counted[]) {
  const of = (key: string | undefined) => counted.find((one) => one.key === key)
  const { count = 0, expires_at = 0 } = of(network?.key) ?? {}
  const isOver = count > reportLimits.perNetworkPerMinute
  return {
    waitSeconds: isOver ? Math.max(1, Math.ceil((expires_at - now.getTime()) / 1_000)) : 0,
    isFlooded: (of(unprovenKey)?.count ?? 0) > reportLimits.unprovenPerHour,
  }
}
