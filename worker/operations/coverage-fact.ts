import type { AssetDays, AssetEvent, AssetFacts, ContractFacts } from '#rules/coverage-fact.ts'
import type { Day } from '#rules/day.ts'
import { faultKeyOf } from '#rules/fault.ts'
import { type UsageUnit, usageUnits } from '#rules/policy-vocabulary-terms.ts'
import type { Asset, AssetReading, AssetRepair } from '#schema/tenant/asset.ts'
import type { Contract } from '#schema/tenant/contract.ts'
import type { ProductComponent } from '#schema/tenant/product.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { type Machines, machineQueries } from '../queries/coverage-fact.ts'

/** A machine as verdicts are computed from it. */
export type KnownMachine = {
  asset: Asset
  facts: AssetFacts
  /** Parts of its product that may have a term of their own. */
  components: readonly ProductComponent[]
  customerKind: 'company' | 'person'
  stamp: string
}

export const coverageFactQueries = (db: TenantDb, machines: Machines) => machineQueries(db, machines)

type Answers<Q extends readonly { _: { result: unknown } }[]> = { -readonly [K in keyof Q]: Q[K]['_']['result'] }
export type MachineAnswers = Answers<ReturnType<typeof machineQueries>>

/** The machines that the queries found; by their ids. */
export function machinesOf([rows, line, repairs, readings]: MachineAnswers): Map<string, KnownMachine> {
  return new Map(
    rows.map(({ asset, scope, category, isConsumerGoods, components, customerKind, stamp }) => {
      const older = line.filter(({ assetId }) => assetId === asset.id)
      const first = older.toSorted((one, other) => other.depth - one.depth)[0]?.machine ?? asset
      const own = repairs.flatMap(({ assetId, repair }) => (assetId === asset.id ? [repair] : []))
      const facts: AssetFacts = {
        id: asset.id,
        scope: scope ?? null,
        category: category ?? null,
        isConsumerGoods: isConsumerGoods ?? false,
        days: daysOf(first),
        installedByUs: first.installedByUs,
        agreedMonths: asset.agreedMonths ?? first.agreedMonths,
        ...staysOf(own),
        readings: readings.filter(({ assetId }) => assetId === asset.id).flatMap(readingOf),
      }
      const known = { asset, facts, components: components ?? [], customerKind: customerKind ?? 'company', stamp }
      return [asset.id, known]
    }),
  )
}

const dayColumns = {
  commissioning: 'commissionedOn',
  final_acceptance: 'acceptedOn',
  installation: 'installedOn',
  delivery: 'deliveredOn',
  invoice: 'invoiceOn',
  manufacture: 'manufacturedOn',
} as const satisfies Record<AssetEvent, keyof Asset>

/** Of a machine that took another one's place, the first one's count; the exchange stands among the replacements. */
const daysOf = (asset: Asset): AssetDays =>
  Object.fromEntries(
    Object.entries(dayColumns).flatMap(([event, column]) => (asset[column] ? [[event, asset[column] as Day]] : [])),
  )

function staysOf(rows: readonly AssetRepair[]): Pick<AssetFacts, 'repairs' | 'replacements'> {
  const of = (kind: AssetRepair['kind']) => rows.filter((row) => row.kind === kind)
  return {
    repairs: of('repair').map(({ fromOn, untilOn, component, fault }) => ({
      ...{ from: fromOn, until: untilOn, component, fault: faultKeyOf(fault) },
    })),
    replacements: of('replacement').map(({ fromOn, component }) => ({ on: fromOn, component })),
  }
}

const readingOf = ({ on, unit, amount }: AssetReading) =>
  Object.hasOwn(usageUnits, unit) ? [{ on, unit: unit as UsageUnit, amount }] : []

/** A contract as verdicts are computed from it; `assetId`: the machine in question. */
export const contractFactsOf = (contract: Contract, assetId: string | null): ContractFacts => ({
  id: contract.id,
  number: contract.number,
  from: contract.startsOn,
  until: contract.endsOn,
  cancelledOn: contract.status === 'cancelled' ? contract.cancelledOn : null,
  assets: contract.coversAllAssets ? 'all' : assetId === null ? [] : [assetId],
  visits: contract.visits === null ? null : { included: contract.visits, used: contract.visitsUsed },
  covers: contract.covers,
  excluded: contract.excluded,
})

/** What a verdict about one machine, or about a customer whose machine is not known, needs of the register. */
export type CoverageFacts = { machine: KnownMachine | null; contracts: ContractFacts[] }
