import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { companies } from '#schema/tenant/company.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { Unavailable } from '#tenants/errors.ts'
import { consolePaths } from '#web/paths.ts'
import { startProduct } from '../harness.ts'
import { multipart, openForm, send, textOf, typed } from '../report-form.ts'

/** The wire to the databases, and to the register of tenants. */
const broken = { wire: false, register: false }
const line = {
  timeoutMs: 4_000,
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
    if (broken.wire) throw new TypeError('network down')
    return fetch(input, init)
  },
}

afterEach(() => Object.assign(broken, { wire: false, register: false }))

let count = 0

/** A company of its own for each test: what an isolate has seen of one must not help another. */
async function ground({ seen = true } = {}) {
  const product = await startProduct({ now: new Date('2026-01-12T02:30:00Z'), line })
  const { byHost } = product.platform.tenants
  product.platform.tenants.byHost = async (host) => {
    if (broken.register) throw new Unavailable('register', false)
    return byHost(host)
  }
  count += 1
  const company = await product.company(`trouble-${count}`)
  await company.db
    .update(companies)
    .set({ phone: '021-5555 0000', accent: '#8a1c1c' })
    .where(eq(companies.id, 'company'))
  const secrets = seen ? await openForm(product, company) : { idempotencyKey: 'k'.repeat(43), draftId: 'd'.repeat(43) }
  const stored = () => company.db.select().from(serviceRequests)
  const get = async (path: string, cookie = '') => {
    const response = await product.get(company.host, path, `__Host-lang=zh-CN; ${cookie}`)
    return { status: response.status, html: await response.text(), retryAfter: response.headers.get('retry-after') }
  }
  return {
    product,
    company,
    fields: { ...typed, description: '机器不转\n<b>', ...secrets } as typeof typed,
    stored,
    get,
  }
}

/** As a browser would send the form that came back. */
const fieldsIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'),
    ]),
  )

describe('a report whose sending breaks', () => {
  for (const what of ['wire', 'register'] as const)
    test(`comes back whole when the ${what} is down, and sent again is one request`, async () => {
      const { product, company, fields, stored } = await ground()
      broken[what] = true
      const response = await send(product, company, fields)
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('5')
      const html = await response.text()
      expect(html).toContain('机器不转\n&lt;b&gt;</textarea>')
      for (const text of ['人民路 8 号', 'SN-1001', '王芳', fields.idempotencyKey, fields.draftId])
        expect(html).toContain(`value="${text}"`)
      expect(textOf(html)).toContain('不确定有没有收到')
      expect(html).toContain('href="tel:')
      expect(html).toContain(company.tenant.slug)

      broken[what] = false
      expect(await stored()).toEqual([])
      for (let times = 0; times < 2; times++) expect((await send(product, company, fields)).status).toBe(303)
      expect(await stored()).toHaveLength(1)
    })

  test('comes back whole even where nothing of the company is known, ready to be sent again', async () => {
    const { product, company, fields, stored } = await ground({ seen: false })
    broken.wire = true
    const response = await send(product, company, fields)
    expect(response.status).toBe(503)
    const html = await response.text()
    expect(textOf(html)).toContain('您填写的内容都还在')
    const { homepage, wishedAt, email, ...shown } = fieldsIn(html)
    expect(shown).toMatchObject({ name: '王芳', phone: '138 0013 8000', description: '机器不转\n<b>' })
    expect(shown.idempotencyKey).toBe(fields.idempotencyKey)
    broken.wire = false
    expect((await send(product, company, { ...shown, homepage: '', wishedAt: '', email: '' })).status).toBe(303)
    expect(await stored()).toMatchObject([{ description: '机器不转\n<b>', reporterName: '王芳' }])
  })

  test('in the reader’s language; what is logged holds nothing of it', async () => {
    const { product, company, fields } = await ground()
    broken.wire = true
    const response = await send(product, company, fields, { lang: 'en' })
    expect(textOf(await response.text())).toContain('We are not sure that it arrived')
    expect(product.logs.map(({ event }) => event)).toContain('request.unavailable')
    expect(JSON.stringify(product.logs)).not.toContain('王芳')
  })

  test('what is no form is told so as ever', async () => {
    const { product, company } = await ground()
    broken.register = true
    const headers = { origin: `https://${company.host}` }
    const sent = { method: 'POST', headers, body: multipart({}) }
    expect((await product.send(company.host, '/t/x/messages', sent)).status).toBe(503)
  })
})

describe('a page that fails', () => {
  test('carries the company’s name and colour, its phone, and a way to try again', async () => {
    const { company, get } = await ground()
    broken.wire = true
    const { status, html, retryAfter } = await get('/report?serial=SN-1')
    expect([status, retryAfter]).toEqual([503, '5'])
    expect(html).toContain(`<title>暂时无法使用 · ${company.tenant.slug} 服务</title>`)
    expect(html).toContain('--accent')
    expect(textOf(html)).toContain('着急请直接打电话： 021-5555 0000')
    expect(html).toContain('href="/report?serial=SN-1">再试一次')
    expect(html).toContain(`href="/">回到${company.tenant.slug} 服务的主页`)
    expect(html).not.toContain('Aftercare')
  })

  test('says no more than it knows where the company was not seen before', async () => {
    const { company, get } = await ground({ seen: false })
    broken.wire = true
    const { status, html } = await get('/report')
    expect(status).toBe(503)
    expect(html).not.toContain(`${company.tenant.slug} 服务`)
    expect(html).not.toContain('tel:')
    expect(html).toContain('href="/report">再试一次')
  })

  test('leads a member to the console, everybody else to the company', async () => {
    const { company, get } = await ground()
    const cookie = await company.cookieOf('agent')
    for (const path of ['/console/nowhere', '/nowhere']) {
      const { status, html } = await get(path, cookie)
      expect(status).toBe(404)
      expect(html).toContain(`href="${consolePaths.home()}">回到工作台`)
      expect(html).toContain(`<a class="brand" href="${consolePaths.home()}">`)
      expect(html).not.toMatch(/href="\/"/)
      expect(html).toContain(`· ${company.tenant.slug} 服务</title>`)
    }
    const { html } = await get('/nowhere')
    expect(html).toContain(`href="/">回到${company.tenant.slug} 服务的主页`)
    expect(html).not.toContain(consolePaths.home())
  })

  test('a member’s page knows the company without anybody having seen its public pages', async () => {
    const { company, get } = await ground({ seen: false })
    const { html } = await get(consolePaths.request('01J00000000000000000000000'), await company.cookieOf('agent'))
    expect(html).toContain(`· ${company.tenant.slug} 服务</title>`)
  })

  test('a suspended company’s customers are given its phone', async () => {
    const { product, company, get } = await ground()
    product.tenants.set(company.host, { ...company.tenant, status: 'suspended' })
    const { status, html } = await get('/')
    expect(status).toBe(503)
    expect(html).toContain('href="tel:')
  })

  test('a host that is nobody’s any more names nobody', async () => {
    const { product, company, get } = await ground()
    product.tenants.delete(company.host)
    const { status, html } = await get('/')
    expect(status).toBe(404)
    expect(html).not.toContain(`${company.tenant.slug} 服务`)
  })

  test('leads nowhere else, whatever the address looks like', async () => {
    const { get } = await ground()
    broken.wire = true
    expect((await get('//evil.example/report')).html).not.toContain('href="//')
  })
})
