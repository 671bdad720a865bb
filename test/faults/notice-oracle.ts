import { eq, inArray, or } from 'drizzle-orm'
import { type Day, dayOf, endOfDay, instantOn, startOfDay } from '#rules/day.ts'
import { endNoticeKinds } from '#rules/notice.ts'
import { noticeDayOf } from '#rules/notice-day.ts'
import { leadText } from '#rules/notice-key.ts'
import type { Clause } from '#rules/policy.ts'
import { calendarOf } from '#rules/policy-term.ts'
import { renewalTiers } from '#rules/renewal.ts'
import { notices } from '#schema/notice.ts'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import { read } from '#tenants/round-trip.ts'
import { factAt, type Subject } from './notice-fact.ts'
import type { Hold, Visit } from './notice-play.ts'
import type { Story, Trouble } from './notice-story.ts'
import { type Told, toldText, type World } from './notice-world.ts'

/** What the facts ask for, beside what people got. Each list must be empty. */
export type Verdict = {
  planned: number
  sent: number
  parked: number
  lost: string[]
  twice: string[]
  wrong: string[]
}

export const failuresOf = ({ lost, twice, wrong }: Verdict) => [
  ...lost.map((one) => `lost: ${one}`),
  ...twice.map((one) => `twice: ${one}`),
  ...wrong.map((one) => `wrong: ${one}`),
]

/** What the provider gave to somebody, message by message: a digest is several. */
type Reached = Told & { at: Date; key: string; to: string }
type Message = Told & { id: Subject; dueAt: Date }

/** Two clocks may differ by so much from the true one. */
const skewMs = 5 * 60_000
/** Without hints a company that seems to have no schedule is visited once a day. */
const patienceMs = 26 * 3_600_000

/** What was done on the way: what a person held back, and when the company was visited. */
export type Course = { holds: readonly Hold[]; visits: readonly Visit[] }

export async function judge(world: World, story: Story, course: Course): Promise<Verdict> {
  const reached = world.provider.delivered.flatMap((one) =>
    (world.said.get(one.key) ?? []).map((told): Reached => ({ ...told, at: one.begunAt, key: one.key, to: one.to })),
  )
  const verdict: Verdict = { planned: 0, sent: 0, parked: 0, lost: [], twice: [], wrong: [] }
  const unsaid = world.provider.delivered.filter(({ key }) => !world.said.get(key)?.length)
  verdict.wrong.push(...unsaid.map(({ subject }) => `nobody knows why it was sent: ${subject}`))
  for (const { id } of story.companies) await judgeCompany(world, story, id, { reached, course, verdict })
  return verdict
}

type Known = { reached: readonly Reached[]; course: Course; verdict: Verdict }

async function judgeCompany(world: World, story: Story, tenantId: string, { reached, course, verdict }: Known) {
  const { rows, messages, timeZone } = await askedFor(world, story, tenantId)
  const goLive = startOfDay(dayOf(story.start, timeZone), timeZone)
  const own = reached.filter((one) => one.tenantId === tenantId)
  const parked = new Set(rows.filter(({ state }) => state === 'unknown').map(({ key }) => key))
  const isParked = (one: Told) =>
    rows.some((row) => isRowOf(row, one) && (parked.has(row.key) || parked.has(row.digestKey ?? '')))
  verdict.planned += rows.filter(({ state, kind }) => state !== 'skipped' && kind !== 'digest').length
  verdict.parked += parked.size
  verdict.sent += own.length
  for (const message of messages) {
    const times = own.filter((one) => toldText(one) === toldText(message))
    const said = `${toldText(message)}, due ${message.dueAt.toISOString()}`
    if (times.length > 1) verdict.twice.push(`${said}: ${times.map(({ at }) => at.toISOString()).join(', ')}`)
    if (times.length === 0 && message.dueAt >= goLive && isOwed(story, message, timeZone) && !isParked(message))
      verdict.lost.push(`${said} (${statesOf(rows, message)})`)
  }
  for (const one of own) {
    const message = messages.find((known) => toldText(known) === toldText(one))
    const why = message ? whyWrong(message, one, { goLive, timeZone, holds: course.holds }) : 'nothing asks for it'
    if (why) verdict.wrong.push(`${toldText(one)} at ${one.at.toISOString()}: ${why}`)
  }
  const unasked = rows.filter((row) => row.state === 'unknown' && !mayBeUnsure(story, row, course, timeZone))
  if (unasked.length > 0) verdict.wrong.push(`${unasked.length} parked, and nothing made them uncertain`)
}

function mayBeUnsure(story: Story, row: Row, { visits }: Course, timeZone: string): boolean {
  if (story.scenario === 'several') return true
  if (!mayBePark(story)) return false
  if (story.certainty === 'nobody_knows' || story.troubles.some(({ kind }) => kind === 'restore')) return true
  if (story.certainty === 'look_up') return false
  // Whoever keeps a key for a day could have been asked again within it, unless it was tried just before.
  return !visits.some(({ at, isClear }) => {
    const since = (from: Date) => at.getTime() - from.getTime()
    const isTried = visits.some((one) => !one.isClear && since(one.at) >= 0 && since(one.at) < pauseMs)
    const isTime = since(row.dueAt) > pauseMs && since(row.dueAt) < keyLastsMs && !isQuiet(at, timeZone, -skewMs)
    return isClear && isTime && !isTried
  })
}

/** The longest lease, and an isolate's clock that is wrong. */
const pauseMs = 67 * 60_000
const keyLastsMs = 20 * 3_600_000 - skewMs

/** Nothing but these leaves a question open. */
const mayBePark = ({ scenario }: Story) =>
  ['answer_lost', 'killed', 'database', 'overlap', 'fired_twice', 'restore', 'several'].includes(scenario)

type Row = typeof notices.$inferSelect
const isRowOf = (row: Row, { subject, endsOn, lead, recipient }: Told) =>
  row.subject === subject && row.endsOn === endsOn && row.lead === lead && row.recipientId === recipient
const statesOf = (rows: readonly Row[], message: Told) =>
  rows
    .filter((row) => isRowOf(row, message))
    .map(({ state, because, attempt }) => `${state} ${because ?? ''} ${attempt}`)
    .join(', ') || 'no row'

/** Every message that any end that ever stood would ask for. */
async function askedFor(world: World, story: Story, tenantId: string) {
  const db = world.dbOf(tenantId)
  const [rows, terms] = await read(db, [
    db
      .select()
      .from(notices)
      .where(or(inArray(notices.kind, [...endNoticeKinds]), eq(notices.kind, 'digest'))),
    db
      .select()
      .from(clauses)
      .innerJoin(policyVersions, eq(policyVersions.id, clauses.versionId))
      .where(eq(policyVersions.policy, 'service')),
  ])
  const document = terms.map((one) => one.clauses as unknown as Clause)
  const tiers = renewalTiers(document, { policyVersionId: '', versionNumber: 1 })
  const calendar = calendarOf(document, [])
  const timeZone = world.zones.get(tenantId)!
  const messages = story.subjects
    .filter((one) => one.tenantId === tenantId)
    .flatMap((id) => {
      const ends = [...new Set(id.facts.map(({ endsOn }) => endsOn))]
      return ends.flatMap((endsOn) =>
        tiers.map(
          (tier): Message => ({
            ...{ id, tenantId, subject: id.id, endsOn, lead: leadText(tier.lead) },
            recipient: tier.to.audience === 'customer' ? 'contact:contact' : 'member:owner',
            dueAt: instantOn(noticeDayOf(tier, endsOn, calendar).on, tier.sendTime, timeZone),
          }),
        ),
      )
    })
  return { rows, messages, timeZone }
}

const stands = ({ id, endsOn }: Message, at: Date) => {
  const fact = factAt(id, at)
  return fact?.status === 'active' && fact.endsOn === endsOn
}

/** It was true for as long as two looks at it take, with nothing in the way, after it was due and before the end. */
function isOwed(story: Story, message: Message, timeZone: string): boolean {
  const dueAt = message.dueAt.getTime()
  const endsAt = endOfDay(message.endsOn as Day, timeZone).getTime()
  const facts = message.id.facts.map(({ from }) => from.getTime())
  const inTheWay = story.troubles.filter(blocks).map(({ from, until }) => [from.getTime(), until.getTime()] as const)
  const looks = story.moments.filter((at) => !isQuiet(at, timeZone)).map((at) => at.getTime())
  return [dueAt, ...facts, ...inTheWay.map(([, until]) => until)].some((from) => {
    const [first, ...others] = looks.filter((at) => at >= from)
    const until = others.find((at) => at >= from + patienceMs)
    if (from < dueAt || first === undefined || until === undefined || until > endsAt) return false
    const isSteady = stands(message, new Date(from)) && !facts.some((at) => from < at && at <= until)
    return isSteady && !inTheWay.some(([began, ended]) => began <= until && from < ended)
  })
}

/** A restore is in nobody's way: what it leaves open is asked for afterwards. */
const blocks = ({ kind }: Trouble) => kind !== 'restore'

function whyWrong(
  message: Message,
  { at, key, to }: Reached,
  known: { goLive: Date; timeZone: string; holds: readonly Hold[] },
): string | null {
  const { goLive, timeZone, holds } = known
  if (!stands(message, at)) return 'it did not hold any more'
  if (at.getTime() > endOfDay(message.endsOn as Day, timeZone).getTime() + skewMs) return 'after the end'
  if (at.getTime() < message.dueAt.getTime() - skewMs) return 'before it was due'
  if (message.dueAt < goLive) return 'due before the go-live day'
  if (holds.some((one) => one.key === key && at > one.from && (!one.until || at < one.until)))
    return 'while it was held'
  if (isQuiet(at, timeZone, skewMs)) return 'in quiet hours'
  const address = message.recipient === 'member:owner' ? 'owner@evergreen.example' : 'luo@example.com'
  return to === address ? null : `to ${to}`
}

/** 21:00 to 08:00 by the company's clock, give or take what an isolate's own is wrong by. */
function isQuiet(at: Date, timeZone: string, leewayMs = 0): boolean {
  const day = dayOf(at, timeZone)
  const [from, until] = [instantOn(day, '08:00', timeZone), instantOn(day, '21:00', timeZone)]
  return at.getTime() < from.getTime() - leewayMs || at.getTime() >= until.getTime() + leewayMs
}
