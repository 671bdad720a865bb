import { inject } from 'vitest'
import { makeDirectory } from '#tenants/directory.ts'
import { memberAddressHash } from '#tenants/member-address.ts'
import { openControlPlane, openNewTenantDb } from '#tenants/open.ts'
import { tursoPlatform } from '#tenants/turso.ts'
import { makeVault, newSecret } from '#tenants/vault.ts'
import { basePaths } from '#web/paths.ts'
import { finishSignUps } from '#worker/operations/sign-up.ts'
import type { Databases } from '#worker/platform/platform.ts'
import { makeControlPlane, patientMs } from '../databases.ts'
import { startProduct } from '../harness.ts'
import { type FaultLine, faultLine } from './fault-line.ts'
import type { Flow } from './flow.ts'
import { morning, type Stage, stageOf } from './stage.ts'
import { type Stored, storedIn } from './stored.ts'

const direct = { fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init), timeoutMs: patientMs }

/** A town of its own: its register, the databases of its newcomers, all calls on one lane. */
async function openTown(): Promise<Stage> {
  const [slug, lane] = ['acme', crypto.randomUUID()]
  const names = new Set<string>()
  const line = namesSeenOn(faultLine(lane), names)
  const vault = makeVault(`1:${btoa('fedcba9876543210fedcba9876543210')}`)
  const clock = { now: morning }
  const register = await makeControlPlane()
  const plainRegister = openControlPlane(register.url, register.token, direct)
  const controlPlane = () => openControlPlane(register.url, register.token, line)
  const tenants = makeDirectory({ controlPlane, vault, baseHost: 'localhost', now: () => clock.now })
  const changes = { vault, controlPlane, databases: databasesOver(line), now: () => clock.now }
  const product = await startProduct({ now: morning, line, changes })
  product.platform.tenants = tenants
  const company = await product.company(slug)
  const stored = async () => ({
    ...prefixed('', await storedIn(plainRegister, slug)),
    ...(await newcomers(names, slug)),
  })
  const wait = async () => {
    clock.now = new Date(clock.now.getTime() + 3_600_000)
  }
  const databases = () => [register.name, ...names]
  return { ...stageOf({ product, company, line, lane, stored }), wait, databases }
}

function namesSeenOn(line: FaultLine, names: Set<string>): FaultLine {
  return {
    ...line,
    fetch: (input, init) => {
      const [name] = new URL(input instanceof Request ? input.url : String(input)).pathname.match(databaseName) ?? []
      if (name) names.add(name)
      return line.fetch(input, init)
    },
  }
}

const databaseName = /\bt-[0-9a-z]{26}\b/

async function newcomers(names: ReadonlySet<string>, slug: string): Promise<Stored> {
  const found = (await Promise.all([...names].map((name) => storedOf(name, slug)))).filter((one) => one !== undefined)
  return { databases: found.map(() => 'made'), ...found[0] }
}

function databasesOver(line: FaultLine): Databases {
  const { url, platformToken } = inject('databaseServer')
  const where = { apiUrl: url, organization: 'local', group: 'default', token: platformToken }
  const turso = tursoPlatform(
    { ...where, databaseUrl: 'http://{hostname}/', timeoutMilliseconds: line.timeoutMs },
    { fetch: (to, init) => line.fetch(to, init), wait: async () => {} },
  )
  return {
    create: (name) => turso.createDatabase(name),
    mintToken: (name) => turso.mintToken(name),
    block: async () => {},
    remove: (name) => turso.deleteDatabase(name),
    openNew: (to, token) => openNewTenantDb(to, token, line),
  }
}

/** Of a newcomer's database, if it is there. */
async function storedOf(name: string, slug: string): Promise<Stored | undefined> {
  const { url, platformToken } = inject('databaseServer')
  const answer = await fetch(`${url}/v1/organizations/local/databases/${name}/auth/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${platformToken}` },
  })
  if (!answer.ok) return undefined
  const { jwt } = await answer.json<{ jwt: string }>()
  return prefixed('its ', await storedIn(openNewTenantDb(`${url}/${name}/`, jwt, direct), slug))
}

/** When, and by the how manieth run: both depend on what broke. */
const prefixed = (prefix: string, stored: Stored): Stored =>
  Object.fromEntries(
    Object.entries(stored).map(([table, rows]) => [
      prefix + table,
      rows.map((row) => row.replace(/\b1\d{12}\b/g, 'TIME').replace(/"attempt":\d+/, '"attempt":N')),
    ]),
  )

/** The job that goes on with what was left, until nothing is left. */
async function finish(stage: Stage) {
  await stage.line.settled(stage.lane)
  for (let turn = 0; turn < 3; turn++) {
    await stage.wait()
    await finishSignUps(stage.product.platform)
  }
}

export const signUpFlows: Flow[] = [
  {
    route: 'POST /sign-up',
    open: openTown,
    isCostly: true,
    again: 'same',
    settle: finish,
    adds: {
      ...{ tenants: 1, sign_ups: 1, slug_tombstones: 2, member_addresses: 1, attempts: 3, databases: 1 },
      ...{ 'its identity': 1, 'its companies': 1, 'its members': 1, 'its policy_versions': 2, 'its events': 4 },
      'its clauses': 36,
    },
    fill: async ({ company }) => ({
      path: basePaths.signUp(),
      host: 'localhost',
      fields: {
        ...{ idempotencyKey: newSecret(), companyName: 'Acme Lifts Ltd', slug: `${company.tenant.slug}-lifts` },
        ...{ country: 'DE', timeZone: '', currency: '', packId: 'TP-INT', ownerName: 'Ada Byron', website: '' },
        ...{ email: `ada@${company.tenant.slug}.example`, password: 'three blue kettles' },
      },
    }),
  },
  {
    route: 'POST /find',
    open: openTown,
    done: 202,
    again: 'same',
    adds: { notices: 1, attempts: 1 },
    fill: async ({ product, company }) => {
      const email = `ada@${company.tenant.slug}.example`
      const hash = await memberAddressHash(product.platform.vault, email)
      const { id, slug } = company.tenant
      await product.platform
        .controlPlane()
        .$client.batch(
          [
            `insert into tenants (id, slug, name, status, database_name, created_at) values ('${id}', '${slug}', 'x', 'active', 'x', 0)`,
            `insert into member_addresses (id, email_hash, tenant_id) values ('${id}', '${hash}', '${id}')`,
          ],
          'write',
        )
      return { path: basePaths.find(), host: 'localhost', fields: { email } }
    },
  },
]
