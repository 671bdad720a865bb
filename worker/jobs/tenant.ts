import { sql } from 'drizzle-orm'
import { type Day, dayOf } from '#rules/day.ts'
import type { Notice } from '#schema/notice.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { Tenant, TenantDb } from '#tenants/scope.ts'
import { loadNoticeContext, type NoticeContext } from '../operations/notice-context.ts'
import { sendingOf } from '../operations/notice-sending.ts'
import { closeSilentRequests } from '../operations/service-request-closing.ts'
import { originOf } from '../platform/host.ts'
import type { Platform } from '../platform/platform.ts'
import { isOfGeneration, isWorthSending, writeDigestItemsRetired, writeDigestSettled } from '../queries/end-notice.ts'
import { findNextExpiryAt } from '../queries/expiry.ts'
import { findNextNoticeAt } from '../queries/notice.ts'
import { findOwnCompany } from '../queries/session.ts'
import { writeNextDue } from '../queries/tenant-due.ts'
import { continueImports } from './continue-imports.ts'
import { deleteExpired, keptIdempotencyMs } from './delete-expired.ts'
import { digestNotices } from './digest-notices.ts'
import { escalateClocks } from './escalate-clocks.ts'
import { extendContracts } from './extend-contracts.ts'
import { followRenewals } from './follow-renewals.ts'
import { planNotices } from './plan-notices.ts'
import { recomputeDecisions } from './recompute-decisions.ts'
import { recomputeWarranties } from './recompute-warranties.ts'
import { refreshSearchEntries } from './refresh-search-entries.ts'
import { sendDueNotices } from './send-notice.ts'
import { loadWaysOut } from './way-out.ts'

const hourMs = 3_600_000
const minuteMs = 60_000

/** Everything that waits for this tenant, and then the hint when to come again. Safe to run again. */
export async function runTenantJobs(platform: Platform, tenantId: string) {
  const tenant = await platform.tenants.byId(tenantId)
  if (tenant?.status !== 'active') return
  const db = platform.openDb(tenant)
  const imported = await continueImports({ tenant, db, now: platform.now(), vault: platform.vault })
  const extended = await extendContracts({ tenant, db, now: platform.now(), vault: platform.vault })
  const reckoned = await recomputeWarranties({ tenant, db, now: platform.now() })
  const found = await refreshSearchEntries({ tenant, db, now: platform.now() })
  const scope = { tenant, db, now: platform.now(), vault: platform.vault }
  const context = await loadNoticeContext(scope)
  const planned = context && (await planNotices(scope, context))
  const followed = context && (await followRenewals(scope, context))
  const escalated = context && (await escalateClocks(scope, context))
  const recomputed = context && (await recomputeDecisions(scope, context))
  await sendTenantNotices(platform, tenant, db, context)
  const closing = await closeSilentRequests({ tenant, db, now: platform.now() })
  await deleteExpired(platform, db)
  const controlPlane = platform.controlPlane()
  const next = await nextDueAt(db, platform.now(), [
    ...[closing, planned, followed, escalated, recomputed],
    ...[extended, reckoned, imported, found].map((at) => at && later(at, platform.now())),
  ])
  await write(controlPlane, [writeNextDue(controlPlane, tenant.id, next)], { repeatable: true })
}

/** What was left for the next visit waits a minute, so that the others get their turn. */
const later = (at: Date, now: Date) => new Date(Math.max(at.getTime(), now.getTime() + minuteMs))

async function sendTenantNotices(platform: Platform, tenant: Tenant, db: TenantDb, context: NoticeContext | null) {
  const company = context?.company ?? (await read(db, [findOwnCompany(db)]))[0][0]
  if (!company) return
  const { timeZone } = company
  const quietHours = context?.quietHours ?? null
  await digestNotices({ tenant, db, now: platform.now() }, timeZone)
  const ways = await loadWaysOut(platform, tenant, db)
  await sendDueNotices(platform, {
    db,
    owner: tenant.id,
    generation: tenant.generation,
    ...(tenant.restoredAtMs ? { restoredAtMs: tenant.restoredAtMs } : {}),
    letterhead: {
      company: company.name,
      origin: originOf(platform.hosts, tenant.host),
      timeZone: company.timeZone,
    },
    ...(company.email ? { replyTo: company.email } : {}),
    wayFor: (notice) => ways.wayFor(notice),
    sendingOf: (due, now) => sendingOf(db, due, { timeZone, quietHours, now }),
    provided: (now) => sql`${isWorthSending(db, dayOf(now, timeZone))} and ${isOfGeneration(tenant.generation)}`,
    settledWith: (leased, now) => [...settledWith(db, leased, dayOf(now, timeZone)), ...ways.settledWith(leased)],
    consequencesOf: (notice, answer) => ways.consequencesOf(notice, answer),
    retiredWith: ({ kind, key }, because) => (kind === 'digest' ? [writeDigestItemsRetired(db, key, because)] : []),
  })
}

const settledWith = (db: TenantDb, leased: Notice, today: Day) =>
  leased.kind === 'digest' ? [writeDigestSettled(db, leased, today)] : []

/** A notice at its minute, a closing at its midnight; cleaning up once an hour is enough. */
async function nextDueAt(db: TenantDb, now: Date, planned: readonly (Date | null)[]): Promise<Date | null> {
  const [[notice], [expiry]] = await read(db, [findNextNoticeAt(db), findNextExpiryAt(db, keptIdempotencyMs)])
  const times = [
    notice?.at ? Math.max(notice.at, now.getTime() + minuteMs) : Number.POSITIVE_INFINITY,
    ...planned.map((at) => at?.getTime() ?? Number.POSITIVE_INFINITY),
    expiry?.at ? Math.max(expiry.at, now.getTime()) + hourMs : Number.POSITIVE_INFINITY,
  ]
  const next = Math.min(...times)
  return Number.isFinite(next) ? new Date(next) : null
}
