import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { productLimits as limits, mostComponents, type ProductDetails, productViews } from '#rules/product.ts'
import { matchOf } from '#rules/search-gram.ts'
import { formKey, optionalText } from '#rules/typed.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { ProductPage, productNews } from '#web/pages/product.tsx'
import { ProductFormPage } from '#web/pages/product-form.tsx'
import { ProductListPage } from '#web/pages/product-list.tsx'
import { consolePaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { fieldReasons } from '#web/words/field.ts'
import { productWords } from '#web/words/product.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { firstPageHref } from '../middleware/first-page.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { loadFront } from '../operations/front.ts'
import {
  addProduct,
  archiveProduct,
  editProduct,
  productStampOf,
  restoreProduct,
  scopesOf,
} from '../operations/product.ts'
import { findProduct, listProducts, productPage, productPageQueries, searchProducts } from '../queries/product.ts'
import { keyOnly, staleForm, stamp, unseen } from './customer-form.ts'
import { formInWords } from './error-text.ts'

const line = (max: number) =>
  v.pipe(
    optionalText(max),
    v.transform((text) => (text === '' ? null : text)),
  )

const rows = Array.from({ length: mostComponents }, (_, at) => at)
const componentFields = Object.fromEntries(
  rows.flatMap((at) => [
    [`key.${at}`, optionalText(40)],
    [`component.${at}`, optionalText(limits.component)],
    [`scope.${at}`, optionalText(limits.scope)],
  ]),
)

const productForm = v.strictObject({
  ...componentFields,
  idempotencyKey: formKey,
  stamp,
  name: optionalText(limits.name),
  model: line(limits.model),
  warrantyScope: optionalText(limits.scope),
  category: line(40),
  isConsumerGoods: v.optional(v.literal('yes', 'choice')),
})

/** The models that the company sells. */
export const productRoutes = new Hono<ConsoleApp>()
  .get('/', permit('register.read'), (c) => showList(c))
  .get('/new', permit('register.edit'), (c) => showForm(c, null))
  .post('/', permit('register.edit'), async (c) => {
    const posted = await parseForm(c, productForm)
    if (!posted.ok) return showForm(c, null, { form: formInWords(posted, c.var.lang, { unseen }) })
    const added = await addProduct({ ...c.var, key: posted.values.idempotencyKey }, detailsIn(posted.values))
    return 'id' in added ? told(c, added.id, 'added') : showForm(c, null, again(c, posted.typed, added))
  })
  .get('/:id', permit('register.read'), (c) => showProduct(c, c.req.param('id')))
  .get('/:id/details', permit('register.edit'), (c) => showForm(c, c.req.param('id')))
  .post('/:id/details', permit('register.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, productForm)
    if (!posted.ok) return showForm(c, id, { form: formInWords(posted, c.var.lang, { unseen }) })
    const { idempotencyKey: key, stamp } = posted.values
    const changed = await editProduct({ ...c.var, key }, id, detailsIn(posted.values), stamp)
    return 'no' in changed ? showForm(c, id, again(c, posted.typed, changed.no)) : told(c, id, 'changed')
  })
  .post('/:id/archiving', permit('register.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, keyOnly)
    if (!posted.ok) return showProduct(c, id, fieldReasons[c.var.lang].unknown)
    await archiveProduct({ ...c.var, key: posted.values.idempotencyKey }, id)
    return told(c, id, 'archived')
  })
  .post('/:id/restoration', permit('register.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, keyOnly)
    if (!posted.ok) return showProduct(c, id, fieldReasons[c.var.lang].unknown)
    const restored = await restoreProduct({ ...c.var, key: posted.values.idempotencyKey }, id)
    return 'no' in restored ? showProduct(c, id, productWords[c.var.lang].taken) : told(c, id, 'restored')
  })

function told(c: Context<ConsoleApp>, id: string, news: (typeof productNews)[number]) {
  afterwards(c, c.var.platform.ring(c.var.tenant.id))
  return c.redirect(`${consolePaths.product(id)}?told=${news}`, 303)
}

type Typed = v.InferOutput<typeof productForm>

function detailsIn({ name, model, warrantyScope, category, isConsumerGoods, ...more }: Typed): ProductDetails {
  const typed = more as Record<string, string>
  const components = rows.map((at) => ({
    key: typed[`key.${at}`] || null,
    name: typed[`component.${at}`] ?? '',
    scope: typed[`scope.${at}`] ?? '',
  }))
  return { ...{ name, model, warrantyScope, category, components }, isConsumerGoods: isConsumerGoods === 'yes' }
}

type Again = { form?: FormState; stale?: boolean }
type No = Exclude<Awaited<ReturnType<typeof addProduct>>, { id: string }>

function again(c: Context<ConsoleApp>, typed: Record<string, string>, no: No): Again {
  const t = productWords[c.var.lang]
  if ('stale' in no) return { form: staleForm(typed), stale: true }
  if ('taken' in no) return { form: { typed, errors: { [typed.model ? 'model' : 'name']: t.taken } } }
  const errors = Object.entries(no.faults).map(([field, fault]) => [field, t.faults[fault]])
  return { form: { typed, errors: Object.fromEntries(errors) } }
}

const id26 = /^[0-9A-Z]{26}$/

async function showList(c: Context<ConsoleApp>) {
  const { db } = c.var
  const { q, view: wanted, after } = c.req.query()
  const query = q?.trim() || undefined
  const view = productViews.find((name) => name === wanted) ?? 'current'
  const [found] = await read(db, [
    query === undefined
      ? listProducts(db, { view, after: after && id26.test(after) ? after : null })
      : searchProducts(db, matchOf(query) ?? '""'),
  ])
  const shown = found.slice(0, productPage)
  const isMore = query === undefined ? found.length > productPage : found.length === productPage
  const next = new URLSearchParams({ ...(view === 'current' ? {} : { view }), after: shown.at(-1)?.id ?? '' })
  return c.html(
    <ProductListPage
      frame={consoleFrame(c)}
      {...{ view, query, isMore, rows: shown }}
      firstHref={firstPageHref(c)}
      nextHref={isMore && query === undefined ? `${consolePaths.products()}?${next}` : null}
    />,
  )
}

async function showProduct(c: Context<ConsoleApp>, id: string, refused?: string) {
  const [[product], machines, history, names] = await read(c.var.db, productPageQueries(c.var.db, id))
  if (!product) throw new NotFound('product')
  return c.html(
    <ProductPage
      frame={consoleFrame(c)}
      {...{ product, machines, history, refused }}
      memberNames={new Map(names.map(({ id, name }) => [id, name]))}
      formKey={newSecret()}
      told={productNews.find((news) => news === c.req.query('told'))}
    />,
    refused === undefined ? 200 : 422,
  )
}

async function showForm(c: Context<ConsoleApp>, id: string | null, { form, stale }: Again = {}) {
  const { front, answers } = await loadFront(c.var, [findProduct(c.var.db, id ?? '')])
  const [[product]] = answers
  if (id !== null && !product) throw new NotFound('product')
  return c.html(
    <ProductFormPage
      frame={consoleFrame(c)}
      {...{ product: product ?? null, form, stale }}
      scopes={scopesOf(front)}
      formKey={form?.typed.idempotencyKey ?? newSecret()}
      stamp={form?.typed.stamp ?? (product ? await productStampOf(product) : '')}
    />,
    stale ? 409 : form ? 422 : 200,
  )
}
