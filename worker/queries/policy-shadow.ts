import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { clocks, pauses, serviceRequests as requests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** How many requests a draft is tried out on. */
export const shadowSize = 50

/** Every id is below `~`; the plus hides the column from the planner, who would read and sort all there ever were. */
const inOrderOfIds = sql`${requests.id} < '~' and +${requests.standing} = 'accepted'`

/** The newest requests, with what a clock is counted from. */
export const listShadowRequests = (db: TenantDb) =>
  db
    .select({
      ...{ id: requests.id, number: requests.number, receivedAt: requests.receivedAt, zone: requests.zone },
      ...{ urgency: requests.urgency, impact: requests.impact, onSite: requests.onSite, product: requests.product },
    })
    .from(requests)
    .where(inOrderOfIds)
    .orderBy(desc(requests.id))
    .limit(shadowSize)

/** Of the first round: what a reopened request was promised anew is not what is compared. */
export const listShadowClocks = (db: TenantDb) =>
  db
    .select()
    .from(clocks)
    .where(and(inArray(clocks.requestId, newestIds(db)), eq(clocks.round, 1)))

export const listShadowPauses = (db: TenantDb) =>
  db
    .select()
    .from(pauses)
    .where(inArray(pauses.requestId, newestIds(db)))

const newestIds = (db: TenantDb) =>
  sql`(${db
    .select({ id: requests.id })
    .from(requests)
    .where(inOrderOfIds)
    .orderBy(desc(requests.id))
    .limit(shadowSize)})`
