import { type AssetFaults, type AssetWish, assetDayFields, assetFaultsOf } from '#rules/asset.ts'
import type { Day } from '#rules/day.ts'
import { dayOf } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { serialKeyOf } from '#rules/serial-number.ts'
import type { Asset, AssetStatus } from '#schema/tenant/asset.ts'
import { NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import type { Vault } from '#tenants/vault.ts'
import {
  assetChoiceQueries,
  customerOfAsset,
  findAssetBySerialKey,
  type OfferedProduct,
  writeContractsLeft,
  writeNewAsset,
} from '../queries/asset.ts'
import { writeSuccessorsUndecided } from '../queries/asset-warranty.ts'
import { listCalendarDays, overridesOf } from '../queries/calendar-day.ts'
import { commitAs } from '../queries/guard.ts'
import { findIdempotency, isStoredAlready, writeIdempotency } from '../queries/idempotency.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { searchEntryRemoval } from '../queries/search-entry.ts'
import { type AssetScope, assetSearchWrites, changeAsset, isSerialTaken } from './asset-change.ts'
import { labelHashOf } from './asset-label.ts'
import { warrantyColumns, warrantyContextOf } from './asset-warranty.ts'
import { type KnownMachine, machinesOf } from './coverage-fact.ts'
import { loadFront } from './front.ts'

/** What a machine's form says. */
export type AssetForm = AssetWish & {
  siteId: string | null
  productId: string | null
  status: Exclude<AssetStatus, 'retired'>
  installedByUs: boolean
  parentSerialNumber: string
  note: string | null
}

export type AssetFormReason =
  | NonNullable<AssetFaults[keyof AssetFaults]>
  | 'serial_taken'
  | 'parent'
  | 'choice'
  | 'changed'
export type AssetFormFaults = Record<string, AssetFormReason>

export type Saved = { id: string } | { faults: AssetFormFaults }

/** A machine that nobody knew here before. Two round trips and the session's; the same form sent twice is one machine. */
export async function enterAsset(
  scope: AssetScope & { vault: Vault },
  customerId: string,
  form: AssetForm,
): Promise<Saved> {
  const { db, now, key, tenant, vault } = scope
  const { front, answers } = await loadFront(scope, [
    listCalendarDays(db),
    findIdempotency(db, key),
    findAssetBySerialKey(db, serialKeyOf(form.serialNumber) ?? ''),
    findAssetBySerialKey(db, serialKeyOf(form.parentSerialNumber) ?? ''),
    ...assetChoiceQueries(db, customerId),
  ])
  const [days, [stored], [same], [parent], [customer], sites, products] = answers
  if (stored) return { id: stored.subjectId }
  if (!customer) throw new NotFound('customer')
  const product = products.find(({ id }) => id === form.productId) ?? null
  const today = dayOf(now, front.company.timeZone)
  const faults = faultsOf(form, { today, product, sites, same: same?.id, parent: parent?.id, own: null })
  if (Object.keys(faults).length > 0) return { faults }

  const id = newId(now)
  const row = { ...newRow(id, customerId, now), ...columnsOf(form, product, parent?.id ?? null) }
  const machine = knownMachine({ ...row, labelHash: null }, product, customer.kind)
  const context = warrantyContextOf(front, overridesOf(days), now)
  const warranty = warrantyColumns(db, context, machine)
  const labelHash = await labelHashOf(vault, tenant, id)
  try {
    await commitAs(scope, { id, version: 0 }, { name: 'asset.entered', detail: { name: row.name } }, [
      writeIdempotency(db, { key, purpose: 'asset', contentHash: '', subjectId: id, answer: {}, at: now }),
      writeNewAsset(db, { ...row, ...warranty.columns, labelHash, version: 1 }),
      ...warranty.writes,
      ...assetSearchWrites(db, row, { product, customer: customer.name }),
      writePlanningChanged(db, now),
    ])
  } catch (error) {
    if (isSerialTaken(error)) return { faults: { serialNumber: 'serial_taken' } }
    if (!isStoredAlready(error)) throw error
    const again = await loadFront(scope, [findIdempotency(db, key)])
    return { id: again.answers[0][0]!.subjectId }
  }
  return { id }
}

const newRow = (id: string, customerId: string, createdAt: Date): Asset => ({
  ...{ id, version: 0, customerId, createdAt, status: 'in_use', installedByUs: false, name: '' },
  ...{ siteId: null, productId: null, serialNumber: null, serialKey: null, parentAssetId: null, agreedMonths: null },
  ...{ manufacturedOn: null, invoiceOn: null, deliveredOn: null, installedOn: null, commissionedOn: null },
  ...{ acceptedOn: null, replacesAssetId: null, warrantyEndsOn: null, warrantyDecisionId: null, noticesFrom: null },
  ...{ labelHash: null, note: null, removedAt: null, importId: null },
})

/** As a new machine stands in its verdict: nothing was repaired or read yet. */
const knownMachine = (asset: Asset, product: OfferedProduct | null, customerKind: 'company' | 'person'): KnownMachine =>
  machinesOf([
    [
      {
        ...{ asset, customerKind, stamp: '', scope: product?.warrantyScope ?? null },
        category: product?.category ?? null,
        ...{ isConsumerGoods: product?.isConsumerGoods ?? null, components: product?.components ?? null },
      },
    ],
    [],
    [],
    [],
  ]).get(asset.id)!

type Known = {
  today: Day
  product: OfferedProduct | null
  sites: readonly { id: string }[]
  same: string | undefined
  parent: string | undefined
  own: string | null
}

function faultsOf(form: AssetForm, { today, product, sites, same, parent, own }: Known): AssetFormFaults {
  const faults: AssetFormFaults = {}
  if (form.productId !== null && !product) faults.productId = 'choice'
  if (form.siteId !== null && !sites.some(({ id }) => id === form.siteId)) faults.siteId = 'choice'
  if (same && same !== own) faults.serialNumber = 'serial_taken'
  if (form.parentSerialNumber !== '' && (!parent || parent === own)) faults.parentSerialNumber = 'parent'
  return { ...assetFaultsOf(form, { today, productName: product && nameOf(product) }), ...faults }
}

const nameOf = ({ name, model }: Pick<OfferedProduct, 'name' | 'model'>) => (model ? `${name} ${model}` : name)

/** What the form says, as it is stored. */
function columnsOf(form: AssetForm, product: OfferedProduct | null, parentAssetId: string | null) {
  const days = Object.fromEntries(assetDayFields.map((field) => [field, form[field]])) as Pick<
    Asset,
    (typeof assetDayFields)[number]
  >
  return {
    ...days,
    ...{ siteId: form.siteId, productId: form.productId, status: form.status, parentAssetId, note: form.note },
    ...{ installedByUs: form.installedByUs, agreedMonths: form.agreedMonths },
    name: form.name || (product ? nameOf(product) : ''),
    serialNumber: form.serialNumber || null,
    serialKey: serialKeyOf(form.serialNumber),
  }
}

/** What is known of a machine is put right. `version`: as the form was filled in. */
export async function editAsset(scope: AssetScope, id: string, form: AssetForm, version: number): Promise<Saved> {
  const { db } = scope
  const faults: AssetFormFaults = {}
  const decision = await changeAsset(
    scope,
    id,
    ({ machine, today, answers: [[same], [parent], [customer], sites, products] }) => {
      const { asset, customerKind } = machine
      if (asset.version !== version) return refuse('changed')
      const product = products.find((one) => one.id === form.productId) ?? null
      const known = { today, product, sites, same: same?.id, parent: parent?.id, own: id }
      Object.assign(faults, faultsOf(form, known))
      if (Object.keys(faults).length > 0) return refuse('faults')
      const columns = columnsOf(form, product, parent?.id ?? null)
      const status = asset.status === 'retired' ? asset.status : columns.status
      const plain = knownMachine({ ...asset, ...columns }, product, customerKind).facts
      const { repairs, replacements, readings } = machine.facts
      const days = asset.replacesAssetId ? machine.facts.days : plain.days
      return allow({
        event: { name: 'asset.changed' },
        columns: { ...columns, status },
        machine: { customerKind, facts: { ...plain, days, repairs, replacements, readings } },
        writes: [
          ...assetSearchWrites(db, { ...asset, ...columns }, { product, customer: customer?.name ?? '' }),
          writeSuccessorsUndecided(id),
        ],
      })
    },
    [
      findAssetBySerialKey(db, serialKeyOf(form.serialNumber) ?? ''),
      findAssetBySerialKey(db, serialKeyOf(form.parentSerialNumber) ?? ''),
      ...assetChoiceQueries(db, customerOfAsset(id)),
    ],
  )
  if (decision.allowed) return { id }
  if (decision.reason === 'serial_taken') return { faults: { serialNumber: 'serial_taken' } }
  return decision.reason === 'changed' ? { faults: { form: 'changed' } } : { faults }
}

export type MoveReason = 'same' | 'serial_taken'

/** It stands at another customer's now. Contracts that named it name it no more; its history stays with it. */
export const moveAsset = (scope: AssetScope, id: string, customerId: string): Promise<Decision<string, MoveReason>> =>
  changeAsset(
    scope,
    id,
    ({ machine: { asset, facts }, answers: [[customer], , products] }) => {
      if (!customer) throw new NotFound('customer')
      if (asset.customerId === customerId) return refuse('same' as const)
      const product = products.find((one) => one.id === asset.productId) ?? null
      return allow({
        event: { name: 'asset.moved', detail: { from: asset.customerId, to: customerId, name: customer.name } },
        columns: { customerId, siteId: null, parentAssetId: null },
        machine: { facts, customerKind: customer.kind },
        writes: [
          writeContractsLeft(scope.db, id),
          ...assetSearchWrites(scope.db, asset, { product, customer: customer.name }),
        ],
        movesNotices: true,
      })
    },
    assetChoiceQueries(scope.db, customerId),
  )

/** Out of use for good, or in use again. What ends with it is announced no more. */
export const retireAsset = (scope: AssetScope, id: string, isRetired: boolean): Promise<Decision<string, MoveReason>> =>
  changeAsset(scope, id, ({ machine: { asset } }) => {
    if ((asset.status === 'retired') === isRetired) return refuse('same' as const)
    return allow({
      event: { name: isRetired ? 'asset.retired' : 'asset.restored' },
      columns: { status: isRetired ? ('retired' as const) : ('in_use' as const) },
      movesNotices: true,
    })
  })

/** Entered by mistake. Its log stays, and its number is free. */
export const removeAsset = (scope: AssetScope, id: string): Promise<Decision<string, MoveReason>> =>
  changeAsset<MoveReason>(scope, id, ({ machine: { asset } }) =>
    allow({
      event: { name: 'asset.removed', detail: { name: asset.name } },
      columns: { removedAt: scope.now },
      writes: [writeContractsLeft(scope.db, id), ...searchEntryRemoval(scope.db, id)],
      movesNotices: true,
    }),
  )
