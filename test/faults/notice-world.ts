import { eq } from 'drizzle-orm'
import type { Day } from '#rules/day.ts'
import { tenants } from '#schema/control-plane/tenant.ts'
import { notices } from '#schema/notice.ts'
import { companies } from '#schema/tenant/company.ts'
import { contacts, customers } from '#schema/tenant/customer.ts'
import { identity } from '#schema/tenant/identity.ts'
import { members } from '#schema/tenant/member.ts'
import { policyVersions } from '#schema/tenant/policy.ts'
import { openControlPlane, openNewTenantDb, openTenantDb } from '#tenants/open.ts'
import { findTenantRow, sealToken, tenantOf } from '#tenants/register.ts'
import { takeRestored } from '#tenants/restoration.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { Tenant, TenantDb } from '#tenants/scope.ts'
import { makeVault } from '#tenants/vault.ts'
import type { LogEntry, OutgoingMail } from '#worker/platform/platform.ts'
import type { Certainty } from '#worker/platform/sender.ts'
import type { House, Where, Zone } from './notice-house.ts'
import { Provider, type Weather } from './notice-provider.ts'

/** What a notice says, whatever its key: one of these must reach somebody once. */
export type Told = { tenantId: string; subject: string; endsOn: string; lead: string; recipient: string }
export const toldText = ({ subject, endsOn, lead, recipient }: Told) => [subject, endsOn, lead, recipient].join('|')

const vault = makeVault(`1:${btoa('0123456789abcdef0123456789abcdef')}`)

/** Some companies on one register, a provider outside, bells, and the one clock that is right. */
export class World {
  now: Date
  weather: Weather = {}
  areRingsLost = false
  readonly house: House
  readonly name: string
  readonly provider: Provider
  readonly known = new Map<string, Tenant>()
  readonly zones = new Map<string, Zone>()
  readonly errors: LogEntry[] = []
  /** What each message says, by its key. */
  readonly said = new Map<string, Told[]>()
  register: Where = { url: '', token: '' }
  rung: string[] = []
  #databases: string[] = []

  constructor(house: House, name: string, certainty: Certainty, now: Date) {
    this.house = house
    this.name = name
    this.now = now
    this.provider = new Provider(certainty, () => this.weather)
  }

  async open() {
    this.register = await this.#make(`${this.name}-register`, this.house.register)
  }

  /** Goes on where another world was copied. */
  async resume(register: string, company: string, tenant: Tenant, zone: Zone) {
    this.register = await this.#make(`${this.name}-register`, register)
    const { url, token } = await this.#make(`${this.name}-company`, company)
    this.known.set(tenant.id, { ...tenant, databaseUrl: url, token })
    this.zones.set(tenant.id, zone)
  }

  async #make(name: string, from?: string) {
    this.#databases.push(name)
    return this.house.make(name, from)
  }

  controlPlane = () => openControlPlane(this.register.url, this.register.token, this.house.wire)
  dbOf = (tenantId: string) => openTenantDb(this.known.get(tenantId)!, this.house.wire)

  /** A company that begins now, with one customer whose one contact gets the notices. */
  async found(id: string, zone: Zone): Promise<Tenant> {
    const { url, token } = await this.#make(id, this.house.companies.get(zone)!)
    const fresh = openNewTenantDb(url, token, this.house.wire)
    const at = this.now
    const customer = { id: 'customer', kind: 'company' as const, name: 'Acme', phone: '', phoneKey: '', createdAt: at }
    await write(fresh, [
      fresh.update(identity).set({ tenantId: id, createdAt: at }),
      fresh.update(companies).set({ createdAt: at }),
      fresh.update(policyVersions).set({ effectiveFrom: at, publishedAt: at }),
      fresh.update(members).set({ joinedAt: at, createdAt: at }),
      fresh.insert(customers).values(customer),
      fresh.insert(contacts).values({
        ...{ id: 'contact', customerId: 'customer', name: 'Luo', phone: '', phoneKey: '', createdAt: at },
        email: contactAddress,
      }),
    ])
    const row = { id, slug: id, name: id, status: 'active' as const, databaseName: id, createdAt: at, databaseUrl: url }
    const sealedToken = await sealToken(vault, { id, databaseName: id }, token)
    const db = this.controlPlane()
    await write(db, [db.insert(tenants).values({ ...row, sealedToken, hasSchedule: true })])
    this.zones.set(id, zone)
    await this.learn(id)
    return this.known.get(id)!
  }

  /** As the register has it now; isolates that began before know what was then. */
  async learn(id: string) {
    const db = this.controlPlane()
    const [[row]] = await read(db, [findTenantRow(db, id)])
    const tenant = row && (await tenantOf(row, vault, 'aftercare.example'))
    if (tenant) this.known.set(id, tenant)
  }

  ring(id: string) {
    if (!this.areRingsLost) this.rung.push(id)
  }

  log(entry: LogEntry) {
    if (entry.event === 'job.failed') this.errors.push(entry)
  }

  /** What a letter that is about to leave says, by the ledger; a digest says several things. */
  async note({ key, text }: OutgoingMail) {
    if (this.provider.delivered.some((one) => one.key === key)) return
    for (const id of this.known.keys()) {
      const db: TenantDb = this.dbOf(id)
      const [rows, items] = await read(db, [
        db.select().from(notices).where(eq(notices.key, key)),
        db.select().from(notices).where(eq(notices.digestKey, key)),
      ])
      const [row] = rows
      if (!row) continue
      const single = row.kind === 'digest' ? [] : [row]
      const said = row.kind === 'digest' ? items.filter(({ state }) => state === 'digested') : single
      const missing = said.filter(({ data }) => !text.includes(String(data.name)))
      if (missing.length > 0) throw new Error(`a message does not say what its row says: ${text}`)
      this.said.set(
        key,
        said.map((one) => toldBy(id, one)),
      )
    }
  }

  /** The operator's way: suspended, restored into another database, said so by command, and resumed. */
  async restore(id: string, snapshot: string) {
    const tenant = this.known.get(id)!
    const db = this.controlPlane()
    await write(db, [db.update(tenants).set({ status: 'suspended' }).where(eq(tenants.id, id))])
    await this.house.block(tenant.databaseName, true)
    const name = `${id}-r${tenant.generation + 1}`
    await this.#make(name, snapshot)
    const ground = {
      ...{ controlPlane: db, vault, baseHost: 'aftercare.example', now: () => this.now, forget: async () => {} },
      databases: {
        create: async () => ({ url: this.house.urlOf(name) }),
        mintToken: () => this.house.mintToken(name),
        block: async (which: string, blocked: boolean) => void (await this.house.block(which, blocked)),
        invalidateTokens: async () => {},
      },
      openDb: (of: Tenant) => openTenantDb(of, this.house.wire),
    }
    await takeRestored(ground, id, name)
    await this.house.block(name, false)
    await write(db, [db.update(tenants).set({ status: 'active' }).where(eq(tenants.id, id))])
    await this.learn(id)
  }

  async close() {
    for (const name of this.#databases) await this.house.remove(name)
  }
}

export const contactAddress = 'luo@example.com'

const toldBy = (tenantId: string, row: typeof notices.$inferSelect): Told => ({
  ...{ tenantId, subject: row.subject, endsOn: (row.endsOn ?? '') as Day },
  ...{ lead: row.lead ?? '', recipient: row.recipientId ?? '' },
})
