import { beforeAll, expect, test } from 'vitest'
import { may, type Role, roles } from '#rules/role.ts'
import { Unavailable } from '#tenants/errors.ts'
import { openTenantDb } from '#tenants/open.ts'
import { read } from '#tenants/round-trip.ts'
import { baseRoutes, fileRoutes, type Ids, type Route, routesOf, tenantRoutes } from '../every-route.ts'
import { type Product, startProduct } from '../harness.ts'
import { buildSite, madeUpIds, type Site } from '../site.ts'

const now = new Date('2026-01-12T09:00:00+08:00')

let product: Product
let acme: Site
let bravo: Site

beforeAll(async () => {
  product = await startProduct({ now })
  acme = await buildSite(product, 'acme')
  bravo = await buildSite(product, 'bravo')
}, 60_000)

const isGet = (name: string) => name.startsWith('GET ')

/** Asks for a page, or sends a form that is empty but for the names in it. */
async function call(name: string, route: Route, host: string, ids: Ids, cookie = '', named = ids) {
  const path = route.path(ids)
  const answer = isGet(name)
    ? await product.get(host, path, cookie)
    : await product.post(host, path, route.fields?.(named) ?? {}, cookie)
  const headers = [...answer.headers].map((pair) => pair.join(': ')).join('\n')
  return { name, status: answer.status, body: new TextDecoder().decode(await answer.arrayBuffer()), headers }
}
type Answer = Awaited<ReturnType<typeof call>>

/** But for the request's id and the nonce, which are of this one answer. */
function plain({ status, body, headers }: Answer): string {
  const id = headers.match(/x-request-id: (\S+)/)?.[1] ?? '-'
  const nonce = headers.match(/'nonce-([^']+)'/)?.[1] ?? '-'
  return `${status}\n${headers}\n${body}`.replaceAll(id, 'ID').replaceAll(nonce, 'NONCE')
}

const statusFor = (name: string, { needs, gives = isGet(name) ? 200 : 422 }: Route, role: Role) =>
  needs === 'nobody' || needs === 'link' || needs === 'member' || may(role, needs) ? gives : 403

test('the expectation table knows every route of every host, and none that is gone', () => {
  const { tenant, base, files } = product.app.hosts
  expect(Object.keys(tenantRoutes).sort()).toEqual(routesOf(tenant).sort())
  expect(Object.keys(baseRoutes).sort()).toEqual(routesOf(base).sort())
  expect(routesOf(files)).toEqual(fileRoutes)
})

test('the company’s own words carry its canary wherever a person reads them', async () => {
  const owner = await acme.cookieOf('owner')
  const carrying: string[] = []
  for (const [name, route] of Object.entries(tenantRoutes)) {
    if (!isGet(name)) continue
    if ((await call(name, route, acme.host, acme.ids, owner)).body.includes(acme.canary)) carrying.push(name)
  }
  expect(acme.columns.length).toBeGreaterThan(20)
  expect(carrying.length).toBeGreaterThan(20)
})

test('[S3.4-15] whoever is nobody sees what is public, uses the links they were given, and is asked to sign in everywhere else', async () => {
  const site = await buildSite(product, 'nobody')
  for (const [name, route] of Object.entries(tenantRoutes)) {
    const { status, body } = await call(name, route, site.host, site.ids)
    const isOpen = route.needs === 'nobody' || route.needs === 'link'
    expect([name, status]).toEqual([name, isOpen ? statusFor(name, route, 'sales') : 401])
    if (!isOpen) expect([name, body.includes(site.company.memberOf('agent').name)]).toEqual([name, false])
  }
})

test('no page of the console is open to everybody', () => {
  const open = Object.entries(tenantRoutes).filter(([, { needs }]) => needs === 'nobody' || needs === 'link')
  expect(open.map(([name]) => name).filter((name) => name.includes('/console'))).toEqual([])
})

for (const role of roles)
  test(`[S3.5-15] ${role}: every route gives what the role may, and says no to the rest`, async () => {
    const site = await buildSite(product, `for-${role}`)
    for (const [name, route] of Object.entries(tenantRoutes)) {
      const answer = await call(name, route, site.host, site.ids, await site.cookieOf(role))
      expect([name, answer.status]).toEqual([name, statusFor(name, route, role)])
      expect([name, carries(answer, acme.canary) || carries(answer, bravo.canary)]).toEqual([name, false])
    }
  }, 90_000)

const carries = ({ body, headers }: Answer, canary: string) => body.includes(canary) || headers.includes(canary)

test('a cookie of one company is nobody at another one: 401 on every route for members, and a line in the log', async () => {
  const cookie = await acme.cookieOf('owner')
  for (const [name, route] of Object.entries(tenantRoutes)) {
    if (route.needs === 'nobody' || route.needs === 'link') continue
    product.logs.length = 0
    const answer = await call(name, route, bravo.host, bravo.ids, cookie)
    expect([name, answer.status]).toEqual([name, 401])
    expect(product.logs).toMatchObject([{ event: 'session.unknown', tenantId: bravo.company.tenant.id }])
    expect([name, carries(answer, acme.canary)]).toEqual([name, false])
  }
})

test('ids and secrets of another company are answered as made-up ones are, to the byte', async () => {
  let compared = 0
  for (const [name, route] of Object.entries(tenantRoutes)) {
    if (route.path(acme.ids) === route.path(bravo.ids) && !route.fields) continue
    const others = madeUpIds()
    const cookie = isGet(name) || route.needs !== 'nobody' ? await acme.cookieOf('owner') : ''
    const foreign = await call(name, route, acme.host, bravo.ids, cookie)
    const unknown = await call(name, route, acme.host, others, cookie)
    const expected = route.fields && route.needs === 'nobody' ? 422 : (route.unknown ?? 404)
    expect([name, foreign.status]).toEqual([name, expected])
    expect([name, nameless(foreign, bravo.ids)]).toEqual([name, nameless(unknown, others)])
    expect([name, carries(foreign, bravo.canary)]).toEqual([name, false])
    compared++
  }
  expect(compared).toBeGreaterThan(20)
})

/** Without the names that were asked for. */
const nameless = (answer: Answer, ids: Ids) =>
  Object.entries(ids).reduce((text, [kind, id]) => (id.length < 10 ? text : text.replaceAll(id, kind)), plain(answer))

test('a form that names somebody of another company is refused as one that names nobody', async () => {
  const named = Object.entries(tenantRoutes).filter(([, { fields, needs }]) => fields && needs !== 'nobody')
  expect(named.length).toBeGreaterThan(0)
  for (const [name, route] of named) {
    const cookie = await acme.cookieOf('owner')
    const foreign = await call(name, route, acme.host, acme.ids, cookie, bravo.ids)
    const others = madeUpIds()
    const unknown = await call(name, route, acme.host, acme.ids, cookie, others)
    expect([name, foreign.status]).toEqual([name, 422])
    expect(unknown.status).toBe(422)
    expect([name, carries(foreign, bravo.canary)]).toEqual([name, false])
  }
})

/** Mail programs, and providers that tell what became of a message: the secret in the path is their permission. */
const programs: Record<string, number> = { 'POST /unsubscribe/:ticket': 200, 'POST /feedback/:secret': 422 }

test('C-01 whatever may write is refused to a page of another origin, whoever is signed in', async () => {
  const cookie = await acme.cookieOf('owner')
  const origins = ['https://evil.example', `https://${bravo.host}`, 'null']
  for (const [name, route] of Object.entries(tenantRoutes)) {
    if (isGet(name)) continue
    for (const headers of [...origins.map((origin) => ({ origin })), {}]) {
      const { status } = await product.send(acme.host, route.path(acme.ids), { method: 'POST', cookie, headers })
      const isProgram = !('origin' in headers) && name in programs
      expect([name, headers, status]).toEqual([name, headers, isProgram ? programs[name] : 403])
    }
  }
})

test('the host that is nobody’s shows nothing of any company, whoever asks', async () => {
  const cookie = await acme.cookieOf('owner')
  for (const [name, route] of Object.entries(baseRoutes)) {
    const answer = await call(name, route, 'localhost', acme.ids, cookie)
    expect([name, answer.status]).toEqual([name, statusFor(name, route, 'owner')])
    expect([name, carries(answer, acme.canary)]).toEqual([name, false])
  }
})

test('a file is given to whoever has its ticket; one that was altered opens nothing, of this company or another', async () => {
  const page = await (await product.get(acme.host, `/t/${acme.ids.token}`)).text()
  const ticket = page.match(/https:\/\/files\.localhost\/([^"]+)"/)![1]!
  const answer = await product.get('files.localhost', `/${ticket}`, await acme.cookieOf('owner'))
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  await answer.arrayBuffer()
  const [body, mac] = ticket.split('.') as [string, string]
  const other = btoa(atob(body).replace(acme.company.tenant.id, bravo.company.tenant.id)).replace(/=+$/, '')
  for (const forged of [`${other}.${mac}`, body, `${body}.`, `${body}.${mac.slice(1)}`, madeUpIds().token])
    expect([forged.length, (await product.get('files.localhost', `/${forged}`)).status]).toEqual([forged.length, 404])
})

test('T-10 the token of one company opens no other one’s database, and nothing is shown where they were mixed up', async () => {
  const { tenant } = acme.company
  const other = bravo.company.tenant
  const crossed = openTenantDb(
    { ...tenant, token: other.token },
    { fetch: (url, init) => fetch(url, init), timeoutMs: 4_000 },
  )
  await expect(read(crossed, [])).rejects.toBeInstanceOf(Unavailable)
  const mixed = { ...tenant, databaseUrl: other.databaseUrl, token: other.token }
  for (const wrong of [{ ...tenant, token: other.token }, mixed])
    for (const path of ['/', '/report', `/t/${bravo.ids.token}`, '/sign-in', '/console/requests']) {
      product.tenants.set(acme.host, wrong)
      const response = await product.get(acme.host, path, await bravo.cookieOf('owner'))
      product.tenants.set(acme.host, tenant)
      const body = await response.text()
      expect([path, response.status, body.includes(bravo.canary)]).toEqual([path, 503, false])
    }
})
