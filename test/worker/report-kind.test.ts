import { desc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { RequestType } from '#rules/service-request.ts'
import { clauses } from '#schema/tenant/policy.ts'
import { clocks, serviceRequests } from '#schema/tenant/service-request.ts'
import { type Product, startProduct } from '../harness.ts'
import { type Fields, openForm, report, send, type TestCompany, textOf, typed } from '../report-form.ts'

let product: Product
let acme: TestCompany
let turn = 0

beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-01-12T02:30:00Z') })
  acme = await product.company('acme')
})

async function sent(changes: Fields, company = acme) {
  turn += 1
  const { response } = await report(
    product,
    company,
    { phone: `136${10_000_000 + turn}`, ...changes },
    { from: `10.1.0.${turn}` },
  )
  return response
}

async function newest(company = acme) {
  const [row] = await company.db.select().from(serviceRequests).orderBy(desc(serviceRequests.number)).limit(1)
  const rows = await company.db.select().from(clocks).where(eq(clocks.requestId, row!.id))
  return { ...row!, clocks: rows.map(({ kind }) => kind).sort() }
}

const formOf = async (company: TestCompany, lang = 'zh-CN') =>
  (await product.get(company.host, '/report', `__Host-lang=${lang}`)).text()

const offered = (page: string) => [...page.matchAll(/name="type" value="(\w+)"/g)].map(([, type]) => type)

/** The policy in force, as if it had been published with these kinds. */
async function companyWith(slug: string, types: RequestType[]) {
  const company = await product.company(slug)
  const [channels] = await company.db.select().from(clauses).where(eq(clauses.key, 'TX-CHANNELS'))
  const rules = channels!.rules.map((rule) =>
    'intake.request_types' in rule.parameters
      ? { ...rule, parameters: { ...rule.parameters, 'intake.request_types': types } }
      : rule,
  ) as NonNullable<typeof channels>['rules']
  await company.db.update(clauses).set({ rules }).where(eq(clauses.id, channels!.id))
  return company
}

describe('what kind of request it is', () => {
  test('[S3.3-05] a customer sends a fault, an enquiry or another need, and each is kept as such', async () => {
    const page = await formOf(acme)
    expect(offered(page)).toEqual(['fault', 'enquiry', 'other'])
    expect(page).toMatch(/value="fault"[^>]*checked/)
    expect(page).not.toMatch(/value="(enquiry|other)"[^>]*checked/)
    expect(textOf(page)).toMatch(/您需要什么？ 报修 咨询 其他/)
    expect(textOf(await formOf(acme, 'en'))).toMatch(/What can we do for you\? A repair A question Something else/)
    for (const type of ['fault', 'enquiry', 'other']) {
      expect((await sent({ type, description: `来说一件事：${type}` })).status).toBe(303)
      expect((await newest()).type).toBe(type)
    }
  })

  test('whoever does not answer reports a fault', async () => {
    expect((await sent({})).status).toBe(303)
    expect((await newest()).type).toBe('fault')
  })

  test('[S3.3-05] to answer a question nobody has to come: no arrival is promised and no address is asked for', async () => {
    const nowhere = { address: '', zone: '' }
    expect((await sent({ type: 'enquiry', ...nowhere })).status).toBe(303)
    expect(await newest()).toMatchObject({ onSite: false, clocks: ['resolution', 'response'] })
    expect((await sent({ type: 'enquiry' })).status).toBe(303)
    expect(await newest()).toMatchObject({ onSite: false, clocks: ['resolution', 'response'] })
    expect((await sent({ type: 'other' })).status).toBe(303)
    expect(await newest()).toMatchObject({ onSite: true, clocks: ['arrival', 'resolution', 'response'] })
    for (const type of ['fault', 'other']) expect((await sent({ type, ...nowhere })).status).toBe(422)
  })

  test('a refused form keeps the answer', async () => {
    const response = await sent({ type: 'enquiry', phone: 'x' })
    expect(response.status).toBe(422)
    expect(await response.text()).toMatch(/value="enquiry"[^>]*checked/)
  })

  test('with one kind only, nothing is asked, and that kind is kept', async () => {
    const only = await companyWith('only', ['enquiry'])
    expect(offered(await formOf(only))).toEqual([])
    expect((await sent({}, only)).status).toBe(303)
    expect((await newest(only)).type).toBe('enquiry')
  })

  test('a kind that the policy does not know is refused, and the first one it knows is the usual one', async () => {
    const some = await companyWith('some', ['other', 'enquiry'])
    expect(offered(await formOf(some))).toEqual(['other', 'enquiry'])
    expect(await formOf(some)).toMatch(/value="other"[^>]*checked/)
    const response = await sent({ type: 'fault' }, some)
    expect(response.status).toBe(422)
    expect((await sent({ type: 'joke' }, some)).status).toBe(422)
    expect(textOf(await response.text())).toContain('您需要什么')
  })

  test('the same form with another kind is another form: nothing is changed silently', async () => {
    const secrets = await openForm(product, acme)
    const fields = { ...typed, phone: '13577770000', ...secrets }
    expect((await send(product, acme, { ...fields, type: 'fault' })).status).toBe(303)
    expect((await send(product, acme, { ...fields, type: 'fault' })).status).toBe(303)
    expect((await send(product, acme, { ...fields, type: 'other' })).status).toBe(409)
  })
})
