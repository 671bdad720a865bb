import { allow, type Decision, refuse } from '#rules/decision.ts'
import { Conflict } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import type { PublicScope, TenantScope } from '#tenants/scope.ts'
import type { Vault } from '#tenants/vault.ts'
import { hashOf } from '#tenants/vault.ts'
import { commit } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { findNotice } from '../queries/notice.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { findOwnCompany } from '../queries/session.ts'
import {
  findSuppression,
  type SuppressionKey,
  writeCommercialCancelled,
  writeConsentWithdrawn,
  writeSuppression,
  writeSuppressionRemoval,
} from '../queries/suppression.ts'
import { noticeOfTicket } from './unsubscribe-ticket.ts'

/** Of a ticket: the company, and whose address it is; undefined for one that was made up. */
export async function loadUnsubscription({ db, tenant, vault }: PublicScope & { vault: Vault }, ticket: string) {
  const key = await noticeOfTicket(vault, tenant, ticket)
  const [[company], [notice]] = await read(db, [findOwnCompany(db), findNotice(db, key ?? '')])
  if (!company || !notice || notice.channel === 'staff') return undefined
  const { channel, recipient } = notice
  return { company, notice, address: { channel, address: recipient.toLowerCase() } }
}

type Found = NonNullable<Awaited<ReturnType<typeof loadUnsubscription>>>

/** No more of what sells to this address; what is planned of it goes with it, and leave once given ends. Twice is once. */
export async function unsubscribe(scope: PublicScope, { notice, address }: Found): Promise<void> {
  const { db, now } = scope
  const suppression = {
    ...address,
    scope: 'commercial',
    reason: 'unsubscribed',
    detail: null,
    at: now,
    by: 'customer',
  } as const
  try {
    await commit(scope, { id: `unsubscription:${notice.key}`, version: 0 }, { name: 'suppression.unsubscribed' }, [
      writeSuppression(db, suppression),
      writeConsentWithdrawn(db, address, now),
      writeCommercialCancelled(db, address),
      writePlanningChanged(db, now),
    ])
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
}

/** A person's word that the address is good again; only they can say so, and their reason stays in the log. */
export async function removeSuppression(
  scope: TenantScope,
  key: SuppressionKey,
  reason: string,
): Promise<Decision<true, 'required'>> {
  const { db, now } = scope
  if (reason === '') return refuse('required')
  const [[found]] = await read(db, [findSuppression(db, key)])
  if (!found) return allow(true)
  const id = `suppression:${(await hashOf(`${key.channel} ${key.address} ${key.scope}`)).slice(0, 24)}:${found.at.getTime()}`
  const detail = { channel: key.channel, scope: key.scope, because: found.reason, reason }
  try {
    await commitAs(scope, { id, version: 0 }, { name: 'suppression.removed', detail }, [
      writeSuppressionRemoval(db, key),
      writePlanningChanged(db, now),
    ])
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
  return allow(true)
}
