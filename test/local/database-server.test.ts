import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client/web'
import { afterEach, describe, expect, test } from 'vitest'
import { type DatabaseServer, startDatabaseServer } from '#tenants/local/server.ts'
import type { StatementEntry } from '#tenants/local/statistics.ts'
import { ended, NODE, newName, PLATFORM_TOKEN, platformOf, temporaryFolder } from './database-targets.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

function folder(): string {
  const { dir, remove } = temporaryFolder()
  cleanups.push(remove)
  return dir
}

async function start(dir: string, more: { port?: number; statistics?: boolean } = {}): Promise<DatabaseServer> {
  const server = await startDatabaseServer({ dir, port: 0, platformToken: PLATFORM_TOKEN, ...more })
  cleanups.push(() => server.close())
  return server
}

async function clientOf(server: DatabaseServer, name: string, request?: string) {
  const { url } = await platformOf(server.url).createDatabase(name)
  const authToken = await platformOf(server.url).mintToken(name)
  const labelled = (sent: Request) => {
    const headed = new Request(sent)
    if (request) headed.headers.set('x-aftercare-request', request)
    return fetch(headed)
  }
  return createClient({ url, authToken, fetch: labelled })
}

describe('starting and stopping', () => {
  test('databases, tokens and blocks outlive a restart', async () => {
    const dir = folder()
    const first = await startDatabaseServer({ dir, port: 0, platformToken: PLATFORM_TOKEN })
    const client = await clientOf(first, 'acme')
    await client.batch(['create table t (a text) strict', "insert into t values ('kept')"], 'write')
    const token = await platformOf(first.url).mintToken('acme')
    await platformOf(first.url).configure('acme', { blockReads: false, blockWrites: true })
    await first.close()
    const second = await start(dir)
    const again = createClient({ url: `${second.url}/acme/`, authToken: token })
    expect((await again.execute('select a from t')).rows.map((row) => row.a)).toEqual(['kept'])
    await expect(again.execute('delete from t')).rejects.toMatchObject({ code: 'BLOCKED' })
  })

  test('a taken port is one clear line', async () => {
    const { port } = await start(folder())
    await expect(start(folder(), { port })).rejects.toThrow(`cannot listen on 127.0.0.1:${port}: the port is taken`)
  })

  test('a directory that cannot be used is one clear line', async () => {
    const file = join(folder(), 'file')
    writeFileSync(file, '')
    await expect(start(join(file, 'data'))).rejects.toThrow(
      /^The database server cannot use the directory .*\/file\/data: ENOTDIR[^\n]*$/,
    )
  })

  test('two servers never share a directory', async () => {
    const dir = folder()
    await start(dir)
    const { code, said } = await startProcess(dir)
    expect(said).toBe(`Another database server is using ${dir}\n`)
    expect(code).toBe(1)
  })

  test('only this machine can reach it', async () => {
    const { port } = await start(folder())
    const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
    for (const { address } of others.filter(({ internal, family }) => !internal && family === 'IPv4')) {
      await expect(fetch(`http://${address}:${port}/health`)).rejects.toThrow()
    }
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200)
  })

  test('a database whose file was lost is not quietly replaced by an empty one', async () => {
    const dir = folder()
    const server = await start(dir)
    const client = await clientOf(server, 'acme')
    rmSync(join(dir, 'databases', 'acme.db'))
    await expect(client.execute('select 1')).rejects.toThrow('HTTP status 500')
  })
})

interface Statistics {
  total?: number
  byRequest?: Record<string, number>
  statements?: StatementEntry[]
}

describe('statistics', () => {
  const statisticsOf = async (server: DatabaseServer, query: string): Promise<{ status: number; body: Statistics }> => {
    const answer = await fetch(`${server.url}/admin/${query}`, {
      headers: { authorization: `Bearer ${PLATFORM_TOKEN}` },
    })
    const body: Statistics = JSON.parse(await answer.text())
    return { status: answer.status, body }
  }

  test('a full scan counts its steps, an indexed read none, and an index made for one query counts too', async () => {
    const server = await start(folder(), { statistics: true })
    const client = await clientOf(server, 'acme', 'page')
    await client.batch([
      'create table t (id text primary key, a integer) strict',
      'create table u (id text primary key, a integer) strict',
    ])
    const rows = Array.from({ length: 200 }, (_, index) => `('${index}', ${index})`).join(', ')
    await client.batch([`insert into t values ${rows}`, `insert into u values ${rows}`], 'write')
    const asked = [
      'select * from t where a = 5',
      "select * from t where id = '5'",
      'select * from t join u using (a)',
      'select count(*) from t',
    ]
    for (const sql of [...asked, ...asked]) await client.execute(sql)
    const { body } = await statisticsOf(server, 'statements?db=acme&request=page')
    const entry = (sql: string) => body.statements?.find((each) => each.sql === sql)
    expect(entry(asked[0]!)).toMatchObject({ runs: 2, rows: 2, fullscanSteps: 398, scans: ['SCAN t'] })
    expect(entry(asked[1]!)).toMatchObject({ runs: 2, rows: 2, fullscanSteps: 0, scans: [] })
    expect(entry(asked[2]!)?.fullscanSteps).toBe(2 * 398)
    expect(entry(asked[3]!)).toMatchObject({
      fullscanSteps: 0,
      scans: [expect.stringMatching(/^SCAN t USING COVERING INDEX/)],
    })
  })

  test('round trips are counted under the label of the request that made them', async () => {
    const server = await start(folder(), { statistics: true })
    const client = await clientOf(server, 'acme', 'page')
    await client.execute('select 1')
    await client.batch(['select 2', 'select 3'], 'read')
    await (await clientOf(server, 'acme', 'other')).execute('select 4')
    await (await clientOf(server, 'acme')).execute('select 5')
    expect((await statisticsOf(server, 'round-trips?db=acme')).body).toEqual({
      total: 4,
      byRequest: { page: 2, other: 1 },
    })
    await fetch(`${server.url}/admin/statistics?db=acme`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${PLATFORM_TOKEN}` },
    })
    expect((await statisticsOf(server, 'round-trips?db=acme')).body).toEqual({ total: 0, byRequest: {} })
  })

  test('a server without statistics says so instead of answering zero', async () => {
    const server = await start(folder())
    expect((await statisticsOf(server, 'round-trips?db=acme')).status).toBe(409)
  })
})

describe('durability', () => {
  test('every write that was acknowledged before a kill is there afterwards', async () => {
    const dir = folder()
    const { child, url } = await startProcess(dir)
    if (!url) throw new Error('the server did not start')
    const name = newName()
    const platform = platformOf(url)
    const database = await platform.createDatabase(name)
    const authToken = await platform.mintToken(name)
    const client = () => createClient({ url: database.url, authToken })
    await client().execute('create table t (id text primary key) strict')
    const acknowledged: string[] = []
    const write = async (writer: number) => {
      for (let index = 0; ; index++) {
        const ids = [`${writer}-${index}-a`, `${writer}-${index}-b`]
        await client().batch(
          ids.map((id) => ({ sql: 'insert into t values (?)', args: [id] })),
          'write',
        )
        acknowledged.push(...ids)
        if (acknowledged.length === 600) child.kill('SIGKILL')
      }
    }
    await Promise.allSettled([0, 1, 2, 3].map(write))
    await ended(child, 'SIGKILL')
    const server = await start(dir)
    const after = createClient({ url: `${server.url}/${name}/`, authToken })
    const stored = new Set((await after.execute('select id from t')).rows.map((row) => row.id))
    expect(acknowledged.length).toBeGreaterThanOrEqual(600)
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
    expect([...stored].filter((id) => !stored.has(otherHalfOf(String(id))))).toEqual([])
    expect((await after.execute('pragma integrity_check')).rows[0]?.integrity_check).toBe('ok')
  })
})

const otherHalfOf = (id: string) => id.slice(0, -1) + (id.endsWith('a') ? 'b' : 'a')

/** The server as a process of its own: its address, or its last words. */
async function startProcess(dir: string) {
  const env = { ...process.env, DATABASE_DIR: dir, DATABASE_PORT: '0', DATABASE_PLATFORM_TOKEN: PLATFORM_TOKEN }
  const child = spawn(NODE, ['tenants/local/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  cleanups.push(() => ended(child, 'SIGKILL'))
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  const started = new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(String(text).trim())))
  const stopped = new Promise<undefined>((resolve) => child.once('close', () => resolve(undefined)))
  const url = await Promise.race([started, stopped])
  return { child, url, said, code: child.exitCode }
}
