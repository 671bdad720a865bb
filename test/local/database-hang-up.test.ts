import { once } from 'node:events'
import { connect } from 'node:net'
import { createClient } from '@libsql/client/web'
import { expect, test } from 'vitest'
import { startDatabaseServer } from '#tenants/local/server.ts'
import { PLATFORM_TOKEN, platformOf, temporaryFolder } from './database-targets.ts'

test('a caller that hangs up while waiting for the write lock does not hold it afterwards', async () => {
  const { dir, remove } = temporaryFolder()
  const server = await startDatabaseServer({ dir, port: 0, platformToken: PLATFORM_TOKEN, statistics: true })
  const { url } = await platformOf(server.url).createDatabase('acme')
  const authToken = await platformOf(server.url).mintToken('acme')
  const other = await platformOf(server.url).createDatabase('other')
  const otherToken = await platformOf(server.url).mintToken('other')
  const roundTrips = async () => {
    const headers = { authorization: `Bearer ${PLATFORM_TOKEN}` }
    const answer = await fetch(`${server.url}/admin/round-trips?db=acme`, { headers })
    return JSON.parse(await answer.text()).total
  }
  const client = createClient({ url, authToken })
  await client.execute('create table t (a text) strict')
  const holder = await client.transaction('write')
  await holder.execute("insert into t values ('held')")

  // Ends by its own time limit only if what follows has to wait for the abandoned transaction's.
  const measure = await createClient({ url: other.url, authToken: otherToken }).transaction('write')
  await measure.execute('create table t (a text) strict')

  const before = await roundTrips()
  const abort = new AbortController()
  const waiting = fetch(`${url}v2/pipeline`, {
    method: 'POST',
    signal: abort.signal,
    headers: { authorization: `Bearer ${authToken}` },
    body: JSON.stringify({ requests: [{ type: 'execute', stmt: { sql: 'begin immediate' } }] }),
  })
  while ((await roundTrips()) === before) await new Promise((resolve) => setTimeout(resolve, 5))
  abort.abort()
  await expect(waiting).rejects.toThrow()
  for (const attempt of [1, 2, 3]) expect(await roundTrips(), `noticed by look ${attempt}`).toBe(before + 1)
  await holder.commit()
  await client.execute("insert into t values ('next')")
  await measure.commit()
  expect((await client.execute('select a from t')).rows.map((row) => row.a)).toEqual(['held', 'next'])
  await server.close()
  remove()
})

test('a caller that hangs up in the middle of what it asks leaves nothing behind and is nobody’s fault', async () => {
  const { dir, remove } = temporaryFolder()
  const faults: unknown[] = []
  const onError = (fault: unknown) => faults.push(fault)
  const server = await startDatabaseServer({ dir, port: 0, platformToken: PLATFORM_TOKEN, onError })
  const head = `POST /v1/organizations/local/databases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${PLATFORM_TOKEN}\r\n`
  const socket = connect(server.port, '127.0.0.1')
  socket.end(`${head}content-length: 1000\r\n\r\n{"name":`)
  socket.resume()
  await once(socket, 'close')
  await platformOf(server.url).createDatabase('acme')
  await server.close()
  expect(faults).toEqual([])
  remove()
})

test('a body that is too large is read to its end and answered with 413; the connection serves on', async () => {
  const { dir, remove } = temporaryFolder()
  const server = await startDatabaseServer({ dir, port: 0, platformToken: PLATFORM_TOKEN })
  const ask = (body: string) =>
    fetch(`${server.url}/v1/organizations/local/databases`, {
      method: 'POST',
      headers: { authorization: `Bearer ${PLATFORM_TOKEN}` },
      body,
    })
  const answer = await ask(' '.repeat(64 * 1024 * 1024 + 1))
  expect([answer.status, await answer.json()]).toEqual([413, { error: 'The body of the request is too large' }])
  const wrong = await ask('{"name":')
  expect([wrong.status, await wrong.json()]).toEqual([400, { error: 'The body of the request is not JSON' }])
  await server.close()
  remove()
})
