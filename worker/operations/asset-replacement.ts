import { decideExchange, type StayReason } from '#rules/asset.ts'
import type { Day } from '#rules/day.ts'
import { dayOf } from '#rules/day.ts'
import { serialKeyOf } from '#rules/serial-number.ts'
import { NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import type { Vault } from '#tenants/vault.ts'
import {
  assetChoiceQueries,
  customerOfAsset,
  findAssetBySerialKey,
  writeAsset,
  writeNewAsset,
  writeStay,
} from '../queries/asset.ts'
import { writeContractsPassedOn, writePartsPassedOn } from '../queries/asset-replacement.ts'
import { listCalendarDays, overridesOf } from '../queries/calendar-day.ts'
import { writeEvent } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { findIdempotency, isStoredAlready, writeIdempotency } from '../queries/idempotency.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { type AssetScope, assetSearchWrites, isSerialTaken } from './asset-change.ts'
import { labelHashOf } from './asset-label.ts'
import { warrantyColumns, warrantyContextOf } from './asset-warranty.ts'
import { coverageFactQueries, type KnownMachine, machinesOf } from './coverage-fact.ts'
import { loadFront } from './front.ts'

export type ReplacementForm = { on: Day; serialNumber: string; note: string | null }
export type ReplacementReason = StayReason | 'serial_taken' | 'serial' | 'retired'

/**
 * The whole machine was exchanged: a new one stands in its place, with the first one's days and the exchange in its facts,
 * in its contracts and with its parts; the old one is retired. One batch.
 */
export async function replaceAsset(
  scope: AssetScope & { vault: Vault },
  id: string,
  form: ReplacementForm,
): Promise<{ id: string } | { refused: ReplacementReason }> {
  const { db, now, key } = scope
  const { front, answers } = await loadFront(scope, [
    listCalendarDays(db),
    findIdempotency(db, key),
    findAssetBySerialKey(db, serialKeyOf(form.serialNumber) ?? ''),
    ...assetChoiceQueries(db, customerOfAsset(id)),
    ...coverageFactQueries(db, [id]),
  ])
  const [days, [stored], [same], [customer], , products, rows, line, repairs, readings] = answers
  if (stored) return { id: stored.subjectId }
  const old = machinesOf([rows, line, repairs, readings]).get(id)
  if (!old || old.asset.removedAt) throw new NotFound('machine')
  const refused = refusalOf(old, form, { today: dayOf(now, front.company.timeZone), isTaken: same !== undefined })
  if (refused) return { refused }

  const newOne = newMachine(scope, old, form)
  const warranty = warrantyColumns(db, warrantyContextOf(front, overridesOf(days), now), newOne)
  const { asset } = newOne
  const product = products.find((one) => one.id === asset.productId) ?? null
  const stay = { id: newId(now), assetId: asset.id, kind: 'replacement' as const, fromOn: form.on, untilOn: form.on }
  const detail = { from: form.on, name: asset.name, serialNumber: asset.serialNumber }
  try {
    await commitAs(scope, { id: asset.id, version: 0 }, { name: 'asset.took_place', detail }, [
      writeIdempotency(db, { key, purpose: 'asset', contentHash: '', subjectId: asset.id, answer: {}, at: now }),
      writeEvent(db, {
        ...{ id: newId(now), subject: id, version: old.asset.version + 1, name: 'asset.exchanged' },
        ...{ actor: scope.actor.id, at: now, detail: { ...detail, key } },
      }),
      writeAsset(db, old.asset, { status: 'retired' }),
      writeNewAsset(db, {
        ...asset,
        ...warranty.columns,
        labelHash: await labelHashOf(scope.vault, scope.tenant, asset.id),
      }),
      writeStay(db, { ...stay, note: form.note, at: now, by: scope.actor.id }),
      ...warranty.writes,
      writeContractsPassedOn(db, id, asset.id),
      writePartsPassedOn(db, id, asset.id),
      ...assetSearchWrites(db, asset, { product, customer: customer?.name ?? '' }),
      writePlanningChanged(db, now),
    ])
  } catch (error) {
    if (isSerialTaken(error)) return { refused: 'serial_taken' }
    if (!isStoredAlready(error)) throw error
    const again = await loadFront(scope, [findIdempotency(db, key)])
    return { id: again.answers[0][0]!.subjectId }
  }
  return { id: asset.id }
}

function refusalOf(
  { asset }: KnownMachine,
  { on, serialNumber }: ReplacementForm,
  { today, isTaken }: { today: Day; isTaken: boolean },
): ReplacementReason | null {
  if (asset.status === 'retired') return 'retired'
  if (serialNumber !== '' && serialKeyOf(serialNumber) === null) return 'serial'
  if (isTaken) return 'serial_taken'
  const decision = decideExchange({ component: null, on }, { today, components: [] })
  return decision.allowed ? null : decision.reason
}

function newMachine(
  { now }: AssetScope,
  { asset: old, facts, ...rest }: KnownMachine,
  form: ReplacementForm,
): KnownMachine {
  const id = newId(now)
  const { on, serialNumber } = form
  return {
    ...rest,
    asset: {
      ...old,
      ...{ id, version: 1, createdAt: now, replacesAssetId: old.id, status: 'in_use', note: null, importId: null },
      ...{ serialNumber: serialNumber || null, serialKey: serialKeyOf(serialNumber), manufacturedOn: null },
      ...{ invoiceOn: null, deliveredOn: on, installedOn: null, commissionedOn: null, acceptedOn: null },
    },
    facts: { ...facts, id, readings: [], replacements: [...facts.replacements, { on, component: null }] },
  }
}
