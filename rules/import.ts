import type { Day } from '#rules/day.ts'
import type { AssetColumns } from '#rules/import-asset.ts'
import type { ContractColumns } from '#rules/import-contract.ts'
import type { CustomerColumns } from '#rules/import-customer.ts'
import type { ProductColumns } from '#rules/import-product.ts'
import type { InLangs } from '#rules/lang.ts'
import type { Money } from '#rules/money.ts'

/** What can come from a table: the shape of its columns, and what a row of it turns out to be. */

export const importKinds = ['customer', 'product', 'asset', 'contract'] as const
export type ImportKind = (typeof importKinds)[number]

/** `code`: a number or name that machines compare, letters and digits. `list`: several short texts, parted by 、 , ; or a line break. `choice` and `yes_no` are read in either language. */
export type ColumnType =
  | 'text'
  | 'code'
  | 'list'
  | 'day'
  | 'phone'
  | 'email'
  | 'zone'
  | 'tier'
  | 'money'
  | 'number'
  | 'yes_no'
  | 'choice'

export type ImportColumn = {
  readonly key: string
  readonly type: ColumnType
  readonly required: boolean
  /** What files call it. The first one heads templates and exports. */
  readonly names: InLangs<readonly [string, ...string[]]>
  /** In the template's second row. */
  readonly example: InLangs
  /** A text of several lines; any other is one line. */
  readonly lines?: true
  /** A number may be written with it: 12 个月, 1 年, 30 days. */
  readonly unit?: 'months' | 'days'
  /** Of a text: its longest; of a number: the least and the most. */
  readonly least?: number
  readonly most?: number
  /** What `choice` may be; the first word in each language is the one written. */
  readonly choices?: Readonly<Record<string, InLangs<readonly [string, ...string[]]>>>
}

/** A phone as it is shown, and what two spellings of it share (rules/phone.ts). */
export type ImportedPhone = { readonly shown: string; readonly key: string }

export type ColumnValues = {
  text: string
  code: string
  list: readonly string[]
  day: Day
  phone: ImportedPhone
  email: string
  /** Key of a zone or tier of the policy. */
  zone: string
  tier: string
  money: Money
  number: number
  yes_no: boolean
  choice: string
}

type ColumnsByKind = {
  customer: CustomerColumns
  product: ProductColumns
  asset: AssetColumns
  contract: ContractColumns
}

type ValueOf<C extends ImportColumn> = C['choices'] extends object
  ? keyof C['choices'] & string
  : ColumnValues[C['type']]

/** A good row: what is not there is null, what is required never is. */
export type ImportValues<K extends ImportKind = ImportKind> = {
  readonly [C in ColumnsByKind[K][number] as C['key']]: C['required'] extends true ? ValueOf<C> : ValueOf<C> | null
}

/**
 * How 3/5/2024 and 24-3-5 are read where more than one day is possible. `year_first` refuses the first form as ambiguous,
 * because where people write the year first nobody can tell.
 */
export type DayOrder = 'year_first' | 'month_first' | 'day_first'

/** The rules of the company that the file is judged by. */
export type ImportFacts = {
  /** ISO 3166-1, whose phone numbers have no code. */
  readonly country: string
  readonly currency: string
  readonly dayOrder: DayOrder
  readonly today: Day
  /** Keys in the policy. */
  readonly zones: readonly string[]
  readonly tiers: readonly string[]
  /** `importKeyOf` of what the company has: serial numbers for assets, models (or names) for products, numbers for contracts; empty for customers. */
  readonly taken: ReadonlySet<string>
}

export type CellReason =
  | 'missing'
  | 'not_text'
  | 'too_long'
  | 'not_a_date'
  | 'ambiguous_date'
  | 'not_a_phone'
  | 'not_an_email'
  | 'unknown_zone'
  | 'unknown_tier'
  | 'not_an_amount'
  | 'not_a_number'
  | 'out_of_range'
  | 'not_yes_or_no'
  | 'not_a_choice'
  /** #N/A, #REF!: the cell's formula failed. */
  | 'formula_failed'
  /** 1.23457E+17: digits are lost for good. */
  | 'digits_lost'
  /** ########: the column was too narrow when the file was written. */
  | 'hashes'
  /** In the file: `otherRow` has it too, and came first. */
  | 'duplicate'
  /** The company has it already. */
  | 'taken'
  | 'before_invoice'
  | 'before_start'
  | 'own_parent'

export type CellWarning =
  | 'in_future'
  | 'short_year'
  | 'before_delivery'
  | 'before_installation'
  /** Day and month could be the other way round. */
  | 'order_assumed'
  /** More phone numbers stand there; the first one counts. */
  | 'first_phone'
  /** Without one a machine is not known again when it is imported again. */
  | 'no_serial_number'
  /** A line, a category or a kind of cover that the policy does not name. */
  | 'unknown_line'
  | 'unknown_category'
  /** Machines that are not in the register when the row is judged. */
  | 'unknown_machine'
  | 'unknown_cover'
  /** Nothing says what the contract pays for, or for which machines: everything, and all of the customer's. */
  | 'covers_everything'
  | 'covers_all_machines'

export type CellFault = {
  readonly column: string
  readonly reason: CellReason
  /** What the file says there. */
  readonly typed: string
  readonly otherRow?: number
}

export type CellNote = { readonly column: string; readonly warning: CellWarning; readonly typed: string }

/** A blank row keeps its place, so that the rows of a chunk count on from its first one. */
export type RowVerdict<K extends ImportKind = ImportKind> =
  | { readonly outcome: 'blank'; readonly row: number }
  | GoodRow<K>
  | BadRow

export type GoodRow<K extends ImportKind = ImportKind> = {
  readonly outcome: 'good'
  readonly row: number
  readonly values: ImportValues<K>
  readonly warnings: readonly CellNote[]
}

export type BadRow = {
  readonly outcome: 'bad'
  readonly row: number
  /** In the order of the columns; at least one. */
  readonly faults: readonly CellFault[]
  readonly warnings: readonly CellNote[]
}

/** Which column of ours each column of the file is; null: not imported. */
export type ColumnMapping = readonly (string | null)[]

/** What a company chose once, by `headerKeyOf` of the file's header; null: not imported, by choice. */
export type RememberedMapping = Readonly<Record<string, string | null>>
