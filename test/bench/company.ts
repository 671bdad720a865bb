import { desc, eq } from 'drizzle-orm'
import { attempts } from '#schema/attempt.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { casts } from '#worker/local/demo-cast.ts'
import { chanceFrom } from '#worker/local/demo-chance.ts'
import { type Staged, stageCompany } from '#worker/local/demo-company.ts'
import { loadRequests } from '#worker/local/demo-load.ts'
import { settingOf } from '#worker/local/demo-scene.ts'
import { pressureKey } from '#worker/operations/front.ts'
import { startSession } from '#worker/operations/session.ts'
import type { Env } from '#worker/platform/env.ts'
import type { Platform } from '#worker/platform/platform.ts'
import { productionPlatform } from '#worker/platform/production.ts'

/** A company to measure: where it is, who looks at it, and which requests are looked at. */
export type BenchCompany = {
  slug: string
  requests: number
  databaseName: string
  token: string
  cookie: string
  requestIds: string[]
  policyVersionId: string
  loadSeconds: number
}

/** Signed up as anybody, with so many requests loaded and one member signed in. */
export async function makeCompany(settings: Record<string, string>, requests: number): Promise<BenchCompany> {
  const platform = platformOf(settings)
  const slug = `bench-${requests / 1_000}k`
  const chance = chanceFrom(requests)
  const cast = { ...casts[0]!, slug }
  const staged = await stageCompany(platform, cast, crypto.randomUUID(), chance)
  const started = performance.now()
  const setting = await settingOf(platform, cast, staged.db, chance)
  await loadRequests(staged.db, requests, setting, crewOf(staged))
  const loadSeconds = (performance.now() - started) / 1_000
  await giveRoom(staged.db)
  const { databaseName, token } = staged.tenant
  const requestIds = await someRequests(staged.db)
  const { versionId: policyVersionId } = setting
  const cookie = await signIn(staged)
  return { slug, requests, databaseName, token, requestIds, policyVersionId, loadSeconds, cookie }
}

function platformOf(settings: Record<string, string>): Platform {
  const nothing = async () => null
  const outside = { FILES: {}, TENANTS: { get: nothing, put: nothing, delete: nothing }, DOORBELL: { send: nothing } }
  return { ...productionPlatform({ ...settings, ...outside } as unknown as Env), log: () => {} }
}

const crewOf = ({ staff }: Staged) => ({
  agents: staff.filter(({ role }) => role === 'agent').map(({ id }) => id),
  engineers: staff.filter(({ role }) => role === 'engineer').map(({ id }) => id),
})

async function signIn({ tenant, db, staff }: Staged): Promise<string> {
  const supervisor = staff.find(({ role }) => role === 'supervisor')!
  const { cookie } = await startSession(
    { tenant, db, now: new Date() },
    supervisor,
    { device: 'bench' },
    { by: 'password' },
  )
  return cookie.split(';')[0]!
}

/** The public form's limits stay as they are; this company's counters only begin so low that a bench never meets them. */
async function giveRoom(db: TenantDb) {
  const expiresAt = new Date('2099-01-01T00:00:00Z')
  const counters = [pressureKey, 'report unproven'].map((key) => ({ key, count: -1_000_000_000, expiresAt }))
  await write(db, [db.insert(attempts).values(counters)])
}

/** Open and closed ones. */
async function someRequests(db: TenantDb): Promise<string[]> {
  const ids = (open: boolean) =>
    db
      .select({ id: serviceRequests.id })
      .from(serviceRequests)
      .where(eq(serviceRequests.open, open))
      .orderBy(desc(serviceRequests.id))
      .limit(20)
  const [open, closed] = await read(db, [ids(true), ids(false)])
  return [...open, ...closed].map(({ id }) => id)
}
