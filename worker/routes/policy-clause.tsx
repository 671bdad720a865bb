import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { exampleOf } from '#rules/clause-example.ts'
import { decideWording } from '#rules/clause-wording.ts'
import { checkVersion } from '#rules/guardrail-check.ts'
import { langs } from '#rules/lang.ts'
import { type Clause, decideEdit, type EditRefusal, findTerm, type PolicyKind } from '#rules/policy.ts'
import { type FormValues, parseEdit } from '#rules/policy-form.ts'
import { Conflict } from '#tenants/errors.ts'
import { ClausePreview, PolicyClausePage, type PreviewProps } from '#web/pages/policy-clause.tsx'
import { consolePaths } from '#web/paths.ts'
import { fieldReasons } from '#web/words/field.ts'
import { editReasonWords, wordingReasonWords } from '#web/words/policy-draft.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { type ClauseOutcome, findClause, saveClause, stampOf } from '../operations/policy-clause.ts'
import { type Draft, findDraft, findDraftToWrite } from '../operations/policy-draft.ts'
import { overridesOf } from '../queries/calendar-day.ts'
import { formInWords } from './error-text.ts'
import { kindOf } from './policy.tsx'

/** A clause's own parameters name the fields: which ones are checked by its rules, not here. */
const clauseForm = v.record(
  v.pipe(v.string(), v.maxLength(120)),
  v.union([v.pipe(v.string(), v.maxLength(6000, 'too_long')), v.array(v.pipe(v.string(), v.maxLength(200)))]),
)

/** One clause of a draft: read, tried out, saved. */
export const policyClauseRoutes = new Hono<ConsoleApp>()
  .get('/:kind/draft/clauses/:key{[A-Z0-9-]+}', permit('policy.edit'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const draft = await findDraft(c.var, kind)
    if (!draft) return c.redirect(consolePaths.policy(kind), 303)
    if (!decideEdit(draft.version).allowed) return c.redirect(consolePaths.policyDraft(kind), 303)
    return showClause(c, kind, draft, { saved: c.req.query('saved') === '1' })
  })
  .get('/:kind/draft/clauses/:key{[A-Z0-9-]+}/effect', permit('policy.edit'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const draft = await findDraftToWrite(c.var, kind)
    const stored = findClause(draft, c.req.param('key'))
    const typed = Object.fromEntries(
      Object.entries(c.req.queries()).map(([name, values]) => [name.replace(/\[\]$/, ''), values]),
    )
    const edit = readEdit(c, stored, typed)
    if ('errors' in edit) return c.body(null, 422)
    return c.html(<ClausePreview {...previewOf(c, kind, draft, edit.clause)} />)
  })
  .post('/:kind/draft/clauses/:key{[A-Z0-9-]+}', permit('policy.edit'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const posted = await parseForm(c, clauseForm)
    const draft = await findDraftToWrite(c.var, kind)
    const stored = findClause(draft, c.req.param('key'))
    if (!posted.ok) {
      const { errors } = formInWords(posted, c.var.lang, { fallback: 'text' })
      return showClause(c, kind, draft, { posted: posted.typed, errors, status: 422 })
    }
    const edit = readEdit(c, stored, posted.values)
    if ('errors' in edit) return showClause(c, kind, draft, { posted: posted.values, errors: edit.errors, status: 422 })
    const stamp = String(posted.values.stamp ?? '')
    const outcome = await saveWithOthers(c, kind, { draft, stamp }, edit.clause)
    if (outcome.allowed) return c.redirect(`${consolePaths.policyClause(kind, stored.key)}?saved=1`, 303)
    return showClause(c, kind, draft, { posted: posted.values, refused: outcome.reason, status: 409 })
  })

/** Two people may save two clauses at the same instant: whoever comes second tries once more. */
async function saveWithOthers(
  c: Context<ConsoleApp>,
  kind: PolicyKind,
  from: { draft: Draft; stamp: string },
  edited: Clause,
): Promise<ClauseOutcome> {
  try {
    return await saveClause(c.var, kind, from, edited)
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return saveClause(c.var, kind, { ...from, draft: await findDraftToWrite(c.var, kind) }, edited)
  }
}

type Shown = {
  posted?: FormValues
  errors?: Record<string, string>
  refused?: 'stale' | EditRefusal
  saved?: boolean
  status?: 200 | 409 | 422
}

async function showClause(
  c: Context<ConsoleApp>,
  kind: PolicyKind,
  draft: Draft,
  { posted, errors = {}, refused, saved = false, status = 200 }: Shown,
) {
  const stored = findClause(draft, c.req.param('key') ?? '')
  const edit = posted ? readEdit(c, stored, posted) : null
  const clause = edit && 'clause' in edit ? edit.clause : stored
  return c.html(
    <PolicyClausePage
      {...previewOf(c, kind, draft, clause)}
      {...{ kind, stored, errors, refused, saved, version: draft.version, posted: posted ?? null }}
      stamp={await stampOf(stored)}
      otherOptional={hasOneLanguage(c)}
    />,
    status,
  )
}

function previewOf(c: Context<ConsoleApp>, kind: PolicyKind, draft: Draft, clause: Clause): PreviewProps {
  const clauses = draft.clauses.map((one) => (one.key === clause.key ? clause : one))
  const example = kind === 'service' ? exampleOf(clause, clauses, overridesOf(draft.days), c.var.now) : null
  const findings = checkVersion(kind, clauses, draft.context).filter(({ clauseKey }) => clauseKey === clause.key)
  const exampleTimeZone = findTerm(clauses, 'calendar.tz')?.value ?? c.var.company.timeZone
  return { frame: consoleFrame(c), clause, example, exampleTimeZone, findings }
}

/** The parameters and both wordings as typed, or every fault beside its field, in words. */
function readEdit(
  c: Context<ConsoleApp>,
  stored: Clause,
  typed: FormValues,
): { clause: Clause } | { errors: Record<string, string> } {
  const { lang, company } = c.var
  const parameters = parseEdit(stored, typed, company.currency)
  const wording = readWording(c, stored, typed)
  const errors = { ...wording.errors }
  if ('faults' in parameters)
    for (const { field, reason } of parameters.faults) errors[field] = editReasonWords[lang][reason]
  if (Object.keys(errors).length > 0 || 'faults' in parameters) return { errors }
  return { clause: { ...parameters.clause, title: wording.title, text: wording.text } }
}

function readWording(c: Context<ConsoleApp>, stored: Clause, typed: FormValues) {
  const { lang } = c.var
  const errors: Record<string, string> = {}
  const title = { ...stored.title }
  const text = { ...stored.text }
  for (const one of [lang, ...langs.filter((other) => other !== lang)]) {
    const [newTitle, newText] = [typedText(typed, `title.${one}`), typedText(typed, `text.${one}`)]
    if (one !== lang && hasOneLanguage(c) && !newTitle && !newText) continue
    if (newTitle === '') errors[`title.${one}`] = fieldReasons[lang].required
    else if (newTitle !== undefined && newTitle.length > 80) errors[`title.${one}`] = fieldReasons[lang].too_long
    else if (newTitle !== undefined) title[one] = newTitle
    if (newText === undefined) continue
    const decision = newText === '' ? null : decideWording(stored, newText, one)
    if (!decision) errors[`text.${one}`] = fieldReasons[lang].required
    else if (decision.allowed) text[one] = decision.result
    else errors[`text.${one}`] = wordingReasonWords[lang][decision.reason](decision.slot)
  }
  return { title, text, errors }
}

function typedText(typed: FormValues, name: string): string | undefined {
  const value = typed[name]
  return (typeof value === 'string' ? value : value?.[0])?.replace(/\r\n?/g, '\n').trim()
}

/** A company of one language need not write the other. */
export const hasOneLanguage = (c: Context<ConsoleApp>) => c.var.company.languages.length === 1
