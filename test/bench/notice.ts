import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { notices } from '#schema/notice.ts'
import { read } from '#tenants/round-trip.ts'
import type { Tenant } from '#tenants/scope.ts'
import { sweepTenants } from '#worker/jobs/ring-tenant.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { projectRoot } from '#worker/local/folder.ts'
import { type Ground, startGround } from '../local/notice-ground.ts'

const { values: asked } = parseArgs({
  options: {
    notices: { type: 'boolean' },
    count: { type: 'string', default: '10000' },
    tenants: { type: 'string', default: '10000' },
    write: { type: 'boolean', default: false },
  },
})

type Figure = { what: string; of: string; seconds: number; roundTrips: number; rows: number }

/** `npm run bench -- --notices [--count 10000] [--tenants 10000] [--write]`: one company's notices, and a sweep over all. */
export async function benchNotices() {
  const figures: Figure[] = []
  const ground = await startGround({ statistics: true })
  try {
    const tenant = await ground.addCompany('bench', 'TP-MFG')
    figures.push(...(await planAndSend(ground, tenant, Number(asked.count))))
    figures.push(await sweepAll(ground, Number(asked.tenants)))
  } finally {
    await ground.stop()
  }
  const text = sectionOf(figures)
  console.log(text)
  if (asked.write) writeInto(join(projectRoot, 'docs/benchmarks.md'), text)
}

/** Each contract has a customer of its own, so that nothing becomes a digest. */
async function planAndSend(ground: Ground, tenant: Tenant, count: number): Promise<Figure[]> {
  const db = ground.platform.openDb(tenant)
  ground.clock.now = new Date('2026-05-01T00:00:00Z')
  await runTenantJobs(ground.platform, tenant.id)
  const numbers = JSON.stringify(Array.from({ length: count }, (_, nth) => nth))
  const at = ground.clock.now.getTime()
  await db.$client.batch(
    [
      {
        sql: `insert into customers (id, name, phone, phone_key, email, created_at)
              select 'c' || value, 'Customer ' || value, '', '', 'c' || value || '@example.com', ? from json_each(?)`,
        args: [at, numbers],
      },
      {
        sql: `insert into contracts (id, number, customer_id, title, starts_on, ends_on, covers, created_at)
              select 'k' || value, 'K' || value, 'c' || value, 'Care ' || value, '2025-07-01', '2026-06-30', '[]', ?
              from json_each(?)`,
        args: [at, numbers],
      },
    ],
    'write',
  )
  await db.$client.execute('update plannings set changed_at = 1')
  ground.clock.now = new Date('2026-05-29T01:00:00Z')
  const planned = await measured(ground, tenant.databaseName, `planning, and sending the first 200`, async () => {
    await runTenantJobs(ground.platform, tenant.id)
    const [[ledger]] = await read(db, [db.select({ rows: sql<number>`count(*)` }).from(notices)])
    return `${ledger?.rows} planned`
  })
  const sent = await measured(ground, tenant.databaseName, 'sending the others, 200 a visit', async () => {
    for (let visit = 0; visit < count / 200 + 5 && ground.sent.length < count; visit++) {
      ground.later(60_000)
      await runTenantJobs(ground.platform, tenant.id)
    }
    return `${ground.sent.length} sent`
  })
  return [planned, sent]
}

async function sweepAll(ground: Ground, count: number): Promise<Figure> {
  const db = ground.platform.controlPlane()
  const now = ground.clock.now.getTime()
  await db.$client.execute({
    sql: `insert into tenants (id, slug, name, status, database_name, created_at, has_schedule)
          select 'o' || value, 'o' || value, 'other', 'active', 'o' || value, ?, 1 from json_each(?)`,
    args: [now, JSON.stringify(Array.from({ length: count }, (_, nth) => nth))],
  })
  ground.rung.length = 0
  return measured(ground, 'control-plane', 'ringing every company with a schedule once, 100 a sweep', async () => {
    for (let sweep = 0; ground.rung.length < count && sweep < count / 50; sweep++) await sweepTenants(ground.platform)
    return `${new Set(ground.rung).size} rung`
  })
}

async function measured(ground: Ground, database: string, what: string, run: () => Promise<string>): Promise<Figure> {
  await ground.statistics.clear(database)
  const count = { trips: 0 }
  ground.mishap.before = () => void count.trips++
  const started = performance.now()
  const of = await run()
  const seconds = (performance.now() - started) / 1_000
  ground.mishap.before = () => {}
  const statements = await ground.statistics.of(database)
  const rows = statements.reduce((sum, one) => sum + one.rows + one.fullscanSteps, 0)
  return { what, of, seconds, roundTrips: count.trips, rows }
}

const sectionOf = (figures: readonly Figure[]) =>
  [
    '## Notices',
    '',
    'The provider answers at once. Rows: answered, or stepped over for want of an index.',
    '',
    '| What | How many | Seconds | Round trips | Rows |',
    '|---|---:|---:|---:|---:|',
    ...figures.map(
      ({ what, of, seconds, roundTrips, rows }) =>
        `| ${what} | ${of} | ${seconds.toFixed(1)} | ${roundTrips} | ${rows} |`,
    ),
    '',
  ].join('\n')

const [opens, closes] = ['<!-- notices -->', '<!-- /notices -->']

/** Before the part that the other bench writes anew. */
function writeInto(file: string, text: string) {
  const whole = readFileSync(file, 'utf8')
  const section = `${opens}\n${text}${closes}\n`
  const [before, rest] = whole.split(opens)
  const after = rest?.split(`${closes}\n`)[1]
  const mark = '<!-- written by `npm run bench -- --write` from here on -->'
  writeFileSync(file, after === undefined ? whole.replace(mark, `${section}\n${mark}`) : `${before}${section}${after}`)
}
