import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { isDay } from '#rules/day.ts'
import { type ImportKind, importKinds } from '#rules/import.ts'
import { isAtWork } from '#rules/import-life.ts'
import { mapColumns } from '#rules/import-mapping.ts'
import { spreadsheetLimits } from '#rules/spreadsheet.ts'
import type { FilledSheet } from '#rules/spreadsheet-workbook.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { ImportOverPage, ImportProgressPage, ImportUndonePage } from '#web/pages/import.tsx'
import { ImportListPage } from '#web/pages/import-list.tsx'
import { ImportMappingPage } from '#web/pages/import-mapping.tsx'
import { ImportResultPage, type RowFilter, rowFilters } from '#web/pages/import-result.tsx'
import { consolePaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { fileRefusals } from '#web/words/import.ts'
import { importListWords } from '#web/words/import-list.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { firstPageHref } from '../middleware/first-page.ts'
import { BodyTooLarge, parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { exportedRows } from '../operations/export.ts'
import { uploadImport } from '../operations/import-upload.ts'
import { placeFrom, viewImport } from '../operations/import-view.ts'
import { exportedRecords } from '../operations/record-export.ts'
import { listPartEnds } from '../queries/export.ts'
import { importPage, listImports } from '../queries/import.ts'
import { listMemberNames } from '../queries/policy-version.ts'
import { recordPartEnds } from '../queries/record-export.ts'

const uploadForm = v.strictObject({
  idempotencyKey: v.pipe(v.string(), v.maxLength(100)),
  kind: v.picklist(['guess', ...importKinds]),
  sheet: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^$|^[1-9]\d?$/),
      v.transform((at) => (at === '' ? null : Number(at) - 1)),
    ),
    '',
  ),
  file: v.pipe(
    v.instance(File),
    v.check((file) => file.name !== ''),
  ),
})

/** The file, its multipart frame, and what is typed beside it. */
const maxBytes = spreadsheetLimits.fileBytes + 64 * 1024

/** Tables on their way in. */
export const importRoutes = new Hono<ConsoleApp>()
  .get('/', permit('register.import'), (c) => showList(c, undefined))
  .post('/', permit('register.import'), async (c) => {
    const t = importListWords[c.var.lang]
    const posted = await parseForm(c, uploadForm, { maxBytes }).catch((error: unknown) => {
      if (!(error instanceof BodyTooLarge)) throw error
      return null
    })
    if (!posted) return showList(c, { typed: {}, errors: { file: fileRefusals[c.var.lang].too_big } })
    if (!posted.ok) {
      const known: Record<string, string> = { file: t.fileMissing, sheet: fileRefusals[c.var.lang].no_such_sheet }
      const names = Object.keys(posted.errors).filter((name) => known[name])
      const errors = Object.fromEntries(names.map((name) => [name, known[name]!]))
      return showList(c, { typed: posted.typed, errors: names.length > 0 ? errors : { file: t.fileMissing } })
    }
    const { file, kind, sheet, idempotencyKey } = posted.values
    const bytes = new Uint8Array(await file.arrayBuffer())
    const upload = { kind, bytes, sheet, formKey: idempotencyKey, fileName: fileNameOf(file.name) }
    const decision = await uploadImport(c.var, upload)
    if ('sheets' in decision)
      return showList(c, { typed: posted.typed, errors: { sheet: t.whichSheet } }, decision.sheets)
    if (decision.allowed) return c.redirect(consolePaths.import(decision.result.id), 303)
    const reason = decision.reason === 'no_rows' ? t.noRows : fileRefusals[c.var.lang][decision.reason]
    return showList(c, { typed: posted.typed, errors: { file: reason } })
  })
  .get('/:id', permit('register.import'), (c) => showImport(c, undefined))

/** Without folders of the person's own machine, and what no page can show. */
const fileNameOf = (name: string) => (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').slice(-200) || '—'

const mostParts = 10

async function showList(c: Context<ConsoleApp>, form: FormState | undefined, sheets: FilledSheet[] = []) {
  const { db } = c.var
  const before = c.req.query('before')
  const ofRecords = recordPartEnds(db, exportedRecords, mostParts)
  const [imports, members, ...ends] = await read(db, [
    listImports(db, before && /^[0-9A-Z]{26}$/.test(before) ? before : 'Z'),
    listMemberNames(db),
    ...importKinds.map((kind) => listPartEnds(db, kind, exportedRows, mostParts)),
    ...Object.values(ofRecords),
  ])
  const shown = imports.slice(0, importPage)
  const last = imports.length > importPage ? shown.at(-1) : undefined
  const long = [...importKinds, ...Object.keys(ofRecords)]
  const partEnds = Object.fromEntries(long.map((kind, at) => [kind, (ends[at] ?? []).map(({ id }) => id)]))
  return c.html(
    <ImportListPage
      frame={consoleFrame(c)}
      imports={shown}
      memberNames={new Map(members.map(({ id, name }) => [id, name]))}
      firstHref={firstPageHref(c)}
      nextHref={last ? `${consolePaths.imports()}?before=${last.id}` : null}
      formKey={newSecret()}
      {...{ partEnds, form, sheets }}
    />,
    form ? 422 : 200,
  )
}

const isFilter = (text: string | undefined): text is RowFilter => rowFilters.some((one) => one === text)
const isKind = (text: string | undefined): text is ImportKind => importKinds.some((one) => one === text)

/** The page of whatever state it is in; `form`: what was typed into it and refused. */
export async function showImport(c: Context<ConsoleApp>, form: FormState | undefined, posted?: ImportKind) {
  const [wanted, only, from] = [posted ?? c.req.query('kind'), c.req.query('only'), c.req.query('noticesFrom')]
  const filter = isFilter(only) ? only : 'bad'
  const after = placeFrom(c.req.query('after'))
  const view = await viewImport(c.var, c.req.param('id') ?? '', {
    ...{ only: filter, after, from: from && isDay(from) ? from : null },
  })
  const { record, chunks } = view
  const frame = consoleFrame(c)
  const status = form ? 422 : 200
  const isMapped = record.status === 'checked' && isKind(wanted)
  if (record.status === 'mapping' || isMapped) {
    const kind = isKind(wanted) ? wanted : record.kind
    const mapping = kind === record.kind ? record.mapping : mapColumns(kind, record.header)
    return c.html(<ImportMappingPage {...{ frame, record, kind, mapping, sample: view.sample, form }} />, status)
  }
  if (isAtWork(record.status))
    return c.html(<ImportProgressPage {...{ frame, record, chunks, written: record.written }} />, status)
  if (record.status === 'undone') return c.html(<ImportUndonePage {...{ frame, record, kept: view.kept }} />, status)
  if (record.status === 'checked' || record.status === 'done')
    return c.html(
      <ImportResultPage {...{ ...view, frame, filter, form }} isFirst={c.req.query('after') === undefined} />,
      status,
    )
  return c.html(<ImportOverPage {...{ frame, record }} />, status)
}
