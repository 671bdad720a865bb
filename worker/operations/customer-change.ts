import { type CustomerChoices, customerSearchable } from '#rules/customer.ts'
import { customerTiers, zonesOf } from '#rules/policy-term.ts'
import { searchTextOf } from '#rules/search-gram.ts'
import type { Company } from '#schema/tenant/company.ts'
import type { Consent } from '#schema/tenant/consent.ts'
import type { Contact, Customer, Site } from '#schema/tenant/customer.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb, TenantScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import { customerChangeQueries, writeCustomer } from '../queries/customer-change.ts'
import { keysIn, type NewEvent } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { searchEntryWrites } from '../queries/search-entry.ts'
import { type Front, loadFront } from './front.ts'

/** `key`: made for one rendering of a form, so that sending it twice is one change. */
export type RegisterScope = TenantScope & { company: Pick<Company, 'country'>; key: string }

export type LoadedCustomer = {
  customer: Customer
  contacts: Contact[]
  sites: Site[]
  consents: Consent[]
  owners: { id: string; name: string }[]
  choices: CustomerChoices
  /** Of the forms that changed this customer last. */
  keys: string[]
}

/** What is stored of a change beside the customer's own new version. */
export type CustomerChange = {
  event: NewEvent
  columns?: Partial<Customer>
  writes?: readonly Statement[]
  /** Who and what it is found by from now on, where that changes. */
  found?: Partial<Pick<LoadedCustomer, 'contacts' | 'sites'>>
}

const tries = 3

/**
 * Loads a customer, asks what is to change, and writes it with its event in one batch. Two round trips. Whoever loses a
 * race is asked again as things stand then; a change whose key is stored already, or that changes nothing, is done.
 */
export async function changeCustomer<No extends object>(
  scope: RegisterScope,
  id: string,
  describe: (loaded: LoadedCustomer) => Promise<CustomerChange | 'same' | { no: No }>,
): Promise<LoadedCustomer | { no: No }> {
  for (let attempt = 1; ; attempt++) {
    const loaded = await loadCustomer(scope, id)
    if (loaded.keys.includes(scope.key)) return loaded
    if (loaded.customer.mergedInto) throw new Conflict()
    const change = await describe(loaded)
    if (change === 'same') return loaded
    if ('no' in change) return change
    try {
      await store(scope, loaded, change)
      return loaded
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === tries) throw error
    }
  }
}

/** A customer with its people and places, and what may be chosen for it. */
export async function loadCustomer(scope: RegisterScope | (TenantScope & Omit<RegisterScope, 'key'>), id: string) {
  const { front, answers } = await loadFront(scope, customerChangeQueries(scope.db, id))
  const [[customer], contacts, sites, consents, owners, recent] = answers
  if (!customer) throw new NotFound('customer')
  return {
    ...{ customer, contacts, sites, consents, owners },
    choices: choicesOf(front, owners),
    keys: keysIn(recent),
  } satisfies LoadedCustomer
}

/** What the policy and the staff offer. */
export function choicesOf({ policy, company }: Front, owners: readonly { id: string }[]): CustomerChoices {
  const clauses = policy?.clauses ?? []
  return {
    country: company.country,
    zones: zonesOf(clauses)?.value ?? [],
    tiers: customerTiers(clauses),
    owners: owners.map(({ id }) => id),
  }
}

async function store(scope: RegisterScope, { customer, contacts, sites }: LoadedCustomer, change: CustomerChange) {
  const { db, now, key } = scope
  const { event, columns = {}, writes = [], found } = change
  const after = { customer: { ...customer, ...columns }, contacts, sites, ...found }
  await commitAs(scope, customer, { ...event, detail: { ...event.detail, key } }, [
    writeCustomer(db, customer, columns),
    ...writes,
    ...(found ? customerEntryWrites(db, after) : []),
    writePlanningChanged(db, now),
  ])
}

type Found = Parameters<typeof customerSearchable>[0] & { customer: { id: string } }

export const customerEntryWrites = (db: TenantDb, found: Found): Statement[] =>
  searchEntryWrites(db, 'customer', found.customer.id, searchTextOf(customerSearchable(found)))

/** What something was when a form was made of it: whoever changed it meanwhile is not overwritten unseen. */
export const stampOf = async (values: object) => (await hashOf(JSON.stringify(values))).slice(0, 16)
