import { sql } from 'drizzle-orm'
import { addDays, dayOf } from '#rules/day.ts'
import { calendarDays } from '#schema/tenant/calendar-day.ts'
import { companies } from '#schema/tenant/company.ts'
import { events } from '#schema/tenant/event.ts'
import { type Member, members } from '#schema/tenant/member.ts'
import { findTenantBySlug, tenantOf } from '#tenants/register.ts'
import { read, type Statement, write } from '#tenants/round-trip.ts'
import type { Tenant, TenantDb } from '#tenants/scope.ts'
import { newSecret } from '#tenants/vault.ts'
import { companySeed } from '../operations/company-seed.ts'
import { rememberAddress } from '../operations/invitation.ts'
import { hashPassword } from '../operations/password.ts'
import { finishSignUps, signUp } from '../operations/sign-up.ts'
import type { Platform } from '../platform/platform.ts'
import { type Cast, type CastMember, emailOf } from './demo-cast.ts'
import type { Chance } from './demo-chance.ts'
import { Trouble } from './trouble.ts'

const dayMs = 86_400_000
/** The company is a little older than its oldest request. */
const ageDays = 70

export type Staged = { tenant: Tenant; db: TenantDb; staff: Member[]; foundedAt: Date }

/** Signs the company up as anybody would, unless it is there, and puts it back to its first day. */
export async function stageCompany(platform: Platform, cast: Cast, password: string, chance: Chance): Promise<Staged> {
  const tenant = (await findCompany(platform, cast)) ?? (await signCompanyUp(platform, cast, password))
  const db = platform.openDb(tenant)
  const foundedAt = new Date(platform.now().getTime() - ageDays * dayMs)
  const passwordHash = await hashPassword(password)
  const staff = cast.members.map((member) => memberRow(cast, member, passwordHash, foundedAt, chance))
  await write(db, [...(await emptyings(db)), ...firstRows(db, platform, cast, tenant, staff, foundedAt, chance)])
  for (const { email } of staff) await rememberAddress(platform, tenant.id, email)
  return { tenant, db, staff, foundedAt }
}

async function findCompany(platform: Platform, cast: Cast): Promise<Tenant | undefined> {
  const db = platform.controlPlane()
  const [[row]] = await read(db, [findTenantBySlug(db, cast.slug)])
  if (row?.status === 'provisioning') {
    await finishSignUps(platform)
    const [[finished]] = await read(db, [findTenantBySlug(db, cast.slug)])
    if (!finished || finished.status === 'provisioning')
      throw new Trouble(`The company "${cast.slug}" is still being made; try again in a minute.`)
    return tenantOf(finished, platform.vault, platform.hosts.base)
  }
  if (row && row.status !== 'active') throw new Trouble(`The company "${cast.slug}" is ${row.status}.`)
  return row && tenantOf(row, platform.vault, platform.hosts.base)
}

async function signCompanyUp(platform: Platform, cast: Cast, password: string): Promise<Tenant> {
  const owner = cast.members[0]!
  const decision = await signUp(platform, {
    key: newSecret(),
    slug: cast.slug,
    company: cast.company,
    owner: { name: owner.name, email: emailOf(cast, owner), lang: cast.lang, password },
    address: '127.0.0.1',
  })
  if (!decision.allowed) throw new Trouble(`The company "${cast.slug}" cannot be made: ${decision.reason}.`)
  const tenant = await findCompany(platform, cast)
  if (!tenant) throw new Trouble(`The company "${cast.slug}" could not be made; the log says why.`)
  return tenant
}

/** Every table but those that say whose database it is and which schema it has. */
async function emptyings(db: TenantDb): Promise<Statement[]> {
  const kept = sql`('identity', 'applied_migrations')`
  const [tables] = await read(db, [
    db
      .select({ name: sql<string>`name` })
      .from(sql`sqlite_master`)
      .where(sql`type = 'table' and name not in ${kept} and name not like 'sqlite_%' and name not like '%_search_%'`),
  ])
  return tables.map(({ name }) => ({ toSQL: () => ({ sql: `delete from "${name}"`, params: [] }) }))
}

function memberRow(cast: Cast, member: CastMember, passwordHash: string, foundedAt: Date, chance: Chance): Member {
  const hasJoined = member.is !== 'invited'
  return {
    id: chance.id(foundedAt),
    version: 1,
    name: member.name,
    email: emailOf(cast, member),
    role: member.role,
    position: member.position,
    lang: cast.lang,
    passwordHash: hasJoined ? passwordHash : null,
    emailVerifiedAt: hasJoined ? foundedAt : null,
    ...{ totpSecret: null, totpEnabledAt: null, totpStep: null, disabledAt: null },
    joinedAt: hasJoined ? foundedAt : null,
    createdAt: foundedAt,
  }
}

function firstRows(
  db: TenantDb,
  platform: Platform,
  cast: Cast,
  tenant: Tenant,
  staff: readonly Member[],
  foundedAt: Date,
  chance: Chance,
): Statement[] {
  const [owner, ...others] = staff as [Member, ...Member[]]
  const { name, email, lang, passwordHash } = owner
  const newcomer = {
    ...{ tenantId: tenant.id, company: cast.company, ownerId: owner.id, at: foundedAt },
    owner: { name, email, lang, passwordHash: passwordHash ?? '' },
  }
  const joined = others.map(({ id, role, joinedAt }) => ({
    ...{ id: chance.id(foundedAt), subject: id, version: 1, actor: owner.id, at: foundedAt, detail: { role } },
    name: joinedAt ? 'member.joined' : 'member.invited',
  }))
  const today = dayOf(platform.now(), cast.company.timeZone)
  const days = cast.days.map(({ fromToday, ...day }) => ({ ...day, day: addDays(today, fromToday) }))
  const checklist = { policy: true, form: true, members: true }
  return [
    ...companySeed(platform.dataRegion)(db, newcomer),
    db.update(companies).set({ ...cast.shown, checklist }),
    db.update(members).set({ emailVerifiedAt: foundedAt, position: owner.position }),
    db.insert(members).values(others),
    db.insert(events).values(joined),
    db.insert(calendarDays).values(days.map((day) => ({ ...day, createdAt: foundedAt, createdBy: owner.id }))),
  ]
}
