import { type RecordKind, recordKinds, recordPermission } from '#rules/export.ts'
import { type ImportKind, importKinds } from '#rules/import.ts'
import { type ImportStatus, isAtWork } from '#rules/import-life.ts'
import { langs } from '#rules/lang.ts'
import { may } from '#rules/role.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge, type Meaning } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { EmptyState, PageHeader, Section } from '../ui/content.tsx'
import { FileField, type FormState, Select } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { Moment } from '../ui/moment.tsx'
import { Pagination } from '../ui/navigation.tsx'
import { RowLink, Table } from '../ui/table.tsx'
import { importWords } from '../words/import.ts'
import { importListWords } from '../words/import-list.ts'
import { importPageWords } from '../words/import-page.ts'
import type { Lang } from '../words/lang.ts'
import { recordExportWords } from '../words/record-export.ts'

type PastImport = {
  id: string
  kind: ImportKind
  status: ImportStatus
  fileName: string
  rows: number
  createdAt: Date
  createdBy: string
}

type Props = {
  frame: ConsoleFrame
  imports: readonly PastImport[]
  memberNames: ReadonlyMap<string, string>
  firstHref: string | null
  nextHref: string | null
  formKey: string
  /** Where each further file of a list that is longer than one begins. */
  partEnds: Partial<Record<ImportKind | RecordKind, readonly string[]>>
  form?: FormState | undefined
  /** Of a workbook with several: which one is meant is asked for, by name. */
  sheets: readonly { at: number; name: string }[]
}

/** Files on their way in, and the lists on their way out. */
export const ImportListPage = (props: Props) => {
  const { frame, form } = props
  const { lang } = frame
  const t = importListWords[lang]
  return (
    <ConsoleLayout {...frame} title={t.title} current="imports" islands={['busy-form', 'file-field']}>
      <PageHeader title={t.title} answer={t.answer} />
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} kept="but_file" />
      <Upload {...props} />
      <Section title={t.past}>
        <Past {...props} />
      </Section>
      <Section title={t.templates} hint={t.templatesHint}>
        <Templates lang={lang} />
      </Section>
      {may(frame.member.role, 'register.export') && (
        <Section
          title={t.exports}
          hint={`${t.exportsHint}${lang === 'en' ? ' ' : ''}${recordExportWords[lang].hint}`}
          id="export"
        >
          <Exports {...props} />
        </Section>
      )}
    </ConsoleLayout>
  )
}

const Upload = ({ frame: { lang }, form, formKey, sheets }: Props) => {
  const t = importListWords[lang]
  return (
    <div class="narrow">
      <Form action={consolePaths.imports()} idempotencyKey={formKey} label={t.upload} multipart>
        <FileField
          {...{ lang, form, name: 'file', label: t.file, hint: t.uploadHint }}
          accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        />
        <Select
          {...{ lang, form, name: 'kind', label: t.kind, empty: false, value: 'guess', width: 'medium' }}
          options={[
            { value: 'guess', label: t.guess },
            ...importKinds.map((kind) => ({ value: kind, label: importWords[lang].kinds[kind] })),
          ]}
        />
        {sheets.length > 0 && (
          <Select
            {...{ lang, form, name: 'sheet', label: t.sheet, hint: t.sheetHint, width: 'medium' }}
            options={sheets.map(({ at, name }) => ({ value: String(at + 1), label: name }))}
          />
        )}
        <Actions>
          <Button>{t.send}</Button>
        </Actions>
      </Form>
    </div>
  )
}

export const statusMeaning: Record<ImportStatus, Meaning> = {
  ...{ staging: 'soon', mapping: 'soon', checking: 'neutral', checked: 'soon', importing: 'neutral', done: 'fine' },
  ...{ undoing: 'neutral', undone: 'neutral', dropped: 'neutral' },
}

const Past = ({ frame, imports, memberNames, firstHref, nextHref }: Props) => {
  const { lang, now, timeZone } = frame
  const t = importListWords[lang]
  if (imports.length === 0) return <EmptyState {...t.empty} icon="file" />
  return (
    <>
      <Table
        caption={t.past}
        rows={imports}
        columns={[
          {
            head: t.columns.file,
            phone: 'title',
            wrap: true,
            cell: ({ id, kind, fileName }) => (
              <RowLink href={consolePaths.import(id)}>
                {importPageWords[lang].heading(importWords[lang].kinds[kind], fileName)}
              </RowLink>
            ),
          },
          {
            head: t.columns.state,
            phone: 'end',
            cell: ({ status }) => (
              <Badge meaning={statusMeaning[status]} {...(isAtWork(status) ? { icon: 'clock' } : {})}>
                {importPageWords[lang].states[status]}
              </Badge>
            ),
          },
          { head: t.columns.rows, phone: 'detail', number: true, cell: ({ rows }) => t.count(rows) },
          {
            head: t.columns.by,
            phone: 'detail',
            wrap: true,
            cell: ({ createdBy }) => memberNames.get(createdBy) ?? '',
          },
          {
            head: t.columns.at,
            phone: 'detail',
            cell: ({ createdAt }) => <Moment at={createdAt} {...{ now, timeZone, lang }} />,
          },
        ]}
      />
      <Pagination lang={lang} firstHref={firstHref} nextHref={nextHref} />
    </>
  )
}

const formats = ['xlsx', 'csv'] as const

const Templates = ({ lang }: { lang: Lang }) => {
  const t = importListWords[lang]
  return (
    <Table
      caption={t.templates}
      rows={importKinds}
      columns={[
        { head: t.list, phone: 'title', cell: (kind) => importWords[lang].kinds[kind] },
        ...langs.map((one) => ({
          head: t.templateIn[one],
          phone: 'line' as const,
          cell: (kind: ImportKind) => (
            <span class="file-links">
              <span class="phone-only">{t.templateIn[one]}</span>
              {formats.map((format) => (
                <FileLink
                  {...{ format, href: consolePaths.importTemplate(kind, one, format) }}
                  label={`${importWords[lang].kinds[kind]} ${t.templateIn[one]}`}
                />
              ))}
            </span>
          ),
        })),
      ]}
    />
  )
}

const Exports = ({ frame: { lang, member }, partEnds }: Props) => {
  const t = importListWords[lang]
  const records = recordKinds.filter((kind) => may(member.role, recordPermission[kind]))
  const nameOf = (kind: ImportKind | RecordKind) =>
    isRecord(kind) ? recordExportWords[lang][kind].name : importWords[lang].kinds[kind]
  return (
    <Table
      caption={t.exports}
      rows={[...importKinds, ...records]}
      columns={[
        { head: t.list, phone: 'title', cell: nameOf },
        {
          head: t.file,
          phone: 'line',
          cell: (kind) =>
            ['', ...(partEnds[kind] ?? [])].map((after, at, { length }) => (
              <span class="file-links">
                {length > 1 && <span>{t.part(at + 1)}</span>}
                {formats.map((format) => (
                  <FileLink
                    {...{ format, href: consolePaths.exportFile(kind, format, after) }}
                    label={`${nameOf(kind)}${at > 0 ? ` ${t.part(at + 1)}` : ''}`}
                  />
                ))}
              </span>
            )),
        },
      ]}
    />
  )
}

const isRecord = (kind: ImportKind | RecordKind): kind is RecordKind => recordKinds.some((one) => one === kind)

const FileLink = ({ href, format, label }: { href: string; format: string; label: string }) => (
  <a class="file-link" href={href} download>
    <span class="visually-hidden">{label} </span>
    {format.toUpperCase()}
  </a>
)
