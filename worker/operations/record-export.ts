import { read } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import type { Stretch } from '../queries/export.ts'
import {
  listEventsToExport,
  listNoticesToExport,
  listRenewalsToExport,
  listRequestsToExport,
  noticePlace,
  renewalPlace,
} from '../queries/record-export.ts'

/** Of one file; texts are long, and a longer list is several. */
export const exportedRecords = 10_000
const atOnce = 2_000

export type ExportedRequest = Awaited<ReturnType<typeof listRequestsToExport>>[number]
export type ExportedNotice = Awaited<ReturnType<typeof listNoticesToExport>>[number]
export type ExportedRenewal = Awaited<ReturnType<typeof listRenewalsToExport>>[number]
export type ExportedEvent = Awaited<ReturnType<typeof listEventsToExport>>[number]

/** Oldest first, behind `after`: what one file holds. */
export const requestsToExport = (db: TenantDb, after: string): Promise<ExportedRequest[]> =>
  inStretches(
    async (stretch) => (await read(db, [listRequestsToExport(db, stretch)]))[0],
    ({ request }) => request.id,
    after,
  )

export const noticesToExport = (db: TenantDb, after: string): Promise<ExportedNotice[]> =>
  inStretches(async (stretch) => (await read(db, [listNoticesToExport(db, stretch)]))[0], noticePlace, after)

export const renewalsToExport = (db: TenantDb, after: string): Promise<ExportedRenewal[]> =>
  inStretches(async (stretch) => (await read(db, [listRenewalsToExport(db, stretch)]))[0], renewalPlace, after)

export const eventsToExport = (db: TenantDb, after: string): Promise<ExportedEvent[]> =>
  inStretches(
    async (stretch) => (await read(db, [listEventsToExport(db, stretch)]))[0],
    ({ event }) => event.id,
    after,
  )

/** So that no answer of the database grows too long. */
async function inStretches<Row>(
  load: (stretch: Stretch) => Promise<Row[]>,
  placeOf: (row: Row) => string,
  after: string,
): Promise<Row[]> {
  const all: Row[] = []
  let stretch: Stretch = { after, limit: atOnce }
  while (all.length < exportedRecords) {
    const rows = await load(stretch)
    for (const row of rows) all.push(row)
    if (rows.length < atOnce) break
    stretch = { after: placeOf(rows.at(-1)!), limit: atOnce }
  }
  return all
}
