import type { Permission } from '#rules/role.ts'
import { type CustomerPart, consolePaths } from '#web/paths.ts'
import type { Route } from './every-route.ts'

const page = (needs: Route['needs'], path: Route['path']): Route => ({ needs, path })
const part = (name: CustomerPart, needs: Permission = 'register.edit') =>
  page(needs, ({ customer }) => consolePaths.customerPart(customer, name))

const contact: Route['path'] = ({ customer, contact }) => consolePaths.customerContact(customer, contact)
const site: Route['path'] = ({ customer, site }) => consolePaths.customerSite(customer, site)
const merge: Route['path'] = ({ customer, otherCustomer }) => consolePaths.customerMerge(customer, otherCustomer)
const customer = '/console/customers/:id'

/** Customers and products. */
export const registerRoutes: Record<string, Route> = {
  'GET /console/customers': page('register.read', consolePaths.customers),
  'GET /console/customers/new': page('register.edit', consolePaths.newCustomer),
  'POST /console/customers': page('register.edit', consolePaths.customers),
  'GET /console/customers/duplicates': page('register.merge', consolePaths.customerDuplicates),
  [`GET ${customer}`]: page('register.read', ({ customer }) => consolePaths.customer(customer)),
  [`GET ${customer}/details`]: part('details'),
  [`POST ${customer}/details`]: part('details'),
  [`POST ${customer}/archiving`]: part('archiving'),
  [`POST ${customer}/restoration`]: part('restoration'),
  [`GET ${customer}/contacts/new`]: part('contacts/new'),
  [`POST ${customer}/contacts`]: part('contacts'),
  [`GET ${customer}/contacts/:contact`]: page('register.edit', contact),
  [`POST ${customer}/contacts/:contact`]: page('register.edit', contact),
  [`POST ${customer}/contacts/:contact/removal`]: page('register.edit', (ids) => `${contact(ids)}/removal`),
  [`GET ${customer}/sites/new`]: part('sites/new'),
  [`POST ${customer}/sites`]: part('sites'),
  [`GET ${customer}/sites/:site`]: page('register.edit', site),
  [`POST ${customer}/sites/:site`]: page('register.edit', site),
  [`POST ${customer}/sites/:site/removal`]: page('register.edit', (ids) => `${site(ids)}/removal`),
  [`GET ${customer}/consents/new`]: part('consents/new', 'consents.edit'),
  [`POST ${customer}/consents`]: part('consents', 'consents.edit'),
  [`POST ${customer}/consents/:consent/withdrawal`]: page('consents.edit', ({ customer, consent }) =>
    consolePaths.consentWithdrawal(customer, consent),
  ),
  [`GET ${customer}/merge`]: part('merge', 'register.merge'),
  [`GET ${customer}/merge/:other`]: page('register.merge', merge),
  [`POST ${customer}/merge/:other`]: page('register.merge', merge),
  [`POST ${customer}/merges/:merge/reversal`]: page('register.merge', ({ customer, merge }) =>
    consolePaths.customerMergeReversal(customer, merge),
  ),

  'GET /console/products': page('register.read', consolePaths.products),
  'GET /console/products/new': page('register.edit', consolePaths.newProduct),
  'POST /console/products': page('register.edit', consolePaths.products),
  'GET /console/products/:id': page('register.read', ({ product }) => consolePaths.product(product)),
  'GET /console/products/:id/details': page('register.edit', ({ product }) =>
    consolePaths.productPart(product, 'details'),
  ),
  'POST /console/products/:id/details': page('register.edit', ({ product }) =>
    consolePaths.productPart(product, 'details'),
  ),
  'POST /console/products/:id/archiving': page('register.edit', ({ product }) =>
    consolePaths.productPart(product, 'archiving'),
  ),
  'POST /console/products/:id/restoration': page('register.edit', ({ product }) =>
    consolePaths.productPart(product, 'restoration'),
  ),
}
