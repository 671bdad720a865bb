import { type Context, Hono } from 'hono'
import { customerViews } from '#rules/customer.ts'
import { customerTiers } from '#rules/policy-term.ts'
import { matchOf } from '#rules/search-gram.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { CustomerPage, customerNews } from '#web/pages/customer.tsx'
import { CustomerFormPage } from '#web/pages/customer-form.tsx'
import { CustomerListPage } from '#web/pages/customer-list.tsx'
import { consolePaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { fieldReasons } from '#web/words/field.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { firstPageHref } from '../middleware/first-page.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { addCustomer, archiveCustomer, customerStampOf, editCustomer, restoreCustomer } from '../operations/customer.ts'
import { choicesOf, loadCustomer } from '../operations/customer-change.ts'
import { loadFront } from '../operations/front.ts'
import { customerCardQueries } from '../queries/customer-card.ts'
import { listOwners } from '../queries/customer-change.ts'
import { customerPage, listCustomers, searchCustomers } from '../queries/customer-list.ts'
import { listMemberNames } from '../queries/service-request-list.ts'
import { customerForm, faultForm, keyOnly, refusedForm, staleForm } from './customer-form.ts'

/** Who is served. */
export const customerRoutes = new Hono<ConsoleApp>()
  .get('/', permit('register.read'), (c) => showList(c))
  .get('/new', permit('register.edit'), (c) => showNew(c))
  .post('/', permit('register.edit'), async (c) => {
    const posted = await parseForm(c, customerForm)
    if (!posted.ok) return showNew(c, refusedForm(c, posted))
    const { idempotencyKey: key, stamp: _, ...details } = posted.values
    const added = await addCustomer({ ...c.var, key }, details)
    if ('faults' in added) return showNew(c, faultForm(c, posted.typed, added.faults))
    return c.redirect(`${consolePaths.customer(added.id)}?told=added`, 303)
  })
  .get('/:id', permit('register.read'), (c) => showCustomer(c, c.req.param('id')))
  .get('/:id/details', permit('register.edit'), (c) => showDetails(c, c.req.param('id')))
  .post('/:id/details', permit('register.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, customerForm)
    if (!posted.ok) return showDetails(c, id, { form: refusedForm(c, posted) })
    const { idempotencyKey: key, stamp, ...details } = posted.values
    const changed = await editCustomer({ ...c.var, key }, id, details, stamp)
    if ('no' in changed)
      return 'faults' in changed.no
        ? showDetails(c, id, { form: faultForm(c, posted.typed, changed.no.faults) })
        : showDetails(c, id, { form: staleForm(posted.typed), stale: true })
    return told(c, id, 'changed')
  })
  .post('/:id/archiving', permit('register.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, keyOnly)
    if (!posted.ok) return showCustomer(c, id, fieldReasons[c.var.lang].unknown)
    await archiveCustomer({ ...c.var, key: posted.values.idempotencyKey }, id)
    return told(c, id, 'archived')
  })
  .post('/:id/restoration', permit('register.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, keyOnly)
    if (!posted.ok) return showCustomer(c, id, fieldReasons[c.var.lang].unknown)
    await restoreCustomer({ ...c.var, key: posted.values.idempotencyKey }, id)
    return told(c, id, 'restored')
  })

/** Back to the card, which says what was done; notices may have to be planned anew. */
export function told(c: Context<ConsoleApp>, id: string, news: (typeof customerNews)[number]) {
  afterwards(c, c.var.platform.ring(c.var.tenant.id))
  return c.redirect(`${consolePaths.customer(id)}?told=${news}`, 303)
}

const id26 = /^[0-9A-Z]{26}$/

async function showList(c: Context<ConsoleApp>) {
  const { db } = c.var
  const { q, view, tier, after } = c.req.query()
  const query = q?.trim() || undefined
  const asked = {
    view: customerViews.find((name) => name === view) ?? ('current' as const),
    tier: tier && view !== 'archived' ? tier : null,
    after: after && id26.test(after) ? after : null,
  }
  const rows = query === undefined ? listCustomers(db, asked) : searchCustomers(db, matchOf(query) ?? '""')
  const { front, answers } = await loadFront(c.var, [rows, listMemberNames(db)])
  const [found, names] = answers
  const shown = found.slice(0, customerPage)
  const isMore = query === undefined ? found.length > customerPage : found.length === customerPage
  return c.html(
    <CustomerListPage
      frame={consoleFrame(c)}
      {...{ ...asked, query, isMore }}
      tiers={customerTiers(front.policy?.clauses ?? [])}
      rows={shown}
      memberNames={new Map(names.map(({ id, name }) => [id, name]))}
      firstHref={firstPageHref(c)}
      nextHref={isMore && query === undefined ? nextHref(asked, shown.at(-1)!.id) : null}
    />,
  )
}

function nextHref({ view, tier }: { view: string; tier: string | null }, after: string) {
  const next = new URLSearchParams()
  if (view !== 'current') next.set('view', view)
  if (tier) next.set('tier', tier)
  next.set('after', after)
  return `${consolePaths.customers()}?${next}`
}

/** The card; one that was merged answers as the one it was merged into. */
export async function showCustomer(c: Context<ConsoleApp>, id: string, refused?: string): Promise<Response> {
  const answers = await read(c.var.db, customerCardQueries(c.var.db, id))
  const [[customer], contacts, sites, machines, contracts, requests, renewals, consents, suppressions, ...more] =
    answers
  const [merges, history, names, samePhone, sameName] = more
  if (!customer) throw new NotFound('customer')
  if (customer.mergedInto && refused !== undefined) return showCustomer(c, customer.mergedInto, refused)
  if (customer.mergedInto) return c.redirect(consolePaths.customer(customer.mergedInto), 303)
  return c.html(
    <CustomerPage
      frame={consoleFrame(c)}
      {...{ customer, contacts, sites, machines, contracts, requests, renewals, consents, suppressions }}
      {...{ merges, history, refused }}
      likely={{ phone: samePhone, name: sameName }}
      memberNames={new Map(names.map(({ id, name }) => [id, name]))}
      formKey={newSecret()}
      told={customerNews.find((news) => news === c.req.query('told'))}
    />,
    refused === undefined ? 200 : 422,
  )
}

async function showNew(c: Context<ConsoleApp>, form?: FormState) {
  const { front, answers } = await loadFront(c.var, [listOwners(c.var.db)])
  const [owners] = answers
  return c.html(
    <CustomerFormPage
      frame={consoleFrame(c)}
      customer={null}
      choices={choicesOf(front, owners)}
      formKey={form?.typed.idempotencyKey ?? newSecret()}
      stamp=""
      {...{ owners, form }}
    />,
    form ? 422 : 200,
  )
}

type Again = { form?: FormState; stale?: boolean }

async function showDetails(c: Context<ConsoleApp>, id: string, { form, stale }: Again = {}) {
  const { customer, choices, owners } = await loadCustomer(c.var, id)
  if (customer.mergedInto) return c.redirect(consolePaths.customer(customer.mergedInto), 303)
  return c.html(
    <CustomerFormPage
      frame={consoleFrame(c)}
      {...{ customer, choices, owners, form, stale }}
      formKey={form?.typed.idempotencyKey ?? newSecret()}
      stamp={form?.typed.stamp ?? (await customerStampOf(customer))}
    />,
    stale ? 409 : form ? 422 : 200,
  )
}
