import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { assets } from '#schema/tenant/asset.ts'
import { consents, suppressions } from '#schema/tenant/consent.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { contacts, customerMerges, customers, sites } from '#schema/tenant/customer.ts'
import { products } from '#schema/tenant/product.ts'
import { renewals } from '#schema/tenant/renewal.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { contractLine } from './contract.ts'
import { listLikely } from './customer-list.ts'
import { listHistory } from './event.ts'
import { listMemberNames } from './service-request-list.ts'

/** Of each kind: the card shows the newest, and says when there are more. */
export const cardLimit = 20
const historyLimit = 50
/** A customer has a handful of them; a chain of shops a few hundred. */
const mostPeople = 200

export const findCustomer = (db: TenantDb, id: string) =>
  db.select().from(customers).where(eq(customers.id, id)).limit(1)

export const listContacts = (db: TenantDb, customerId: string) =>
  db
    .select()
    .from(contacts)
    .where(and(eq(contacts.customerId, customerId), isNull(contacts.removedAt)))
    .orderBy(asc(contacts.id))
    .limit(mostPeople)

export const listSites = (db: TenantDb, customerId: string) =>
  db
    .select()
    .from(sites)
    .where(and(eq(sites.customerId, customerId), isNull(sites.removedAt)))
    .orderBy(asc(sites.id))
    .limit(mostPeople)

export const listConsents = (db: TenantDb, customerId: string) =>
  db.select().from(consents).where(eq(consents.customerId, customerId)).orderBy(desc(consents.id)).limit(mostPeople)

/** Everything about one customer, for one round trip. */
export const customerCardQueries = (db: TenantDb, id: string) =>
  [
    findCustomer(db, id),
    listContacts(db, id),
    listSites(db, id),
    listMachines(db, id),
    listContracts(db, id),
    listRequests(db, id),
    listRenewals(db, id),
    listConsents(db, id),
    listSuppressions(db, id),
    listMerges(db, id),
    listHistory(db, id, historyLimit),
    listMemberNames(db),
    ...listLikely(db, id),
  ] as const

const listMachines = (db: TenantDb, customerId: string) =>
  db
    .select({
      id: assets.id,
      name: assets.name,
      serialNumber: assets.serialNumber,
      status: assets.status,
      warrantyEndsOn: assets.warrantyEndsOn,
      product: products.name,
    })
    .from(assets)
    .leftJoin(products, eq(products.id, assets.productId))
    .where(and(eq(assets.customerId, customerId), isNull(assets.removedAt)))
    .orderBy(asc(assets.id))
    .limit(cardLimit + 1)

const listContracts = (db: TenantDb, customerId: string) =>
  db
    .select(contractLine)
    .from(contracts)
    .where(and(eq(contracts.customerId, customerId), isNull(contracts.removedAt)))
    .orderBy(desc(contracts.endsOn))
    .limit(cardLimit + 1)

const listRequests = (db: TenantDb, customerId: string) =>
  db
    .select({
      id: serviceRequests.id,
      number: serviceRequests.number,
      status: serviceRequests.status,
      open: serviceRequests.open,
      priority: serviceRequests.priority,
      product: serviceRequests.product,
      description: sql<string>`substr(${serviceRequests.description}, 1, 120)`,
      receivedAt: serviceRequests.receivedAt,
    })
    .from(serviceRequests)
    .where(eq(serviceRequests.customerId, customerId))
    .orderBy(desc(serviceRequests.receivedAt))
    .limit(cardLimit + 1)

const listRenewals = (db: TenantDb, customerId: string) =>
  db
    .select({
      id: renewals.id,
      subjectKind: renewals.subjectKind,
      endsOn: renewals.endsOn,
      stage: renewals.stage,
      ownerId: renewals.ownerId,
      followUpOn: renewals.followUpOn,
    })
    .from(renewals)
    .where(eq(renewals.customerId, customerId))
    .orderBy(desc(renewals.id))
    .limit(cardLimit)

/** What this customer's addresses refused. */
const listSuppressions = (db: TenantDb, customerId: string) =>
  db
    .select({
      channel: suppressions.channel,
      address: suppressions.address,
      scope: suppressions.scope,
      reason: suppressions.reason,
    })
    .from(suppressions)
    .where(
      or(
        and(eq(suppressions.channel, 'email'), inArray(suppressions.address, addressesOf('email', customerId))),
        and(eq(suppressions.channel, 'sms'), inArray(suppressions.address, addressesOf('phone_key', customerId))),
      ),
    )
    .limit(mostPeople)

const addressesOf = (column: 'email' | 'phone_key', customerId: string) =>
  sql`(select lower(${sql.identifier(column)}) from ${customers} where ${customers.id} = ${customerId}
    union select lower(${sql.identifier(column)}) from ${contacts}
    where ${contacts.customerId} = ${customerId} and ${contacts.removedAt} is null)`

/** Records that were merged into this one, and can perhaps be taken apart again. */
const listMerges = (db: TenantDb, keptId: string) =>
  db
    .select({
      id: customerMerges.id,
      at: customerMerges.at,
      undoUntil: customerMerges.undoUntil,
      undoneAt: customerMerges.undoneAt,
      name: customers.name,
      phone: customers.phone,
    })
    .from(customerMerges)
    .innerJoin(customers, eq(customers.id, customerMerges.mergedId))
    .where(and(eq(customerMerges.keptId, keptId), isNull(customerMerges.undoneAt)))
    .orderBy(desc(customerMerges.at))
    .limit(cardLimit)
