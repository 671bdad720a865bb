import { and, eq, lt } from 'drizzle-orm'
import { addDays, dayOf, startOfDay } from '#rules/day.ts'
import type { Clause } from '#rules/policy.ts'
import { calendarOf } from '#rules/policy-term.ts'
import { notices } from '#schema/notice.ts'
import { calendarDays } from '#schema/tenant/calendar-day.ts'
import { members } from '#schema/tenant/member.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { closeSilentRequests } from '../operations/service-request-closing.ts'
import type { Platform } from '../platform/platform.ts'
import { overridesOf } from '../queries/calendar-day.ts'
import { commit } from '../queries/event.ts'
import { listServiceClausesInForce } from '../queries/policy.ts'
import { playAssets } from './demo-asset.ts'
import { type Cast, casts } from './demo-cast.ts'
import { type Chance, chanceFrom } from './demo-chance.ts'
import { type Staged, stageCompany } from './demo-company.ts'
import { courseOf } from './demo-course.ts'
import { keepCustomers, keepProducts } from './demo-customer.ts'
import { goThrough, receive } from './demo-life.ts'
import { type Setting, storiesOf } from './demo-story.ts'

const dayMs = 86_400_000

/** Every demo company from its first day until now. */
export async function playDemo(platform: Platform, password: string) {
  for (const cast of casts) await play(platform, cast, password)
}

async function play(platform: Platform, cast: Cast, password: string) {
  const chance = chanceFrom(cast.seed)
  const staged = await stageCompany(platform, cast, password, chance)
  const setting = await settingOf(platform, cast, staged.db, chance)
  const stage = { ...staged, platform, setting }
  const stories = storiesOf(setting)
  await keepCustomers(stage, stories)
  await keepProducts(stage)
  await playAssets(stage, stories)
  const ids: string[] = []
  for (const [nth, story] of stories.entries()) ids.push(await receive(stage, story, nth))
  for (const [nth, story] of stories.entries()) await goThrough(stage, story, ids[nth]!, nth, courseOf(setting, story))
  await closeSilent(stage)
  await settle(stage, cast)
  await platform.ring(staged.tenant.id)
}

/** As the job does it, at the midnight of every day since. */
async function closeSilent({ tenant, db, foundedAt, setting }: Staged & { setting: Setting }) {
  const { timeZone } = setting.calendar
  for (let day = dayOf(foundedAt, timeZone); startOfDay(day, timeZone) <= setting.now; day = addDays(day, 1))
    await closeSilentRequests({ tenant, db, now: startOfDay(day, timeZone) })
}

export async function settingOf(platform: Platform, cast: Cast, db: TenantDb, chance: Chance): Promise<Setting> {
  const now = platform.now()
  const [rows, days] = await read(db, [listServiceClausesInForce(db, now), db.select().from(calendarDays)])
  const clauses = rows as unknown as Clause[]
  const overrides = overridesOf(days)
  return {
    ...{ cast, chance, now, clauses, overrides },
    versionId: rows[0]!.versionId,
    calendar: calendarOf(clauses, overrides),
  }
}

/** Mails of days gone by were sent then; somebody has left the company since. */
async function settle({ db, staff, tenant, setting }: Staged & { setting: Setting }, cast: Cast) {
  const { now } = setting
  const sent = { state: 'sent' as const, providerId: 'demo', sealed: null, sentAt: now }
  await write(db, [
    db
      .update(notices)
      .set(sent)
      .where(and(eq(notices.state, 'planned'), lt(notices.createdAt, new Date(now.getTime() - dayMs)))),
  ])
  const gone = cast.members.findIndex((member) => member.is === 'disabled')
  const member = staff[gone]
  if (!member) return
  const at = new Date(now.getTime() - 9 * dayMs)
  await commit({ tenant, db, now: at, actor: staff[0]! }, member, { name: 'member.disabled' }, [
    db
      .update(members)
      .set({ disabledAt: at, version: member.version + 1 })
      .where(eq(members.id, member.id)),
  ])
}
