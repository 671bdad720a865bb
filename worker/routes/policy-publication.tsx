import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { isDay } from '#rules/day.ts'
import type { Acceptance, PolicyKind, PublishRefusal } from '#rules/policy.ts'
import { type CallingOffRefusal, decideCallingOff } from '#rules/policy-publication.ts'
import { clauseLabel } from '#rules/policy-text.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { PolicyCallingOffPage } from '#web/pages/policy-calling-off.tsx'
import { findingField, PolicyPublicationPage } from '#web/pages/policy-publication.tsx'
import { consolePaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { fieldReasons } from '#web/words/field.ts'
import { publicationWords } from '#web/words/policy-publication.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import {
  callOffPublication,
  findPublication,
  type PublicationDraft,
  publishDraft,
} from '../operations/policy-publication.ts'
import { listPolicyVersions } from '../queries/policy-version.ts'
import { formInWords } from './error-text.ts'
import { kindOf, numberOf } from './policy.tsx'

const count = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'unknown'), v.transform(Number))

/** The findings name the other fields; what is missing is told by the rule. */
const publicationForm = v.objectWithRest(
  {
    number: count,
    version: count,
    effective: v.picklist(['at_once', 'on_day'], 'choice'),
    day: v.optional(v.string()),
  },
  v.pipe(v.string(), v.trim(), v.maxLength(2000, 'too_long')),
)

const callingOffForm = v.strictObject({
  reason: v.pipe(v.string(), v.trim(), v.nonEmpty('required'), v.maxLength(500, 'too_long')),
})

/** From a draft to a version that nobody can change any more, and back while it binds nobody yet. */
export const policyPublicationRoutes = new Hono<ConsoleApp>()
  .get('/:kind/draft/publication', permit('policy.publish'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const { publication } = await findPublication(c.var, kind)
    if (!publication) return c.redirect(consolePaths.policy(kind), 303)
    return show(c, kind, publication, {}, {}, 200)
  })
  .post('/:kind/draft/publication', permit('policy.publish'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const posted = await parseForm(c, publicationForm)
    if (!posted.ok) return showAgain(c, kind, posted.typed, posted.errors)
    const { number, version, effective, day = '', ...taken } = posted.values
    if (effective === 'on_day' && !isDay(day)) return showAgain(c, kind, posted.typed, { day: 'date' })
    const effectiveOn = effective === 'on_day' && isDay(day) ? day : null
    const accepted = acceptedIn(c, taken as Record<string, string>)
    const result = await publishDraft(c.var, kind, { number, version, effectiveOn, accepted })
    if (result.outcome === 'published') return bound(c, kind, number)
    const errors = errorsOf(c, result.reason, result.publication, accepted)
    return show(c, kind, result.publication, posted.typed, errors, result.reason === 'changed' ? 409 : 422)
  })
  .get('/:kind/versions/:number/withdrawal', permit('policy.publish'), (c) => showCallingOff(c, {}))
  .post('/:kind/versions/:number/withdrawal', permit('policy.publish'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const number = numberOf(c.req.param('number'))
    const posted = await parseForm(c, callingOffForm)
    if (!posted.ok) {
      const errors = { reason: fieldReasons[c.var.lang][posted.errors.reason === 'too_long' ? 'too_long' : 'required'] }
      return showCallingOff(c, { form: { typed: posted.typed, errors } })
    }
    const decision = await callOffPublication(c.var, kind, number, posted.values.reason)
    if (!decision.allowed) return showCallingOff(c, { refused: decision.reason })
    return bound(c, kind, number)
  })

/** Who is told of what, and when, may be another from now on: the jobs look at once. */
function bound(c: Context<ConsoleApp>, kind: PolicyKind, number: number) {
  afterwards(c, c.var.platform.ring(c.var.tenant.id))
  return c.redirect(consolePaths.policyVersion(kind, number), 303)
}

async function showCallingOff(
  c: Context<ConsoleApp>,
  { refused = null, form }: { refused?: CallingOffRefusal | null; form?: FormState },
) {
  const kind = kindOf(c.req.param('kind') ?? '')
  const number = numberOf(c.req.param('number') ?? '')
  const [versions] = await read(c.var.db, [listPolicyVersions(c.var.db, kind)])
  const version = versions.find((one) => one.number === number)
  if (!version) throw new NotFound('policy version')
  const decision = decideCallingOff(version, c.var.now)
  const later = versions.filter(({ basedOn, status }) => basedOn === version.id && status === 'published')
  return c.html(
    <PolicyCallingOffPage
      frame={consoleFrame(c)}
      {...{ kind, version, later, form, refused: refused ?? (decision.allowed ? null : decision.reason) }}
    />,
    refused || form ? 422 : 200,
  )
}

/** `by.GR-01.TX-VALID`, `reason.GR-01.TX-VALID`, `taken.GR-16.`: who took which finding on. */
function acceptedIn(c: Context<ConsoleApp>, fields: Record<string, string>): Acceptance[] {
  return Object.entries(fields).flatMap(([name, value]): Acceptance[] => {
    const [, what, id, key] = /^(by|taken)\.(GR-\d\d)\.([A-Z0-9-]*)$/.exec(name) ?? []
    if (!what || !id || value === '') return []
    const by = what === 'by' ? value : c.var.actor.id
    return [{ id, clauseKey: key || null, by, reason: fields[`reason.${id}.${key}`] ?? '' }]
  })
}

/** The rule's "no" beside the fields that it is about. */
function errorsOf(
  c: Context<ConsoleApp>,
  reason: PublishRefusal | 'changed',
  { draft, approvers }: PublicationDraft,
  accepted: readonly Acceptance[],
): Record<string, string> {
  const { lang } = c.var
  const t = publicationWords[lang]
  const text = t.refused[reason]
  if (reason === 'effective_in_the_past' || reason === 'later_version_scheduled') return { day: text }
  const errors: Record<string, string> = {}
  for (const finding of draft.findings) {
    const taken = accepted.find(({ id, clauseKey }) => id === finding.id && clauseKey === finding.clauseKey)
    const named = approvers.some(({ id }) => id === taken?.by)
    const number = draft.clauses.find(({ key }) => key === finding.clauseKey)?.number
    const say = (words: string) => (number === undefined ? words : t.at(clauseLabel(number, lang), words))
    if (finding.severity === 'gate' && reason === 'approval_missing') {
      if (!named) errors[findingField('by', finding)] = say(t.approverMissing)
      if (!taken?.reason) errors[findingField('reason', finding)] = say(t.reasonMissing)
    }
    if (finding.severity === 'warn' && reason === 'acknowledgement_missing' && !taken)
      errors[findingField('taken', finding)] = say(t.acknowledgeMissing)
  }
  return Object.keys(errors).length > 0 ? errors : { form: text }
}

async function showAgain(
  c: Context<ConsoleApp>,
  kind: PolicyKind,
  typed: Record<string, string>,
  reasons: Record<string, string>,
) {
  const { publication } = await findPublication(c.var, kind)
  if (!publication) return c.redirect(consolePaths.policy(kind), 303)
  const { errors } = formInWords({ typed, errors: reasons }, c.var.lang, { fallback: 'required' })
  return show(c, kind, publication, typed, errors, 422)
}

const show = (
  c: Context<ConsoleApp>,
  kind: PolicyKind,
  publication: PublicationDraft,
  typed: Record<string, string>,
  errors: Record<string, string>,
  status: 200 | 409 | 422,
) =>
  c.html(
    <PolicyPublicationPage frame={consoleFrame(c)} {...{ kind, ...publication }} form={{ typed, errors }} />,
    status,
  )
