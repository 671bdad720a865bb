import type { ColumnMapping, ImportColumn, ImportKind, RememberedMapping } from '#rules/import.ts'
import { importColumns } from '#rules/import-column.ts'
import { langs } from '#rules/lang.ts'

/** What two spellings of one header share. */
export const headerKeyOf = (header: string) =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}\p{Cf}]/gu, '')

/** What was remembered wins; the rest by name, the surest match first, each column of ours once. */
export function mapColumns(
  kind: ImportKind,
  headers: readonly string[],
  remembered: RememberedMapping = {},
): ColumnMapping {
  const columns = importColumns[kind]
  const mapping: (string | null)[] = headers.map(() => null)
  const isOpen = headers.map((header) => headerKeyOf(header) !== '')
  const take = (at: number, key: string | null) => {
    if (!isOpen[at] || (key !== null && mapping.includes(key))) return
    mapping[at] = key
    isOpen[at] = false
  }
  for (const [at, header] of headers.entries()) {
    const known = remembered[headerKeyOf(header)]
    if (known === null || columns.some(({ key }) => key === known)) take(at, known ?? null)
  }
  for (const matcher of [exactly, withoutHint, byItsEnd]) {
    for (const [at, header] of headers.entries()) {
      const found = matcher(header, columns)
      if (found) take(at, found.key)
    }
  }
  return mapping
}

type Matcher = (header: string, columns: readonly ImportColumn[]) => ImportColumn | undefined

const keysOf = (column: ImportColumn) => langs.flatMap((lang) => column.names[lang].map(headerKeyOf))

const exactly: Matcher = (header, columns) => columns.find((column) => keysOf(column).includes(headerKeyOf(header)))

/** "客户名称（必填）", "Phone (with area code)". */
const withoutHint: Matcher = (header, columns) =>
  exactly(header.normalize('NFKC').replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, ''), columns)

/** "联系人电话", "Customer phone": what a header is about stands last in both languages. */
const byItsEnd: Matcher = (header, columns) => {
  const whole = headerKeyOf(header)
  const fits = columns.flatMap((column) =>
    keysOf(column)
      .filter(
        (key) => key.length >= (/\p{Script=Han}/u.test(key) ? 2 : 4) && !tooGeneral.has(key) && whole.endsWith(key),
      )
      .map((key) => ({ column, length: key.length })),
  )
  return fits.reduce<(typeof fits)[number] | undefined>(
    (best, next) => (best && best.length >= next.length ? best : next),
    undefined,
  )?.column
}

/** These end the headers of things that we do not take: 客户编号, Order number. */
const tooGeneral = new Set(
  '编号 名称 单位 类型 状态 等级 级别 编码 说明 其他 其它 类别 分类 公司 项目 设备 产品 客户 用户 主机 系列 地点 地区 区域 价格 金额 number name type title code status start until level grade class area item group kind unit state line mail note parts role contract position'.split(
    ' ',
  ),
)

/** For the next file of this kind: what each header meant, also that it meant nothing. */
export const rememberedOf = (headers: readonly string[], mapping: ColumnMapping): RememberedMapping =>
  Object.fromEntries(
    headers.flatMap((header, at) => (headerKeyOf(header) === '' ? [] : [[headerKeyOf(header), mapping[at] ?? null]])),
  )

/** Required columns that no column of the file fills, by key. */
export const missingColumns = (kind: ImportKind, mapping: ColumnMapping): readonly string[] =>
  importColumns[kind].filter(({ key, required }) => required && !mapping.includes(key)).map(({ key }) => key)

/** Columns that two of the file would fill. */
export const repeatedColumns = (mapping: ColumnMapping): readonly string[] => [
  ...new Set(mapping.filter((key, at): key is string => key !== null && mapping.indexOf(key) !== at)),
]

type FoundTable = { kind: ImportKind; at: number; header: readonly string[]; mapping: ColumnMapping }

/** Which kind of table it is, of those that it may be: the one that its header speaks of most; the first of equals. */
export function findTable(
  kinds: readonly [ImportKind, ...ImportKind[]],
  rows: readonly (readonly string[])[],
  remembered: Partial<Record<ImportKind, RememberedMapping>> = {},
): FoundTable {
  const [first, ...others] = kinds.map((kind) => headedTable(kind, rows, remembered[kind]))
  return others.reduce((best, next) => (namedIn(next.mapping) > namedIn(best.mapping) ? next : best), first!)
}

const rowsAboveHeader = 10

/** Titles and notes may stand above the row that names the columns: the first one where none does. */
function headedTable(
  kind: ImportKind,
  rows: readonly (readonly string[])[],
  remembered: RememberedMapping | undefined,
): FoundTable {
  const mappings = rows.slice(0, rowsAboveHeader).map((cells) => mapColumns(kind, cells, remembered))
  const named = mappings.map(namedIn)
  const at = Math.max(0, named.indexOf(Math.max(0, ...named)))
  return { kind, at, header: rows[at] ?? [], mapping: mappings[at] ?? [] }
}

const namedIn = (mapping: ColumnMapping) => mapping.filter((key) => key !== null).length
