import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState, PageHeader } from '../ui/content.tsx'
import { SearchForm } from '../ui/form.tsx'
import { type Column, RowLink, Table } from '../ui/table.tsx'
import { customerChoiceWords } from '../words/customer-choice.ts'
import type { ConsoleSection } from '../words/ui.ts'

export type ChoiceRow = { id: string; name: string; phone: string; address: string | null }

type Props = {
  frame: ConsoleFrame
  section: ConsoleSection
  title: string
  back: { href: string; label: string }
  action: string
  query: string
  /** Undefined before anything was asked for. */
  rows: readonly ChoiceRow[] | undefined
  hrefOf: (id: string) => string
}

/** Whose it is, before the form that is about it: found by a few letters, without a script. */
export const CustomerChoicePage = ({ frame, section, title, back, action, query, rows, hrefOf }: Props) => {
  const t = customerChoiceWords[frame.lang]
  const columns: Column<ChoiceRow>[] = [
    {
      head: t.columns.customer,
      phone: 'title',
      wrap: true,
      cell: ({ id, name }) => <RowLink href={hrefOf(id)}>{name}</RowLink>,
    },
    { head: t.columns.phone, phone: 'detail', cell: ({ phone }) => phone },
    { head: t.columns.address, phone: 'detail', wrap: true, cell: ({ address }) => address },
  ]
  return (
    <ConsoleLayout {...frame} title={title} current={section}>
      <PageHeader back={back} title={title} answer={t.text} />
      <SearchForm lang={frame.lang} action={action} label={t.search} value={query} />
      {rows && rows.length > 0 && <Table caption={t.caption} columns={columns} rows={rows} />}
      {rows?.length === 0 && (
        <EmptyState
          {...t.none}
          icon="users"
          action={<ButtonLink href={consolePaths.newCustomer()}>{t.add}</ButtonLink>}
        />
      )}
    </ConsoleLayout>
  )
}
