import { randomBytes, randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client/web'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DatabaseRecord } from '#tenants/local/registry.ts'
import { type DatabaseServer, startDatabaseServer } from '#tenants/local/server.ts'
import { mintDatabaseToken, TokenCheck } from '#tenants/local/token.ts'
import {
  databaseTargets,
  newName,
  PLATFORM_TOKEN,
  platformOf,
  type RunningTarget,
  temporaryFolder,
} from './database-targets.ts'

describe.each(databaseTargets)('tokens: $name', (target) => {
  let running: RunningTarget
  beforeAll(async () => {
    running = await target.start()
  })
  afterAll(() => running.close())

  test('no token, a wrong one, an old one and that of another database open nothing', async () => {
    const [mine, other] = [await running.newDatabase(), await running.newDatabase()]
    const answerTo = (authToken: string) => outcomeOf(mine.client({ authToken }).execute('select 1'))
    expect(await answerTo(mine.tokens.full)).toBe('done')
    expect(await answerTo('')).toMatch(/HTTP status 401$/)
    expect(await answerTo('not-a-token')).toMatch(/HTTP status 401$/)
    expect(await answerTo(mine.tokens.expired)).toMatch(/HTTP status 401$/)
    expect(await answerTo(other.tokens.full)).toMatch(/HTTP status 40[14]$/)
    expect(await answerTo(withOtherClaims(mine.tokens.readOnly, mine.tokens.full))).toMatch(/HTTP status 401$/)
  })

  test('a read-only token reads and cannot write, in whatever way it is asked', async () => {
    const database = await running.newDatabase()
    await database.client().execute('create table t (a text) strict')
    const reader = database.client({ authToken: database.tokens.readOnly })
    expect(await outcomeOf(reader.execute('select a from t'))).toBe('done')
    expect(await outcomeOf(reader.batch(['select a from t'], 'read'))).toBe('done')
    const write = "insert into t values ('x')"
    const ways = [
      () => reader.execute(write),
      () => reader.batch(['select 1', write], 'write'),
      () => reader.executeMultiple(`select 1; ${write};`),
      () => reader.execute('with w as (select 1) delete from t'),
      () => reader.execute('drop table t'),
      () => reader.execute('/* select */ update t set a = 1'),
    ]
    for (const way of ways) expect(await outcomeOf(way())).toMatch(/HTTP status 403$/)
    expect((await database.client().execute('select * from t')).rows).toEqual([])
  })
})

describe('tokens and blocks of the embedded server', () => {
  const { dir, remove } = temporaryFolder()
  let server: DatabaseServer
  beforeAll(async () => {
    server = await startDatabaseServer({ dir, port: 0, platformToken: PLATFORM_TOKEN })
  })
  afterAll(async () => {
    await server.close()
    remove()
  })

  const newDatabase = async (name = newName()) => {
    const platform = platformOf(server.url)
    const { url } = await platform.createDatabase(name)
    const client = createClient({ url, authToken: await platform.mintToken(name) })
    await client.execute('create table if not exists t (a text) strict')
    return { name, url, platform, client }
  }

  test('after a rotation older tokens are worthless and a new one works', async () => {
    const { name, url, platform, client } = await newDatabase()
    await platform.invalidateTokens(name)
    expect(await outcomeOf(client.execute('select 1'))).toMatch(/HTTP status 401$/)
    const fresh = createClient({ url, authToken: await platform.mintToken(name) })
    expect(await outcomeOf(fresh.execute('select 1'))).toBe('done')
  })

  test('a token does not outlive its database, even when the name is used again', async () => {
    const { name, platform, client } = await newDatabase()
    await client.execute("insert into t values ('secret')")
    await platform.deleteDatabase(name)
    expect(await outcomeOf(client.execute('select 1'))).toMatch(/HTTP status 401$/)
    const again = await newDatabase(name)
    expect(await outcomeOf(client.execute('select 1'))).toMatch(/HTTP status 401$/)
    expect((await again.client.execute('select * from t')).rows).toEqual([])
  })

  test('the platform token does not open a database, nor a database token the platform', async () => {
    const { url, platform, name } = await newDatabase()
    expect(await outcomeOf(createClient({ url, authToken: PLATFORM_TOKEN }).execute('select 1'))).toMatch(/401$/)
    for (const path of ['/v1/organizations/local/databases', '/admin/statements?db=x']) {
      for (const token of [await platform.mintToken(name), '', `${PLATFORM_TOKEN}x`]) {
        const answer = await fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } })
        expect(answer.status).toBe(401)
      }
    }
  })

  test('blocked writes leave reading alone; blocked reads stop everything; both hold at once and inside a transaction', async () => {
    const { name, platform, client } = await newDatabase()
    const transaction = await client.transaction('write')
    await transaction.execute("insert into t values ('begun')")
    await platform.configure(name, { blockReads: false, blockWrites: true })
    await expect(transaction.execute("insert into t values ('more')")).rejects.toMatchObject({ code: 'BLOCKED' })
    await transaction.rollback()
    expect(await outcomeOf(client.execute('select * from t'))).toBe('done')
    expect(await outcomeOf(client.execute("insert into t values ('x')"))).toMatch(
      /^BLOCKED: Operation was blocked: SQL write/,
    )
    await platform.configure(name, { blockReads: true, blockWrites: true })
    expect(await outcomeOf(client.execute('select * from t'))).toMatch(/^BLOCKED: Operation was blocked: SQL read/)
    await platform.configure(name, { blockReads: false, blockWrites: false })
    expect((await client.execute('select * from t')).rows).toEqual([])
  })

  test('a size limit ends in SQLITE_FULL', async () => {
    const { name, client } = await newDatabase()
    const setting = {
      method: 'PATCH',
      headers: { authorization: `Bearer ${PLATFORM_TOKEN}` },
      body: '{"size_limit":"64kb"}',
    }
    await fetch(`${server.url}/v1/organizations/local/databases/${name}/configuration`, setting)
    const big = client.execute({ sql: 'insert into t values (?)', args: ['x'.repeat(100_000)] })
    expect(await outcomeOf(big)).toMatch(/^SQLITE_FULL/)
  })

  test('the secret that signs tokens is readable by its owner only', () => {
    expect(statSync(join(dir, 'token-secret')).mode & 0o777).toBe(0o600)
    expect(statSync(dir).mode & 0o077).toBe(0)
  })
})

test('a token that has opened before is refused when its time, its database or its generation is over', () => {
  const secret = randomBytes(32)
  const record = recordOf('acme')
  const now = new Date('2026-05-01T00:00:00Z')
  const later = new Date('2026-05-01T00:01:00Z')
  const tokens = new TokenCheck(secret)
  const token = mintDatabaseToken(secret, record, 'read-only', later)
  for (let attempt = 0; attempt < 2; attempt++)
    expect(tokens.check(record, token, now)).toEqual({ access: 'read-only' })
  expect(tokens.check(record, token, later)).toEqual({ refused: 'The JWT has expired' })
  const others = [undefined, recordOf('other'), recordOf('acme'), { ...record, tokenGeneration: 2 }]
  for (const other of others) expect(tokens.check(other, token, now)).toEqual({ refused: 'The JWT is invalid' })
  expect(tokens.check(record, token, now)).toEqual({ access: 'read-only' })
})

test('a token signed with another secret opens nothing, however often a good one opened', () => {
  const [secret, otherSecret] = [randomBytes(32), randomBytes(32)]
  const record = recordOf('acme')
  const now = new Date('2026-05-01T00:00:00Z')
  const tokens = new TokenCheck(secret)
  const good = mintDatabaseToken(secret, record, 'full-access')
  expect(tokens.check(record, good, now)).toEqual({ access: 'full-access' })
  const forged = mintDatabaseToken(otherSecret, record, 'full-access')
  for (const token of [forged, withOtherClaims(forged, good), `${good}x`, good.slice(0, -1), good.split('.')[1] ?? ''])
    expect(tokens.check(record, token, now)).toEqual({ refused: 'The JWT is invalid' })
})

test('more tokens than are remembered all open, again and again', () => {
  const secret = randomBytes(32)
  const tokens = new TokenCheck(secret)
  const records = Array.from({ length: 1_200 }, (_, index) => recordOf(`t-${index}`))
  const minted = records.map((record) => ({ record, token: mintDatabaseToken(secret, record, 'full-access') }))
  for (const { record, token } of [...minted, ...minted])
    expect(tokens.check(record, token, new Date())).toEqual({ access: 'full-access' })
})

const recordOf = (name: string): DatabaseRecord => ({
  ...{ name, id: randomUUID(), group: 'default', tokenGeneration: 1 },
  ...{ blockReads: false, blockWrites: false, deleteProtection: false },
})

/** A token with the signature of one and the claims of another. */
function withOtherClaims(signature: string, claims: string): string {
  return [...claims.split('.').slice(0, 2), signature.split('.')[2]].join('.')
}

async function outcomeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'done',
    (error: Error) => error.message,
  )
}
