import { addDays, type Day, dayOf, daysBetween } from '#rules/day.ts'
import { nextTerm, termOf } from '#rules/renewal-term.ts'
import { searchTextOf } from '#rules/search-gram.ts'
import { serialKeyOf } from '#rules/serial-number.ts'
import { type Asset, assetReadings, assetRepairs, assets } from '#schema/tenant/asset.ts'
import { companies } from '#schema/tenant/company.ts'
import { contractAssets, contracts } from '#schema/tenant/contract.ts'
import { events } from '#schema/tenant/event.ts'
import { products } from '#schema/tenant/product.ts'
import { read, type Statement, write } from '#tenants/round-trip.ts'
import { labelHashOf } from '../operations/asset-label.ts'
import { reckonWarranty, type WarrantyContext, warrantyColumns } from '../operations/asset-warranty.ts'
import { machinesOf } from '../operations/coverage-fact.ts'
import type { Platform } from '../platform/platform.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { searchEntriesWrites } from '../queries/search-entry.ts'
import type { Staged } from './demo-company.ts'
import { keepOwners } from './demo-customer.ts'
import type { Setting, Story } from './demo-story.ts'

type Stage = Staged & { platform: Platform; setting: Setting }

/** Days from now until the warranty ends; null: nobody knows when it began. */
const endings = [12, 26, 34, 58, 75, 88, 140, 210, 300, -20, -90, 180, null, 45, 320, -200]

/** The machines that requests will speak of, some of them repaired, and contracts: some end soon, so that notices go out. */
export async function playAssets(stage: Stage, stories: readonly Story[]) {
  const { db, setting, tenant, platform } = stage
  const context = await contextOf(stage)
  const today = dayOf(setting.now, setting.calendar.timeZone)
  const found = await soldMachines(stage, stories)
  const rows = found.map((one, nth) => machineRow(stage, context, one, { nth, today }))
  const writes: Statement[] = []
  for (const [nth, row] of rows.entries()) {
    const repairs = nth % 5 === 2 ? [stayOf(stage, row, today)] : []
    const [machine] = machinesOf([
      [
        {
          ...{ asset: row, scope: null, category: null, isConsumerGoods: null, components: null },
          ...{ customerKind: 'company' as const, stamp: '' },
        },
      ],
      [],
      repairs.map((repair) => ({ assetId: row.id, repair })),
      [],
    ]).values()
    const warranty = warrantyColumns(db, context, machine!)
    const labelHash = await labelHashOf(platform.vault, tenant, row.id)
    writes.push(db.insert(assets).values({ ...row, ...warranty.columns, labelHash }), ...warranty.writes)
    if (repairs.length > 0) writes.push(db.insert(assetRepairs).values(repairs))
    if (nth % 4 === 1) writes.push(db.insert(assetReadings).values(readingOf(stage, row, today)))
    writes.push(eventOf(stage, row.id, 'asset.entered', { name: row.name }, row.createdAt))
  }
  const entries = rows.map((row, nth) => ({
    subject: row.id,
    grams: searchTextOf({ texts: [row.name, found[nth]!.customer], numbers: [row.serialNumber ?? ''] }),
  }))
  await write(db, [
    ...writes,
    ...(entries.length > 0 ? searchEntriesWrites(db, 'asset', entries) : []),
    ...contractWrites(stage, rows, found, today),
    db.update(companies).set({ noticesFrom: addDays(today, -60) }),
    writePlanningChanged(db, setting.now),
  ])
}

async function contextOf({ db, setting }: Stage): Promise<WarrantyContext> {
  const [[company]] = await read(db, [db.select().from(companies)])
  const { clauses, versionId, overrides, now } = setting
  return { clauses, versionId, overrides, now, company: company! }
}

/** One machine that was sold before anybody called about it. */
type Sold = { customerId: string; customer: string; product: string; serialNumber: string; productId: string | null }

const mostSold = 60

/** Most of those that stories speak of, the newest first: of the others nobody knows who sold them. */
async function soldMachines(stage: Stage, stories: readonly Story[]): Promise<Sold[]> {
  const spoken = stories
    .filter(({ serialNumber, fate }) => serialNumber && fate !== 'held')
    .toReversed()
    .filter((_, nth) => nth % 4 !== 3)
    .slice(0, mostSold)
  const owners = await keepOwners(
    stage,
    spoken.map(({ person }) => person),
  )
  const [models] = await read(stage.db, [
    stage.db.select({ id: products.id, name: products.name, model: products.model }).from(products),
  ])
  return spoken.map(({ person, fault: { product }, serialNumber }) => {
    const owner = owners.get(person.phoneKey)!
    const productId = models.find((one) => isNamed(one, product))?.id ?? null
    return { customerId: owner.id, customer: owner.name, product, serialNumber: serialNumber!, productId }
  })
}

const isNamed = ({ name, model }: { name: string; model: string | null }, said: string) =>
  said === name || (model !== null && said.includes(model))

function machineRow(
  { foundedAt, setting }: Stage,
  context: WarrantyContext,
  { customerId, product, serialNumber, productId }: Sold,
  { nth, today }: { nth: number; today: Day },
): Asset {
  const row: Asset = {
    ...{ id: setting.chance.id(foundedAt), version: 1, customerId, name: product, serialNumber, createdAt: foundedAt },
    ...{ serialKey: serialKeyOf(serialNumber), status: 'in_use', installedByUs: false, siteId: null, productId },
    ...{ parentAssetId: null, manufacturedOn: null, invoiceOn: null, deliveredOn: null, installedOn: null },
    ...{ commissionedOn: null, acceptedOn: null, agreedMonths: null, replacesAssetId: null, warrantyEndsOn: null },
    ...{ warrantyDecisionId: null, noticesFrom: null, labelHash: null, note: null, removedAt: null, importId: null },
  }
  const ending = endings[nth % endings.length] ?? null
  return ending === null ? row : { ...row, ...begunFor(context, row, addDays(today, ending)) }
}

/** Days so chosen that the policy's own term ends on that day, or about it. */
function begunFor(context: WarrantyContext, row: Asset, endsOn: Day): Partial<Asset> {
  const daysFrom = (on: Day) => ({
    invoiceOn: addDays(on, -9),
    deliveredOn: addDays(on, -4),
    installedOn: on,
    commissionedOn: on,
  })
  const year = addDays(endsOn, -365)
  const [probe] = machinesOf([
    [
      {
        ...{ asset: { ...row, ...daysFrom(year) }, scope: null, category: null, isConsumerGoods: null },
        ...{ components: null, customerKind: 'company' as const, stamp: '' },
      },
    ],
    [],
    [],
    [],
  ]).values()
  const reckoned = reckonWarranty(context, probe!)?.endsOn ?? endsOn
  return daysFrom(addDays(year, -daysBetween(endsOn, reckoned)))
}

const stayOf = ({ setting, staff, foundedAt }: Stage, { id }: Asset, today: Day) => ({
  ...{ id: setting.chance.id(foundedAt), assetId: id, requestId: null, component: null, kind: 'repair' as const },
  ...{ fault: null, fromOn: addDays(today, -50), untilOn: addDays(today, -43), note: null },
  ...{ at: setting.now, by: staff[0]!.id },
})

const readingOf = ({ setting, staff, foundedAt }: Stage, { id }: Asset, today: Day) => ({
  ...{ id: setting.chance.id(foundedAt), assetId: id, on: addDays(today, -14), unit: 'hours', amount: 1_260 },
  ...{ at: setting.now, by: staff[0]!.id },
})

const eventOf = (
  { db, setting, staff }: Stage,
  subject: string,
  name: string,
  detail: Record<string, unknown>,
  at: Date,
): Statement =>
  db.insert(events).values({ id: setting.chance.id(at), subject, version: 1, name, actor: staff[0]!.id, at, detail })

/** Days until the end, and whether it extends itself. */
const terms: readonly (readonly [number, boolean])[] = [
  ...([
    [29, false],
    [52, true],
    [8, false],
  ] as const),
  ...([
    [160, true],
    [240, false],
    [-30, false],
  ] as const),
]

function contractWrites(stage: Stage, rows: readonly Asset[], found: readonly Sold[], today: Day): Statement[] {
  const { db, setting, foundedAt, staff } = stage
  const { cast, chance } = setting
  const isChinese = cast.lang === 'zh-CN'
  const seller = staff.find(({ role }) => role === 'sales')?.id ?? null
  return terms.flatMap(([ending, autoRenew], nth) => {
    const row = rows[nth * 3]
    if (!row) return []
    const id = chance.id(foundedAt)
    const title = isChinese ? `${row.name}年度维护` : `Yearly care of ${row.name}`
    const number = `${isChinese ? 'WH' : 'MC'}-${1001 + nth}`
    const endsOn = addDays(today, ending)
    const startsOn = nextTerm(termOf(addDays(endsOn, -729), 12)).startsOn
    const values = {
      ...{ id, version: 1, number, customerId: row.customerId, title, startsOn, endsOn, autoRenew, ownerId: seller },
      ...{ priceMinor: 680_000 + nth * 120_000, currency: cast.company.currency, visits: 4, visitsUsed: nth % 4 },
      ...{ covers: ['labour' as const, 'travel' as const], excluded: ['misuse'], createdAt: foundedAt },
      autoRenewNoticeDays: autoRenew ? 15 : null,
    }
    const grams = searchTextOf({ texts: [title, found[nth * 3]!.customer], numbers: [number] })
    return [
      db.insert(contracts).values(values),
      db.insert(contractAssets).values({ contractId: id, assetId: row.id }),
      ...searchEntriesWrites(db, 'contract', [{ subject: id, grams }]),
      eventOf(stage, id, 'contract.entered', { number }, foundedAt),
    ]
  })
}
