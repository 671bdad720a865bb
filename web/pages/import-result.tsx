import type { CellFault, CellNote } from '#rules/import.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { EmptyState, Section } from '../ui/content.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { FilterChips, Pagination } from '../ui/navigation.tsx'
import { Table } from '../ui/table.tsx'
import { cellReasons, cellWarnings, columnLabel, importWords } from '../words/import.ts'
import { importPageWords } from '../words/import-page.ts'
import type { Lang } from '../words/lang.ts'
import { fullDayWords } from '../words/moment.ts'
import { Drop, ImportHeader, titleOf } from './import.tsx'
import { type EntryProps, ImportEntry } from './import-entry.tsx'

export const rowFilters = ['bad', 'warned', 'all'] as const
export type RowFilter = (typeof rowFilters)[number]

export type JudgedRow = {
  row: number
  ok: boolean
  faults: readonly CellFault[]
  warnings: readonly CellNote[]
  cells: readonly string[]
}

type Props = EntryProps & {
  filter: RowFilter
  rows: readonly JudgedRow[]
  warned: number
  isFirst: boolean
  /** The last row of this page, where there are more. */
  next: string | null
}

/** Every row's verdict: before anything is stored, and afterwards. */
export const ImportResultPage = (props: Props) => {
  const { frame, record, form } = props
  const { lang } = frame
  const t = importPageWords[lang]
  const isDone = record.status === 'done'
  const answer = isDone ? t.done.answer(record.written, record.bad) : t.result.answer(record.good, record.bad)
  return (
    <ConsoleLayout {...frame} title={titleOf(record, lang)} current="imports" islands={['busy-form']}>
      <ImportHeader {...{ lang, record, answer }} />
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} />
      {isDone ? <Done {...props} /> : <ImportEntry {...props} />}
      <Rows {...props} />
      {isDone ? (
        <Undo {...{ lang, id: record.id }} />
      ) : (
        <div class="aside-action">
          <Drop {...{ lang, id: record.id }} />
        </div>
      )}
    </ConsoleLayout>
  )
}

const lists = {
  ...{ customer: consolePaths.customers, product: consolePaths.products },
  ...{ asset: consolePaths.assets, contract: consolePaths.contracts },
}

const Done = ({ frame: { lang }, record }: Props) => {
  const t = importPageWords[lang].done
  return (
    <>
      {record.noticesFrom && <p>{t.from(fullDayWords(record.noticesFrom, lang))}</p>}
      <Actions>
        <ButtonLink kind="primary" href={lists[record.kind]()}>
          {t.see[record.kind]}
        </ButtonLink>
        <ButtonLink href={consolePaths.imports()}>{importPageWords[lang].again}</ButtonLink>
      </Actions>
    </>
  )
}

const Rows = (props: Props) => {
  const { frame, record, filter, rows, next, isFirst, warned } = props
  const { lang } = frame
  const t = importPageWords[lang].result
  const own = consolePaths.import(record.id)
  const hrefOf = (only: RowFilter, after?: string) => `${own}?only=${only}${after ? `&after=${after}` : ''}`
  const counts = { bad: record.bad, warned, all: record.good + record.bad }
  return (
    <Section
      title={t.rows}
      actions={
        record.bad > 0 && (
          <ButtonLink href={consolePaths.importPart(record.id, 'bad-rows.xlsx')}>{t.download}</ButtonLink>
        )
      }
      hint={record.bad > 0 ? t.downloadHint : undefined}
    >
      <FilterChips
        label={t.rows}
        items={rowFilters.map((only) => ({
          href: hrefOf(only),
          label: t.filters[only],
          count: counts[only],
          current: only === filter,
        }))}
      />
      {rows.length === 0 ? (
        <EmptyState title={filter === 'bad' ? t.noBad : t.none} icon="check" />
      ) : (
        <Table caption={t.rows} columns={columnsOf(props)} rows={rows} />
      )}
      <Pagination
        lang={lang}
        firstHref={isFirst ? null : hrefOf(filter)}
        nextHref={next ? hrefOf(filter, next) : null}
      />
    </Section>
  )
}

function columnsOf({ frame: { lang }, record }: Props) {
  const t = importPageWords[lang].result
  const words = importWords[lang]
  const about = (column: string, typed: string) => words.cell(columnLabel(record.kind, column, lang), shortened(typed))
  const colon = lang === 'zh-CN' ? '：' : ': '
  const faultText = ({ column, typed, reason, otherRow }: CellFault) =>
    `${about(column, typed)}${colon}${cellReasons[lang][reason]}${otherRow ? `${lang === 'zh-CN' ? '，' : ', '}${words.otherRow(otherRow)}` : ''}`
  return [
    {
      head: t.columns.found,
      phone: 'title' as const,
      wrap: true,
      cell: ({ row, ok, faults, warnings }: JudgedRow) => (
        <>
          <b>{words.row(row)}</b>
          {ok && warnings.length === 0 && (
            <>
              {' '}
              <Badge meaning="fine">{t.fine}</Badge>
            </>
          )}
          {(faults.length > 0 || warnings.length > 0) && (
            <ul class="cell-faults">
              {faults.map((fault) => (
                <li class="late">{faultText(fault)}</li>
              ))}
              {warnings.map(({ column, typed, warning }) => (
                <li class="muted">{`${about(column, typed)}${colon}${cellWarnings[lang][warning]}`}</li>
              ))}
            </ul>
          )}
        </>
      ),
    },
    {
      head: t.columns.cells,
      phone: 'line' as const,
      cell: ({ cells }: JudgedRow) => (
        <span class="row-cells clamp break">
          {cells
            .filter((cell) => cell.trim() !== '')
            .map(shortened)
            .join(' · ')}
        </span>
      ),
    },
  ]
}

const longestShown = 60

const shortened = (text: string) => (text.length > longestShown ? `${text.slice(0, longestShown)}…` : text)

/** Behind a fold: nobody presses it by mistake. */
const Undo = ({ lang, id }: { lang: Lang; id: string }) => {
  const t = importPageWords[lang].done
  return (
    <Section title={t.undoTitle} hint={t.undoHint}>
      <Form action={consolePaths.importPart(id, 'undoing')} label={t.undo} hidden={{ confirmed: 'yes' }}>
        <Actions>
          <Button kind="danger">{t.undo}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
