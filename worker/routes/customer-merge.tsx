import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { nameKeyOf } from '#rules/customer.ts'
import { matchOf } from '#rules/search-gram.ts'
import { formKey } from '#rules/typed.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { CustomerDuplicatePage } from '#web/pages/customer-duplicate.tsx'
import { CustomerMergePage, CustomerMergePickPage } from '#web/pages/customer-merge.tsx'
import { consolePaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { customerMergeWords } from '#web/words/customer-merge.ts'
import { fieldReasons } from '#web/words/field.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { loadMergeSides, type MergeSide, mergeCustomers, undoMerge } from '../operations/customer-merge.ts'
import { findCustomer } from '../queries/customer-card.ts'
import {
  type DoublesBy,
  findDoubleWindowEnd,
  listDoubles,
  listLikely,
  searchCustomers,
} from '../queries/customer-list.ts'
import { showCustomer, told } from './customer.tsx'
import { keyOnly } from './customer-form.ts'

const mergeForm = v.strictObject({
  idempotencyKey: formKey,
  keep: v.pipe(v.string('required'), v.regex(/^[0-9A-Z]{26}$/, 'choice')),
})

/** Two records of one customer made one, and taken apart again. */
export const customerMergeRoutes = new Hono<ConsoleApp>()
  .get('/duplicates', permit('register.merge'), (c) => showDoubles(c))
  .get('/:id/merge', permit('register.merge'), (c) => showPick(c, c.req.param('id')))
  .get('/:id/merge/:other', permit('register.merge'), (c) => showMerge(c))
  .post('/:id/merge/:other', permit('register.merge'), async (c) => {
    const { id, other } = c.req.param()
    const t = customerMergeWords[c.var.lang]
    const posted = await parseForm(c, mergeForm)
    const keep = posted.ok ? posted.values.keep : ''
    if (!posted.ok || (keep !== id && keep !== other))
      return showMerge(c, { typed: posted.typed, errors: { keep: t.choose } })
    const scope = { ...c.var, key: posted.values.idempotencyKey }
    const decision = await mergeCustomers(scope, keep, keep === id ? other : id)
    if (decision.allowed) return told(c, keep, 'merged')
    return showMerge(c, { typed: posted.typed, errors: { form: t.reasons[decision.reason] } })
  })
  .post('/:id/merges/:merge/reversal', permit('register.merge'), async (c) => {
    const { id, merge } = c.req.param()
    const posted = await parseForm(c, keyOnly)
    if (!posted.ok) return showCustomer(c, id, fieldReasons[c.var.lang].unknown)
    const decision = await undoMerge({ ...c.var, key: posted.values.idempotencyKey }, id, merge)
    if (decision.allowed) return told(c, id, 'undone')
    return showCustomer(c, id, customerMergeWords[c.var.lang].undo[decision.reason])
  })

async function showMerge(c: Context<ConsoleApp>, form?: FormState) {
  const { id = '', other = '' } = c.req.param()
  const { sides, names } = await loadMergeSides(c.var.db, id, other)
  const gone = sides.find(({ customer }) => customer.mergedInto)
  if (gone && !form) return c.redirect(consolePaths.customer(gone.customer.mergedInto!), 303)
  return c.html(
    <CustomerMergePage
      frame={consoleFrame(c)}
      sides={[comparedOf(sides[0]), comparedOf(sides[1])]}
      memberNames={new Map(names.map(({ id, name }) => [id, name]))}
      formKey={form?.typed.idempotencyKey ?? newSecret()}
      form={form}
    />,
    form ? 422 : 200,
  )
}

const comparedOf = ({ customer, contacts, sites, counts }: MergeSide) => ({
  ...customer,
  counts: { ...counts, contacts: contacts.length, sites: sites.length },
})

/** Those with the same number or name first, then whoever is found by the words. */
async function showPick(c: Context<ConsoleApp>, id: string) {
  const { db } = c.var
  const query = c.req.query('q')?.trim() ?? ''
  const [[customer], samePhone, sameName, found] = await read(db, [
    findCustomer(db, id),
    ...listLikely(db, id),
    searchCustomers(db, matchOf(query) ?? '""'),
  ])
  if (!customer) throw new NotFound('customer')
  if (customer.mergedInto) return c.redirect(consolePaths.customer(customer.mergedInto), 303)
  const nameKey = nameKeyOf(customer.name)
  const all = [...samePhone, ...sameName, ...found.filter(({ archivedAt }) => archivedAt === null)]
  const others = all.filter((one, at) => one.id !== id && all.findIndex((other) => other.id === one.id) === at)
  const candidates = others.map(({ id, name, phone }) => ({
    ...{ id, name, phone, isSameName: nameKeyOf(name) === nameKey },
    isSamePhone: samePhone.some((one) => one.id === id),
  }))
  return c.html(<CustomerMergePickPage frame={consoleFrame(c)} {...{ customer, query, candidates }} />)
}

async function showDoubles(c: Context<ConsoleApp>) {
  const { db } = c.var
  const by: DoublesBy = c.req.query('by') === 'name' ? 'name' : 'phone'
  const after = c.req.query('after') ?? ''
  const [rows, [end]] = await read(db, [listDoubles(db, by, after), findDoubleWindowEnd(db, by, after)])
  const doubles = rows.map(({ ids, names }) => {
    const called = JSON.parse(names) as string[]
    return { customers: (JSON.parse(ids) as string[]).map((id, at) => ({ id, name: called[at] ?? '' })) }
  })
  const further = new URLSearchParams({ by, after: end?.key ?? '' })
  return c.html(
    <CustomerDuplicatePage
      frame={consoleFrame(c)}
      {...{ by, doubles, isFirst: after === '' }}
      nextHref={end ? `${consolePaths.customerDuplicates()}?${further}` : null}
    />,
  )
}
