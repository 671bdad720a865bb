import { type CustomerDetails, type CustomerFaults, customerFaultsOf, nameKeyOf, phoneKeyOr } from '#rules/customer.ts'
import type { Customer } from '#schema/tenant/customer.ts'
import { newId } from '#tenants/id.ts'
import { read } from '#tenants/round-trip.ts'
import { writeWarrantiesUndecided } from '../queries/asset-warranty.ts'
import { listOwners, writeNewCustomer } from '../queries/customer-change.ts'
import { commitAs } from '../queries/guard.ts'
import { findIdempotency, isStoredAlready, writeIdempotency } from '../queries/idempotency.ts'
import { writeEntriesStale } from '../queries/stale-search-entry.ts'
import {
  type CustomerChange,
  changeCustomer,
  choicesOf,
  customerEntryWrites,
  type LoadedCustomer,
  type RegisterScope,
  stampOf,
} from './customer-change.ts'
import { loadFront } from './front.ts'

type Faults = { faults: CustomerFaults<CustomerDetails> }

/** The customer's id, or what is wrong by field. Sent twice, it is one customer. */
export async function addCustomer(scope: RegisterScope, details: CustomerDetails): Promise<{ id: string } | Faults> {
  const { db, now, key } = scope
  const { front, answers } = await loadFront(scope, [listOwners(db), findIdempotency(db, key)])
  const [owners, [stored]] = answers
  if (stored) return { id: stored.subjectId }
  const choices = choicesOf(front, owners)
  const faults = customerFaultsOf(details, choices, null)
  if (Object.keys(faults).length > 0) return { faults }

  const id = newId(now)
  const customer = { id, ...columnsOf(details, choices.country) }
  const event = { name: 'customer.added', detail: { name: details.name } }
  try {
    await commitAs(scope, { id, version: 0 }, event, [
      writeIdempotency(db, { key, purpose: 'customer', contentHash: '', subjectId: id, answer: {}, at: now }),
      writeNewCustomer(db, { ...customer, version: 1, createdAt: now }),
      ...customerEntryWrites(db, { customer, contacts: [], sites: [] }),
    ])
    return { id }
  } catch (error) {
    if (!isStoredAlready(error)) throw error
    const [[first]] = await read(db, [findIdempotency(db, key)])
    return { id: first!.subjectId }
  }
}

const columnsOf = (details: CustomerDetails, country: string) => ({
  ...details,
  email: details.email?.toLowerCase() ?? null,
  nameKey: nameKeyOf(details.name),
  phoneKey: phoneKeyOr(details.phone, country),
})

export function detailsOf(customer: CustomerDetails): CustomerDetails {
  const { kind, name, phone, email, address, zone, tier, lang, ownerId, note } = customer
  return { kind, name, phone, email, address, zone, tier, lang, ownerId, note }
}

export const customerStampOf = (customer: Customer) => stampOf(detailsOf(customer))

type Refused = Faults | { stale: true }

/** Who it is, how they are reached, which tier, who looks after them. */
export const editCustomer = (scope: RegisterScope, id: string, details: CustomerDetails, stamp: string) =>
  changeCustomer<Refused>(scope, id, async ({ customer, choices }) => {
    const faults = customerFaultsOf(details, choices, customer)
    if (Object.keys(faults).length > 0) return { no: { faults } }
    const columns = columnsOf(details, choices.country)
    const before = detailsOf(customer)
    const fields = (Object.keys(before) as (keyof CustomerDetails)[]).filter(
      (field) => before[field] !== columns[field],
    )
    if (fields.length === 0) return 'same'
    if (stamp !== (await customerStampOf(customer))) return { no: { stale: true } }
    const writes = [
      ...(fields.includes('kind') ? [writeWarrantiesUndecided(scope.db, { customerId: id })] : []),
      ...(fields.includes('name') ? [writeEntriesStale({ customerId: id })] : []),
    ]
    return { event: { name: 'customer.changed', detail: { name: columns.name, fields } }, columns, writes, found: {} }
  })

/** No longer listed; found, and brought back, whenever somebody looks. */
export const archiveCustomer = (scope: RegisterScope, id: string) =>
  changeCustomer<never>(scope, id, async ({ customer }) =>
    customer.archivedAt ? 'same' : archiving('customer.archived', customer, scope.now),
  )

export const restoreCustomer = (scope: RegisterScope, id: string) =>
  changeCustomer<never>(scope, id, async ({ customer }) =>
    customer.archivedAt ? archiving('customer.restored', customer, null) : 'same',
  )

const archiving = (name: string, customer: LoadedCustomer['customer'], archivedAt: Date | null): CustomerChange => ({
  event: { name, detail: { name: customer.name } },
  columns: { archivedAt },
})
