import { createClient } from '@libsql/client/web'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type DatabaseServer, startDatabaseServer } from '#tenants/local/server.ts'
import { type DatabaseProxy, type Fault, startDatabaseProxy } from '../faults/database-proxy.ts'
import { newName, PLATFORM_TOKEN, platformOf, temporaryFolder } from './database-targets.ts'

const { dir, remove } = temporaryFolder()
let server: DatabaseServer
let proxy: DatabaseProxy
beforeAll(async () => {
  server = await startDatabaseServer({ dir, port: 0, platformToken: PLATFORM_TOKEN })
  proxy = await startDatabaseProxy({ target: server.url })
})
afterAll(async () => {
  await proxy.close()
  await server.close()
  remove()
})

let insert: () => Promise<string>
let stored: () => Promise<number>
beforeEach(async () => {
  proxy.plan({})
  const { name, url } = await platformOf(proxy.url).createDatabase(newName())
  const authToken = await platformOf(proxy.url).mintToken(name)
  const direct = createClient({ url: `${server.url}/${name}/`, authToken })
  await direct.execute('create table t (a text) strict')
  insert = () =>
    createClient({ url, authToken })
      .execute("insert into t values ('x')")
      .then(
        () => 'done',
        (error: Error) => error.message,
      )
  stored = async () => Number((await direct.execute('select count(*) as n from t')).rows[0]?.n)
  proxy.plan({})
})

const effects: { fault: Fault; outcome: RegExp; rows: number; databaseStatus: number | null; status: number | null }[] =
  [
    { fault: { kind: 'pass' }, outcome: /^done$/, rows: 1, databaseStatus: 200, status: 200 },
    { fault: { kind: 'delay', milliseconds: 20 }, outcome: /^done$/, rows: 1, databaseStatus: 200, status: 200 },
    { fault: { kind: 'cut before' }, outcome: /fetch failed/, rows: 0, databaseStatus: null, status: null },
    { fault: { kind: 'cut after' }, outcome: /fetch failed/, rows: 1, databaseStatus: 200, status: null },
    { fault: { kind: 'twice', answer: 'first' }, outcome: /^done$/, rows: 2, databaseStatus: 200, status: 200 },
    { fault: { kind: 'status', status: 503 }, outcome: /HTTP status 503/, rows: 0, databaseStatus: null, status: 503 },
  ]

test.each(effects)(
  '$fault.kind: what the caller sees and what the database keeps',
  async ({ fault, outcome, rows, ...seen }) => {
    proxy.plan({ 1: fault })
    expect(await insert()).toMatch(outcome)
    expect(await stored()).toBe(rows)
    expect(proxy.calls()).toMatchObject([{ ordinal: 1, method: 'POST', fault: fault.kind, ...seen }])
  },
)

test('only the planned call suffers', async () => {
  proxy.plan({ 2: { kind: 'cut before' } })
  expect(await insert()).toBe('done')
  expect(await insert()).toMatch(/fetch failed/)
  expect(await insert()).toBe('done')
  expect(proxy.calls().map(({ ordinal, fault }) => [ordinal, fault])).toEqual([[1, 'pass'], [2, 'cut before'], [3, 'pass']]) // biome-ignore format: a table
})

test('of two answers the second can come back, as after a retry further down', async () => {
  const name = newName()
  proxy.plan({ 1: { kind: 'twice', answer: 'second' } })
  expect(await platformOf(proxy.url).createDatabase(name)).toMatchObject({ name })
  expect(proxy.calls().map(({ method, status }) => [method, status])).toEqual([['POST', 409], ['GET', 200]]) // biome-ignore format: a table
})

test('over HTTP it is told the plan and tells the calls; those are not counted', async () => {
  const plan = { 1: { kind: 'status', status: 500 } }
  await fetch(`${proxy.url}/__proxy/plan`, { method: 'PUT', body: JSON.stringify(plan) })
  const answer = await fetch(`${proxy.url}/health`, { headers: { 'x-aftercare-request': 'page' } })
  expect(answer.status).toBe(500)
  const calls = await (await fetch(`${proxy.url}/__proxy/calls`)).json()
  expect(calls).toEqual([
    { ordinal: 1, method: 'GET', path: '/health', request: 'page', fault: 'status', databaseStatus: null, status: 500 },
  ])
})
