import { eq } from 'drizzle-orm'
import { tenants } from '#schema/control-plane/tenant.ts'
import { notices } from '#schema/notice.ts'
import { read, write } from '#tenants/round-trip.ts'
import { answerRings, runTick } from '#worker/jobs/index.ts'
import type { Chance } from '#worker/local/demo-chance.ts'
import type { Platform } from '#worker/platform/platform.ts'
import { applyChange, factAt, type Subject } from './notice-fact.ts'
import type { House } from './notice-house.ts'
import { type Mishap, runIsolate } from './notice-isolate.ts'
import { judge, type Verdict } from './notice-oracle.ts'
import type { Story, Trouble } from './notice-story.ts'
import { World } from './notice-world.ts'

/** From the first day of its companies to the end, at every moment as the platform would call. */
export async function play(house: House, story: Story): Promise<Verdict> {
  const world = new World(house, `w${story.companies[0]!.id}`, story.certainty, story.start)
  await world.open()
  try {
    for (const { id, zone } of story.companies) await world.found(id, zone)
    for (const { id } of story.companies) await answer(world, [id], {})
    const stage = new Stage(world, story)
    for (const at of story.moments) await stage.comeTo(at)
    world.provider.finish()
    return await judge(world, story, stage)
  } finally {
    await world.close()
  }
}

/** What one isolate does with a batch of bells. */
const answer = (world: World, ids: readonly string[], how: { mishap?: Mishap | undefined; skewMs?: number }) =>
  runIsolate(world, how, (platform) => answerRings(platform, { messages: ids.map(message) }))

const message = (tenantId: string) => ({
  ...{ id: tenantId, timestamp: new Date(), attempts: 1, body: { tenantId } },
  ...{ ack: () => {}, retry: () => {} },
})

/** Between two looks at the hints; more than this in a row waits for the next moment. */
const mostFollowed = 3
const followedMs = 100 * 60_000

/** `isClear`: nothing was in the way to its end. */
export type Visit = { at: Date; isClear: boolean }
export type Hold = { key: string; from: Date; until: Date | null }

class Stage {
  readonly holds: Hold[] = []
  readonly visits: Visit[] = []
  readonly #world: World
  readonly #story: Story
  readonly #snapshots = new Map<Trouble, string>()
  readonly #done = new Set<Trouble>()
  #changed = 0

  constructor(world: World, story: Story) {
    this.#world = world
    this.#story = story
  }

  async comeTo(at: Date) {
    await this.#live(at, true)
    for (let follow = 0; follow < mostFollowed; follow++) {
      const next = await this.#hint()
      if (!next || next.getTime() > at.getTime() + followedMs) return
      await this.#live(next, false)
    }
  }

  async #live(at: Date, isLook: boolean) {
    const world = this.#world
    const { changes, chance } = this.#story
    for (let next = changes[this.#changed]; next && next.at <= at; next = changes[++this.#changed]) {
      world.now = next.at > world.now ? next.at : world.now
      world.areRingsLost = this.#is('hints_lost') || this.#is('silent')
      await applyChange(world, next)
    }
    if (at > world.now) world.now = at
    world.areRingsLost = this.#is('hints_lost')
    for (const trouble of this.#story.troubles) await this.#befall(trouble)
    const weather = this.#current().find((one) => one.kind === 'weather')
    world.weather = weather?.kind === 'weather' ? weather.weather(chance) : {}
    if (this.#is('silent')) world.rung = []
    else await this.#tick(isLook)
  }

  #current = () => this.#story.troubles.filter(({ from, until }) => from <= this.#world.now && this.#world.now <= until)
  #is = (kind: Trouble['kind']) => this.#current().some((one) => one.kind === kind)

  /** Cron, and then the queue: each run is an isolate of its own. */
  async #tick(isLook: boolean) {
    const world = this.#world
    const { chance, companies } = this.#story
    const crons = isLook ? ['*/15 * * * *', '* * * * *'] : ['* * * * *']
    for (const cron of crons) await this.#run((platform) => runTick(platform, cron))
    const rung = [...new Set(world.areRingsLost ? await this.#swept() : world.rung)]
    world.rung = []
    for (const id of rung) {
      const isClear = await this.#run((platform) => answerRings(platform, { messages: [message(id)] }))
      this.visits.push({ at: world.now, isClear })
    }
    if (this.#is('redelivered'))
      await this.#redeliver(
        chance,
        companies.map(({ id }) => id),
      )
    if (this.#is('hints_lost')) await this.#loseHints()
  }

  /** Rings are lost with the hints: what the sweep finds is what is left. */
  async #swept(): Promise<string[]> {
    const world = this.#world
    world.areRingsLost = false
    world.rung = []
    await runIsolate(world, {}, (platform) => runTick(platform, '*/15 * * * *'))
    world.areRingsLost = true
    return world.rung
  }

  /** Answers whether nothing was in the way. */
  async #run(run: (platform: Platform) => Promise<unknown>): Promise<boolean> {
    const { chance } = this.#story
    const trouble = this.#current().find((one) => one.kind === 'mishap')
    const mishap = trouble?.kind === 'mishap' ? trouble.mishap(chance) : undefined
    const skewMs = this.#is('skew') ? chance.between(-300, 300) * 1_000 : 0
    const how = { mishap, skewMs }
    const twice = this.#is('twice') ? [runIsolate(this.#world, { skewMs: -skewMs }, run)] : []
    const [{ steps, died }] = await Promise.all([runIsolate(this.#world, how, run), ...twice])
    return !died && !(mishap && mishap.step < steps) && !Object.values(this.#world.weather).some(Boolean)
  }

  /** A hundred bells in ten batches, some of them at the same time, whoever they are for. */
  async #redeliver(chance: Chance, ids: string[]) {
    const batches = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => chance.pick(ids)))
    await Promise.all(batches.slice(0, 3).map((batch) => answer(this.#world, batch, {})))
    for (const batch of batches.slice(3, 5)) await answer(this.#world, batch, {})
  }

  async #befall(trouble: Trouble) {
    const world = this.#world
    if (trouble.kind === 'restore') {
      if (!this.#snapshots.has(trouble) && world.now.getTime() >= trouble.snapshotAt.getTime() - 120_000) {
        const name = world.known.get(trouble.tenantId)!.databaseName
        this.#snapshots.set(trouble, world.house.snapshot(name, `${name}-kept-${this.#snapshots.size}`))
        trouble.snapshotAt = world.now
      } else if (!this.#done.has(trouble) && world.now >= trouble.from && this.#snapshots.has(trouble)) {
        this.#done.add(trouble)
        await this.#restore(trouble.tenantId, trouble.snapshotAt, this.#snapshots.get(trouble)!)
      }
    }
    if (trouble.kind === 'held' && world.now >= trouble.from) {
      if (world.now <= trouble.until) await this.#hold()
      else if (!this.#done.has(trouble)) {
        this.#done.add(trouble)
        await this.#release()
      }
    }
  }

  /** What was true when the copy was made is true again. */
  async #restore(tenantId: string, at: Date, snapshot: string) {
    const world = this.#world
    await world.restore(tenantId, snapshot)
    world.house.forget(snapshot)
    for (const subject of this.#story.subjects.filter((one) => one.tenantId === tenantId))
      goBack(subject, at, world.now)
    // What was held in the copy is held again, until a person looks.
    for (const trouble of this.#story.troubles) if (trouble.kind === 'held') this.#done.delete(trouble)
  }

  async #hold() {
    const world = this.#world
    for (const { id } of this.#story.companies) {
      const db = world.dbOf(id)
      const [[row]] = await read(db, [db.select().from(notices).where(eq(notices.state, 'planned')).limit(1)])
      if (!row) continue
      await write(db, [db.update(notices).set({ state: 'held' }).where(eq(notices.key, row.key))])
      this.holds.push({ key: row.key, from: world.now, until: null })
    }
  }

  async #release() {
    const world = this.#world
    for (const { id } of this.#story.companies) {
      const db = world.dbOf(id)
      const columns = { state: 'planned' as const, dueAt: world.now }
      await write(db, [db.update(notices).set(columns).where(eq(notices.state, 'held'))])
      world.ring(id)
    }
    for (const hold of this.holds) hold.until ??= world.now
  }

  async #loseHints() {
    const db = this.#world.controlPlane()
    await write(db, [db.update(tenants).set({ nextDueAt: null })])
  }

  async #hint(): Promise<Date | null> {
    const db = this.#world.controlPlane()
    const [rows] = await read(db, [db.select({ at: tenants.nextDueAt }).from(tenants)])
    const times = rows.flatMap(({ at }) => (at ? [at.getTime()] : []))
    if (times.length === 0 || this.#is('silent')) return null
    // The tick after the hint; a hint that lies behind was rung for already.
    const first = Math.min(...times)
    return new Date(Math.max(Math.ceil(first / 60_000) * 60_000, this.#world.now.getTime() + 60_000))
  }
}

function goBack(subject: Subject, to: Date, now: Date) {
  const then = factAt(subject, to)
  const last = subject.facts.at(-1)
  if (!last) return
  subject.facts.push({ ...(then ?? { ...last, status: 'unknown' as const }), from: now })
}
