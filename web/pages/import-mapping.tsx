import { type ImportColumn, type ImportKind, importKinds } from '#rules/import.ts'
import { importColumns } from '#rules/import-column.ts'
import type { ImportStatus } from '#rules/import-life.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { type FormState, Select } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { FilterChips } from '../ui/navigation.tsx'
import { importWords } from '../words/import.ts'
import { importPageWords } from '../words/import-page.ts'
import type { Lang } from '../words/lang.ts'
import { Drop, ImportHeader, titleOf } from './import.tsx'

export type ImportShown = {
  id: string
  kind: ImportKind
  status: ImportStatus
  fileName: string
  header: readonly string[]
  rows: number
  cursor: number
  good: number
  bad: number
  written: number
  noticesFrom: string | null
}

type Props = {
  frame: ConsoleFrame
  record: ImportShown
  /** As shown: what was guessed, remembered or chosen for this kind. */
  kind: ImportKind
  mapping: readonly (string | null)[]
  sample: readonly (readonly string[])[]
  form?: FormState | undefined
}

/** The field of a column of the file, by its place. */
export const columnField = (at: number) => `column.${at}`

/** What each column of the file is. */
export const ImportMappingPage = (props: Props) => {
  const { frame, record, kind, form } = props
  const { lang } = frame
  const t = importPageWords[lang]
  const own = consolePaths.import(record.id)
  return (
    <ConsoleLayout {...frame} title={titleOf({ ...record, kind }, lang)} current="imports" islands={['busy-form']}>
      <ImportHeader {...{ lang, record: { ...record, kind }, answer: t.mapping.answer(record.rows) }} />
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} />
      <p class="chips-label" id="kinds">
        {t.mapping.kinds}
      </p>
      <FilterChips
        label={t.mapping.kinds}
        items={importKinds.map((one) => ({
          href: `${own}?kind=${one}`,
          label: importWords[lang].kinds[one],
          current: one === kind,
        }))}
      />
      <Form action={consolePaths.importPart(record.id, 'mapping')} hidden={{ kind }} label={t.mapping.meaning}>
        <ul class="mapping">
          {record.header.map((header, at) => (
            <MappedColumn {...{ ...props, header, at }} />
          ))}
        </ul>
        <Actions>
          <Button>{t.mapping.check}</Button>
        </Actions>
      </Form>
      <div class="aside-action">
        <Drop {...{ lang, id: record.id }} />
      </div>
    </ConsoleLayout>
  )
}

const MappedColumn = ({ frame, kind, mapping, sample, form, header, at }: Props & { header: string; at: number }) => {
  const { lang } = frame
  const t = importPageWords[lang].mapping
  const cells = sample.map((row) => (row[at] ?? '').trim()).filter((cell) => cell !== '')
  return (
    <li>
      <div class="mapping-column">
        <Select
          {...{ lang, form, name: columnField(at), label: header.trim() || t.nameless(at + 1), optional: undefined }}
          value={mapping[at] ?? ''}
          empty={t.skip}
          options={importColumns[kind].map((column) => ({ value: column.key, label: optionLabel(column, lang) }))}
        />
      </div>
      <p class="mapping-sample">
        <span class="visually-hidden">{t.sample}: </span>
        {cells.length > 0 ? cells.slice(0, 3).join(' · ') : '—'}
      </p>
    </li>
  )
}

const optionLabel = ({ names, required }: ImportColumn, lang: Lang) =>
  required ? importPageWords[lang].mapping.required(names[lang][0]) : names[lang][0]
