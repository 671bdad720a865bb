import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { type Day, isDay } from '#rules/day.ts'
import type { HandlingRefusal } from '#rules/notice-handling.ts'
import { formKey } from '#rules/typed.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { isWhole } from '#web/emails/preview.ts'
import { NoticePage } from '#web/pages/notice.tsx'
import { NoticeGoLivePage } from '#web/pages/notice-go-live.tsx'
import { type LedgerRow, ledgerFilters, NoticeLedgerPage } from '#web/pages/notice-ledger.tsx'
import { NoticePlanPage } from '#web/pages/notice-plan.tsx'
import { NoticeReleasePage } from '#web/pages/notice-release.tsx'
import { consolePaths, type NoticeStep } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { fieldReasons } from '#web/words/field.ts'
import { noticePageWords } from '#web/words/notice-page.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { aboutOf } from '../operations/notice-about.ts'
import { previewBulkRelease, releaseTogether } from '../operations/notice-bulk-release.ts'
import { previewGoLive, setGoLive } from '../operations/notice-go-live.ts'
import {
  type HandlingOutcome,
  type HandlingScope,
  type HandlingWish,
  holdNotice,
  releaseNotice,
  sendNoticeAgain,
  settleNotice,
} from '../operations/notice-handling.ts'
import { loadNoticePlan } from '../operations/notice-plan.ts'
import {
  countAttention,
  type LedgerPlace,
  type ListedNotice,
  ledgerPage,
  listLedger,
} from '../queries/notice-ledger.ts'
import { loadNotice } from './notice-show.ts'

const subject = v.optional(v.pipe(v.string(), v.maxLength(40, 'unknown')))
const stepForm = v.strictObject({ back: v.optional(v.literal('list')), subject })
const releaseForm = v.strictObject({
  idempotencyKey: formKey,
  day: v.union([v.literal(''), v.custom<Day>((typed) => isTypedDay(typed), 'date')]),
  count: v.pipe(v.string(), v.regex(/^\d{1,4}$/, 'number'), v.transform(Number)),
})
const againForm = v.strictObject({
  attempt: v.pipe(v.string(), v.regex(/^\d{1,6}$/, 'number'), v.transform(Number)),
})

/** What will be sent, what was, and what a person decides about it. */
export const noticeRoutes = new Hono<ConsoleApp>()
  .get('/', permit('notices.read'), async (c) => {
    const after = placeOf(c.req.query('after'))
    const { next, ...plan } = await loadNoticePlan(c.var, after)
    const nextHref = next && `${consolePaths.notices()}?${new URLSearchParams({ after: `${next.endsOn}~${next.id}` })}`
    const done = (['hold', 'release', 'golive'] as const).find((one) => one === c.req.query('done'))
    const count = Number(c.req.query('done') === 'together' && c.req.query('count'))
    const together = Number.isInteger(count) && count > 0 ? count : undefined
    const told = { nextHref, done, together, isFirst: after === null }
    return c.html(<NoticePlanPage frame={consoleFrame(c)} {...plan} {...told} />)
  })
  .get('/ledger', permit('notices.read'), (c) => showLedger(c))
  .get('/go-live', permit('notices.release'), async (c) => {
    const day = c.req.query('day')
    if (day === undefined || isDay(day)) return showGoLive(c, day ?? null)
    return showGoLive(c, null, { typed: { day }, errors: { day: fieldReasons[c.var.lang].date } })
  })
  .post('/go-live', permit('notices.release'), async (c) => {
    const posted = await parseForm(c, v.strictObject({ day: v.custom<Day>(isTypedDay, 'date') }), { maxBytes: 1_024 })
    const words = fieldReasons[c.var.lang]
    if (!posted.ok) {
      const reason = posted.errors.day === 'date' ? words.date : words.required
      return showGoLive(c, null, { typed: posted.typed, errors: { day: reason } })
    }
    const decision = await setGoLive(c.var, posted.values.day)
    if (!decision.allowed) {
      const errors = { day: noticePageWords[c.var.lang].goLive.tooFar }
      return showGoLive(c, null, { typed: posted.typed, errors })
    }
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    return c.redirect(`${consolePaths.notices()}?done=golive`, 303)
  })
  .get('/release', permit('notices.release'), (c) => showRelease(c, c.req.query('day')))
  .post('/release', permit('notices.release'), async (c) => {
    const posted = await parseForm(c, releaseForm, { maxBytes: 1_024 })
    if (!posted.ok) return showRelease(c, posted.typed.day, 422)
    const { day, count: seen, idempotencyKey: formKey } = posted.values
    const released = await releaseTogether(handlingScope(c), { day: day || null, seen, formKey })
    if (!released.allowed) return showRelease(c, day, 409)
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    return c.redirect(`${consolePaths.notices()}?done=together&count=${released.result}`, 303)
  })
  .get('/:key', permit('notices.read'), (c) => show(c))
  .post('/:key/hold', permit('notices.release'), (c) => takeStep(c, 'hold', holdNotice))
  .post('/:key/release', permit('notices.release'), (c) => takeStep(c, 'release', releaseNotice))
  .post('/:key/arrived', permit('notices.release'), (c) =>
    takeStep(c, 'arrived', (scope, { key }) => settleNotice(scope, key)),
  )
  .post('/:key/again', permit('notices.release'), async (c) => {
    const posted = await parseForm(c, againForm, { maxBytes: 1_024 })
    if (!posted.ok) return show(c, 'not_unknown')
    const outcome = await sendNoticeAgain(handlingScope(c), c.req.param('key'), posted.values.attempt)
    return answered(c, 'again', outcome, undefined)
  })

const isTypedDay = (typed: unknown) => typeof typed === 'string' && isDay(typed)

type Take = (scope: HandlingScope, wish: HandlingWish) => Promise<HandlingOutcome>

async function takeStep(c: Context<ConsoleApp>, step: NoticeStep, take: Take) {
  const posted = await parseForm(c, stepForm, { maxBytes: 1_024 })
  if (!posted.ok) return show(c, 'not_waiting')
  const { back, subject = c.req.query('subject') } = posted.values
  const outcome = await take(handlingScope(c), { key: c.req.param('key')!, subjectId: subject })
  return answered(c, step, outcome, back, subject)
}

const handlingScope = (c: Context<ConsoleApp>): HandlingScope => ({ ...c.var, vault: c.var.platform.vault, isWhole })

function answered(
  c: Context<ConsoleApp>,
  step: NoticeStep,
  outcome: HandlingOutcome,
  back: 'list' | undefined,
  subjectId?: string,
) {
  if (!outcome.allowed) return show(c, outcome.reason, subjectId)
  afterwards(c, c.var.platform.ring(c.var.tenant.id))
  const key = c.req.param('key')!
  return c.redirect(
    back ? `${consolePaths.notices()}?done=${step}#n-${key}` : `${consolePaths.notice(key)}?done=${step}`,
    303,
  )
}

const noticeSteps: readonly NoticeStep[] = ['hold', 'release', 'arrived', 'again']

async function show(c: Context<ConsoleApp>, refused?: HandlingRefusal, subjectId = c.req.query('subject')) {
  const notice = await loadNotice(c.var, c.req.param('key')!, subjectId)
  const done = noticeSteps.find((step) => step === c.req.query('done'))
  return c.html(<NoticePage frame={consoleFrame(c)} {...{ notice, refused, done }} />, refused ? 422 : 200)
}

async function showRelease(c: Context<ConsoleApp>, typed: string | undefined, status: 200 | 409 | 422 = 200) {
  const day = typed && isDay(typed) ? typed : null
  const release = await previewBulkRelease(handlingScope(c), day)
  const shown = { day, release, formKey: newSecret(), changed: status !== 200 }
  return c.html(<NoticeReleasePage frame={consoleFrame(c)} {...shown} />, status)
}

async function showGoLive(c: Context<ConsoleApp>, wanted: Day | null, form?: FormState) {
  const found = await previewGoLive(c.var, wanted)
  return c.html(
    <NoticeGoLivePage
      frame={consoleFrame(c)}
      goLiveOn={found?.goLiveOn ?? null}
      {...{ preview: found?.preview ?? null, form }}
    />,
    form ? 422 : 200,
  )
}

async function showLedger(c: Context<ConsoleApp>) {
  const { db, now } = c.var
  const filter = ledgerFilters.find((one) => one === c.req.query('state')) ?? 'all'
  const after = ledgerPlaceOf(c.req.query('after'))
  const [found, [attention]] = await read(db, [listLedger(db, filter, after, now), countAttention(db, now)])
  const shown = found.slice(0, ledgerPage)
  const last = found.length > ledgerPage ? shown.at(-1) : undefined
  const query = new URLSearchParams({ ...(filter === 'all' ? {} : { state: filter }) })
  if (last) query.set('after', `${last.dueAt.getTime()}~${last.key}`)
  return c.html(
    <NoticeLedgerPage
      frame={consoleFrame(c)}
      {...{ filter, rows: shown.map(rowOf), attention: attention?.count ?? 0, isFirst: after === null }}
      nextHref={last ? `${consolePaths.noticeLedger()}?${query}` : null}
    />,
  )
}

function rowOf({ data, wayName, recipient, channel, dueAt, sentAt, ...one }: ListedNotice): LedgerRow {
  const { name, customer, to } = aboutOf({ data })
  return {
    ...{
      key: one.key,
      kind: one.kind,
      template: one.template,
      state: one.state,
      isLate: one.isLate,
      requestNumber: one.requestNumber,
      name,
      customer,
      at: sentAt ?? dueAt,
    },
    to: { name: wayName ?? to, address: wayName ? '' : recipient, channel },
  }
}

function placeOf(after: string | undefined) {
  const [endsOn = '', id = ''] = (after ?? '').split('~')
  return isDay(endsOn) && id ? { endsOn, id } : null
}

function ledgerPlaceOf(after: string | undefined): LedgerPlace | null {
  const [, at, key] = /^(\d{1,15})~([\w-]{1,64})$/.exec(after ?? '') ?? []
  return at && key ? { at: Number(at), key } : null
}
