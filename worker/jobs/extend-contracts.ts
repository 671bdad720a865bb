import { type AutoRenewReason, decideAutomaticRenewal } from '#rules/auto-renewal.ts'
import { type Day, dayOf, endOfDay } from '#rules/day.ts'
import { nextTerm } from '#rules/renewal-term.ts'
import type { Contract } from '#schema/tenant/contract.ts'
import { Conflict } from '#tenants/errors.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { hashOf, type Vault } from '#tenants/vault.ts'
import { contractSearchWrites, isNumberTaken } from '../operations/contract.ts'
import { renewalIdOf, renewalToken } from '../operations/renewal-token.ts'
import { renewalsClosed, writeContract, writeNewContract } from '../queries/contract.ts'
import {
  findNextAutomaticEnd,
  listContractsToExtend,
  listTellings,
  type Telling,
  writeAssetsTakenOver,
  writeFollowedUpToday,
} from '../queries/contract-extension.ts'
import { commit } from '../queries/event.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { writeRenewalOnce } from '../queries/renewal.ts'
import { findOwnCompany } from '../queries/session.ts'

type Scope = PublicScope & { vault: Vault }
type Place = { country: string; region: string | null; timeZone: string }

const atOnce = 50

/**
 * Contracts that were agreed to extend themselves and have come to their end: the next one begins, if the customer was told
 * within the law's time (GR-11). Otherwise it ends, and whoever looks after it is asked to talk to the customer, with the
 * reason. Run twice, it was run once. Answers when the next one ends.
 */
export async function extendContracts(scope: Scope): Promise<Date | null> {
  const { db, now } = scope
  const [[company]] = await read(db, [findOwnCompany(db)])
  if (!company) return null
  const today = dayOf(now, company.timeZone)
  const [due, tellings, [next]] = await read(db, [
    listContractsToExtend(db, today, atOnce),
    listTellings(db, today, atOnce),
    findNextAutomaticEnd(db, today),
  ])
  for (const row of due) {
    const own = tellings.filter(({ contractId }) => contractId === row.contract.id)
    await extendOne(scope, company, row, own)
  }
  if (due.length === atOnce) return now
  return next ? endOfDay(next.endsOn, company.timeZone) : null
}

type Due = { contract: Contract; customer: string | null; ownerId: string | null }

async function extendOne(scope: Scope, place: Place, due: Due, tellings: readonly Telling[]) {
  const { contract } = due
  const subject = {
    kind: 'contract' as const,
    id: contract.id,
    status: 'active' as const,
    enteredAt: contract.createdAt,
  }
  const { startsOn, endsOn, autoRenew, autoRenewNoticeDays } = contract
  const decision = decideAutomaticRenewal(
    { ...subject, startsOn, endsOn, autoRenew, autoRenewNoticeDays },
    place,
    tellings.map(({ sentAt }) => dayOf(sentAt, place.timeZone)),
  )
  try {
    if (decision.allowed) await extend(scope, due)
    else await letEnd(scope, due, decision.reason, dayOf(scope.now, place.timeZone))
  } catch (error) {
    // Somebody else was faster, or the number is taken: the next visit looks again.
    if (!(error instanceof Conflict) && !isNumberTaken(error)) throw error
  }
}

async function extend(scope: Scope, { contract, customer }: Due) {
  const { db, now, tenant } = scope
  const term = nextTerm(contract)
  const id = `ct${(await hashOf(`extension ${tenant.id} ${contract.id}`)).slice(0, 24)}`
  const number = nextNumber(contract.number, term.startsOn)
  const row = { ...contract, ...term, id, version: 1, number, visitsUsed: 0, previousContractId: contract.id }
  await commit(scope, contract, { name: 'contract.extended', detail: { contractId: id, number } }, [
    writeContract(db, contract, { status: 'renewed' }),
    writeNewContract(db, { ...row, createdAt: now, importId: null }),
    writeAssetsTakenOver(db, contract.id, id),
    ...contractSearchWrites(scope, { id, number, title: row.title, customer: customer ?? '' }),
    ...renewalsClosed(db, { subjectId: contract.id }, { nextContractId: id, actor: 'system', at: now }),
    writePlanningChanged(db, now),
  ])
}

/** "HT-17", then "HT-17/2027": told apart by the year in which it begins. */
function nextNumber(number: string, startsOn: Day): string {
  const plain = number.replace(/\/\d{4}(-\d\d-\d\d)?$/, '')
  const year = `${plain}/${startsOn.slice(0, 4)}`
  return year === number ? `${plain}/${startsOn}` : year
}

/** It extends itself no more: it ended. A person follows it up today. */
async function letEnd(scope: Scope, { contract, ownerId }: Due, because: AutoRenewReason, today: Day) {
  const { db, now, tenant, vault } = scope
  const renewalId = await renewalIdOf(tenant, contract.id, contract.endsOn)
  const renewal: Statement = writeRenewalOnce(db, {
    ...{ id: renewalId, subjectKind: 'contract', subjectId: contract.id, customerId: contract.customerId },
    ...{ endsOn: contract.endsOn, stage: 'told', ownerId, followUpOn: null, createdAt: now },
    linkHash: await hashOf(await renewalToken(vault, tenant, renewalId)),
  })
  await commit(scope, contract, { name: 'contract.not_extended', detail: { because } }, [
    writeContract(db, contract, { autoRenew: false }),
    renewal,
    writeFollowedUpToday(db, renewalId, today),
    writePlanningChanged(db, now),
  ])
}
