import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openControlPlane } from '#tenants/open.ts'
import { write } from '#tenants/round-trip.ts'
import { type Edge, openEdge } from '#worker/local/edge.ts'
import { makeRegister } from '#worker/local/register.ts'
import { writeNotice } from '#worker/queries/notice.ts'
import { failToStart, processesOf, type Started, startProduct, until } from './start-ground.ts'

const scratch = await mkdtemp(join(tmpdir(), 'aftercare-start-'))
const data = join(scratch, 'data')
let product: Started

beforeAll(async () => {
  product = await startProduct(data)
})
afterAll(async () => {
  product.child.kill('SIGKILL')
  for (const line of processesOf(product)) process.kill(Number(line.trim().split(' ')[0]), 'SIGKILL')
  await rm(scratch, { recursive: true, force: true })
})

/** A whole answer, whatever the method and headers. */
function ask(url: string, { method = 'GET', headers = {} as Record<string, string> } = {}) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const asked = request(url, { method, headers }, (answer) => {
      let body = ''
      answer.on('data', (chunk) => {
        body += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

describe('a started product', () => {
  test('answers on the base host, and a plain 404 on a host that nobody has', async () => {
    const landing = await ask(`${product.url}/`, { headers: { 'accept-language': 'en' } })
    expect(landing.headers['content-type']).toContain('text/html')
    expect(landing.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    const port = new URL(product.url).port
    const nobody = await ask(`http://127.0.0.1:${port}/`, { headers: { host: `nobody.localhost:${port}` } })
    expect(nobody.status).toBe(404)
  })

  test('serves its hashed files to be kept for good', async () => {
    const assets = JSON.parse(await readFile('build/assets.json', 'utf8')) as Record<string, { url: string }>
    const style = await ask(product.url + assets['public.css']!.url)
    expect(style.status).toBe(200)
    expect(style.headers['cache-control']).toContain('immutable')
  })

  test('[E-02] lets no visitor reach what belongs to the platform', async () => {
    const paths = [
      '/__scheduled',
      '/cdn-cgi/handler/scheduled?cron=*',
      '/cdn-cgi/local/scheduled',
      '/%63dn-cgi/local/explorer',
    ]
    for (const path of [
      ...paths,
      '//cdn-cgi/local/scheduled',
      '/.git/config',
      '/.env',
      '/wrangler.toml',
      '/index.js.map',
    ])
      expect((await ask(product.url + path)).status, path).toBe(404)
    expect((await ask(product.url, { method: 'TRACE' })).status).toBe(404)
  })

  test('keeps its secrets to its owner, and names no registry or secret in what it prints', async () => {
    const file = join(data, 'secrets.json')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const secrets = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>
    for (const secret of Object.values(secrets)) expect(product.said).not.toContain(secret)
  })

  test('does not start a second time over the same data', async () => {
    const { code, said } = await failToStart(data)
    expect(code).toBe(1)
    expect(said.trim()).toMatch(/^Aftercare is already running here \(http:\/\/localhost:\d+, process \d+\)\.$/)
  })
})

test('Ctrl-C leaves no process; the next start finds its data, and its clock sends what fell due', async () => {
  expect(processesOf(product).length).toBeGreaterThan(1)
  const running = JSON.parse(await readFile(join(data, 'run.json'), 'utf8')) as { databaseUrl: string }
  const { platformToken } = JSON.parse(await readFile(join(data, 'secrets.json'), 'utf8')) as { platformToken: string }
  const register = await makeRegister({ url: running.databaseUrl }, platformToken)
  const db = openControlPlane(register.url, register.token, { fetch, timeoutMs: 4_000 })
  const soon = new Date(Date.now() + 1_000)
  const mail = { template: 'company_addresses', data: { companies: [{ name: '长青', url: 'http://a.localhost' }] } }
  const to = {
    recipient: 'owner@example.com',
    lang: 'zh-CN' as const,
    subject: 'test',
    createdAt: new Date(),
    dueAt: soon,
  }
  await write(db, [writeNotice(db, { key: 'kept-over-a-restart', ...mail, ...to })])

  product.child.kill('SIGINT')
  expect(await product.ended).toBe(0)
  expect(processesOf(product)).toEqual([])

  product = await startProduct(data)
  const list = await until('the mail', async () => {
    const page = await (await fetch(product.mailboxUrl, { headers: { 'accept-language': 'zh' } })).text()
    return page.includes('您的公司网址') ? page : undefined
  })
  expect(list).toContain('owner@example.com')
}, 60_000)

test('SIGTERM ends it as well', async () => {
  product.child.kill('SIGTERM')
  expect(await product.ended).toBe(0)
  expect(processesOf(product)).toEqual([])
})

test('it ends when whoever started it is gone without a word', async () => {
  product = await startProduct(data)
  product.child.disconnect()
  expect(await product.ended).toBe(0)
  expect(processesOf(product)).toEqual([])
})

describe('what keeps it from starting is said in one line', () => {
  test('a port that is taken', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const { code, said } = await failToStart(join(scratch, 'other'), { PORT: String(port) })
    server.close()
    expect(code).toBe(1)
    expect(said.trim().split('\n')).toHaveLength(1)
    expect(said).toContain(`Port ${port} is taken.`)
  })

  test('a port that is none', async () => {
    expect(await failToStart(join(scratch, 'other'), { PORT: '99999' })).toEqual({
      code: 1,
      said: 'PORT=99999 is not a port: a number up to 65535.\n',
    })
  })

  test('a place that cannot be written', async () => {
    const file = join(scratch, 'a-file')
    await writeFile(file, '')
    const { code, said } = await failToStart(join(file, 'data'))
    expect(code).toBe(1)
    expect(said.trim().split('\n')).toHaveLength(1)
    expect(said).toContain('cannot be used')
  })
})

describe('the edge before the Worker', () => {
  let edge: Edge
  const behind = createServer((asked, answer) => answer.end(JSON.stringify(asked.headers)))
  beforeAll(async () => {
    await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve))
    edge = await openEdge(0)
  })
  afterAll(async () => {
    await edge.close()
    behind.close()
  })
  const url = () => `http://127.0.0.1:${edge.port}/`

  test('says that it is starting until the Worker is there', async () => {
    expect((await ask(url())).status).toBe(503)
    edge.passTo((behind.address() as AddressInfo).port)
    expect((await ask(url())).status).toBe(200)
  })

  test('alone says who the visitor is', async () => {
    const forged = {
      'cf-connecting-ip': '203.0.113.9',
      'x-forwarded-for': '203.0.113.9',
      'mf-cf-blob': '{}',
      cookie: 'a=b',
    }
    const told = JSON.parse(
      (await ask(url(), { headers: { ...forged, host: 'acme.localhost:1' } })).body,
    ) as IncomingHttpHeaders
    expect(told['cf-connecting-ip']).toBe('127.0.0.1')
    expect(told['x-forwarded-for']).toBeUndefined()
    expect(told['mf-cf-blob']).toBeUndefined()
    expect(told).toMatchObject({ cookie: 'a=b', host: 'acme.localhost:1' })
  })
})
