import type { Child } from 'hono/jsx'

export type Column<Row> = {
  head: Child
  cell: (row: Row) => Child
  /** On a phone: `title` and `end` make the first line, `line` has one of its own, `detail`s make the last; `none` is left out. */
  phone: 'title' | 'end' | 'line' | 'detail' | 'none'
  number?: boolean | undefined
  /** On a phone its head stands before it: a day alone does not say what happens on it. */
  named?: boolean | undefined
  /** A name that may be long: breaks into lines on a desk. */
  wrap?: boolean | undefined
}

type TableProps<Row> = {
  /** What the table lists; read to those who do not see it. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
}

/** A table on a desk, two-line rows on a phone. Roles are spelt out: the phone's layout would take them away. */
export const Table = <Row,>({ caption, columns, rows }: TableProps<Row>) => (
  <table class="table" {...as('table')}>
    <caption class="visually-hidden">{caption}</caption>
    <thead {...as('rowgroup')}>
      <tr {...as('row')}>
        {columns.map((column) => (
          <th scope="col" {...as('columnheader')} class={column.number ? 'cell-number' : undefined}>
            {column.head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody {...as('rowgroup')}>
      {rows.map((row) => (
        <tr {...as('row')}>
          {columns.map((column) => (
            <td {...as('cell')} class={classOf(column)}>
              {column.named && (
                <span class="cell-name" aria-hidden="true">
                  {column.head}{' '}
                </span>
              )}
              {column.cell(row)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

/** The link of a row's title; the whole row answers to it. */
export const RowLink = ({ href, children }: { href: string; children?: Child }) => (
  <a class="row-link" href={href}>
    <span class="clamp">{children}</span>
  </a>
)

const as = (role: string) => ({ role })

const classOf = ({
  phone,
  number,
  wrap,
}: {
  phone: string
  number?: boolean | undefined
  wrap?: boolean | undefined
}) => `cell-${phone}${number ? ' cell-number' : ''}${wrap ? ' cell-wrap' : ''}`
