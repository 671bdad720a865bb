import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { isDay } from '#rules/day.ts'
import { importKinds } from '#rules/import.ts'
import { importColumns } from '#rules/import-column.ts'
import { type ImportRefusal, isAtWork, progressOf } from '#rules/import-life.ts'
import { progressText } from '#web/pages/import.tsx'
import { columnField } from '#web/pages/import-mapping.tsx'
import { consolePaths } from '#web/paths.ts'
import { columnLabel } from '#web/words/import.ts'
import { importPageWords } from '#web/words/import-page.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { permit } from '../middleware/permit.ts'
import { dropImport, enterImport, mapImport, undoImport } from '../operations/import-order.ts'
import { stepImport } from '../operations/import-step.ts'
import { showImport } from './import.tsx'

const mappingForm = v.objectWithRest({ kind: v.picklist(importKinds) }, v.pipe(v.string(), v.maxLength(60)))
const entryForm = v.strictObject({ noticesFrom: v.optional(v.pipe(v.string(), v.trim()), '') })
const undoingForm = v.strictObject({ confirmed: v.literal('yes') })

/** What is ordered of an import, and the steps in which it is done. */
export const importOrderRoutes = new Hono<ConsoleApp>()
  .post('/:id/mapping', permit('register.import'), async (c) => {
    const posted = await parseForm(c, mappingForm)
    const t = importPageWords[c.var.lang].mapping
    if (!posted.ok) return showImport(c, { typed: posted.typed, errors: { form: t.unknown } })
    const { kind, ...fields } = posted.values
    const mapping = mappingFrom(fields)
    const known = importColumns[kind].map(({ key }) => key)
    const strange = mapping.findIndex((key) => key !== null && !known.includes(key))
    const again = (errors: Record<string, string>) => showImport(c, { typed: posted.typed, errors }, kind)
    if (strange >= 0) return again({ [columnField(strange)]: t.unknown })
    const decision = await mapImport(c.var, c.req.param('id'), kind, mapping)
    if (!decision.allowed) return refused(c, decision.reason)
    const { missing, repeated } = decision.result
    const label = (key: string) => columnLabel(kind, key, c.var.lang)
    const errors = Object.fromEntries(
      repeated.map((key) => [columnField(mapping.lastIndexOf(key)), t.repeated(label(key))]),
    )
    const names = missing.map(label).join(c.var.lang === 'zh-CN' ? '、' : ', ')
    if (missing.length > 0) errors.form = t.missing(names)
    return Object.keys(errors).length > 0 ? again(errors) : goOn(c)
  })
  .post('/:id/entry', permit('register.import'), async (c) => {
    const posted = await parseForm(c, entryForm)
    const typed = posted.typed.noticesFrom ?? ''
    if (!posted.ok || (typed !== '' && !isDay(typed)))
      return showImport(c, { typed: posted.typed, errors: { noticesFrom: importPageWords[c.var.lang].entry.dayWrong } })
    const decision = await enterImport(c.var, c.req.param('id'), isDay(typed) ? typed : null, c.var.company.timeZone)
    return decision.allowed ? goOn(c) : refused(c, decision.reason)
  })
  .post('/:id/undoing', permit('register.import'), async (c) => {
    const posted = await parseForm(c, undoingForm)
    if (!posted.ok) return showImport(c, { typed: {}, errors: { form: importPageWords[c.var.lang].refused.not_done } })
    const decision = await undoImport(c.var, c.req.param('id'))
    return decision.allowed ? goOn(c) : refused(c, decision.reason)
  })
  .post('/:id/dropping', permit('register.import'), async (c) => {
    const decision = await dropImport(c.var, c.req.param('id'))
    return decision.allowed ? c.redirect(consolePaths.imports(), 303) : refused(c, decision.reason)
  })
  .post('/:id/steps', permit('register.import'), async (c) => {
    const { platform, actor, lang, tenant, db, now } = c.var
    const place = await stepImport({ tenant, db, now, vault: platform.vault }, c.req.param('id'), actor.id)
    const isOver = !isAtWork(place.status)
    if (isOver) afterwards(c, platform.ring(tenant.id))
    if (!c.req.header('accept')?.includes('application/json')) return c.redirect(consolePaths.import(place.id), 303)
    const share = Math.round(progressOf(place, place.chunks) * 100)
    return c.json({ share, text: progressText(place, lang), isOver })
  })

function mappingFrom(fields: Record<string, string>): (string | null)[] {
  const places = Object.keys(fields).flatMap((name) => /^column\.(\d{1,2})$/.exec(name)?.[1] ?? [])
  const most = Math.max(-1, ...places.map(Number))
  return Array.from({ length: most + 1 }, (_, at) => fields[columnField(at)] || null)
}

/** The company's jobs go on where this person's browser stops. */
function goOn(c: Context<ConsoleApp>) {
  afterwards(c, c.var.platform.ring(c.var.tenant.id))
  return c.redirect(consolePaths.import(c.req.param('id') ?? ''), 303)
}

const refused = (c: Context<ConsoleApp>, reason: ImportRefusal) =>
  showImport(c, { typed: {}, errors: { form: importPageWords[c.var.lang].refused[reason] } })
