import type { SignUpStep } from '#schema/control-plane/tenant.ts'
import { migrations } from '#schema/migrations/tenant/index.ts'
import { identity } from '#schema/tenant/identity.ts'
import { isUniqueViolation } from './database-error.ts'
import { TenantMismatch } from './errors.ts'
import { newId } from './id.ts'
import { migrateTenant } from './migrate.ts'
import { detailsOf, type Journey, type NewOwner, type ProvisionGround } from './newcomer.ts'
import { LeaseLost, record } from './provision-record.ts'
import { openToken, sealToken } from './register.ts'
import { read, type Statement, write } from './round-trip.ts'
import type { TenantDb } from './scope.ts'

/** Does one step, which may have been done before by a run that died, and writes down that it is done. */
export function nextStep(ground: ProvisionGround, journey: Journey): Promise<Journey> {
  const step = after[journey.signUp.step]
  if (!step) throw new LeaseLost()
  return step(ground, journey)
}

type Step = (ground: ProvisionGround, journey: Journey) => Promise<Journey>

const after: Record<SignUpStep, Step | undefined> = {
  reserved: createDatabase,
  database_created: mintToken,
  token_minted: migrate,
  migrated: seed,
  seeded: publish,
  published: undefined,
  undone: undefined,
}

async function createDatabase(ground: ProvisionGround, journey: Journey) {
  const { url } = await ground.databases.create(journey.tenant.databaseName)
  return record(ground, journey, 'database_created', { tenant: { databaseUrl: url } })
}

async function mintToken(ground: ProvisionGround, journey: Journey) {
  const token = await ground.databases.mintToken(journey.tenant.databaseName)
  const sealedToken = await sealToken(ground.vault, journey.tenant, token)
  return record(ground, journey, 'token_minted', { tenant: { sealedToken } })
}

async function migrate(ground: ProvisionGround, journey: Journey) {
  await migrateTenant(await openNew(ground, journey))
  return record(ground, journey, 'migrated', { tenant: { schemaVersion: migrations.at(-1)!.name } })
}

/** The identity row is the guard: whoever finds it there finds all that was written with it. */
async function seed(ground: ProvisionGround, journey: Journey) {
  const db = await openNew(ground, journey)
  const { id: tenantId } = journey.tenant
  const at = ground.now()
  const { company, ownerId } = detailsOf(journey.signUp)
  const owner = await openOwner(ground, journey)
  try {
    const rows = ground.seed(db, { tenantId, company, ownerId, owner, at })
    await write(db, [db.insert(identity).values({ tenantId, createdAt: at }), ...rows], { repeatable: true })
  } catch (error) {
    if (!isUniqueViolation(error, 'identity.tenant_id')) throw error
  }
  await assertOwn(db, tenantId)
  return record(ground, journey, 'seeded', {})
}

async function publish(ground: ProvisionGround, journey: Journey) {
  const at = ground.now()
  return record(ground, journey, 'published', {
    signUp: { owner: null, finishedAt: at, leaseUntil: null },
    tenant: { status: 'active', publishedAt: at },
    also: [addressStatement(journey)],
  })
}

/** Only together with the publication that this very run records. */
function addressStatement({ signUp, tenant }: Journey): Statement {
  const sql = `insert or ignore into member_addresses (id, email_hash, tenant_id)
    select ?, ?, ? where exists (select 1 from sign_ups where id = ? and attempt = ? and step = 'published')`
  const { emailHash } = detailsOf(signUp)
  const params = [newId(signUp.createdAt), emailHash, tenant.id, signUp.id, signUp.attempt]
  return { toSQL: () => ({ sql, params }) }
}

async function openNew(ground: ProvisionGround, { tenant }: Journey): Promise<TenantDb> {
  if (!tenant.databaseUrl || !tenant.sealedToken) throw new Error('a step was recorded without what it made')
  const token = await openToken(ground.vault, tenant, tenant.sealedToken)
  return ground.databases.openNew(tenant.databaseUrl, token)
}

async function openOwner(ground: ProvisionGround, { signUp }: Journey): Promise<NewOwner> {
  if (!signUp.owner) throw new Error('the owner of an unfinished sign-up is missing')
  return JSON.parse(await ground.vault.open(signUp.owner, ownerBinding(signUp.id)))
}

export const ownerBinding = (signUpId: string) => `owner of sign-up ${signUpId}`

async function assertOwn(db: TenantDb, tenantId: string) {
  const [rows] = await read(db, [db.select({ tenantId: identity.tenantId }).from(identity).limit(2)])
  if (rows.length !== 1 || rows[0]!.tenantId !== tenantId) throw new TenantMismatch(`tenant ${tenantId}`)
}
