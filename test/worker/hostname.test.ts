import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { hostnames, tenants } from '#schema/control-plane/tenant.ts'
import { commands, type OperatorGround } from '#tenants/cli-command.ts'
import { makeDirectory } from '#tenants/directory.ts'
import { DnsTrouble } from '#tenants/dns.ts'
import { openTenantDb } from '#tenants/open.ts'
import { proceed } from '#tenants/provision.ts'
import { reserveSignUp } from '#tenants/sign-up.ts'
import { startProduct } from '../harness.ts'
import { newGround, realDatabases, vault, wireTo, wishFor } from './provision-ground.ts'

const unique = (name: string) => `${name}-${crypto.randomUUID().slice(0, 6)}`

/** The operator's desk; `zone` is the DNS of the world. */
async function desk() {
  const { ground, clock } = await newGround()
  const zone = new Map<string, string[]>()
  const forgotten: string[] = []
  const state = { dnsIsDown: false }
  const operator: OperatorGround = {
    ...{ controlPlane: ground.controlPlane, databases: realDatabases(), vault, baseHost: 'localhost' },
    ...{ now: () => clock.now, openDb: (tenant) => openTenantDb(tenant, wireTo()) },
    ownHosts: ['localhost', 'files.localhost'],
    findTexts: async (name) => {
      if (state.dnsIsDown) throw new DnsTrouble('DNS cannot be asked: TimeoutError.')
      return zone.get(name) ?? []
    },
    forget: async () => {},
    forgetHostname: async (hostname) => void forgotten.push(hostname),
  }
  const host = async (...args: string[]) => {
    const said: string[] = []
    const well = await commands.host!(operator, args, (line) => said.push(line))
    return { well, said: said.join('\n') }
  }
  const signUp = async (name: string) => {
    const slug = unique(name)
    const reserved = await reserveSignUp(ground, wishFor(slug))
    if (reserved.outcome !== 'reserved') throw new Error(reserved.outcome)
    await proceed(ground, reserved.journey)
    return slug
  }
  const rowOf = async (hostname: string) =>
    (await ground.controlPlane.select().from(hostnames).where(eq(hostnames.hostname, hostname)))[0]
  /** What `host add` says has to be set. */
  const recordIn = (said: string) => said.match(/^ {2}(\S+) {2}TXT {2}"(aftercare-verification=[\w-]{43})"$/m)!.slice(1)
  const directory = makeDirectory({
    controlPlane: () => ground.controlPlane,
    ...{ vault, baseHost: 'localhost', now: () => clock.now },
  })
  const pass = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms)
  }
  return { ground, host, signUp, rowOf, recordIn, zone, forgotten, directory, pass, state }
}

test('[T-07] a host name is served once its own DNS says the challenge, and no longer once it is removed', async () => {
  const { host, signUp, rowOf, recordIn, zone, forgotten, directory, pass } = await desk()
  const slug = await signUp('acme')
  const hostname = `${unique('service')}.customer.com`
  const asked = await host('add', slug, hostname.toUpperCase())
  const [name, value] = recordIn(asked.said)
  expect([asked.well, name]).toEqual([true, `_aftercare-challenge.${hostname}`])
  expect(asked.said).toContain(`${hostname}  CNAME  ${slug}.localhost`)
  expect(recordIn((await host('add', slug, hostname)).said)).toEqual([name, value])

  for (const texts of [[], ['v=spf1 -all'], [`${value}x`], [value!.slice(0, -1)], [value!.toUpperCase()]]) {
    zone.set(name!, texts)
    const refused = await host('verify', slug, hostname)
    expect([texts, refused.well, refused.said.includes(`has to say "${value}"`)]).toEqual([texts, false, true])
  }
  const product = await startProduct({ changes: { tenants: directory } })
  expect([(await product.get(hostname, '/sign-in')).status, forgotten]).toEqual([404, []])

  zone.set(name!, ['v=spf1 -all', value!])
  expect(await host('verify', slug, hostname)).toMatchObject({ well: true, said: expect.stringContaining('verified') })
  expect((await rowOf(hostname))!.verifiedAt).not.toBeNull()
  pass(60_000)
  expect((await directory.byHost(hostname))?.slug).toBe(slug)
  expect((await host('list', slug)).said).toContain(`${slug}  ${hostname}  verified since 2026-05-01\n1 host name.`)

  expect((await host('remove', slug, hostname)).well).toBe(true)
  expect([await rowOf(hostname), forgotten]).toEqual([undefined, [hostname, hostname]])
  pass(180_000)
  expect(await directory.byHost(hostname)).toBeUndefined()
  expect(recordIn((await host('add', slug, hostname)).said)[1]).not.toBe(value)
})

test('a record that is gone later is told, and takes nothing back', async () => {
  const { host, signUp, rowOf, recordIn, zone } = await desk()
  const slug = await signUp('acme')
  const hostname = `${unique('service')}.customer.com`
  const [name, value] = recordIn((await host('add', slug, hostname)).said)
  zone.set(name!, [value!])
  await host('verify', slug, hostname)
  zone.clear()
  const gone = await host('verify', slug, hostname)
  expect([gone.well, gone.said]).toEqual([false, expect.stringContaining('still served; "host remove" ends that')])
  expect((await rowOf(hostname))!.verifiedAt).not.toBeNull()
})

test('DNS that cannot be asked verifies nothing', async () => {
  const { host, signUp, rowOf, state } = await desk()
  const slug = await signUp('acme')
  const hostname = `${unique('service')}.customer.com`
  await host('add', slug, hostname)
  state.dnsIsDown = true
  await expect(host('verify', slug, hostname)).rejects.toThrow('DNS cannot be asked')
  expect((await rowOf(hostname))!.verifiedAt).toBeNull()
})

test('another company’s name is neither taken, nor verified, nor removed, nor mistaken for', async () => {
  const { host, signUp, rowOf, recordIn, zone } = await desk()
  const [acme, bravo] = [await signUp('acme'), await signUp('bravo')]
  const hostname = `${unique('service')}.customer.com`
  const [name, value] = recordIn((await host('add', acme, hostname)).said)
  zone.set(name!, [value!])
  await expect(host('add', bravo, hostname)).rejects.toThrow('the host name of another company')
  await expect(host('add', bravo, hostname.replace('service', 'serv1ce'))).rejects.toThrow('mistaken for the host name')
  for (const act of ['verify', 'remove']) await expect(host(act, bravo, hostname)).rejects.toThrow('not found')
  expect((await rowOf(hostname))!.verifiedAt).toBeNull()
  expect((await host('list', bravo)).said).toBe('0 host names.')
})

test('the product’s own names, addresses and half a command are refused in words', async () => {
  const { host, signUp, ground } = await desk()
  const slug = await signUp('acme')
  for (const [typed, words] of [
    ['files.localhost', 'No public DNS'],
    ['192.0.2.1', 'an address'],
    ['аcme.com', 'letters beyond a to z'],
    ['https://a.com', 'no host name'],
  ] as const)
    await expect(host('add', slug, typed)).rejects.toThrow(words)
  await expect(host('add', slug)).rejects.toThrow('Which host name?')
  await expect(host('add')).rejects.toThrow('Which company?')
  await expect(host('prove', slug, 'a.com')).rejects.toThrow('add, verify, remove or list')
  await expect(host('add', 'nobody', 'a.com')).rejects.toThrow('company nobody not found')
  await ground.controlPlane.update(tenants).set({ status: 'retired' }).where(eq(tenants.slug, slug))
  await expect(host('add', slug, 'service.customer.com')).rejects.toThrow('not found')
  expect(await ground.controlPlane.select().from(hostnames)).toEqual([])
})
