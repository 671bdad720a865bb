import type { Context } from 'hono'
import { type ContractView, contractViews } from '#rules/contract-agreement.ts'
import { dayOf } from '#rules/day.ts'
import { matchOf } from '#rules/search-gram.ts'
import { read } from '#tenants/round-trip.ts'
import { ContractListPage } from '#web/pages/contract-list.tsx'
import { consolePaths } from '#web/paths.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { firstPageHref } from '../middleware/first-page.ts'
import { consoleFrame } from '../middleware/frame.ts'
import {
  type ContractPlace,
  contractPageSize,
  countContractViews,
  listContracts,
  searchContracts,
} from '../queries/contract-list.ts'
import { newestEntry } from '../queries/search-entry.ts'

/** By their ends, or what was searched for. */
export async function listContractPage(c: Context<ConsoleApp>) {
  const { db, now, company } = c.var
  const today = dayOf(now, company.timeZone)
  const { view, query, after, before } = askedOf(c.req.query())
  const counts = countContractViews(db, today)
  const page = async () => {
    if (query === undefined) {
      const [found, [counted]] = await read(db, [listContracts(db, { view, today, after }), counts])
      const last = found[contractPageSize - 1]
      return { found, counted, next: new URLSearchParams({ view, at: last?.endsOn ?? '', after: last?.id ?? '' }) }
    }
    const match = matchOf(query) ?? '""'
    const [found, [counted]] = await read(db, [searchContracts(db, match, before ?? newestEntry), counts])
    const entry = String(found[contractPageSize - 1]?.entry)
    return { found, counted, next: new URLSearchParams({ q: query, before: entry }) }
  }
  const { found, counted, next } = await page()
  return c.html(
    <ContractListPage
      frame={consoleFrame(c)}
      {...{ view, query }}
      counts={counted!}
      rows={found.slice(0, contractPageSize)}
      firstHref={firstPageHref(c)}
      nextHref={found.length > contractPageSize ? `${consolePaths.contracts()}?${next}` : null}
    />,
  )
}

type Asked = {
  view: ContractView
  query: string | undefined
  after: ContractPlace | undefined
  before: number | undefined
}

const askedOf = ({ view, q, after, at = '', before }: Record<string, string>): Asked => ({
  view: contractViews.find((name) => name === view) ?? 'running',
  query: q?.trim() || undefined,
  after: after ? { id: after, at } : undefined,
  before: /^\d{1,15}$/.test(before ?? '') ? Number(before) : undefined,
})
