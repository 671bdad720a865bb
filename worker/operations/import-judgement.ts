import type { AssetDays } from '#rules/coverage-fact.ts'
import type { Day } from '#rules/day.ts'
import type { CellNote, CellWarning, GoodRow, ImportKind, ImportValues, RowVerdict } from '#rules/import.ts'
import { kindOf, matchedCustomer } from '#rules/import-match.ts'
import { judgeRows, rowKeyOf } from '#rules/import-row.ts'
import { freeItems, productCategories, warrantyScopes } from '#rules/policy-vocabulary-terms.ts'
import { keyOf } from '#rules/policy-words.ts'
import { serialKeyOf } from '#rules/serial-number.ts'
import type { Import, ImportVerdict } from '#schema/tenant/import.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { knownQueries } from '../queries/import-known.ts'
import { listEarlierKeys } from '../queries/import-row.ts'
import { reckonWarranty } from './asset-warranty.ts'
import type { ImportContext } from './import-context.ts'
import { namesakesOf, productOf, type Register, registerOf, wantedOf } from './import-register.ts'

export type StagedChunk = { nth: number; firstRow: number; cells: string[][] }
export type Judged = { rows: RowVerdict[]; verdicts: ImportVerdict[][]; register: Register }

/** One round trip: the rows of chunks in a row, beside what earlier ones and the register have. */
export async function judgeChunks(
  db: TenantDb,
  { id, kind, mapping }: Pick<Import, 'id' | 'kind' | 'mapping'>,
  chunks: readonly StagedChunk[],
  context: ImportContext,
): Promise<Judged> {
  const rows = chunks.flatMap(({ firstRow, cells }) => cells.map((row, at) => ({ row: firstRow + at, cells: row })))
  const keys = rows.map(({ cells }) => rowKeyOf(kind, cells, mapping))
  const distinct = [...new Set(keys.filter((key) => key !== null))]
  const alone = [...judgeRows(kind, rows, mapping, { ...context.facts, taken: new Set() })]
  const [earlier, ...known] = await read(db, [
    listEarlierKeys(db, id, chunks[0]?.nth ?? 0, distinct),
    ...knownQueries(db, wantedOf(kind, alone, distinct)),
  ])
  const register = registerOf(known)
  const taken = takenIn(register, kind)
  const judged = [
    ...judgeRows(
      kind,
      rows,
      mapping,
      { ...context.facts, taken },
      earlier.map(({ key, row }) => [key, row] as const),
    ),
  ]
  const verdicts = judged.map((verdict, at) => verdictOf(kind, verdict, keys[at] ?? null, register, context))
  const ends = chunks.map((_, at) => chunks.slice(0, at + 1).reduce((sum, { cells }) => sum + cells.length, 0))
  return {
    rows: judged,
    register,
    verdicts: chunks.map(({ cells }, at) => verdicts.slice(ends[at]! - cells.length, ends[at])),
  }
}

function takenIn({ assets, modelKeys, contractKeys }: Register, kind: ImportKind): ReadonlySet<string> {
  if (kind === 'asset') return new Set(assets.keys())
  return kind === 'product' ? modelKeys : kind === 'contract' ? contractKeys : new Set()
}

function verdictOf(
  kind: ImportKind,
  verdict: RowVerdict,
  key: string | null,
  register: Register,
  context: ImportContext,
): ImportVerdict {
  if (verdict.outcome === 'blank') return { ok: null }
  const own = key === null ? {} : { key }
  if (verdict.outcome === 'bad') {
    const { faults, warnings } = verdict
    return { ok: false, ...own, faults, ...(warnings.length > 0 ? { warnings } : {}) }
  }
  const warnings = [...verdict.warnings, ...registerWarnings(kind, verdict, register, context)]
  return { ok: true, ...own, ...(warnings.length > 0 ? { warnings } : {}), ...endOf(kind, verdict, register, context) }
}

/** What only the company's own rules and register can tell. */
function registerWarnings(kind: ImportKind, row: GoodRow, { assets }: Register, { scopes }: ImportContext): CellNote[] {
  const note = (column: string, warning: CellWarning, typed: string) => ({ column, warning, typed })
  const isUnknown = (serial: string) => !assets.has(serialKeyOf(serial) ?? '')
  const notes: CellNote[] = []
  if (kind === 'product') {
    const { line, category } = row.values as ImportValues<'product'>
    if (line !== null && !scopes.includes(keyOf(warrantyScopes, line))) notes.push(note('line', 'unknown_line', line))
    if (category !== null && !Object.hasOwn(productCategories, keyOf(productCategories, category)))
      notes.push(note('category', 'unknown_category', category))
  }
  if (kind === 'contract') {
    const { serialNumbers, coversAll, covers } = row.values as ImportValues<'contract'>
    const unknown = (serialNumbers ?? []).filter(isUnknown)
    if (unknown.length > 0) notes.push(note('serialNumbers', 'unknown_machine', unknown.join('、')))
    if (serialNumbers === null && !coversAll) notes.push(note('serialNumbers', 'covers_all_machines', ''))
    const strange = (covers ?? []).filter((item) => !Object.hasOwn(freeItems, keyOf(freeItems, item)))
    if (strange.length > 0) notes.push(note('covers', 'unknown_cover', strange.join('、')))
    if (strange.length === (covers ?? []).length) notes.push(note('covers', 'covers_everything', ''))
  }
  return notes
}

/** What notices would go by. */
function endOf(
  kind: ImportKind,
  { values }: GoodRow,
  register: Register,
  context: ImportContext,
): Pick<ImportVerdict, 'endsOn' | 'autoRenew' | 'parent'> {
  if (kind === 'contract') {
    const { endsOn, autoRenew } = values as ImportValues<'contract'>
    return { endsOn, ...(autoRenew ? { autoRenew } : {}) }
  }
  if (kind !== 'asset') return {}
  const machine = values as ImportValues<'asset'>
  const parent = serialKeyOf(machine.parentSerialNumber ?? '')
  const endsOn = machine.status === 'retired' ? null : warrantyEnd(machine, register, context)
  return { ...(endsOn ? { endsOn } : {}), ...(parent ? { parent } : {}) }
}

function warrantyEnd(machine: ImportValues<'asset'>, register: Register, { warranty }: ImportContext): Day | null {
  const named = { name: machine.customer, kind: null, contact: machine.contact, phoneKey: machine.phone?.key ?? null }
  const customerKind = matchedCustomer(named, namesakesOf(register, named))?.kind ?? kindOf(named)
  const facts = assetFactsOf('', machine, productOf(register, machine.product))
  return reckonWarranty(warranty, { facts, customerKind })?.endsOn ?? null
}

type Product = { warrantyScope: string; category: string | null; isConsumerGoods: boolean } | undefined

/** As the warranty of a machine is reckoned that has no history yet. */
export const assetFactsOf = (id: string, machine: MachineDays, product: Product) => ({
  id,
  scope: product?.warrantyScope ?? 'product',
  category: product?.category ?? null,
  isConsumerGoods: product?.isConsumerGoods ?? false,
  days: daysOf(machine),
  installedByUs: false,
  agreedMonths: machine.warrantyMonths,
  repairs: [],
  replacements: [],
  readings: [],
})

type MachineDays = Pick<
  ImportValues<'asset'>,
  'commissionedOn' | 'installedOn' | 'deliveredOn' | 'invoiceOn' | 'manufacturedOn' | 'warrantyMonths'
>

function daysOf(machine: MachineDays): AssetDays {
  const { commissionedOn, installedOn, deliveredOn, invoiceOn, manufacturedOn } = machine
  return {
    ...(commissionedOn && { commissioning: commissionedOn }),
    ...(installedOn && { installation: installedOn }),
    ...(deliveredOn && { delivery: deliveredOn }),
    ...(invoiceOn && { invoice: invoiceOn }),
    ...(manufacturedOn && { manufacture: manufacturedOn }),
  }
}
