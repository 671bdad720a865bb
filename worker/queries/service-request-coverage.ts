import { and, asc, desc, eq, inArray, isNull, ne, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { type Asset, assetRepairs, assets, isAway } from '#schema/tenant/asset.ts'
import { customers } from '#schema/tenant/customer.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { products } from '#schema/tenant/product.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { type Gaps, prepared } from '#tenants/prepared.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { writeSuccessorsUndecided } from './asset-warranty.ts'
import { listCalendarDays } from './calendar-day.ts'
import { listCoveringContracts, machineQueries, membersOfLine } from './coverage-fact.ts'
import { knownByPhone } from './customer.ts'
import { type NewEvent, writeEvent } from './event.ts'
import { statement } from './statement.ts'

/** A machine as a sub-select of one id. */
export type MachineId = SQL<string>

export const machineBySerial = (db: TenantDb, serialKey: string): MachineId =>
  sql`(${db
    .select({ id: assets.id })
    .from(assets)
    .where(and(eq(assets.serialKey, serialKey), isNull(assets.removedAt)))
    .limit(1)})`

export const machineById = (db: TenantDb, id: string): MachineId =>
  sql`(${db
    .select({ id: assets.id })
    .from(assets)
    .where(and(eq(assets.id, id), isNull(assets.removedAt)))})`

/** The one that a request speaks of already. */
export const machineOfRequest = (db: TenantDb, requestId: string): MachineId =>
  sql`(${db.select({ id: serviceRequests.assetId }).from(serviceRequests).where(eq(serviceRequests.id, requestId))})`

export const noMachine: MachineId = sql`(select null where false)`

/** Whose request it is; of one that is held still, whoever is known by its number. */
export const callerOfRequest = (db: TenantDb, requestId: string): SQL => {
  const request = sql`from ${serviceRequests} where ${serviceRequests.id} = ${requestId}`
  const known = knownByPhone(db, sql`(select ${serviceRequests.phoneKey} ${request})`)
  return sql`coalesce((select ${serviceRequests.customerId} ${request}), (${known}))`
}

const customerOfMachine = (machine: MachineId) => sql`(select customer_id from assets where assets.id = ${machine})`

/**
 * What a verdict needs besides the request and its clauses: all of the company's own days, because an end in the past
 * stays where it was; the contracts of the machine's customer, or of the caller; the machine.
 */
export const coverageQueries = (db: TenantDb, machine: MachineId, caller: SQL) =>
  [
    listCalendarDays(db),
    listCoveringContracts(db, {
      customerId: sql`coalesce(${customerOfMachine(machine)}, ${caller})`,
      assetId: machine,
    }),
    ...machineQueries(db, machine),
  ] as const

/** Faults of the machine, and of those it took the place of, that other requests put right: they must hold (R-SB-2). */
export const listFixes = (db: TenantDb, machine: MachineId, requestId: string) =>
  db
    .select({
      resolvedAt: serviceRequests.resolvedAt,
      component: serviceRequests.component,
      fault: serviceRequests.fault,
    })
    .from(serviceRequests)
    .where(
      and(
        inArray(serviceRequests.assetId, membersOfLine(machine)),
        ne(serviceRequests.id, requestId),
        sql`${serviceRequests.resolvedAt} is not null`,
        sql`(${serviceRequests.fault} is not null or ${serviceRequests.component} is not null)`,
      ),
    )
    .orderBy(desc(serviceRequests.receivedAt))
    .limit(mostFixes)

/** The machine of a request as its page shows it, and what else its customer has. */
export const machineDetailQueries = (db: TenantDb, id: string) =>
  [findMachine(db, { id }), listOwnMachines(db, { id }), listStays(db, { id }), listSolvedBefore(db, { id })] as const
export type ShownMachine = ReturnType<typeof findMachine>['_']['result'][number]

const mostMachines = 100
const mostEarlier = 20
const mostFixes = 100

const assetIdOf = (db: TenantDb, id: SQLWrapper) =>
  db.select({ id: serviceRequests.assetId }).from(serviceRequests).where(eq(serviceRequests.id, id))

const findMachine = prepared((db: TenantDb, { id }: Gaps<{ id: string }>) =>
  db
    .select({
      id: assets.id,
      name: assets.name,
      serialNumber: assets.serialNumber,
      customerId: assets.customerId,
      customerName: customers.name,
      deliveredOn: assets.deliveredOn,
      invoiceOn: assets.invoiceOn,
      components: products.components,
      category: products.category,
      isConsumerGoods: products.isConsumerGoods,
    })
    .from(assets)
    .leftJoin(customers, eq(customers.id, assets.customerId))
    .leftJoin(products, eq(products.id, assets.productId))
    .where(eq(assets.id, assetIdOf(db, id)))
    .limit(1),
)

const listOwnMachines = prepared((db: TenantDb, { id }: Gaps<{ id: string }>) =>
  db
    .select({ id: assets.id, name: assets.name, serialNumber: assets.serialNumber })
    .from(assets)
    .where(
      and(
        eq(
          assets.customerId,
          db.select({ id: serviceRequests.customerId }).from(serviceRequests).where(eq(serviceRequests.id, id)),
        ),
        isNull(assets.removedAt),
      ),
    )
    .orderBy(asc(assets.id))
    .limit(mostMachines),
)

const listStays = prepared((db: TenantDb, { id }: Gaps<{ id: string }>) =>
  db
    .select({
      from: assetRepairs.fromOn,
      until: assetRepairs.untilOn,
      component: assetRepairs.component,
      fault: assetRepairs.fault,
      requestId: assetRepairs.requestId,
    })
    .from(assetRepairs)
    .where(and(eq(assetRepairs.assetId, assetIdOf(db, id)), eq(assetRepairs.kind, 'repair')))
    .orderBy(asc(assetRepairs.fromOn))
    .limit(mostEarlier),
)

/** Earlier faults of the machine that were solved: what the law counts as repairs (R-SB-1). */
const listSolvedBefore = prepared((db: TenantDb, { id }: Gaps<{ id: string }>) =>
  db
    .select({
      resolvedAt: serviceRequests.resolvedAt,
      component: serviceRequests.component,
      fault: serviceRequests.fault,
    })
    .from(serviceRequests)
    .where(
      and(
        eq(serviceRequests.assetId, assetIdOf(db, id)),
        sql`${serviceRequests.id} < ${id}`,
        sql`${serviceRequests.resolvedAt} is not null`,
        eq(serviceRequests.type, 'fault'),
      ),
    )
    .orderBy(desc(serviceRequests.receivedAt))
    .limit(mostEarlier),
)

/** The verdict that stands, as its decision keeps it. */
export const findCoverageDecision = (db: TenantDb, requestId: string) =>
  db
    .select({ inputs: decisions.inputs, result: decisions.result, steps: decisions.steps })
    .from(decisions)
    .where(
      eq(
        decisions.id,
        db
          .select({ id: serviceRequests.coverageDecisionId })
          .from(serviceRequests)
          .where(eq(serviceRequests.id, requestId)),
      ),
    )
    .limit(1)

/** One visit more or less; in the batch whose event says that it happened, so it is counted once. */
export const writeVisits = (contractId: string, more: 1 | -1): Statement =>
  statement(sql`update contracts set visits_used = max(0, visits_used + ${more}) where id = ${contractId}`)

/**
 * A stay in the depot that this request ended, in the machine's own log too: whoever changes the machine at the same
 * moment loses the race. Its warranty end is reckoned again at the next visit of the jobs.
 */
export const stayWrites = (
  db: TenantDb,
  asset: Pick<Asset, 'id' | 'version' | 'status'>,
  stay: typeof assetRepairs.$inferInsert,
  event: Required<NewEvent> & { id: string },
  wasAway: boolean,
): Statement[] => [
  writeEvent(db, { ...event, subject: asset.id, version: asset.version + 1, actor: stay.by, at: stay.at }),
  wasAway ? writeAwayEnded(db, stay) : db.insert(assetRepairs).values(stay),
  db
    .update(assets)
    .set({
      warrantyDecisionId: null,
      version: asset.version + 1,
      status: wasAway && asset.status === 'in_repair' ? 'in_use' : asset.status,
    })
    .where(and(eq(assets.id, asset.id), eq(assets.version, asset.version))),
  writeSuccessorsUndecided(asset.id),
]

/** It was handed in by a row of its own, which this one ends. */
const writeAwayEnded = (
  db: TenantDb,
  { assetId, requestId, fromOn, untilOn }: typeof assetRepairs.$inferInsert,
): Statement =>
  db
    .update(assetRepairs)
    .set({ fromOn, untilOn, requestId })
    .where(and(eq(assetRepairs.assetId, assetId), isAway(assetRepairs), isNull(assetRepairs.component)))
