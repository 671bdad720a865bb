import { searchTextOf } from '#rules/search-gram.ts'
import { read, type Statement, write } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { assetSearchable } from '../operations/asset-change.ts'
import { contractSearchable } from '../operations/contract.ts'
import { staleEntryQueries, writeEntriesFresh } from '../queries/stale-search-entry.ts'

const inOneStretch = 100
/** So many stretches at one visit; the rest at the next one, a minute later. */
const mostStretches = 10

/**
 * Machines and contracts whose customer or product is called otherwise by now are found by the new name. Answers when to
 * come again.
 */
export async function refreshSearchEntries({ db, now }: PublicScope): Promise<Date | null> {
  for (let stretch = 0; stretch < mostStretches; stretch++) {
    const [machines, agreements] = await read(db, staleEntryQueries(db, inOneStretch))
    const writes: Statement[] = [
      ...writesOf(
        'asset',
        machines.map(({ number, stamp, customer, product, model, ...asset }) => {
          const offered = product === null ? null : { name: product, model }
          return { number, stamp, found: assetSearchable(asset, { product: offered, customer: customer ?? '' }) }
        }),
      ),
      ...writesOf(
        'contract',
        agreements.map(({ number, stamp, title, contractNumber, customer }) => {
          const found = contractSearchable({ title, number: contractNumber, customer: customer ?? '' })
          return { number, stamp, found }
        }),
      ),
    ]
    if (writes.length > 0) await write(db, writes, { repeatable: true })
    if (machines.length < inOneStretch && agreements.length < inOneStretch) return null
  }
  return now
}

type Found = { number: number; stamp: string; found: Parameters<typeof searchTextOf>[0] }

const writesOf = (kind: 'asset' | 'contract', entries: readonly Found[]): Statement[] =>
  entries.length === 0
    ? []
    : writeEntriesFresh(
        kind,
        entries.map(({ found, ...entry }) => ({ ...entry, grams: searchTextOf(found) })),
      )
