import { type Context, Hono } from 'hono'
import { dayOf } from '#rules/day.ts'
import { type RecordKind, recordKinds, recordPermission, templateSheet } from '#rules/export.ts'
import { type CellFault, type ImportKind, importKinds } from '#rules/import.ts'
import { type Lang, langs } from '#rules/lang.ts'
import { may } from '#rules/role.ts'
import type { WrittenSheet } from '#rules/spreadsheet.ts'
import { writtenCsv } from '#rules/spreadsheet-written-csv.ts'
import { writtenWorkbook } from '#rules/spreadsheet-written-workbook.ts'
import { Forbidden, NotFound } from '#tenants/errors.ts'
import { cellReasons, columnLabel, importWords } from '#web/words/import.ts'
import { importPageWords } from '#web/words/import-page.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { permit } from '../middleware/permit.ts'
import { exportList } from '../operations/export.ts'
import { findBadRows } from '../operations/import-bad-row.ts'
import { deflation } from '../platform/deflation.ts'
import { recordSheet } from './record-export.ts'

type Format = 'csv' | 'xlsx'

/** What can be taken away before and after an import: templates, and the rows that were not taken over. */
export const importFileRoutes = new Hono<ConsoleApp>()
  .get('/templates/:file', permit('register.import'), (c) => {
    const [, kind, lang, format] = /^([a-z]+)\.(zh-CN|en)\.(csv|xlsx)$/.exec(c.req.param('file')) ?? []
    if (!isKind(kind) || !isLang(lang)) throw new NotFound('template')
    const name = importWords[lang].templateName(importWords[lang].kinds[kind])
    return sent(c, templateSheet(kind, importWords[lang].kinds[kind], lang), name, format as Format)
  })
  .get('/:id/bad-rows.xlsx', permit('register.import'), async (c) => {
    const { lang } = c.var
    const { record, rows } = await findBadRows(c.var, c.req.param('id'))
    const t = importPageWords[lang].result
    const sheet: WrittenSheet = {
      name: t.filters.bad,
      header: [...record.header, t.reason, t.fileRow],
      rows: rows.map(({ row, cells, faults }) => [
        ...record.header.map((_, column) => cells[column] ?? ''),
        reasonsOf(record.kind, faults, lang),
        row,
      ]),
    }
    return sent(c, sheet, t.badName(record.fileName.replace(/\.\w+$/, '')), 'xlsx')
  })

/** Every list of the register as a file. */
export const exportRoutes = new Hono<ConsoleApp>().get('/:file', permit('register.export'), async (c) => {
  const { db, lang, now, company, actor } = c.var
  const [, kind, format] = /^([a-z]+)\.(csv|xlsx)$/.exec(c.req.param('file')) ?? []
  if (isRecord(kind)) {
    if (!may(actor.role, recordPermission[kind])) throw new Forbidden(recordPermission[kind])
    const { timeZone } = company
    const sheet = await recordSheet(db, { kind, lang, timeZone, after: placeIn(kind, c.req.query('after')) })
    return sent(c, sheet, `${sheet.name} ${dayOf(now, timeZone)}`, format as Format)
  }
  if (!isKind(kind)) throw new NotFound('list')
  const name = importWords[lang].kinds[kind]
  const after = c.req.query('after') ?? ''
  const sheet = await exportList(db, { kind, name, lang, after: /^[0-9A-Z]{26}$/.test(after) ? after : '' })
  return sent(c, sheet, `${name} ${dayOf(now, company.timeZone)}`, format as Format)
})

const isRecord = (text: string | undefined): text is RecordKind => recordKinds.some((one) => one === text)
const places: Record<RecordKind, RegExp> = {
  request: /^[0-9A-Z]{26}$/,
  notice: /^\d{1,15}~[\w-]{1,64}$/,
  renewal: /^\d{4}-\d\d-\d\d~[\w-]{1,64}$/,
  /** One file holds them all. */
  member: /^$/,
  event: /^[0-9A-Z]{26}$/,
}
const placeIn = (kind: RecordKind, after = '') => (places[kind].test(after) ? after : '')
const isKind = (text: string | undefined): text is ImportKind => importKinds.some((one) => one === text)
const isLang = (text: string | undefined): text is Lang => langs.some((one) => one === text)

const reasonsOf = (kind: ImportKind, faults: readonly CellFault[], lang: Lang) =>
  faults
    .map(({ column, reason, otherRow }) => {
      const other = otherRow ? `${lang === 'zh-CN' ? '，' : ', '}${importWords[lang].otherRow(otherRow)}` : ''
      return `${columnLabel(kind, column, lang)}${lang === 'zh-CN' ? '：' : ': '}${cellReasons[lang][reason]}${other}`
    })
    .join(lang === 'zh-CN' ? '；' : '; ')

const types: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Never shown inside the site: whatever a browser takes it for, it is kept. */
function sent(c: Context<ConsoleApp>, sheet: WrittenSheet, name: string, format: Format) {
  c.header('content-type', types[format])
  c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`)
  if (format === 'xlsx') return c.body(writtenWorkbook(sheet, deflation) as Uint8Array<ArrayBuffer>)
  const pieces = writtenCsv(sheet)
  const encoder = new TextEncoder()
  return c.body(
    new ReadableStream<Uint8Array>({
      pull(controller) {
        const next = pieces.next()
        if (next.done) controller.close()
        else controller.enqueue(encoder.encode(next.value))
      },
    }),
  )
}
