import {
  type ContactDetails,
  type CustomerFaults,
  contactFaultsOf,
  phoneKeyOr,
  type SiteDetails,
  siteFaultsOf,
} from '#rules/customer.ts'
import type { Contact, Site } from '#schema/tenant/customer.ts'
import { NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { writeContact, writeNewContact, writeNewSite, writeSite } from '../queries/customer-change.ts'
import { changeCustomer, type RegisterScope, stampOf } from './customer-change.ts'

type Refused<Details> = { faults: CustomerFaults<Details> } | { stale: true }

export const addContact = (scope: RegisterScope, customerId: string, details: ContactDetails) =>
  changeCustomer<Refused<ContactDetails>>(scope, customerId, async ({ contacts, choices }) => {
    const faults = contactFaultsOf(details, choices.country)
    if (Object.keys(faults).length > 0) return { no: { faults } }
    const columns = contactColumns(details, choices.country)
    const row = { id: newId(scope.now), customerId, ...columns, createdAt: scope.now }
    return {
      event: { name: 'customer.contact_added', detail: { name: details.name } },
      writes: [writeNewContact(scope.db, row)],
      found: { contacts: [...contacts, { ...row, removedAt: null, importId: null }] },
    }
  })

export const editContact = (
  scope: RegisterScope,
  customerId: string,
  id: string,
  details: ContactDetails,
  stamp: string,
) =>
  changeCustomer<Refused<ContactDetails>>(scope, customerId, async ({ contacts, choices }) => {
    const contact = contacts.find((one) => one.id === id)
    if (!contact) throw new NotFound('contact')
    const faults = contactFaultsOf(details, choices.country)
    if (Object.keys(faults).length > 0) return { no: { faults } }
    const columns = contactColumns(details, choices.country)
    const { phoneKey: _, ...own } = columns
    if (JSON.stringify(contactDetailsOf(contact)) === JSON.stringify(own)) return 'same'
    if (stamp !== (await contactStampOf(contact))) return { no: { stale: true } }
    return {
      event: { name: 'customer.contact_changed', detail: { name: details.name } },
      writes: [writeContact(scope.db, id, columns)],
      found: { contacts: contacts.map((one) => (one.id === id ? { ...one, ...columns } : one)) },
    }
  })

/** Gone from the list; what was sent to them stays readable. */
export const removeContact = (scope: RegisterScope, customerId: string, id: string) =>
  changeCustomer<never>(scope, customerId, async ({ contacts }) => {
    const contact = contacts.find((one) => one.id === id)
    if (!contact) return 'same'
    return {
      event: { name: 'customer.contact_removed', detail: { name: contact.name } },
      writes: [writeContact(scope.db, id, { removedAt: scope.now })],
      found: { contacts: contacts.filter((one) => one.id !== id) },
    }
  })

const contactColumns = ({ name, duty, phone, email, lang, isNotified }: ContactDetails, country: string) => ({
  ...{ name, duty, phone, email: email?.toLowerCase() ?? null, lang, isNotified },
  phoneKey: phoneKeyOr(phone, country),
})

const contactDetailsOf = ({ name, duty, phone, email, lang, isNotified }: Contact): ContactDetails => ({
  ...{ name, duty, phone, email, lang, isNotified },
})

export const contactStampOf = (contact: Contact) => stampOf(contactDetailsOf(contact))

export const addSite = (scope: RegisterScope, customerId: string, details: SiteDetails) =>
  changeCustomer<Refused<SiteDetails>>(scope, customerId, async ({ sites, choices }) => {
    const faults = siteFaultsOf(details, choices.zones, null)
    if (Object.keys(faults).length > 0) return { no: { faults } }
    const row = { id: newId(scope.now), customerId, ...details, createdAt: scope.now }
    return {
      event: { name: 'customer.site_added', detail: { name: details.name } },
      writes: [writeNewSite(scope.db, row)],
      found: { sites: [...sites, { ...row, removedAt: null, importId: null }] },
    }
  })

export const editSite = (scope: RegisterScope, customerId: string, id: string, details: SiteDetails, stamp: string) =>
  changeCustomer<Refused<SiteDetails>>(scope, customerId, async ({ sites, choices }) => {
    const site = sites.find((one) => one.id === id)
    if (!site) throw new NotFound('site')
    const faults = siteFaultsOf(details, choices.zones, site.zone)
    if (Object.keys(faults).length > 0) return { no: { faults } }
    if (JSON.stringify(siteDetailsOf(site)) === JSON.stringify(siteDetailsOf(details))) return 'same'
    if (stamp !== (await siteStampOf(site))) return { no: { stale: true } }
    return {
      event: { name: 'customer.site_changed', detail: { name: details.name } },
      writes: [writeSite(scope.db, id, details)],
      found: { sites: sites.map((one) => (one.id === id ? { ...one, ...details } : one)) },
    }
  })

export const removeSite = (scope: RegisterScope, customerId: string, id: string) =>
  changeCustomer<never>(scope, customerId, async ({ sites }) => {
    const site = sites.find((one) => one.id === id)
    if (!site) return 'same'
    return {
      event: { name: 'customer.site_removed', detail: { name: site.name } },
      writes: [writeSite(scope.db, id, { removedAt: scope.now })],
      found: { sites: sites.filter((one) => one.id !== id) },
    }
  })

const siteDetailsOf = ({ name, address, zone, timeZone }: SiteDetails): SiteDetails => ({
  ...{ name, address, zone, timeZone },
})

export const siteStampOf = (site: Site) => stampOf(siteDetailsOf(site))
