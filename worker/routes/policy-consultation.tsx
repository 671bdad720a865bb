import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { type Day, isDay } from '#rules/day.ts'
import { type Clause, decideEdit } from '#rules/policy.ts'
import { may } from '#rules/role.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { PolicyConsultationPage } from '#web/pages/policy-consultation.tsx'
import { PolicyConsultationOpeningPage } from '#web/pages/policy-consultation-opening.tsx'
import { consolePaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { consultationWords } from '#web/words/policy-consultation.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import {
  addComment,
  breakOffConsultation,
  concludeConsultation,
  openConsultation,
} from '../operations/policy-consultation.ts'
import { findDraft } from '../operations/policy-draft.ts'
import { clauseOf, listClausesOf } from '../queries/clause.ts'
import { listCommentsOf, listConsultationsOf } from '../queries/policy-consultation.ts'
import { listMemberNames, listPolicyVersions, numberedId } from '../queries/policy-version.ts'
import { formInWords } from './error-text.ts'
import { isReadable, kindOf, namesOf, numberOf } from './policy.tsx'

const long = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty('required'), v.maxLength(most, 'too_long'))
const openingForm = v.strictObject({
  until: v.pipe(
    v.string(),
    v.nonEmpty('required'),
    v.check(isDay, 'date'),
    v.transform((day) => day as Day),
  ),
  invitation: v.pipe(v.string(), v.trim(), v.maxLength(1000, 'too_long')),
})
const commentForm = v.strictObject({
  idempotencyKey: v.pipe(v.string(), v.uuid()),
  clause: v.pipe(v.string(), v.maxLength(60)),
  body: v.pipe(v.string(), v.trim(), v.maxLength(4000, 'too_long')),
  answer: v.picklist(['comment', 'nothing']),
})
const path = '/:kind/versions/:number/consultation'

/** A draft before the members: they read it and say what they think, until a day. */
export const policyConsultationRoutes = new Hono<ConsoleApp>()
  .get('/:kind/draft/consultation', permit('policy.edit'), (c) => showOpening(c, null))
  .post('/:kind/draft/consultation', permit('policy.edit'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const posted = await parseForm(c, openingForm)
    if (!posted.ok) return showOpening(c, formInWords(posted, c.var.lang, { fallback: 'required' }))
    const decision = await openConsultation(c.var, kind, posted.values)
    if (decision.allowed) return c.redirect(consolePaths.policyConsultation(kind, decision.result.number), 303)
    const errors = { until: consultationWords[c.var.lang].refused[decision.reason] }
    return showOpening(c, { typed: posted.typed, errors })
  })
  .get(path, permit('policy.read'), (c) => show(c, null))
  .post(`${path}/comments`, permit('policy.read'), async (c) => {
    const { kind, number } = named(c)
    const posted = await parseForm(c, commentForm)
    if (!posted.ok) return show(c, formInWords(posted, c.var.lang, { fallback: 'required' }))
    const { idempotencyKey: id, clause, body, answer } = posted.values
    const t = consultationWords[c.var.lang]
    if (answer === 'comment' && !body) return show(c, { typed: posted.typed, errors: { body: t.bodyMissing } })
    const decision = await addComment(c.var, kind, number, { id, clauseKey: clause || null, body })
    if (!decision.allowed) return show(c, { typed: posted.typed, errors: { form: t.refused[decision.reason] } })
    return c.redirect(`${consolePaths.policyConsultation(kind, number)}?sent=1`, 303)
  })
  .post(`${path}/conclusion`, permit('policy.edit'), async (c) => {
    const { kind, number } = named(c)
    const posted = await parseForm(c, v.strictObject({ conclusion: long(4000) }))
    if (!posted.ok) return show(c, formInWords(posted, c.var.lang, { fallback: 'required' }))
    const decision = await concludeConsultation(c.var, kind, number, posted.values.conclusion)
    return decision.allowed ? back(c) : showRefused(c, posted.typed, decision.reason)
  })
  .post(`${path}/end`, permit('policy.edit'), async (c) => {
    const { kind, number } = named(c)
    const posted = await parseForm(c, v.strictObject({ reason: long(1000) }))
    if (!posted.ok) return show(c, formInWords(posted, c.var.lang, { fallback: 'required' }))
    const decision = await breakOffConsultation(c.var, kind, number, posted.values.reason)
    return decision.allowed ? back(c) : showRefused(c, posted.typed, decision.reason)
  })

const named = (c: Context<ConsoleApp>) => ({
  kind: kindOf(c.req.param('kind') ?? ''),
  number: numberOf(c.req.param('number') ?? ''),
})

const back = (c: Context<ConsoleApp>) => {
  const { kind, number } = named(c)
  return c.redirect(consolePaths.policyConsultation(kind, number), 303)
}

const showRefused = (c: Context<ConsoleApp>, typed: Record<string, string>, reason: 'still_open' | 'ended') =>
  show(c, { typed, errors: { form: consultationWords[c.var.lang].refused[reason] } })

async function showOpening(c: Context<ConsoleApp>, form: FormState | null) {
  const kind = kindOf(c.req.param('kind') ?? '')
  const draft = await findDraft(c.var, kind)
  if (!draft) return c.redirect(consolePaths.policy(kind), 303)
  if (!decideEdit(draft.version).allowed) return c.redirect(consolePaths.policyDraft(kind), 303)
  const page = (
    <PolicyConsultationOpeningPage
      frame={consoleFrame(c)}
      {...{ kind, version: draft.version, form: form ?? undefined }}
    />
  )
  return c.html(page, form ? 422 : 200)
}

async function show(c: Context<ConsoleApp>, form: FormState | null) {
  const { kind, number } = named(c)
  const { db, actor } = c.var
  const isAdmin = may(actor.role, 'policy.edit')
  const id = numberedId(db, kind, number)
  const [versions, rows, consultations, comments, members] = await read(db, [
    listPolicyVersions(db, kind),
    listClausesOf(db, id),
    listConsultationsOf(db, id),
    listCommentsOf(db, id, isAdmin ? undefined : actor.id),
    listMemberNames(db),
  ])
  const version = versions.find((one) => one.number === number)
  const mayRead = version !== undefined && (isAdmin || isReadable(version))
  if (!version || (!mayRead && consultations.length === 0)) throw new NotFound('policy version')
  return c.html(
    <PolicyConsultationPage
      frame={consoleFrame(c)}
      {...{ kind, version, consultations, comments, isAdmin, mayRead, form: form ?? undefined }}
      clauses={rows.map(clauseOf)}
      memberNames={namesOf(members)}
      clauseKey={clauseAsked(c, rows.map(clauseOf))}
      idempotencyKey={form?.typed.idempotencyKey ?? crypto.randomUUID()}
      sent={c.req.query('sent') === '1'}
    />,
    form ? 422 : 200,
  )
}

const clauseAsked = (c: Context<ConsoleApp>, clauses: readonly Clause[]) =>
  clauses.find(({ key }) => key === c.req.query('clause'))?.key ?? null
