import { inject } from 'vitest'
import { migrateControlPlane, migrateTenant } from '#tenants/migrate.ts'
import { openControlPlane, openNewTenantDb } from '#tenants/open.ts'

/**
 * Of a call that nobody holds up, on a machine that others use too. Each leaves a timer behind for as long, and workerd
 * lets nobody have 10,000: where every two faults are tried, there are more than 800 calls a second.
 */
export const patientMs = inject('databaseProxy').pairs ? 3_000 : 12_000

export type TestDatabase = { url: string; token: string; name: string }

/** A new database on the run's own server, empty or a copy of another, and a token that opens it alone. */
export async function makeDatabase(name: string, original?: TestDatabase): Promise<TestDatabase> {
  const { url, platformToken } = inject('databaseServer')
  const unique = `${name}-${crypto.randomUUID().slice(0, 8)}`.toLowerCase()
  const api = async (path: string, body: object) => {
    const answer = await fetch(`${url}/v1/organizations/local/databases${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${platformToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`database server: ${answer.status} ${await answer.text()}`)
    return answer.json<{ jwt: string }>()
  }
  const seed = original ? { seed: { type: 'database', name: original.name } } : {}
  await api('', { name: unique, group: 'default', ...seed })
  const { jwt } = await api(`/${unique}/auth/tokens`, {})
  return { url: `${url}/${unique}/`, token: jwt, name: unique }
}

/** With the newest schema: migrated once, and copied for each test. */
export const makeTenantDatabase = async (name: string) => makeDatabase(name, await tenantOriginal())
export const makeControlPlane = async () => makeDatabase('control-plane', await controlPlaneOriginal())

const patient = { fetch: (...asked: Parameters<typeof fetch>) => fetch(...asked), timeoutMs: patientMs }

const tenantOriginal = once(async () => {
  const made = await makeDatabase('tenant-original')
  await migrateTenant(openNewTenantDb(made.url, made.token, patient))
  return made
})

const controlPlaneOriginal = once(async () => {
  const made = await makeDatabase('control-plane-original')
  await migrateControlPlane(openControlPlane(made.url, made.token, patient))
  return made
})

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => {
    made ??= make()
    return made
  }
}
