import { duplicateTextOf } from '#rules/duplicate.ts'
import type { Lang } from '#rules/lang.ts'
import type { Report } from '#rules/report.ts'
import { serialKeyOf } from '#rules/serial-number.ts'
import type { Photo } from '#schema/tenant/photo.ts'
import { Conflict, Unavailable } from '#tenants/errors.ts'
import { hashOf } from '#tenants/vault.ts'
import { isGuardViolation } from '../queries/guard.ts'
import { isStoredAlready } from '../queries/idempotency.ts'
import type { Front } from './front.ts'
import { photosRefused, type Reached, readPhotos, type SentPhoto } from './photo.ts'
import { checkReport } from './report-check.ts'
import { addToSame, createFromReport } from './report-creation.ts'
import { keepDraft } from './report-draft.ts'
import { type LoadedReport, loadReport } from './report-load.ts'
import { trackingToken } from './tracking-token.ts'

/** What the browser sent: fields as read, those refused at once, pictures, and the kept pictures to drop. */
export type PostedReport = {
  report: Report
  errors: Record<string, string>
  files: readonly File[]
  removed: readonly string[]
  lang: Lang
  /** The network address at the other end. */
  from: string
}

/** `joined`: the same as one that is there; nothing was entered a second time. */
type Received = { kind: 'received'; token: string; joined: boolean }

export type ReportOutcome = { front: Front } & (
  | Received
  | { kind: 'refused'; errors: Record<string, string>; kept: Photo[] }
  /** The form was sent before with other words: what is new may be added to the request made then. */
  | { kind: 'changed'; token: string; kept: Photo[] }
  | { kind: 'too_many'; retryAfterSeconds: number; kept: Photo[] }
  /** Flooded: only a call helps now. */
  | { kind: 'call'; kept: Photo[] }
  /** No answer from the database: it may be stored, and sending it again is safe. */
  | { kind: 'unsure'; kept: Photo[] }
)

/** Secrets of the form are stored as hashes only. */
export type PreparedReport = PostedReport & {
  sent: readonly SentPhoto[]
  idempotencyKey: string
  draftKey: string
  contentHash: string
  duplicateKey: string
}

const tries = 3

/** Whatever happens (double click, retry, two tabs, lost answers), the same report is one service request. */
export async function receiveReport(scope: Reached, posted: PostedReport): Promise<ReportOutcome> {
  const prepared = await prepare(posted)
  const { idempotencyKey, draftKey, duplicateKey } = prepared
  const { proof, serialNumber, machine, phone } = posted.report
  const labelHash = machine === '' ? null : await hashOf(machine)
  const serialKey = serialKeyOf(serialNumber)
  const keys = { idempotencyKey, draftId: draftKey, duplicateKey, proof, serialKey, labelHash, phone }
  for (let attempt = 1; ; attempt++) {
    const loaded = await loadReport(scope, posted.from, keys, { again: attempt > 1 })
    try {
      return { front: loaded.front, ...(await settle(scope, prepared, loaded)) }
    } catch (error) {
      if (error instanceof Unavailable) return { kind: 'unsure', front: loaded.front, kept: loaded.kept }
      const lostRace = isStoredAlready(error) || isGuardViolation(error) || error instanceof Conflict
      if (attempt === tries || !lostRace) throw error
    }
  }
}

async function prepare(posted: PostedReport): Promise<PreparedReport> {
  const { report, removed } = posted
  const sent = await readPhotos(posted.files)
  const { idempotencyKey, draftId, proof, homepage, language, ...content } = report
  const digests = sent.map(({ digest }) => digest).sort()
  return {
    ...posted,
    sent,
    idempotencyKey: await hashOf(`report ${idempotencyKey}`),
    draftKey: await hashOf(`draft ${draftId}`),
    contentHash: await hashOf(JSON.stringify([content, digests, [...removed].sort()])),
    duplicateKey: await hashOf(duplicateTextOf(report)),
  }
}

type Settled<O = ReportOutcome> = O extends ReportOutcome ? Omit<O, 'front'> : never

async function settle(scope: Reached, prepared: PreparedReport, loaded: LoadedReport): Promise<Settled> {
  const { platform, tenant } = scope
  const { stored, duplicate, kept, front } = loaded
  if (stored?.contentHash === prepared.contentHash && !prepared.report.language)
    return {
      kind: 'received',
      token: await trackingToken(platform.vault, tenant, stored.subjectId),
      joined: stored.answer.joined === true,
    }
  if (loaded.waitSeconds > 0) return { kind: 'too_many', retryAfterSeconds: loaded.waitSeconds, kept }

  if (prepared.report.language) return keepUnsent(scope, prepared, kept)
  const checked = checkReport(scope, prepared, front)
  const photos = photosRefused(prepared.sent, kept.filter(({ id }) => !prepared.removed.includes(id)).length)
  const errors = { ...photos.errors, ...checked.errors }
  if (Object.keys(errors).length > 0 || stored) {
    const draft = await keepDraft(scope, prepared, kept, photos.clean)
    if (!stored || Object.keys(errors).length > 0) return { kind: 'refused', errors, kept: draft }
    return { kind: 'changed', token: await trackingToken(platform.vault, tenant, stored.subjectId), kept: draft }
  }
  if (duplicate) {
    const token = await addToSame(scope, prepared, loaded, duplicate, photos.clean)
    return { kind: 'received', token, joined: true }
  }
  if (loaded.isFlooded && !loaded.proof) return { kind: 'call', kept }
  return {
    kind: 'received',
    token: await createFromReport(scope, { ...prepared, ...checked.facts }, loaded, photos.clean),
    joined: false,
  }
}

/** The form goes on in another language: its pictures wait as those of a refused one do. */
async function keepUnsent(scope: Reached, prepared: PreparedReport, kept: Photo[]): Promise<Settled> {
  const left = kept.filter(({ id }) => !prepared.removed.includes(id))
  const { clean, errors } = photosRefused(prepared.sent, left.length)
  return { kind: 'refused', errors, kept: await keepDraft(scope, prepared, kept, clean) }
}
