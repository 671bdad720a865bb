import { type AutoRenewReason, decideAutoRenew } from '#rules/auto-renewal.ts'
import {
  type AgreementReason,
  type AgreementWish,
  agreementFaultsOf,
  type CancellationReason,
  decideCancellation,
} from '#rules/contract-agreement.ts'
import { type Day, dayOf } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { type Searchable, searchTextOf } from '#rules/search-gram.ts'
import type { Contract } from '#schema/tenant/contract.ts'
import { isUniqueViolation } from '#tenants/database-error.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { listCustomerAssets } from '../queries/asset.ts'
import {
  customerOfContract,
  findContract,
  findContractByNumber,
  listContractAssets,
  renewalsClosed,
  writeContract,
  writeContractAssets,
  writeNewContract,
  writeRenewalTakenBack,
} from '../queries/contract.ts'
import { keysIn, listRecentKeys, writeEvent } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { findIdempotency, isStoredAlready, writeIdempotency } from '../queries/idempotency.ts'
import { customerReachQueries } from '../queries/notice-recipient.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { searchEntryRemoval, searchEntryWrites } from '../queries/search-entry.ts'
import { customersOf, staffOf } from './notice-recipient.ts'

export type ContractScope = TenantScope & {
  company: { country: string; region: string | null; timeZone: string }
  key: string
}

/** What a contract's form says. */
export type ContractForm = AgreementWish &
  Pick<Contract, 'number' | 'title' | 'priceMinor' | 'currency' | 'ownerId' | 'note'> & { excluded: readonly string[] }

export type ContractFault = AgreementReason | AutoRenewReason | ('number_taken' | 'changed' | 'renewed_already')
export type ContractFaults = Record<string, ContractFault>
export type SavedContract = { id: string } | { faults: ContractFaults }

/** Where a new one comes from: a contract that it follows, or an end that somebody looked after. */
export type Origin = { previousId?: string | undefined; renewalId?: string | undefined }

/** Two round trips and the session's; the same form sent twice is one contract. */
export async function enterContract(
  scope: ContractScope,
  customerId: string,
  form: ContractForm,
  { previousId, renewalId }: Origin = {},
): Promise<SavedContract> {
  const { db, now, key, actor } = scope
  const [[stored], [same], [previous], own, ...reach] = await read(db, [
    findIdempotency(db, key),
    findContractByNumber(db, form.number),
    findContract(db, previousId ?? ''),
    listCustomerAssets(db, customerId),
    ...customerReachQueries(db, customerId),
  ])
  if (stored) return { id: stored.subjectId }
  const [customer] = reach[0]
  if (!customer) throw new NotFound('customer')
  if (previousId !== undefined && (!previous || previous.customerId !== customerId)) throw new NotFound('contract')
  const after = previous?.status === 'active' ? previous.endsOn : null
  const faults = faultsOf(scope, form, { own: own.map(({ id }) => id), reach, customerId, before: null, after })
  if (same) faults.number = 'number_taken'
  if (previous && previous.status !== 'active') faults.form = 'renewed_already'
  if (Object.keys(faults).length > 0) return { faults }

  const id = newId(now)
  const row = {
    id,
    version: 1,
    customerId,
    createdAt: now,
    previousContractId: previous?.id ?? null,
    ...columnsOf(form),
  }
  const closed = { nextContractId: id, actor: actor.id, at: now }
  try {
    await commitAs(scope, { id, version: 0 }, { name: 'contract.entered', detail: { number: form.number } }, [
      writeIdempotency(db, { key, purpose: 'contract', contentHash: '', subjectId: id, answer: {}, at: now }),
      writeNewContract(db, row),
      ...writeContractAssets(db, id, form.coversAllAssets ? [] : form.assetIds),
      ...contractSearchWrites(scope, { ...row, customer: customer.name }),
      ...(previous ? renewedWrites(scope, previous, id) : []),
      ...(previous ? renewalsClosed(db, { subjectId: previous.id }, closed) : []),
      ...(renewalId && !previous ? renewalsClosed(db, { renewalId }, closed) : []),
      writePlanningChanged(db, now),
    ])
  } catch (error) {
    if (isNumberTaken(error)) return { faults: { number: 'number_taken' } }
    if (!isStoredAlready(error)) throw error
    const [[again]] = await read(db, [findIdempotency(db, key)])
    return { id: again!.subjectId }
  }
  return { id }
}

/** The one before has its successor: nothing of its end is announced any more. */
function renewedWrites({ db, now, actor }: ContractScope, previous: Contract, nextId: string): Statement[] {
  return [
    writeEvent(db, {
      ...{ id: newId(now), subject: previous.id, version: previous.version + 1, name: 'contract.renewed' },
      ...{ actor: actor.id, at: now, detail: { contractId: nextId } },
    }),
    writeContract(db, previous, { status: 'renewed' }),
  ]
}

export const isNumberTaken = (error: unknown) => isUniqueViolation(error, 'contracts.number')

const columnsOf = ({ assetIds: _, covers, excluded, ...form }: ContractForm) => ({
  ...form,
  covers: [...covers],
  excluded: [...excluded],
})

/** What a contract is found by. */
export const contractSearchWrites = (
  { db }: Pick<ContractScope, 'db'>,
  { id, ...contract }: { id: string; number: string; title: string; customer: string },
): Statement[] => searchEntryWrites(db, 'contract', id, searchTextOf(contractSearchable(contract)))

type Called = { number: string; title: string; customer: string }

export const contractSearchable = ({ number, title, customer }: Called): Searchable => ({
  texts: [title, customer],
  numbers: [number],
})

type Reach = Parameters<typeof reachable>[0]
type Known = { own: readonly string[]; reach: Reach; customerId: string; before: Contract | null; after: Day | null }

function faultsOf(scope: ContractScope, form: ContractForm, known: Known): ContractFaults {
  const { own, reach, customerId, before, after } = known
  const faults: ContractFaults = { ...agreementFaultsOf(form, own, after) }
  const isAsBefore =
    before?.autoRenew &&
    before.endsOn === form.endsOn &&
    (before.autoRenewNoticeDays ?? 0) >= (form.autoRenewNoticeDays ?? 0)
  if (!form.autoRenew || isAsBefore || faults.endsOn) return faults
  const { company, now } = scope
  const { startsOn, endsOn, autoRenew, autoRenewNoticeDays } = form
  const subject = { kind: 'contract' as const, id: '', status: 'active' as const, enteredAt: now }
  const decision = decideAutoRenew(
    { ...subject, startsOn, endsOn, autoRenew, autoRenewNoticeDays },
    company,
    reachable(reach, customerId),
    dayOf(now, company.timeZone),
  )
  if (!decision.allowed) faults.autoRenew = decision.reason
  return faults
}

type ReachAnswers = [...Parameters<typeof customersOf>[0], Parameters<typeof staffOf>[1]]

const reachable = ([customers, contacts, consents, refusals, channels]: ReachAnswers, customerId: string) =>
  customersOf([customers, contacts, consents, refusals], staffOf([], channels)).get(customerId)?.recipients ?? []

/** What was agreed is put right. `version`: as the form was filled in. */
export async function editContract(
  scope: ContractScope,
  id: string,
  form: ContractForm,
  version: number,
): Promise<SavedContract> {
  const { db, now } = scope
  const [[contract], recent, [same], own, named, ...reach] = await read(db, [
    findContract(db, id),
    listRecentKeys(db, id),
    findContractByNumber(db, form.number),
    listCustomerAssets(db, customerOfContract(id)),
    listContractAssets(db, id),
    ...customerReachQueries(db, customerOfContract(id)),
  ])
  if (!contract) throw new NotFound('contract')
  if (keysIn(recent).includes(scope.key)) return { id }
  if (contract.removedAt) throw new NotFound('contract')
  const mayName = [...own, ...named].map((one) => one.id)
  const known = { own: mayName, reach, customerId: contract.customerId, before: contract, after: null }
  const faults = faultsOf(scope, form, known)
  if (same && same.id !== id) faults.number = 'number_taken'
  if (contract.version !== version) faults.form = 'changed'
  if (Object.keys(faults).length > 0) return { faults }
  try {
    await commitAs(scope, contract, { name: 'contract.changed', detail: { number: form.number, key: scope.key } }, [
      writeContract(db, contract, columnsOf(form)),
      ...writeContractAssets(db, id, form.coversAllAssets ? [] : form.assetIds),
      ...contractSearchWrites(scope, { id, ...form, customer: reach[0][0]?.name ?? '' }),
      writePlanningChanged(db, now),
    ])
  } catch (error) {
    if (isNumberTaken(error)) return { faults: { number: 'number_taken' } }
    if (error instanceof Conflict) return { faults: { form: 'changed' } }
    throw error
  }
  return { id }
}

/** Ended before its time; that day is still covered. */
export async function cancelContract(
  scope: ContractScope,
  id: string,
  { on, reason }: { on: Day; reason: string },
): Promise<Decision<string, CancellationReason>> {
  const { db, now, key } = scope
  const [[contract], recent] = await read(db, [findContract(db, id), listRecentKeys(db, id)])
  if (!contract) throw new NotFound('contract')
  if (keysIn(recent).includes(scope.key)) return allow(id)
  if (contract.removedAt) throw new NotFound('contract')
  const decision = decideCancellation(contract, on)
  if (!decision.allowed) return refuse(decision.reason)
  await commitAs(scope, contract, { name: 'contract.cancelled', detail: { on, reason, key } }, [
    writeContract(db, contract, { status: 'cancelled', cancelledOn: on, cancelledBecause: reason }),
    writePlanningChanged(db, now),
  ])
  return allow(id)
}

/** Entered by mistake. Its log stays, its number is free, and what it followed is without a successor again. */
export async function removeContract(scope: ContractScope, id: string): Promise<void> {
  const { db, now, key } = scope
  const [[contract], recent] = await read(db, [findContract(db, id), listRecentKeys(db, id)])
  if (!contract) throw new NotFound('contract')
  if (keysIn(recent).includes(scope.key)) return
  if (contract.removedAt) throw new NotFound('contract')
  await commitAs(scope, contract, { name: 'contract.removed', detail: { number: contract.number, key } }, [
    writeContract(db, contract, { removedAt: now, number: `${contract.number} (${id})` }),
    ...(contract.previousContractId ? [writeRenewalTakenBack(db, contract.previousContractId)] : []),
    ...searchEntryRemoval(db, id),
    writePlanningChanged(db, now),
  ])
}
