import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tenants } from '#schema/control-plane/tenant.ts'
import { DnsTrouble, dnsOverHttps } from '#tenants/dns.ts'
import { type DatabaseServer, startDatabaseServer } from '#tenants/local/server.ts'
import { migrateControlPlane } from '#tenants/migrate.ts'
import { openControlPlane } from '#tenants/open.ts'
import { makeRegister } from '#worker/local/register.ts'

/** A DNS server that speaks JSON over HTTP, in a place of its own. */
const dns = { answer: { status: 200, body: '' }, asked: [] as string[] }
let dnsServer: Server
let dnsUrl: string
let scratch: string
let databases: DatabaseServer
let environment: Record<string, string>
const platformToken = 'token-of-this-test-alone-long-enough'

beforeAll(async () => {
  dnsServer = createServer((request, response) => {
    dns.asked.push(`${request.headers.accept} ${request.url}`)
    response.writeHead(dns.answer.status, { 'content-type': 'application/dns-json' }).end(dns.answer.body)
  })
  await new Promise<void>((resolve) => dnsServer.listen(0, '127.0.0.1', resolve))
  dnsUrl = `http://127.0.0.1:${(dnsServer.address() as AddressInfo).port}/dns-query`
  scratch = await mkdtemp(join(tmpdir(), 'aftercare-hostname-'))
  databases = await startDatabaseServer({ dir: join(scratch, 'databases'), port: 0, platformToken })
  const register = await makeRegister(databases, platformToken)
  const controlPlane = openControlPlane(register.url, register.token, { fetch, timeoutMs: 4_000 })
  await migrateControlPlane(controlPlane)
  const acme = { id: 'acme-id', slug: 'acme', name: 'Acme', status: 'active', databaseName: 't-acme' } as const
  await controlPlane.insert(tenants).values({ ...acme, createdAt: new Date() })
  environment = {
    ...{ VAULT_KEYS: `1:${btoa('0123456789abcdef0123456789abcdef')}`, BASE_HOST: 'aftercare.example', DNS_URL: dnsUrl },
    ...{ CONTROL_PLANE_URL: register.url, CONTROL_PLANE_TOKEN: register.token, TURSO_API_URL: databases.url },
    ...{ TURSO_ORGANIZATION: 'local', TURSO_GROUP: 'default', TURSO_PLATFORM_TOKEN: platformToken },
  }
})
afterAll(async () => {
  await databases.close()
  dnsServer.close()
  await rm(scratch, { recursive: true, force: true })
})

const answers = (body: object, status = 200) => {
  dns.answer = { status, body: JSON.stringify(body) }
}

describe('TXT records, asked for over HTTPS', () => {
  const find = () => dnsOverHttps(dnsUrl, { fetch })('_aftercare-challenge.a.com')

  test('come in pieces and quotes, behind aliases, among records of other kinds', async () => {
    answers({
      Status: 0,
      Answer: [
        { name: 'x', type: 5, TTL: 60, data: 'other.example.' },
        { name: 'x', type: 16, TTL: 60, data: '"one " "two"' },
        { name: 'x', type: 16, TTL: 60, data: '"say \\"hi\\""' },
        { name: 'x', type: 16, TTL: 60, data: 'bare' },
      ],
    })
    expect(await find()).toEqual(['one two', 'say "hi"', 'bare'])
    expect(dns.asked.at(-1)).toBe('application/dns-json /dns-query?name=_aftercare-challenge.a.com&type=TXT')
  })

  test('are none where there is no such name, or nothing under it', async () => {
    answers({ Status: 3 })
    expect(await find()).toEqual([])
    answers({ Status: 0, Authority: [] })
    expect(await find()).toEqual([])
  })

  test('are unknown, not none, where DNS fails', async () => {
    for (const [body, status] of [
      [{ Status: 2 }, 200],
      [{ Status: 0 }, 500],
      [{}, 200],
      [[], 200],
    ] as const) {
      answers(body, status)
      await expect(find()).rejects.toThrow(DnsTrouble)
    }
    await expect(dnsOverHttps('http://127.0.0.1:9/', { fetch })('a.com')).rejects.toThrow('DNS cannot be asked')
  })
})

/** As `npm run tenants` runs it. */
const tenantsCommand = (...args: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const env = { ...process.env, ...environment }
    execFile('node_modules/.bin/node', ['tenants/cli.ts', ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: out + err }),
    )
  })

test('the operator’s command asks for a host name, looks the record up, lists and removes it', async () => {
  const added = await tenantsCommand('host', 'add', 'acme', 'service.customer.com')
  const [, name, value] = added.said.match(/(\S+) {2}TXT {2}"(\S+)"/)!
  expect([added.code, name]).toEqual([0, '_aftercare-challenge.service.customer.com'])
  answers({ Status: 3 })
  expect(await tenantsCommand('host', 'verify', 'acme', 'service.customer.com')).toMatchObject({
    code: 1,
    said: expect.stringContaining('It says nothing.'),
  })
  answers({ Status: 0, Answer: [{ name, type: 16, TTL: 60, data: `"${value}"` }] })
  expect(await tenantsCommand('host', 'verify', 'acme', 'service.customer.com')).toEqual({
    code: 0,
    said: 'service.customer.com is verified: acme is served there within a minute.\n',
  })
  expect((await tenantsCommand('host', 'list')).said).toContain('acme  service.customer.com  verified since')
  expect((await tenantsCommand('host', 'remove', 'acme', 'service.customer.com')).code).toBe(0)
  expect((await tenantsCommand('host', 'list')).said).toBe('0 host names.\n')
  expect(await tenantsCommand('host', 'add', 'acme', 'x.aftercare.example')).toEqual({
    code: 1,
    said: 'That is a name of the product itself.\n',
  })
})
