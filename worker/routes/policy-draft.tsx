import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { langs } from '#rules/lang.ts'
import { decideEdit, type PolicyKind } from '#rules/policy.ts'
import { diffVersions } from '#rules/policy-difference.ts'
import { decideRemoval } from '#rules/policy-draft.ts'
import { PolicyClauseAdditionPage } from '#web/pages/policy-clause-addition.tsx'
import { PolicyConfirmationPage } from '#web/pages/policy-confirmation.tsx'
import { PolicyDraftPage } from '#web/pages/policy-draft.tsx'
import { consolePaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { fieldReasons } from '#web/words/field.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { addClause, findClause, removeClause } from '../operations/policy-clause.ts'
import { type Draft, findDraft, startDraft, withdrawDraft } from '../operations/policy-draft.ts'
import { findPublication } from '../operations/policy-publication.ts'
import { formInWords } from './error-text.ts'
import { kindOf } from './policy.tsx'
import { hasOneLanguage } from './policy-clause.tsx'

const versionNumber = v.pipe(v.string(), v.regex(/^\d{1,6}$/))

/** The next version of a policy while it is written. */
export const policyDraftRoutes = new Hono<ConsoleApp>()
  .get('/:kind/draft', permit('policy.edit'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const { publication } = await findPublication(c.var, kind)
    if (!publication) return c.redirect(consolePaths.policy(kind), 303)
    const { draft, base } = publication
    const { version, clauses, findings } = draft
    const changeCount = version.basedOn ? diffVersions(base, clauses).length : null
    const moved = c.req.query('moved') ?? null
    return c.html(
      <PolicyDraftPage
        frame={consoleFrame(c)}
        {...{ kind, version, clauses, findings, changeCount, moved }}
        consultations={draft.consultations}
      />,
    )
  })
  .post('/:kind/draft', permit('policy.edit'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const posted = await parseForm(c, v.strictObject({ text: v.optional(versionNumber) }))
    await startDraft(c.var, kind, posted.ok && posted.values.text ? Number(posted.values.text) : null)
    return c.redirect(consolePaths.policyDraft(kind), 303)
  })
  .get('/:kind/draft/withdrawal', permit('policy.edit'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const draft = await findDraft(c.var, kind)
    if (!draft) return c.redirect(consolePaths.policy(kind), 303)
    const { version } = draft
    return c.html(
      <PolicyConfirmationPage frame={consoleFrame(c)} {...{ kind, version, clause: null, refused: false }} />,
    )
  })
  .post('/:kind/draft/withdrawal', permit('policy.edit'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const posted = await parseForm(c, v.strictObject({ number: versionNumber }))
    if (posted.ok) await withdrawDraft(c.var, kind, Number(posted.values.number))
    return c.redirect(consolePaths.policy(kind), 303)
  })
  .get('/:kind/draft/clauses/:key{[A-Z0-9-]+}/removal', permit('policy.edit'), (c) =>
    withDraft(c, (kind, draft) => showRemoval(c, kind, draft)),
  )
  .post('/:kind/draft/clauses/:key{[A-Z0-9-]+}/removal', permit('policy.edit'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const decision = await removeClause(c.var, kind, c.req.param('key'))
    if (decision.allowed) return c.redirect(consolePaths.policyDraft(kind), 303)
    return withDraft(c, (_, draft) => showRemoval(c, kind, draft, 422))
  })
  .get('/:kind/draft/clauses', permit('policy.edit'), (c) =>
    withDraft(c, (kind, draft) => showAddition(c, kind, draft, crypto.randomUUID(), null)),
  )
  .post('/:kind/draft/clauses', permit('policy.edit'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const posted = await parseForm(c, additionForm)
    if (posted.ok) {
      const { idempotencyKey, chapter, ...wording } = posted.values
      const inLangs = readWording(c, wording)
      if (!('errors' in inLangs)) {
        const key = `OWN-${idempotencyKey.replaceAll('-', '').slice(0, 16).toUpperCase()}`
        await addClause(c.var, kind, { key, afterChapter: chapter, ...inLangs })
        return c.redirect(`${consolePaths.policyDraft(kind)}#clause-${key}`, 303)
      }
      return withDraft(c, (_, draft) => showAddition(c, kind, draft, idempotencyKey, { ...posted, ...inLangs }))
    }
    const form = formInWords(posted, c.var.lang, { fallback: 'text' })
    const key = posted.typed.idempotencyKey ?? crypto.randomUUID()
    return withDraft(c, (_, draft) => showAddition(c, kind, draft, key, form))
  })

const title = v.pipe(v.string(), v.trim(), v.maxLength(80, 'too_long'))
const text = v.pipe(v.string(), v.trim(), v.maxLength(4000, 'too_long'), v.regex(/^[^{}]*$/, 'text'))
const additionForm = v.strictObject({
  idempotencyKey: v.pipe(v.string(), v.uuid()),
  chapter: v.pipe(v.string(), v.nonEmpty('required')),
  ...{ 'title.zh-CN': title, 'title.en': title, 'text.zh-CN': text, 'text.en': text },
})

type Wording = Record<`${'title' | 'text'}.${'zh-CN' | 'en'}`, string>

/** Both languages, unless the company has only one: then the other says the same. */
function readWording(c: Context<ConsoleApp>, typed: Wording) {
  const { lang } = c.var
  const errors: Record<string, string> = {}
  const of = (part: 'title' | 'text') => {
    const own = typed[`${part}.${lang}`]
    const pairs = langs.map((one) => {
      const said = typed[`${part}.${one}`] || (hasOneLanguage(c) ? own : '')
      if (!said) errors[`${part}.${one}`] = fieldReasons[lang].required
      return [one, said]
    })
    return Object.fromEntries(pairs) as Record<(typeof langs)[number], string>
  }
  const said = { title: of('title'), text: of('text') }
  return Object.keys(errors).length > 0 ? { errors } : said
}

/** Leads to the draft where nothing can be changed because people are being asked about it. */
export async function withDraft(
  c: Context<ConsoleApp>,
  show: (kind: PolicyKind, draft: Draft) => Response | Promise<Response>,
): Promise<Response> {
  const kind = kindOf(c.req.param('kind') ?? '')
  const draft = await findDraft(c.var, kind)
  if (!draft) return c.redirect(consolePaths.policy(kind), 303)
  return decideEdit(draft.version).allowed ? show(kind, draft) : c.redirect(consolePaths.policyDraft(kind), 303)
}

function showRemoval(c: Context<ConsoleApp>, kind: PolicyKind, draft: Draft, status: 200 | 422 = 200) {
  const clause = findClause(draft, c.req.param('key') ?? '')
  const refused = kind === 'service' && !decideRemoval(clause).allowed
  return c.html(
    <PolicyConfirmationPage frame={consoleFrame(c)} {...{ kind, version: draft.version, clause, refused }} />,
    status,
  )
}

function showAddition(
  c: Context<ConsoleApp>,
  kind: PolicyKind,
  draft: Draft,
  idempotencyKey: string,
  form: FormState | null,
) {
  const other = { otherOptional: hasOneLanguage(c) }
  return c.html(
    <PolicyClauseAdditionPage
      frame={consoleFrame(c)}
      {...{ kind, version: draft.version, clauses: draft.clauses, idempotencyKey, form: form ?? undefined, ...other }}
    />,
    form ? 422 : 200,
  )
}
