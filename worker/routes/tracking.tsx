import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { textLimits } from '#rules/report.ts'
import { verdictIn } from '#rules/service-request-coverage.ts'
import { formKey, optionalText } from '#rules/typed.ts'
import type { Photo } from '#schema/tenant/photo.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { hashOf, newSecret } from '#tenants/vault.ts'
import { TrackingPage, type TrackingProps } from '#web/pages/tracking.tsx'
import { TrackingCancellationPage } from '#web/pages/tracking-cancellation.tsx'
import { publicPaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { trackingRefusals, trackingWords } from '#web/words/tracking.ts'
import { afterwards, type PublicApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { parsePhotoForm } from '../middleware/photo-form.ts'
import {
  type CustomerOutcome,
  cancelByCustomer,
  confirmByCustomer,
  reopenByCustomer,
  writeByCustomer,
} from '../operations/tracking.ts'
import { originOf } from '../platform/host.ts'
import { trackingQueries } from '../queries/service-request.ts'
import { errorTexts } from './error-text.ts'
import { publicFrame } from './public-frame.ts'
import { shownPhotos } from './shown-photo.ts'

const key = v.fallback(formKey, '')
const reason = optionalText(textLimits.description)
const cancellation = v.strictObject({ idempotencyKey: key, reason })
const confirmation = v.strictObject({ idempotencyKey: key, solved: v.picklist(['yes', 'no'], 'choice'), reason })
const message = { idempotencyKey: key, draftId: key, body: reason }

/** The customer's own page, behind a secret that only its hash is known of here. */
export const trackingRoutes = new Hono<PublicApp>()
  .get('/t/:token', (c) => show(c, { isJoined: c.req.query('joined') === 'yes' }))
  .post('/t/:token/messages', async (c) => {
    const { values, errors, typed, files, removed } = await parsePhotoForm(c, message)
    if (Object.keys(errors).length > 0) return show(c, { form: { typed, errors } })
    const draftId = values.draftId || newSecret()
    const outcome = await writeByCustomer(c.var, postOf(c, values), { body: values.body, draftId, files, removed })
    return answer(c, outcome, { ...typed, draftId })
  })
  .get('/t/:token/cancellation', async (c) => {
    const { request, frame } = await load(c)
    hide(c)
    return c.html(
      <TrackingCancellationPage
        frame={frame}
        token={tokenOf(c)}
        number={request.number}
        idempotencyKey={newSecret()}
      />,
    )
  })
  .post('/t/:token/cancellation', async (c) => {
    const posted = await parseForm(c, cancellation)
    if (!posted.ok) return show(c, { form: posted })
    return answer(c, await cancelByCustomer(c.var, postOf(c, posted.values), posted.values.reason), posted.typed)
  })
  .post('/t/:token/confirmation', async (c) => {
    const posted = await parseForm(c, confirmation)
    if (!posted.ok) return show(c, { form: posted })
    const { solved, reason } = posted.values
    const post = postOf(c, posted.values)
    if (solved === 'yes') return answer(c, await confirmByCustomer(c.var, post), posted.typed)
    if (reason === '') return show(c, { form: { typed: posted.typed, errors: { reason: 'required' } } })
    return answer(c, await reopenByCustomer(c.var, post, reason), posted.typed)
  })

const tokenOf = (c: Context<PublicApp>) => c.req.param('token') ?? ''

const postOf = (c: Context<PublicApp>, { idempotencyKey }: { idempotencyKey: string }) => ({
  token: tokenOf(c),
  idempotencyKey: idempotencyKey || newSecret(),
  from: c.var.platform.addressOf(c.req.raw),
})

/** A link that is kept secret: no search engine, no referrer to other hosts. */
const hide = (c: Context<PublicApp>) => c.header('x-robots-tag', 'noindex, nofollow')

async function load(c: Context<PublicApp>) {
  const { db } = c.var
  if (!/^[\w-]{43}$/.test(tokenOf(c))) throw new NotFound('service request')
  const [[company], [request], clocks, decisions, pauses, messages, photos, [decided], [machine], terms] = await read(
    db,
    trackingQueries(db, await hashOf(tokenOf(c))),
  )
  if (!company || !request || request.standing === 'rejected') throw new NotFound('service request')
  const coverage: TrackingProps['coverage'] = {
    decided: decided ? { verdict: verdictIn(decided), clauseNumber: decided.clauseNumber } : null,
    machine: machine ?? null,
    promisesWarranty: terms.length > 0,
  }
  return { frame: publicFrame(c, company), request, clocks, decisions, pauses, messages, photos, coverage }
}

type Shown = {
  form?: FormState
  kept?: Photo[]
  notice?: { title: string; text: string }
  isJoined?: boolean
  status?: 409 | 422 | 429
}

async function show(c: Context<PublicApp>, { form, kept = [], notice, isJoined, status }: Shown = {}) {
  const { frame, request, clocks, decisions, pauses, messages, photos, coverage } = await load(c)
  const { hosts } = c.var.platform
  const shown = await shownPhotos(c.var, photos)
  const of = (messageId: string | null) => shown.filter((_, index) => photos[index]!.messageId === messageId)
  const errors = form ? errorTexts(form.errors, c.var.lang, ['body', 'photos', 'reason']) : {}
  hide(c)
  return c.html(
    <TrackingPage
      {...{ frame, request, pauses, notice, isJoined, coverage }}
      token={tokenOf(c)}
      link={originOf(hosts, c.var.tenant.host) + publicPaths.tracking(tokenOf(c))}
      clocks={clocks.map((clock) => ({
        ...clock,
        steps: decisions.findLast(({ id }) => id === clock.decisionId)?.steps ?? [],
      }))}
      messages={messages.map((one) => ({ ...one, kind: one.kind as 'customer' | 'reply', photos: of(one.id) }))}
      photos={of(null)}
      keys={{ message: newSecret(), confirmation: newSecret(), draftId: form?.typed.draftId ?? newSecret() }}
      kept={await shownPhotos(c.var, kept)}
      form={form && { typed: form.typed, errors }}
    />,
    status ?? (form && Object.keys(form.errors).length > 0 ? 422 : 200),
  )
}

async function answer(c: Context<PublicApp>, outcome: CustomerOutcome, typed: Record<string, string>) {
  const { lang, platform, tenant } = c.var
  switch (outcome.kind) {
    case 'done':
      afterwards(c, platform.ring(tenant.id))
      return c.redirect(publicPaths.tracking(tokenOf(c)), 303)
    case 'invalid':
      return show(c, { form: { typed, errors: outcome.errors }, kept: outcome.kept })
    case 'refused': {
      const words = trackingRefusals[lang]
      return show(c, {
        notice: { title: words[outcome.reason] ?? words.other, text: '' },
        form: { typed, errors: {} },
        status: 409,
      })
    }
    case 'too_many':
      c.header('retry-after', String(outcome.retryAfterSeconds))
      return show(c, { notice: trackingWords[lang].tooMany, form: { typed, errors: {} }, status: 429 })
  }
}
