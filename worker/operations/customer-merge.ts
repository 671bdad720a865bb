import {
  contactFromMerged,
  decideMerge,
  decideMergeUndo,
  lastUndoDay,
  type MergeReason,
  type UndoReason,
} from '#rules/customer-merge.ts'
import { dayOf } from '#rules/day.ts'
import { allow, type Decision } from '#rules/decision.ts'
import type { Company } from '#schema/tenant/company.ts'
import type { Contact, Customer, Site } from '#schema/tenant/customer.ts'
import { NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantDb, TenantScope } from '#tenants/scope.ts'
import { writeWarrantiesUndecided } from '../queries/asset-warranty.ts'
import { writeCustomer, writeNewContact } from '../queries/customer-change.ts'
import {
  mergeQueries,
  mergeUndoQueries,
  type OwnedCounts,
  writeMerge,
  writeMergeUndone,
} from '../queries/customer-merge.ts'
import { keysIn, writeEvent } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { searchEntryRemoval } from '../queries/search-entry.ts'
import { writeEntriesStale } from '../queries/stale-search-entry.ts'
import { customerEntryWrites } from './customer-change.ts'

type Scope = TenantScope & { company: Pick<Company, 'timeZone'>; key: string }

export type MergeSide = {
  customer: Customer
  contacts: Contact[]
  sites: Site[]
  counts: OwnedCounts
  keys: string[]
}

/** Two records beside one another, in one round trip. */
export async function loadMergeSides(db: TenantDb, id: string, otherId: string) {
  const [[one], [other], ...both] = await read(db, mergeQueries(db, [id, otherId]))
  if (!one || !other) throw new NotFound('customer')
  const [contacts, otherContacts, sites, otherSites, [counts], [otherCounts], recent, otherRecent, names] = both
  const sides: [MergeSide, MergeSide] = [
    { customer: one, contacts, sites, counts: counts!, keys: keysIn(recent) },
    { customer: other, contacts: otherContacts, sites: otherSites, counts: otherCounts!, keys: keysIn(otherRecent) },
  ]
  return { sides, names }
}

/** Makes two records of one customer one: all that the other has goes to the one that is kept, in one batch. */
export async function mergeCustomers(
  scope: Scope,
  keptId: string,
  mergedId: string,
): Promise<Decision<true, MergeReason>> {
  const { db, now, key } = scope
  const [kept, merged] = (await loadMergeSides(db, keptId, mergedId)).sides
  if (kept.keys.includes(key)) return allow(true)
  const decision = decideMerge(kept.customer, merged.customer)
  if (!decision.allowed) return decision

  const added = addedContact(scope, kept, merged)
  const detail = { key, name: merged.customer.name, mergedId }
  await commitAs(scope, kept.customer, { name: 'customer.merged', detail }, [
    writeOtherEvent(scope, merged.customer, 'customer.merged_away', kept.customer),
    ...writeMerge(mergeOf(scope, keptId, mergedId), added?.id ?? null),
    ...(added ? [writeNewContact(db, added)] : []),
    writeCustomer(db, kept.customer, {}),
    writeCustomer(db, merged.customer, { mergedInto: keptId, archivedAt: now }),
    ...searchEntryRemoval(db, mergedId),
    ...customerEntryWrites(db, {
      customer: kept.customer,
      contacts: [...kept.contacts, ...merged.contacts, ...(added ? [added] : [])],
      sites: [...kept.sites, ...merged.sites],
    }),
    ...machineWrites(db, kept.customer, merged.customer.kind),
    writePlanningChanged(db, now),
  ])
  return allow(true)
}

/** Machines that came over fall under another kind of customer, and are found by another name. */
const machineWrites = (db: TenantDb, { id, kind }: Customer, before: Customer['kind']) => [
  ...(kind === before ? [] : [writeWarrantiesUndecided(db, { customerId: id })]),
  writeEntriesStale({ customerId: id }),
]

const mergeOf = ({ now, actor, company }: Scope, keptId: string, mergedId: string) => ({
  ...{ id: newId(now), keptId, mergedId, at: now, by: actor.id },
  undoUntil: lastUndoDay(dayOf(now, company.timeZone)),
})

function addedContact({ now }: Scope, kept: MergeSide, { customer, contacts }: MergeSide) {
  const reached = contactFromMerged(customer, kept.customer, [...kept.contacts, ...contacts])
  if (!reached) return null
  const { name, phone, phoneKey, email } = reached
  const { lang } = customer
  return { id: newId(now), customerId: kept.customer.id, name, phone, phoneKey, email, lang, createdAt: now }
}

/** The other customer's own line in the log; its version is a lock as well. */
const writeOtherEvent = ({ db, now, actor }: Scope, { id, version }: Customer, name: string, about: Customer) =>
  writeEvent(db, {
    ...{ id: newId(now), subject: id, version: version + 1, name, actor: actor.id, at: now },
    detail: { name: about.name },
  })

/** Takes a merge apart again: exactly what came over goes back, in one batch. */
export async function undoMerge(scope: Scope, keptId: string, mergeId: string): Promise<Decision<true, UndoReason>> {
  const { db, now, key, company } = scope
  const [[merge], [kept], [merged], contacts, sites, recent, [counts]] = await read(
    db,
    mergeUndoQueries(db, keptId, mergeId),
  )
  if (!merge || merge.keptId !== keptId || !kept || !merged) throw new NotFound('merge')
  if (keysIn(recent).includes(key)) return allow(true)
  const decision = decideMergeUndo({
    ...{ undoneAt: merge.undoneAt, undoUntil: merge.undoUntil, today: dayOf(now, company.timeZone) },
    keptMergedInto: kept.mergedInto,
    pointsElsewhere: merged.mergedInto !== keptId,
    ...{ moved: counts?.moved ?? 0, stillThere: counts?.stillThere ?? 0 },
  })
  if (!decision.allowed) return decision

  const goes = (kind: string) => new Set([...(merge.moved[kind] ?? []), ...(merge.moved.addedContacts ?? [])])
  const [goingContacts, goingSites] = [goes('contacts'), goes('sites')]
  const added = new Set(merge.moved.addedContacts ?? [])
  await commitAs(scope, kept, { name: 'customer.merge_undone', detail: { key, name: merged.name } }, [
    writeOtherEvent(scope, merged, 'customer.merge_taken_back', kept),
    ...writeMergeUndone(merge, now),
    writeCustomer(db, kept, {}),
    writeCustomer(db, merged, { mergedInto: null, archivedAt: null }),
    ...customerEntryWrites(db, {
      customer: kept,
      contacts: contacts.filter(({ id }) => !goingContacts.has(id)),
      sites: sites.filter(({ id }) => !goingSites.has(id)),
    }),
    ...customerEntryWrites(db, {
      customer: merged,
      contacts: contacts.filter(({ id }) => goingContacts.has(id) && !added.has(id)),
      sites: sites.filter(({ id }) => goingSites.has(id)),
    }),
    ...machineWrites(db, merged, kept.kind),
    writePlanningChanged(db, now),
  ])
  return allow(true)
}
