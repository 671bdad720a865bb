import { allow, type Decision, refuse } from '#rules/decision.ts'
import { challengeRecord, decideHostname, type HostnameReason, hostnameOf } from '#rules/hostname.ts'
import type { HostnameRow, TenantRow } from '#schema/control-plane/tenant.ts'
import type { FindTexts } from './dns.ts'
import { NotFound } from './errors.ts'
import { findHostname, listHostnames, writeHostname, writeHostnameRemoval, writeHostnameVerified } from './register.ts'
import { read, write } from './round-trip.ts'
import type { ControlPlaneDb } from './scope.ts'
import { newSecret } from './vault.ts'

/** What it takes to let a company be reached under a name of its own. */
export type HostnameDesk = {
  controlPlane: ControlPlaneDb
  /** Every name that the product itself has. */
  ownHosts: readonly string[]
  findTexts: FindTexts
  now(): Date
  forgetHostname(hostname: string): Promise<void>
}

export type AskedHostname = HostnameRow & { record: ReturnType<typeof challengeRecord> }

/** Asked for twice, it is asked for once: the record to set stays the same. */
export async function addHostname(
  desk: HostnameDesk,
  tenant: TenantRow,
  typed: string,
): Promise<Decision<AskedHostname, HostnameReason>> {
  const { controlPlane, ownHosts } = desk
  const hostname = hostnameOf(typed)
  const [registered] = await read(controlPlane, [listHostnames(controlPlane)])
  const decided = decideHostname(hostname, tenant.id, { ours: ownHosts, registered })
  if (!decided.allowed) return decided
  const row = { hostname, tenantId: tenant.id, verifiedAt: null, challenge: newSecret(), addedAt: desk.now() }
  await write(controlPlane, [writeHostname(controlPlane, row)], { repeatable: true })
  const [[stored]] = await read(controlPlane, [findHostname(controlPlane, hostname)])
  return stored?.tenantId === tenant.id ? allow(asked(stored)) : refuse('anothers')
}

export type Verification = { hostname: AskedHostname; isFound: boolean; found: string[] }

/** Looks the record up. One that is gone later takes nothing back: whoever answers for the name removes the host. */
export async function verifyHostname(desk: HostnameDesk, tenant: TenantRow, typed: string): Promise<Verification> {
  const { controlPlane } = desk
  const hostname = asked(await findOwn(desk, tenant, typed))
  if (!hostname.challenge) throw new NotFound(`a challenge for ${hostname.hostname}`)
  const found = await desk.findTexts(hostname.record.name)
  const isFound = found.includes(hostname.record.value)
  if (isFound && !hostname.verifiedAt) {
    const verified = writeHostnameVerified(controlPlane, hostname.hostname, hostname.challenge, desk.now())
    await write(controlPlane, [verified], { repeatable: true })
    await desk.forgetHostname(hostname.hostname)
  }
  return { hostname, isFound, found }
}

/** Nobody is served under it any more; whoever asks for it again gets another record to set. */
export async function removeHostname(desk: HostnameDesk, tenant: TenantRow, typed: string): Promise<string> {
  const { hostname } = await findOwn(desk, tenant, typed)
  await write(desk.controlPlane, [writeHostnameRemoval(desk.controlPlane, hostname, tenant.id)], { repeatable: true })
  await desk.forgetHostname(hostname)
  return hostname
}

async function findOwn({ controlPlane }: HostnameDesk, tenant: TenantRow, typed: string): Promise<HostnameRow> {
  const hostname = hostnameOf(typed)
  const [[row]] = await read(controlPlane, [findHostname(controlPlane, hostname)])
  if (row?.tenantId !== tenant.id) throw new NotFound(`${hostname} of ${tenant.slug}`)
  return row
}

export const asked = (row: HostnameRow): AskedHostname => ({
  ...row,
  record: challengeRecord(row.hostname, row.challenge ?? ''),
})
