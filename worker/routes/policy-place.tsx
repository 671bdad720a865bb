import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { Clause, PolicyKind } from '#rules/policy.ts'
import { parsePlace, stepsOf } from '#rules/policy-place.ts'
import { clauseAnchor } from '#web/pages/policy-document.tsx'
import { PolicyPlacePage, stepAnchor } from '#web/pages/policy-place.tsx'
import { consolePaths } from '#web/paths.ts'
import { fieldReasons } from '#web/words/field.ts'
import { placeWords } from '#web/words/policy-place.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { findClause, moveClause } from '../operations/policy-clause.ts'
import type { Draft } from '../operations/policy-draft.ts'
import { kindOf } from './policy.tsx'
import { withDraft } from './policy-draft.tsx'

const step = v.optional(v.picklist(['up', 'down'] as const))
const placeForm = v.strictObject({
  place: v.pipe(v.string(), v.nonEmpty('required'), v.maxLength(200, 'choice'), v.transform(parsePlace)),
  step,
})

/** Where a clause stands in the draft. */
export const policyPlaceRoutes = new Hono<ConsoleApp>()
  .get('/:kind/draft/clauses/:key{[A-Z0-9-]+}/place', permit('policy.edit'), (c) =>
    withDraft(c, (kind, draft) => show(c, kind, draft, null)),
  )
  .post('/:kind/draft/clauses/:key{[A-Z0-9-]+}/place', permit('policy.edit'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const key = c.req.param('key')
    const posted = await parseForm(c, placeForm)
    if (!posted.ok || !posted.values.place) return showAgain(c, fieldReasons[c.var.lang].required)
    const decision = await moveClause(c.var, kind, key, posted.values.place)
    if (!decision.allowed) return showAgain(c, placeWords[c.var.lang].gone)
    const anchor = anchorAfter(decision.result, key, posted.values.step)
    return c.redirect(`${consolePaths.policyDraft(kind)}?moved=${key}#${anchor}`, 303)
  })

/** The button that was pressed; at the end of the way, the one that leads back. */
function anchorAfter(clauses: readonly Clause[], key: string, pressed: 'up' | 'down' | undefined): string {
  if (!pressed) return clauseAnchor(key)
  const other = pressed === 'up' ? 'down' : 'up'
  const steps = stepsOf(clauses, key)
  const left = [pressed, other].find((one): one is 'up' | 'down' => steps[one as 'up' | 'down'] !== null)
  return left ? stepAnchor(left, key) : clauseAnchor(key)
}

const showAgain = (c: Context<ConsoleApp>, place: string) =>
  withDraft(c, (kind, draft) => show(c, kind, draft, { typed: {}, errors: { place } }))

const show = (
  c: Context<ConsoleApp>,
  kind: PolicyKind,
  draft: Draft,
  form: { typed: Record<string, string>; errors: Record<string, string> } | null,
) =>
  c.html(
    <PolicyPlacePage
      frame={consoleFrame(c)}
      {...{ kind, clauses: draft.clauses, form: form ?? undefined }}
      clause={findClause(draft, c.req.param('key') ?? '')}
    />,
    form ? 422 : 200,
  )
