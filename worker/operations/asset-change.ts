import type { BatchItem } from 'drizzle-orm/batch'
import { type Day, dayOf } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { type Searchable, searchTextOf } from '#rules/search-gram.ts'
import type { Asset } from '#schema/tenant/asset.ts'
import { isUniqueViolation } from '#tenants/database-error.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { writeAsset } from '../queries/asset.ts'
import { listCalendarDays, overridesOf } from '../queries/calendar-day.ts'
import { keysIn, listRecentKeys, type NewEvent } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { searchEntryWrites } from '../queries/search-entry.ts'
import { type WarrantyContext, warrantyColumns, warrantyContextOf } from './asset-warranty.ts'
import { coverageFactQueries, type KnownMachine, type MachineAnswers, machinesOf } from './coverage-fact.ts'
import { type Front, loadFront } from './front.ts'

/** `key`: made for one rendering of a form, so that sending it twice is one change. */
export type AssetScope = TenantScope & { key: string }

type Queries = readonly BatchItem<'sqlite'>[]
type Answers<Q extends Queries> = { -readonly [K in keyof Q]: Q[K]['_']['result'] }

/** A machine as a change finds it. */
export type LoadedAsset<Q extends Queries = []> = {
  machine: KnownMachine
  context: WarrantyContext
  front: Front
  today: Day
  answers: Answers<Q>
}

/** What a change makes of the machine beside the event. */
export type AssetChange = {
  event: NewEvent
  columns?: Partial<Asset>
  /** As it stands afterwards, where that can move the end of its warranty. */
  machine?: Pick<KnownMachine, 'facts' | 'customerKind'>
  writes?: readonly Statement[]
  /** Somebody else is told, or nobody any more. */
  movesNotices?: boolean
}

const tries = 3

/**
 * Loads a machine, asks the rule, and writes the change, the end of its warranty with the decision behind it, and the
 * event in one batch. Two round trips. Whoever loses a race is asked again as things stand then.
 */
export async function changeAsset<Reason extends string, const Q extends Queries = []>(
  scope: AssetScope,
  id: string,
  describe: (loaded: LoadedAsset<Q>) => Decision<AssetChange, Reason>,
  queries?: Q,
): Promise<Decision<string, Reason | 'serial_taken'>> {
  for (let attempt = 1; ; attempt++) {
    const { loaded, keys } = await loadAsset(scope, id, queries ?? ([] as unknown as Q))
    if (keys.includes(scope.key)) return allow(id)
    if (loaded.machine.asset.removedAt) throw new NotFound('machine')
    const decision = describe(loaded)
    if (!decision.allowed) return decision
    try {
      await store(scope, loaded, decision.result)
      return allow(id)
    } catch (error) {
      if (isSerialTaken(error)) return refuse('serial_taken')
      if (!(error instanceof Conflict) || attempt === tries) throw error
    }
  }
}

/** Two machines of one number: whoever came second is told. */
export const isSerialTaken = (error: unknown) => isUniqueViolation(error, 'assets.serial_key')

async function loadAsset<Q extends Queries>(scope: AssetScope, id: string, queries: Q) {
  const { db, now } = scope
  const own = [listCalendarDays(db), listRecentKeys(db, id), ...coverageFactQueries(db, [id])] as const
  const { front, answers } = await loadFront(scope, [...own, ...queries] as unknown as Queries)
  const all = answers as unknown as unknown[]
  const [days, recent] = all as [Parameters<typeof overridesOf>[0], { detail: Record<string, unknown> }[]]
  const machine = machinesOf(all.slice(2, own.length) as MachineAnswers).get(id)
  if (!machine) throw new NotFound('machine')
  const loaded: LoadedAsset<Q> = {
    machine,
    front,
    context: warrantyContextOf(front, overridesOf(days), now),
    today: dayOf(now, front.company.timeZone),
    answers: all.slice(own.length) as Answers<Q>,
  }
  return { loaded, keys: keysIn(recent) }
}

async function store(scope: AssetScope, { machine, context }: LoadedAsset<Queries>, change: AssetChange) {
  const { db, now } = scope
  const { asset } = machine
  const warranty = change.machine ? warrantyColumns(db, context, change.machine) : null
  const columns = { ...change.columns, ...warranty?.columns }
  const isMoved = warranty !== null && warranty.columns.warrantyEndsOn !== asset.warrantyEndsOn
  const event = { ...change.event, detail: { ...change.event.detail, key: scope.key } }
  await commitAs(scope, asset, event, [
    writeAsset(db, asset, columns),
    ...(warranty?.writes ?? []),
    ...(change.writes ?? []),
    ...(isMoved || change.movesNotices ? [writePlanningChanged(db, now)] : []),
  ])
}

/** What a machine is found by. */
export const assetSearchWrites = (
  db: AssetScope['db'],
  asset: Pick<Asset, 'id' | 'name' | 'serialNumber'>,
  { product, customer }: { product: { name: string; model: string | null } | null; customer: string },
): Statement[] => searchEntryWrites(db, 'asset', asset.id, searchTextOf(assetSearchable(asset, { product, customer })))

export const assetSearchable = (
  { name, serialNumber }: Pick<Asset, 'name' | 'serialNumber'>,
  { product, customer }: { product: { name: string; model: string | null } | null; customer: string },
): Searchable => ({
  texts: [name, product?.name ?? '', product?.model ?? '', customer],
  numbers: [serialNumber ?? ''],
})
