import { identity } from '#schema/tenant/identity.ts'
import { CliTrouble } from './cli-trouble.ts'
import type { Custody } from './custody.ts'
import { NotFound } from './errors.ts'
import { findTenantBySlug, sealToken, tenantOf, writeTenant } from './register.ts'
import { read, write } from './round-trip.ts'
import type { Tenant, TenantDb } from './scope.ts'

type RestorationGround = Custody & {
  databases: { create(name: string): Promise<{ url: string }> }
  openDb(tenant: Tenant): TenantDb
}

/**
 * A company's database stands as it stood some time ago; `databaseName`: in another database, as the cloud restores. From
 * now on every message that fell due before may have been sent by what was lost, and is asked for before it is sent.
 * Its jobs must not run while nobody has been told, so it has to be suspended first. Safe to repeat.
 */
export async function takeRestored(ground: RestorationGround, slug: string, databaseName?: string) {
  const { controlPlane, databases, vault, baseHost } = ground
  const [[row]] = await read(controlPlane, [findTenantBySlug(controlPlane, slug)])
  if (!row) throw new NotFound(`company ${slug}`)
  if (row.status !== 'suspended')
    throw new CliTrouble(`${slug} is ${row.status}: suspend it, restore its database, and then say so here.`)
  const moved = { ...row, ...(await movedTo(ground, row, databaseName)) }
  await databases.block(moved.databaseName, false)
  const tenant = await tenantOf(moved, vault, baseHost)
  if (!tenant) throw new NotFound(`database of ${slug}`)
  const db = ground.openDb(tenant)
  const [[known]] = await read(db, [db.select({ generation: identity.generation }).from(identity)])
  const generation = Math.max(row.generation, known?.generation ?? 0) + 1
  const restoredAt = ground.now()
  await write(db, [db.update(identity).set({ generation })], { repeatable: true })
  const { databaseUrl, sealedToken } = moved
  const where = { databaseName: moved.databaseName, databaseUrl, sealedToken }
  const columns = { ...where, generation, restoredAt, nextDueAt: restoredAt, hasSchedule: true }
  await write(controlPlane, [writeTenant(controlPlane, row.id, columns)], { repeatable: true })
  await databases.block(moved.databaseName, true)
  await ground.forget({ id: row.id, host: tenant.host })
  return { slug, generation, restoredAt, databaseName: moved.databaseName }
}

/** A name that nobody has fails here, before anything is made under it. */
async function movedTo(
  { databases, vault }: RestorationGround,
  row: { id: string; databaseName: string },
  databaseName: string | undefined,
) {
  if (!databaseName || databaseName === row.databaseName) return {}
  const token = await databases.mintToken(databaseName)
  const { url: databaseUrl } = await databases.create(databaseName)
  return { databaseName, databaseUrl, sealedToken: await sealToken(vault, { id: row.id, databaseName }, token) }
}
