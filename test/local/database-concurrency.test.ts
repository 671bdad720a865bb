import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseTargets, ended, NODE, type RunningTarget, type TargetDatabase } from './database-targets.ts'

const MANY = 40

describe.each(databaseTargets)('many at once: $name', (target) => {
  let running: RunningTarget
  let database: TargetDatabase
  beforeAll(async () => {
    running = await target.start()
    database = await running.newDatabase()
    const tables = [
      'create table t (id text primary key) strict',
      'create table sum (n integer) strict',
      'insert into sum values (0)',
    ]
    await database.client().batch(tables, 'write')
  })
  afterAll(() => running.close())

  const numberOf = async (sql: string) => Number((await database.client().execute(sql)).rows[0]?.n)
  const atOnce = (what: (index: number) => Promise<unknown>) =>
    Promise.all(Array.from({ length: MANY }, (_, index) => what(index)))

  test('parallel inserts are all kept', async () => {
    await atOnce((index) => database.client().execute({ sql: 'insert into t values (?)', args: [`insert-${index}`] }))
    expect(await numberOf("select count(*) as n from t where id like 'insert-%'")).toBe(MANY)
  })

  test('parallel batches are all kept, each of them whole', async () => {
    await atOnce((index) => {
      const [first, second] = [`batch-${index}-a`, `batch-${index}-b`]
      const insert = 'insert into t values (?)'
      return database.client().batch([[insert, [first]], [insert, [second]], 'update sum set n = n + 1'], 'write')
    })
    expect(await numberOf("select count(*) as n from t where id like 'batch-%'")).toBe(2 * MANY)
    expect(await numberOf('select n from sum')).toBe(MANY)
  })

  test('of parallel inserts of one id exactly one wins', async () => {
    const insert = async () => {
      try {
        await database.client().execute("insert into t values ('once')")
        return 'won'
      } catch (error) {
        return String(error).includes('UNIQUE constraint failed: t.id') ? 'lost' : String(error)
      }
    }
    const outcomes = await atOnce(insert)
    expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'lost')).toHaveLength(MANY - 1)
  })

  test('parallel transactions that read and then write never overwrite one another', async () => {
    const before = await numberOf('select n from sum')
    const busy = await atOnce(() => untilNotBusy(() => addOne(database)))
    if (target.queuesWriters) expect(busy).toEqual(busy.map(() => 0))
    expect(await numberOf('select n from sum')).toBe(before + MANY)
  })

  test('a client killed inside a transaction takes its writes along and gives the lock back', async () => {
    const child = spawn(NODE, ['test/local/abandoned-transaction.ts'], {
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        DATABASE_TOKEN: database.tokens.full,
        DATABASE_NAME: database.name,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => child.stdout?.once('data', resolve))
    await ended(child, 'SIGKILL')
    expect(await numberOf("select count(*) as n from t where id = 'abandoned'")).toBe(0)
    await untilNotBusy(() => database.client().execute("insert into t values ('after')"))
    expect(await numberOf("select count(*) as n from t where id in ('abandoned', 'after')")).toBe(1)
  })

  test('a commit after the time limit is refused and nothing of it is kept', async () => {
    const transaction = await database.client().transaction('write')
    await transaction.execute("insert into t values ('too late')")
    await untilNotBusy(() => database.client().execute("insert into t values ('next')"))
    await expect(transaction.commit()).rejects.toMatchObject({ code: 'TRANSACTION_TIMEOUT' })
    expect(await numberOf("select count(*) as n from t where id in ('too late', 'next')")).toBe(1)
  })
})

async function addOne(database: TargetDatabase) {
  const transaction = await database.client().transaction('write')
  try {
    const { rows } = await transaction.execute('select n from sum')
    await transaction.execute({ sql: 'update sum set n = ?', args: [BigInt(Number(rows[0]?.n) + 1)] })
    await transaction.commit()
  } finally {
    transaction.close()
  }
}

/** How often the database said that it was busy. */
async function untilNotBusy(act: () => Promise<unknown>): Promise<number> {
  for (let attempt = 0; ; attempt++) {
    try {
      await act()
      return attempt
    } catch (error) {
      if (attempt === 20 || !/SQLITE_BUSY/.test(String(error))) throw error
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 100))
    }
  }
}
