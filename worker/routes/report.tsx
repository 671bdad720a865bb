import { type Context, Hono } from 'hono'
import { findTerm } from '#rules/policy.ts'
import { zonesOf } from '#rules/policy-term.ts'
import { offeredTypes, reportFields, reportLimits, requiredFieldsOf, textLimits } from '#rules/report.ts'
import type { Photo } from '#schema/tenant/photo.ts'
import { Suspended, TenantMismatch } from '#tenants/errors.ts'
import { hashOf, newSecret } from '#tenants/vault.ts'
import { ReportPage, type ReportProps, type ReportTrouble } from '#web/pages/report.tsx'
import { ReportChangedPage } from '#web/pages/report-changed.tsx'
import { ReportUnsentPage } from '#web/pages/report-unsent.tsx'
import { publicPaths } from '#web/paths.ts'
import { afterwards, type BaseApp, type PublicApp } from '../middleware/context.ts'
import { parsePhotoForm } from '../middleware/photo-form.ts'
import { languageChosen } from '../middleware/request-id.ts'
import { type Front, knownFront, loadFront } from '../operations/front.ts'
import { challengeFor, companyAsking } from '../operations/proof-of-work.ts'
import { type ReportOutcome, receiveReport } from '../operations/report.ts'
import { needsExportConsent } from '../operations/report-check.ts'
import { canonicalHost } from '../platform/host.ts'
import { findLabelledAsset } from '../queries/asset-label.ts'
import { errorTexts } from './error-text.ts'
import { keptPage } from './kept-page.ts'
import { publicFrame } from './public-frame.ts'
import { shownPhotos } from './shown-photo.ts'

export const reportRoutes = new Hono<PublicApp>()
  .get('/report', async (c) => {
    const { tenant, lang, now, nonce } = c.var
    const { front } = await loadFront(c.var, [])
    const machine = machineOf(c)
    const keys = { idempotencyKey: newSecret(), draftId: newSecret() }
    const props = propsOf(c, front)
    if (machine.product || machine.serialNumber)
      return c.html(<ReportPage {...props} {...keys} frame={publicFrame(c, front.company)} machine={machine} />)
    const page = await keptPage({
      key: `report ${lang} ${tenant.id} ${props.needsProof}`,
      stamp: front.stamp,
      now,
      fill: { ...keys, nonce },
      render: ({ nonce, ...blanks }) => (
        <ReportPage {...props} {...blanks} frame={publicFrame(c, front.company, nonce)} machine={machine} />
      ),
    })
    return c.html(page)
  })
  /** The code on a machine: the form with what stands on its label. A code that is no longer known opens the plain form. */
  .get('/m/:token', async (c) => {
    const token = c.req.param('token')
    const { front, answers } = await loadFront(c.var, [findLabelledAsset(c.var.db, await hashOf(token))])
    const [[asset]] = answers
    if (!asset) return c.redirect(publicPaths.report(), 303)
    const machine = { product: asset.name, serialNumber: asset.serialNumber ?? '', token }
    const keys = { idempotencyKey: newSecret(), draftId: newSecret() }
    c.header('referrer-policy', 'no-referrer')
    return c.html(
      <ReportPage {...propsOf(c, front)} {...keys} frame={publicFrame(c, front.company)} machine={machine} />,
    )
  })
  .post('/report', async (c) => {
    const form = await parsePhotoForm(c, reportFields)
    const { idempotencyKey, draftId } = form.values
    const keys = { idempotencyKey: idempotencyKey || newSecret(), draftId: draftId || newSecret() }
    const { language } = form.values
    const typed = { ...form.typed, ...keys }
    if (language) {
      c.set('lang', language)
      c.header('set-cookie', languageChosen(language))
    }
    unsent.set(c.req.raw, typed)
    const outcome = await receiveReport(c.var, {
      report: { ...form.values, ...keys },
      errors: form.errors,
      files: form.files,
      removed: form.removed,
      lang: c.var.lang,
      from: c.var.platform.addressOf(c.req.raw),
    })
    if (outcome.kind === 'received') {
      afterwards(c, c.var.platform.ring(c.var.tenant.id))
      const { tracking, trackingJoined } = publicPaths
      return c.redirect((outcome.joined ? trackingJoined : tracking)(outcome.token), 303)
    }
    return again(c, outcome, typed)
  })
  .get('/report/challenge', async (c) => {
    const { front } = await loadFront(c.var, [])
    return c.json(await challengeFor(companyAsking(c.var), { harder: front.reports >= reportLimits.harderFrom }))
  })

/** From the QR code on a machine; what is too long for the form is no code of ours. */
function machineOf(c: Context<PublicApp>) {
  const [product = '', serialNumber = ''] = [c.req.query('product'), c.req.query('serial')]
  return {
    product: product.length <= textLimits.product ? product : '',
    serialNumber: serialNumber.length <= textLimits.serialNumber ? serialNumber : '',
  }
}

type Fixed = Omit<ReportProps, 'frame' | 'machine' | 'idempotencyKey' | 'draftId'>

function propsOf(c: Context<PublicApp>, { policy, company, reports, mayMail }: Front): Fixed {
  const clauses = policy?.clauses ?? []
  const { types, usual } = offeredTypes(clauses)
  return {
    types,
    usualType: usual,
    zones: zonesOf(clauses)?.value ?? [],
    required: requiredFieldsOf(clauses),
    needsConsent: needsExportConsent(company, c.var.platform),
    needsProof: reports >= reportLimits.proofFrom,
    mayMail,
    retentionMonths: findTerm(clauses, 'privacy.retention_months')?.value ?? null,
  }
}

type NotReceived = Exclude<ReportOutcome, { kind: 'received' }>
type Typed = Record<string, string> & { idempotencyKey: string; draftId: string }

/** The form once more, with everything that was typed and every picture that was fine. */
async function again(c: Context<PublicApp>, outcome: NotReceived, typed: Typed) {
  const { idempotencyKey, draftId } = typed
  const { front, kind } = outcome
  const frame = publicFrame(c, front.company)
  const kept: Photo[] = outcome.kept
  const photos = await shownPhotos(c.var, kept)
  if (kind === 'changed') {
    const keys = { addKey: newSecret(), newKey: newSecret(), draftId }
    return c.html(<ReportChangedPage {...{ frame, typed, ...keys }} token={outcome.token} kept={photos} />, 409)
  }
  const isUnsent = kind === 'refused' && typed.language !== undefined
  const errors = kind === 'refused' ? errorTexts(outcome.errors, c.var.lang, fieldNames) : {}
  if (kind === 'too_many') c.header('retry-after', String(outcome.retryAfterSeconds))
  return c.html(
    <ReportPage
      {...propsOf(c, front)}
      {...{ frame, idempotencyKey, draftId }}
      form={{ typed, errors }}
      kept={photos}
      trouble={troubleOf(outcome)}
      machine={{ product: '', serialNumber: '' }}
    />,
    isUnsent ? 200 : statuses[kind],
  )
}

/** What was typed in a form whose sending broke, for the answer to it. */
const unsent = new WeakMap<Request, Typed>()

/** Whatever broke while a report was being sent: the form with everything typed, and that sending it again is safe. */
export async function answerUnsent(c: Context<BaseApp>, error: Error, status: number): Promise<Response | undefined> {
  const isReport = c.req.method === 'POST' && c.req.path === publicPaths.report()
  if (!isReport || (status < 500 && status !== 409)) return undefined
  if (error instanceof Suspended || error instanceof TenantMismatch) return undefined
  const typed = unsent.get(c.req.raw) ?? (await typedIn(c))
  if (!typed) return undefined
  c.header('retry-after', '5')
  const front = knownFront(canonicalHost(new URL(c.req.url).host))
  if (front) {
    const wasAsked = typed.proof === undefined ? {} : { reports: reportLimits.proofFrom }
    return again(
      c as unknown as Context<PublicApp>,
      { kind: 'unsure', front: { ...front, ...wasAsked }, kept: [] },
      typed,
    )
  }
  const { lang, nonce } = c.var
  const { idempotencyKey, language: _, ...fields } = typed
  return c.html(<ReportUnsentPage {...{ lang, nonce, idempotencyKey }} typed={fields} />, statuses.unsure)
}

/** Undefined where the body cannot be read. */
async function typedIn(c: Context<BaseApp>): Promise<Typed | undefined> {
  const form = await parsePhotoForm(c, reportFields).catch(() => undefined)
  if (!form) return undefined
  const { idempotencyKey, draftId } = form.values
  return { ...form.typed, idempotencyKey: idempotencyKey || newSecret(), draftId: draftId || newSecret() }
}

const statuses = { refused: 422, too_many: 429, call: 429, unsure: 503 } as const

/** In the order of the form. */
const fieldNames = [
  ...['type', 'description', 'urgency', 'photos', 'product', 'serialNumber', 'address', 'zone', 'wishedAt'],
  ...['name', 'phone', 'email', 'exportConsent'],
]

function troubleOf(outcome: NotReceived): ReportTrouble | undefined {
  if (outcome.kind === 'too_many') return { kind: 'too_many', seconds: outcome.retryAfterSeconds }
  return outcome.kind === 'unsure' || outcome.kind === 'call' ? { kind: outcome.kind } : undefined
}
