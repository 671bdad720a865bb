import { tenants } from '#schema/control-plane/tenant.ts'
import { answerRings, runTick } from '#worker/jobs/index.ts'
import { type Product, startProduct } from '../harness.ts'
import { type FaultLine, faultLine } from './fault-line.ts'
import { type Case, casesOf } from './flow.ts'
import { type Company, morning } from './stage.ts'

/** A town whose databases are all on one line that can be broken: its register and one company. */
export type Ground = { product: Product; company: Company; line: FaultLine; lane: string }

/** A task of the timetable: what waits for it, and what must be true once everything works again. */
export type Job = {
  name: string
  prepare(ground: Ground): Promise<void>
  /** Through the door by which the platform calls it: a task that fails is written down and comes again. */
  run(ground: Ground): Promise<unknown>
  /** One line for everything that is lost, doubled or still waiting; `ticks`: how often it ran. */
  wrongIn(ground: Ground, ticks: number): Promise<string[]>
}

/** Twice this is longer than a lease, and than the wait of a bell that nobody answered. */
const laterMs = 11 * 60_000

export type Verdict = { calls: number; cases: number; failures: string[] }

/** Runs the task once undisturbed, then once for every case; the ticks after it find a database that works. */
export async function breakEveryCallOf(job: Job, atOnce = 6): Promise<Verdict> {
  const whole = await play(job, { name: 'nothing broken', plan: {} })
  const cases = casesOf({ route: '' }, whole.calls)
  const failures = [...whole.wrong]
  const waiting = [...cases]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { wrong } = await play(job, next)
      failures.push(...wrong.map((one) => `${next.name}: ${one}`))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { calls: whole.calls, cases: cases.length, failures }
}

async function play(job: Job, { name, plan }: Case) {
  const ground = await openGround()
  const { line, lane, product } = ground
  await job.prepare(ground)
  await line.plan(lane, plan)
  await job.run(ground)
  const calls = (await line.settled(lane)).length
  const goesOn = name.includes(',')
  const ticks = goesOn ? 3 : 2
  for (let tick = 0; tick < ticks; tick++) {
    if (!goesOn || tick > 0) await line.plan(lane, {})
    product.clock.now = new Date(product.clock.now.getTime() + laterMs)
    await job.run(ground)
    await line.settled(lane)
  }
  const broken = product.logs.filter(({ event }) => event === 'request.broken')
  return { calls, wrong: [...(await job.wrongIn(ground, ticks + 1)), ...broken.map(({ event }) => event)] }
}

async function openGround(): Promise<Ground> {
  const lane = crypto.randomUUID()
  const line = faultLine(lane)
  const product = await startProduct({ now: morning, line })
  const company = await product.company('acme')
  const { id, databaseName } = company.tenant
  const row = { id, slug: 'acme', name: 'acme', status: 'active' as const, databaseName, createdAt: morning }
  await product.platform.controlPlane().insert(tenants).values(row)
  return { product, company, line, lane }
}

/** As the queue rings a tenant's bell. */
export const ringBell = ({ product, company }: Ground) =>
  answerRings(product.platform, {
    messages: [
      {
        ...{ id: '1', timestamp: morning, attempts: 1, body: { tenantId: company.tenant.id } },
        ...{ ack: () => {}, retry: () => {} },
      },
    ],
  })

export const tick = ({ product }: Ground, cron: string) => runTick(product.platform, cron)
