import { dayOf } from '#rules/day.ts'
import { duplicateWindowSeconds } from '#rules/duplicate.ts'
import type { CleanPhoto } from '#rules/photo.ts'
import { raisedTiers } from '#rules/policy-term.ts'
import { privacyVersion } from '#rules/privacy.ts'
import type { RequestPromise } from '#rules/promise.ts'
import { decideStanding, type HeldReason, needsVisit, promiseForReport } from '#rules/report.ts'
import { newId } from '#tenants/id.ts'
import { read } from '#tenants/round-trip.ts'
import { hashOf } from '#tenants/vault.ts'
import { findTierByPhone } from '../queries/customer.ts'
import { commit } from '../queries/event.ts'
import { writeIdempotency } from '../queries/idempotency.ts'
import { writeSpentProof } from '../queries/report.ts'
import { writeUnlessDuplicate, writeVersion } from '../queries/service-request.ts'
import type { Front } from './front.ts'
import type { Reached } from './photo.ts'
import type { PreparedReport } from './report.ts'
import type { CheckedReport } from './report-check.ts'
import { takenPhotos } from './report-draft.ts'
import type { LoadedReport } from './report-load.ts'
import { type ReceivedMail, requestReceivedMail } from './request-received-mail.ts'
import { coverageContextOf, judgeNew } from './service-request-coverage.ts'
import { creationWrites, type Intake } from './service-request-creation.ts'
import { trackingToken } from './tracking-token.ts'

type Ready = PreparedReport & CheckedReport['facts']

/** The request, its promise, its pictures, its mail and the key's answer in one batch. Answers the tracking secret. */
export async function createFromReport(
  scope: Reached,
  ready: Ready,
  loaded: LoadedReport,
  clean: readonly CleanPhoto[],
): Promise<string> {
  const { db, now, platform, tenant } = scope
  const { front, proof, kept } = loaded
  const id = newId(now)
  const token = await trackingToken(platform.vault, tenant, id)
  const heldBecause = decideStanding({
    trap: ready.report.homepage !== '',
    reportsThisHour: front.reports,
    proven: proof !== undefined,
  })
  const promise = heldBecause ? null : promiseOf(scope, ready, front, await callerTier(scope, ready, front))
  const intake = await intakeOf(ready, front, { id, token, heldBecause })
  const coverage = judgeNew(scope, intake, coverageContextOf(front), loaded.coverage)
  const photos = await takenPhotos(scope, ready, kept, clean, { requestId: id, messageId: null })
  const mailed = { requestId: id, token, promise }
  const mail = heldBecause || !front.mayMail ? [] : await mailOf(scope, ready, mailed, front.company.timeZone)
  const since = new Date(now.getTime() - duplicateWindowSeconds * 1_000)
  await commit(
    scope,
    { id, version: 0 },
    {
      name: 'service_request.received',
      detail: {
        channel: 'web_form',
        photos: photos.count,
        privacyNotice: privacyVersion,
        ...(heldBecause ? { heldBecause } : {}),
      },
    },
    [
      writeIdempotency(db, rowOf(scope, ready, id)),
      writeUnlessDuplicate(db, { duplicateKey: ready.duplicateKey, since }),
      ...(proof ? [writeSpentProof(db, proof.key, proof.until)] : []),
      ...creationWrites(scope, { ...intake, ...coverage.columns }, promise, coverage.decisions),
      ...photos.writes,
      ...mail,
    ],
  )
  return token
}

/** A second form with the same words: told in the history of the request that is there, which gets its pictures, if any. */
export async function addToSame(
  scope: Reached,
  prepared: PreparedReport,
  { kept }: LoadedReport,
  same: { id: string; version: number },
  clean: readonly CleanPhoto[],
): Promise<string> {
  const { db, platform, tenant } = scope
  const photos = await takenPhotos(scope, prepared, kept, clean, { requestId: same.id, messageId: null })
  const row = { ...rowOf(scope, prepared, same.id), answer: { joined: true } }
  const event = { name: 'service_request.reported_again', detail: { photos: photos.count } }
  await commit(scope, same, event, [writeIdempotency(db, row), writeVersion(db, same), ...photos.writes])
  return trackingToken(platform.vault, tenant, same.id)
}

const rowOf = ({ now }: Reached, prepared: PreparedReport, subjectId: string) => ({
  key: prepared.idempotencyKey,
  purpose: 'report',
  contentHash: prepared.contentHash,
  subjectId,
  answer: {},
  at: now,
})

/** Asked only where the policy treats a tier differently: whose number it is takes the company's country, which comes first. */
async function callerTier({ db }: Reached, { phoneKey }: Ready, { policy }: Front): Promise<string | null> {
  if (!policy || raisedTiers(policy.clauses).length === 0) return null
  const [[customer]] = await read(db, [findTierByPhone(db, phoneKey)])
  return customer?.tier ?? null
}

function promiseOf(
  { now }: Reached,
  ready: Ready,
  { policy, overrides }: Front,
  tier: string | null,
): RequestPromise | null {
  if (!policy) return null
  const { report, type, wishedAt } = ready
  const { clauses, versionId } = policy
  const urgency = report.urgency || 'normal'
  const facts = { clauses, versionId, overrides, receivedAt: now, urgency, zone: report.zone || null, tier }
  const decision = promiseForReport({ ...facts, onSite: needsVisit(type, report.address) }, wishedAt)
  return decision.allowed ? decision.result : null
}

async function intakeOf(
  { report, lang, type, phoneKey, wishedAt, duplicateKey }: Ready,
  { policy }: Front,
  { id, token, heldBecause }: { id: string; token: string; heldBecause: HeldReason | null },
): Promise<Intake> {
  return {
    id,
    channel: 'web_form',
    type,
    reporterName: report.name,
    reporterPhone: report.phone,
    phoneKey,
    reporterEmail: report.email.toLowerCase() || null,
    address: report.address || null,
    zone: report.zone || null,
    product: report.product || null,
    serialNumber: report.serialNumber || null,
    description: report.description,
    urgency: report.urgency || 'normal',
    onSite: needsVisit(type, report.address),
    wishedAt,
    lang,
    trackingHash: await hashOf(token),
    duplicateKey,
    consentedToExport: report.exportConsent === 'yes',
    heldBecause,
    policyVersionId: policy?.versionId ?? '',
  }
}

/** One mail for an address and day, whatever is sent from anonymous forms. */
function mailOf(
  scope: Reached,
  { report, lang }: Ready,
  mailed: Pick<ReceivedMail, 'requestId' | 'token' | 'promise'>,
  zone: string,
) {
  const recipient = report.email.toLowerCase()
  const once = `${recipient} ${dayOf(scope.now, zone)}`
  return requestReceivedMail({ ...scope, vault: scope.platform.vault }, { ...mailed, recipient, lang, once })
}
