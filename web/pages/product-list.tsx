import { type ProductView, productViews } from '#rules/product.ts'
import { may } from '#rules/role.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState, PageHeader } from '../ui/content.tsx'
import { SearchForm } from '../ui/form.tsx'
import { FilterChips, Pagination } from '../ui/navigation.tsx'
import { type Column, RowLink, Table } from '../ui/table.tsx'
import { countWords } from '../words/customer-card.ts'
import { productWords, scopeWords } from '../words/product.ts'
import { AssetTabs } from './asset-tabs.tsx'
import { ImportLink } from './import-link.tsx'

/** A row as the list query gives it. */
export type ProductRow = {
  id: string
  name: string
  model: string | null
  warrantyScope: string
  components: readonly { name: string }[]
  archivedAt: Date | null
  machines: number
}

type Props = {
  frame: ConsoleFrame
  view: ProductView
  query?: string | undefined
  rows: readonly ProductRow[]
  isMore: boolean
  firstHref: string | null
  nextHref: string | null
}

/** The models that the company sells, by name. */
export const ProductListPage = ({ frame, view, query, rows, isMore, firstHref, nextHref }: Props) => {
  const { lang, member } = frame
  const t = productWords[lang]
  return (
    <ConsoleLayout {...frame} title={t.title} current="assets">
      <PageHeader
        title={query === undefined ? t.title : t.found(query)}
        answer={query === undefined && t.answer}
        actions={
          <>
            <ImportLink lang={lang} role={member.role} />
            {may(member.role, 'register.edit') && (
              <ButtonLink kind="primary" icon="plus" href={consolePaths.newProduct()}>
                {t.add}
              </ButtonLink>
            )}
          </>
        }
      />
      <AssetTabs lang={lang} current="products" />
      <SearchForm lang={lang} action={consolePaths.products()} label={t.search} value={query} />
      <FilterChips
        label={t.title}
        items={productViews.map((name) => ({
          href: name === 'current' ? consolePaths.products() : `${consolePaths.products()}?view=${name}`,
          label: t.views[name],
          current: query === undefined && name === view,
        }))}
      />
      {rows.length === 0 ? (
        <EmptyState {...t.empty[query === undefined ? view : 'search']} icon="wrench" />
      ) : (
        <Table caption={t.caption} columns={columnsOf(frame)} rows={rows} />
      )}
      {query !== undefined && isMore && <p class="muted">{t.more}</p>}
      <Pagination lang={lang} firstHref={firstHref} nextHref={nextHref} />
    </ConsoleLayout>
  )
}

function columnsOf({ lang }: ConsoleFrame): Column<ProductRow>[] {
  const t = productWords[lang]
  return [
    {
      head: t.columns.name,
      phone: 'title',
      wrap: true,
      cell: (row) => (
        <RowLink href={consolePaths.product(row.id)}>
          {row.name} {row.archivedAt && <Badge>{t.archived}</Badge>}
        </RowLink>
      ),
    },
    { head: t.columns.model, phone: 'line', wrap: true, cell: (row) => row.model },
    { head: t.columns.scope, phone: 'detail', cell: (row) => scopeWords(row.warrantyScope, lang) },
    {
      head: t.columns.parts,
      phone: 'none',
      wrap: true,
      cell: (row) => row.components.map(({ name }) => name).join(lang === 'zh-CN' ? '、' : ', '),
    },
    { head: t.columns.machines, phone: 'none', number: true, cell: (row) => countWords(row.machines) },
  ]
}
