import { type Context, Hono } from 'hono'
import { type AssetView, assetViews } from '#rules/asset.ts'
import { dayOf } from '#rules/day.ts'
import { decidePhoneKey } from '#rules/phone.ts'
import { matchOf } from '#rules/search-gram.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { AssetFormPage } from '#web/pages/asset-form.tsx'
import { AssetListPage } from '#web/pages/asset-list.tsx'
import { AssetMovePage } from '#web/pages/asset-move.tsx'
import { CustomerChoicePage } from '#web/pages/customer-choice.tsx'
import { consolePaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { assetCardWords } from '#web/words/asset-card.ts'
import { assetFormWords, assetReasons } from '#web/words/asset-form.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { firstPageHref } from '../middleware/first-page.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { editAsset, enterAsset, moveAsset, removeAsset, retireAsset, type Saved } from '../operations/asset.ts'
import { assetChoiceQueries, customerOfAsset, findAsset, parentOfAsset } from '../queries/asset.ts'
import {
  type AssetPlace,
  assetPageSize,
  countAssetViews,
  isByName,
  listAssets,
  searchAssets,
} from '../queries/asset-list.ts'
import { findCustomersToChoose } from '../queries/customer-choice.ts'
import { newestEntry } from '../queries/search-entry.ts'
import { assetEdit, assetEntry, assetFormOf, justKey, newOwner, refusedForm } from './asset-form.ts'
import { showAsset } from './asset-show.tsx'

/** What was sold: listed, entered, put right, moved, retired. */
export const assetRoutes = new Hono<ConsoleApp>()
  .get('/', permit('register.read'), (c) => showList(c))
  .get('/new', permit('register.edit'), (c) => {
    const customerId = c.req.query('customer')
    return customerId ? showForm(c, { customerId }) : showChoice(c, null)
  })
  .post('/', permit('register.edit'), async (c) => {
    const posted = await parseForm(c, assetEntry)
    const customerId = posted.typed.customerId ?? ''
    if (customerId === '') return showChoice(c, null, 422)
    if (!posted.ok) return showForm(c, { customerId }, refusedForm(c, posted))
    const { idempotencyKey: key, customerId: whose, ...form } = posted.values
    const saved = await enterAsset({ ...c.var, vault: c.var.platform.vault, key }, whose, assetFormOf(form))
    return answerSaved(c, saved, posted.typed, (form) => showForm(c, { customerId }, form))
  })
  .get('/:id', permit('register.read'), (c) => showAsset(c, c.req.param('id')))
  .get('/:id/details', permit('register.edit'), (c) => showForm(c, { id: c.req.param('id') }))
  .post('/:id/details', permit('register.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, assetEdit)
    if (!posted.ok) return showForm(c, { id }, refusedForm(c, posted))
    const { idempotencyKey: key, version, ...form } = posted.values
    const saved = await editAsset({ ...c.var, key }, id, assetFormOf(form), version)
    return answerSaved(c, saved, posted.typed, (form) => showForm(c, { id }, form))
  })
  .get('/:id/customer', permit('register.edit'), (c) => {
    const customerId = c.req.query('customer')
    return customerId ? showMove(c, c.req.param('id'), customerId) : showChoice(c, c.req.param('id'))
  })
  .post('/:id/customer', permit('register.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, newOwner)
    if (!posted.ok) return showChoice(c, id, 422)
    const { idempotencyKey: key, customerId } = posted.values
    const moved = await moveAsset({ ...c.var, key }, id, customerId)
    if (!moved.allowed) return showMove(c, id, customerId, { form: assetReasons[c.var.lang][moved.reason] })
    return changed(c, consolePaths.asset(id))
  })
  .post('/:id/retirement', permit('register.edit'), (c) =>
    plain(c, 'retirement', (scope, id) => retireAsset(scope, id, true)),
  )
  .post('/:id/restoration', permit('register.edit'), (c) =>
    plain(c, 'restoration', (scope, id) => retireAsset(scope, id, false)),
  )
  .post('/:id/removal', permit('register.edit'), (c) => plain(c, 'removal', removeAsset, consolePaths.assets()))

type Step = (scope: Parameters<typeof removeAsset>[0], id: string) => ReturnType<typeof removeAsset>

async function plain(c: Context<ConsoleApp>, step: string, take: Step, goesTo?: string) {
  const id = c.req.param('id')!
  const posted = await parseForm(c, justKey)
  if (!posted.ok) return showAsset(c, id, { step, form: refusedForm(c, posted) })
  const taken = await take({ ...c.var, key: posted.values.idempotencyKey }, id)
  if (taken.allowed) return changed(c, goesTo ?? consolePaths.asset(id))
  return showAsset(c, id, { step, form: { typed: {}, errors: { form: assetReasons[c.var.lang][taken.reason] } } })
}

/** What ends another day is told another day: the jobs look at once. */
export function changed(c: Context<ConsoleApp>, path: string) {
  afterwards(c, c.var.platform.ring(c.var.tenant.id))
  return c.redirect(path, 303)
}

function answerSaved(
  c: Context<ConsoleApp>,
  saved: Saved,
  typed: Record<string, string>,
  again: (form: FormState) => Response | Promise<Response>,
) {
  if ('id' in saved) return changed(c, consolePaths.asset(saved.id))
  const words = assetReasons[c.var.lang]
  const errors = Object.fromEntries(Object.entries(saved.faults).map(([field, why]) => [field, words[why]]))
  return again({ typed, errors })
}

async function showList(c: Context<ConsoleApp>) {
  const { db, now, company } = c.var
  const today = dayOf(now, company.timeZone)
  const asked = askedOf(c.req.query())
  const counts = countAssetViews(db, today)
  if (asked.query !== undefined) {
    const match = matchOf(asked.query) ?? '""'
    const [found, [counted]] = await read(db, [searchAssets(db, match, asked.before ?? newestEntry), counts])
    const next = new URLSearchParams({ q: asked.query, before: String(found[assetPageSize - 1]?.entry) })
    return listPage(c, asked, found, counted!, next)
  }
  const [found, [counted]] = await read(db, [listAssets(db, { ...asked, today }), counts])
  const last = found[assetPageSize - 1]
  const at = isByName(asked.view) ? last?.name : (last?.warrantyEndsOn ?? '')
  const next = new URLSearchParams({ view: asked.view, at: at ?? '', after: last?.id ?? '' })
  return listPage(c, asked, found, counted!, next)
}

type Shown = Parameters<typeof AssetListPage>[0]

function listPage(
  c: Context<ConsoleApp>,
  { view, query }: Asked,
  found: Shown['rows'],
  counts: Shown['counts'],
  next: URLSearchParams,
) {
  return c.html(
    <AssetListPage
      frame={consoleFrame(c)}
      {...{ view, query, counts }}
      rows={found.slice(0, assetPageSize)}
      firstHref={firstPageHref(c)}
      nextHref={found.length > assetPageSize ? `${consolePaths.assets()}?${next}` : null}
      formKey={newSecret()}
    />,
  )
}

type Asked = {
  view: AssetView
  query: string | undefined
  after: AssetPlace | undefined
  before: number | undefined
}

/** What the address asks for; what it asks wrongly is left out. */
const askedOf = ({ view, q, after, at = '', before }: Record<string, string>): Asked => ({
  view: assetViews.find((name) => name === view) ?? 'all',
  query: q?.trim() || undefined,
  after: after ? { id: after, at } : undefined,
  before: /^\d{1,15}$/.test(before ?? '') ? Number(before) : undefined,
})

async function showForm(c: Context<ConsoleApp>, of: { id: string } | { customerId: string }, form?: FormState) {
  const { db } = c.var
  const isNew = 'customerId' in of
  const choice = assetChoiceQueries(db, isNew ? of.customerId : customerOfAsset(of.id))
  const own = isNew ? '' : of.id
  const [[asset], [parent], [customer], sites, products] = await read(db, [
    findAsset(db, own),
    findAsset(db, parentOfAsset(own)),
    ...choice,
  ])
  if ((!isNew && (!asset || asset.removedAt)) || !customer) throw new NotFound('machine')
  return c.html(
    <AssetFormPage
      frame={consoleFrame(c)}
      asset={asset ?? null}
      {...{ customer, sites, products, form }}
      parentSerialNumber={parent?.serialNumber ?? ''}
      formKey={form?.typed.idempotencyKey ?? newSecret()}
    />,
    form ? 422 : 200,
  )
}

/** Found by a few letters: for a new machine, or for one that changes hands. */
async function showChoice(c: Context<ConsoleApp>, id: string | null, status: 200 | 422 = 200) {
  const { db, lang, company } = c.var
  const query = c.req.query('q')?.trim() ?? ''
  const key = decidePhoneKey(query, company.country)
  const [rows, [asset]] = await read(db, [
    findCustomersToChoose(db, query, key.allowed ? key.result : '-'),
    findAsset(db, id ?? ''),
  ])
  if (id !== null && (!asset || asset.removedAt)) throw new NotFound('machine')
  const action = id === null ? consolePaths.newAsset() : consolePaths.assetPart(id, 'customer')
  const t = assetFormWords[lang].titles
  return c.html(
    <CustomerChoicePage
      frame={consoleFrame(c)}
      section="assets"
      title={id === null ? t.choose : t.move}
      back={
        asset
          ? { href: consolePaths.asset(asset.id), label: asset.name }
          : { href: consolePaths.assets(), label: assetCardWords[lang].back }
      }
      {...{ action, query }}
      rows={query === '' ? undefined : rows}
      hrefOf={(customerId) => `${action}?customer=${customerId}`}
    />,
    status,
  )
}

async function showMove(c: Context<ConsoleApp>, id: string, customerId: string, errors?: Record<string, string>) {
  const { db } = c.var
  const [[asset], [customer]] = await read(db, [findAsset(db, id), assetChoiceQueries(db, customerId)[0]])
  if (!asset || asset.removedAt || !customer) throw new NotFound('machine')
  return c.html(
    <AssetMovePage frame={consoleFrame(c)} {...{ asset, customer, errors }} formKey={newSecret()} />,
    errors ? 422 : 200,
  )
}
