import { parseArgs } from 'node:util'
import { type Day, instantOn, isDay } from '#rules/day.ts'
import { notices } from '#schema/notice.ts'
import { companies } from '#schema/tenant/company.ts'
import { findTenantBySlug, tenantOf } from '#tenants/register.ts'
import { read } from '#tenants/round-trip.ts'
import type { Tenant, TenantDb } from '#tenants/scope.ts'
import { datedMomentWords, fullDayWords } from '#web/words/moment.ts'
import { runTenantJobs } from '../jobs/tenant.ts'
import type { Platform } from '../platform/platform.ts'
import { withPlatform } from './demo-platform.ts'
import { openFolder } from './folder.ts'
import { Trouble } from './trouble.ts'

const usage = 'npm run jobs -- --tenant SLUG [--at 2027-01-31T09:00]   (the minute is by the company’s clock)'

/** Runs a company's jobs as they would run at a chosen minute, and prints what they did. */
export async function runJobs() {
  const { values } = parseArgs({ options: { tenant: { type: 'string' }, at: { type: 'string' } } })
  const slug = values.tenant
  if (!slug) throw new Trouble(`Whose? ${usage}`)
  await withPlatform(openFolder(), async (platform) => {
    const tenant = await tenantNamed(platform, slug)
    const db = platform.openDb(tenant)
    const now = values.at ? await instantFor(db, values.at) : platform.now()
    const before = await ledgerOf(db)
    await runTenantJobs({ ...platform, now: () => now }, tenant.id)
    print(slug, await inZoneOf(db, now), before, await ledgerOf(db))
  })
}

async function tenantNamed(platform: Platform, slug: string): Promise<Tenant> {
  const db = platform.controlPlane()
  const [[row]] = await read(db, [findTenantBySlug(db, slug)])
  const tenant = row && (await tenantOf(row, platform.vault, platform.hosts.base))
  if (!tenant) throw new Trouble(`There is no company "${slug}" here.`)
  return tenant
}

async function instantFor(db: TenantDb, at: string): Promise<Date> {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/.exec(at) ?? []
  if (!day || !time) throw new Trouble(`"${at}" is not a minute. ${usage}`)
  return instantOn(day as Day, time, await zoneOf(db))
}

async function zoneOf(db: TenantDb): Promise<string> {
  const [[company]] = await read(db, [db.select({ timeZone: companies.timeZone }).from(companies)])
  return company?.timeZone ?? 'UTC'
}

/** "Sun 31 Jan 2027, 09:00 (Asia/Shanghai)": an operator may sit elsewhere. */
export async function inZoneOf(db: TenantDb, at: Date): Promise<string> {
  const zone = await zoneOf(db)
  return `${datedMomentWords(at, zone, 'en')} (${zone})`
}

const ledgerOf = async (db: TenantDb) =>
  (await read(db, [db.select().from(notices).orderBy(notices.dueAt, notices.key)]))[0]

type Ledger = Awaited<ReturnType<typeof ledgerOf>>

function print(slug: string, when: string, before: Ledger, after: Ledger) {
  const known = new Map(before.map(({ key, state, attempt }) => [key, `${state} ${attempt}`]))
  const changed = after.filter(({ key, state, attempt }) => known.get(key) !== `${state} ${attempt}`)
  console.log(`${slug} on ${when}: ${changed.length} of ${after.length} messages changed.`)
  for (const { state, channel, template, recipient, endsOn, lead, isLate, because, failure } of changed) {
    const what = [
      template,
      endsOn && `ends ${fullDayWords(endsOn, 'en')}`,
      lead && leadWords(lead),
      isLate && 'late',
      because ?? failure,
    ]
    console.log(`  ${state.padEnd(9)} ${channel.padEnd(6)} ${recipient.padEnd(28)} ${what.filter(Boolean).join(', ')}`)
  }
}

/** A day, or an amount and its unit. */
function leadWords(lead: string): string {
  if (isDay(lead)) return `for ${fullDayWords(lead, 'en')}`
  return `${lead}${/^1\b/.test(lead) ? '' : 's'} before`
}
