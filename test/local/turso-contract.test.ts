import { createClient } from '@libsql/client/web'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type DatabaseServer, startDatabaseServer } from '#tenants/local/server.ts'
import { type TursoPlatform, type TursoPorts, tursoPlatform } from '#tenants/turso.ts'
import { newName, temporaryFolder } from './database-targets.ts'
import { OpenApi } from './openapi.ts'
import { contract, failureOf } from './platform-contract.ts'
import { PlatformFake, type PlatformFault } from './platform-fake.ts'

const TOKEN = 'platform-secret-0123456789'
const vendor = new OpenApi('test/cases/turso-platform-openapi.json')

function platform(
  apiUrl: string,
  databaseUrl: string,
  ports: TursoPorts,
  more: { group?: string; token?: string } = {},
) {
  const config = {
    apiUrl,
    organization: 'local',
    group: 'default',
    token: TOKEN,
    databaseUrl,
    timeoutMilliseconds: 200,
  }
  return tursoPlatform({ ...config, ...more }, ports)
}

describe('against the embedded server, every exchange held against the vendor’s file', () => {
  const { dir, remove } = temporaryFolder()
  let server: DatabaseServer
  beforeAll(async () => {
    server = await startDatabaseServer({ dir, port: 0, platformToken: TOKEN })
  })
  afterAll(async () => {
    await server.close()
    remove()
  })

  /** The real fetch, which fails on any departure from the vendor's file. */
  const checkedFetch = async (url: string, init: RequestInit) => {
    const { exchange, problems } = vendor.match(
      init.method ?? 'GET',
      url,
      typeof init.body === 'string' ? init.body : undefined,
    )
    const answer = await fetch(url, init)
    const text = await answer.clone().text()
    const body = text === '' ? undefined : JSON.parse(text)
    expect([...problems, ...vendor.answerProblems(exchange.operationId, answer.status, body)]).toEqual([])
    return answer
  }
  const ask = (method: string, path: string, body?: object) =>
    checkedFetch(`${server.url}/v1/organizations/local${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const statusOf = async (method: string, path: string, body?: object) => (await ask(method, path, body)).status
  const copyOf = (name: string) => ({ type: 'database', name })

  contract(
    () => platform(server.url, 'http://{hostname}/', { fetch: checkedFetch }),
    (more) => platform(server.url, 'http://{hostname}/', { fetch: checkedFetch }, more),
  )

  test('a created database answers under its url with its token', async () => {
    const turso = platform(server.url, 'http://{hostname}/', { fetch: checkedFetch })
    const { name, url } = await turso.createDatabase(newName())
    const client = createClient({ url, authToken: await turso.mintToken(name, { expiration: '1w2d' }) })
    expect((await client.execute('select 1 as one')).rows[0]?.one).toBe(1)
  })

  test('a database that begins as a copy has what the other had, and goes its own way', async () => {
    const turso = platform(server.url, 'http://{hostname}/', { fetch: checkedFetch })
    const [original, copy] = [newName(), newName()]
    const { url } = await turso.createDatabase(original)
    const client = createClient({ url, authToken: await turso.mintToken(original) })
    await client.batch(['create table t (x)', 'insert into t values (1)'], 'write')
    expect(await statusOf('POST', '/databases', { name: copy, group: 'default', seed: copyOf(original) })).toBe(200)
    await client.execute('insert into t values (2)')
    const other = createClient({ url: `${server.url}/${copy}/`, authToken: await turso.mintToken(copy) })
    await other.execute('insert into t values (3)')
    const inBoth = await Promise.all([client, other].map((one) => one.execute('select x from t order by x')))
    expect(inBoth.map(({ rows }) => rows.map(({ x }) => x))).toEqual([
      [1, 2],
      [1, 3],
    ])
    expect(await (await ask('GET', `/databases/${copy}`)).json()).toMatchObject({
      database: { parent: { name: original } },
    })
    for (const seed of [copyOf('nobody'), { type: 'database_upload' }, { ...copyOf(original), timestamp: 'now' }])
      expect(await statusOf('POST', '/databases', { name: newName(), group: 'default', seed })).toBe(400)
  })

  test('the rest of what the server answers has the vendor’s shape, too', async () => {
    const turso = platform(server.url, 'http://{hostname}/', { fetch: checkedFetch })
    const { name } = await turso.createDatabase(newName())
    expect(await statusOf('GET', '/databases?group=default')).toBe(200)
    expect(await statusOf('GET', `/databases/${name}/configuration`)).toBe(200)
    expect(
      await statusOf('PATCH', `/databases/${name}/configuration`, { size_limit: '256mb', delete_protection: true }),
    ).toBe(200)
    expect(await statusOf('DELETE', `/databases/${name}`)).toBe(403)
    expect(await statusOf('POST', `/databases/${name}/auth/tokens?expiration=soon`)).toBe(400)
    expect(await statusOf('POST', '/groups', { name: 'second', location: 'local' })).toBe(200)
    expect(await statusOf('POST', '/groups', { name: 'second', location: 'local' })).toBe(409)
    expect(await statusOf('GET', '/groups')).toBe(200)
    expect(await statusOf('GET', '/groups/none')).toBe(404)
    expect(await statusOf('POST', '/databases', { name: 'Not A Name', group: 'default' })).toBe(400)
  })
})

describe('against a fake made from the vendor’s file', () => {
  let fake: PlatformFake
  let pauses: number[]
  beforeEach(() => {
    fake = new PlatformFake(TOKEN)
    pauses = []
  })
  const ports = (): TursoPorts => ({
    fetch: fake.fetch,
    wait: async (milliseconds) => void pauses.push(milliseconds),
    random: () => 0.5,
  })
  const make = (more: { group?: string; token?: string } = {}) =>
    platform('https://api.test', 'libsql://{hostname}', ports(), more)
  contract(() => make(), make)

  test('the address is the vendor’s host name in the configured form', async () => {
    expect(await make().createDatabase('acme')).toEqual({ name: 'acme', url: 'libsql://acme-local.turso.io' })
  })

  test('an existing name told by 400 counts only after a look', async () => {
    fake.statusForExistingName = 400
    await make().createDatabase('acme')
    expect(await make().createDatabase('acme')).toEqual({ name: 'acme', url: 'libsql://acme-local.turso.io' })
    expect(fake.calls).toEqual(['createDatabase', 'createDatabase', 'getDatabase'])
  })

  test('a name that exists in another group is not taken over', async () => {
    fake.databases.set('acme', { group: 'other', blockReads: false, blockWrites: false, tokens: 0 })
    expect(await failureOf(make().createDatabase('acme'))).toMatchObject({ failure: 'refused' })
  })

  const passing: PlatformFault[] = [
    { fault: 'status', status: 429, error: 'slow down', retryAfterSeconds: 1 },
    { fault: 'status', status: 500, error: 'internal' },
    { fault: 'status', status: 503, error: 'unavailable' },
    { fault: 'not json', status: 502 },
    { fault: 'no connection' },
    { fault: 'silence' },
    { fault: 'lost answer' },
  ]

  test.each(passing)('after $fault $status every call is tried again and ends well', async (fault) => {
    const calls: ((turso: TursoPlatform) => Promise<unknown>)[] = [
      (turso) => turso.createDatabase('acme'),
      (turso) => turso.mintToken('acme'),
      (turso) => turso.configure('acme', { blockReads: true, blockWrites: true }),
      (turso) => turso.invalidateTokens('acme'),
      (turso) => turso.deleteDatabase('acme'),
    ]
    for (const call of calls) {
      fake.faults.push(fault)
      await call(make())
    }
    expect(fake.databases.size).toBe(0)
    expect(pauses).toHaveLength(calls.length)
  })

  test('a retry waits longer each time, as long as the vendor asks, and never without end', async () => {
    fake.faults.push({ fault: 'status', status: 500, error: 'x' }, { fault: 'status', status: 500, error: 'x' })
    await make().createDatabase('acme')
    fake.faults.push({ fault: 'status', status: 429, error: 'x', retryAfterSeconds: 1 })
    fake.faults.push({ fault: 'status', status: 429, error: 'x', retryAfterSeconds: 3600 })
    await make().mintToken('acme')
    expect(pauses).toEqual([375, 750, 1000, 2000])
  })

  test.each([
    { fault: { fault: 'status', status: 429, error: 'slow down' } as const, failure: 'rate-limited', status: 429 },
    { fault: { fault: 'status', status: 500, error: 'internal' } as const, failure: 'unreachable', status: 500 },
    { fault: { fault: 'silence' } as const, failure: 'unreachable', status: undefined },
  ])('three times the same trouble is given up as $failure', async ({ fault, failure, status }) => {
    fake.faults.push(fault, fault, fault)
    expect(await failureOf(make().createDatabase('acme'))).toMatchObject({
      failure,
      status,
      operation: 'create database',
    })
    expect(fake.calls).toHaveLength(3)
  })

  test('a refusal is not tried again', async () => {
    await failureOf(make({ group: 'none' }).createDatabase('acme'))
    expect(fake.calls).toEqual(['createDatabase', 'getDatabase'])
    expect(pauses).toEqual([])
  })

  test('an answer without the documented shape is an error, and never an address to send tokens to', async () => {
    const hostnames = ['', 'evil.test/x/y', 'user@evil.test', 'a b', 'evil.test?x=']
    const bodies = [{}, { database: null }, ...hostnames.map((Hostname) => ({ database: { Name: 'acme', Hostname } }))]
    for (const body of bodies) {
      fake.faults.push({ fault: 'body', body })
      expect(await failureOf(make().createDatabase('acme')), JSON.stringify(body)).toMatchObject({
        failure: 'unexpected',
      })
    }
    fake.faults.push({ fault: 'redirect', location: 'https://evil.test' })
    expect(await failureOf(make().createDatabase('acme'))).toMatchObject({ failure: 'unexpected', status: 302 })
  })

  test('blocks that were not applied are noticed', async () => {
    await make().createDatabase('acme')
    fake.faults.push({ fault: 'body', body: { block_reads: false, block_writes: false } })
    const blocked = make().configure('acme', { blockReads: true, blockWrites: true })
    expect(await failureOf(blocked)).toMatchObject({ failure: 'unexpected', operation: 'configure database' })
  })

  test('no failure repeats the platform token', async () => {
    fake.faults.push({ fault: 'status', status: 403, error: `bad token ${TOKEN} in ${'long '.repeat(100)}` })
    const { message } = await failureOf(make().mintToken('acme'))
    expect(message).not.toContain(TOKEN)
    expect(message.length).toBeLessThan(300)
  })
})
