import { desc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { textLimits } from '#rules/report.ts'
import { members } from '#schema/tenant/member.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { type Product, startProduct } from '../harness.ts'
import { type Fields, openForm, report, send, type TestCompany, textOf, typed } from '../report-form.ts'

let product: Product
let acme: TestCompany
let turn = 0

beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-01-12T02:30:00Z') })
  acme = await product.company('acme')
})

/** From an address and a phone of its own, so that neither limit nor duplicate is in the way. */
function fresh(changes: Fields = {}) {
  turn += 1
  const from = `198.51.${turn >> 8}.${turn & 255}`
  return report(product, acme, { phone: `137${String(10_000_000 + turn)}`, ...changes }, { from })
}

const newest = async () =>
  (await acme.db.select().from(serviceRequests).orderBy(desc(serviceRequests.number)).limit(1))[0]!
const counted = async () => (await acme.db.select({ id: serviceRequests.id }).from(serviceRequests)).length

/** The hour's reports must not press the form. */
async function calm() {
  product.clock.now = new Date(product.clock.now.getTime() + 3_700_000)
}

const columns = {
  name: 'reporterName',
  address: 'address',
  product: 'product',
  serialNumber: 'serialNumber',
  description: 'description',
} as const

describe('every field at its limit is stored exactly, one more is refused (F-09)', () => {
  for (const [field, column] of Object.entries(columns) as [
    keyof typeof columns,
    (typeof columns)[keyof typeof columns],
  ][])
    test(field, async () => {
      await calm()
      const limit = textLimits[field]
      const full = `字${'é'.repeat(limit - 2)}末`
      expect((await fresh({ [field]: full })).response.status).toBe(303)
      expect((await newest())[column]).toBe(full)
      const before = await counted()
      const over = await fresh({ [field]: `${full}x` })
      expect(over.response.status).toBe(422)
      const page = await over.response.text()
      expect(page).toContain(`${full}x`)
      expect(textOf(page)).toContain('内容太长')
      expect(await counted()).toBe(before)
    })

  const family = '👨‍👩‍👧‍👦'
  for (const [name, text] of [
    ['emoji', `坏了 ${family}🔧`],
    ['Arabic', 'الجهاز لا يعمل'],
    ['direction marks', 'abc\u202eفعل\u202c \u2066x\u2069'],
    ['combining marks', 'Z\u0351\u036b\u0343a\u0328'],
    ['lines and tabs', 'one\n\ttwo\n\nthree'],
    ['10 KB of zero width would be too long, a little is kept', `a${'\u200b'.repeat(100)}b`],
  ] as const)
    test(`${name} is stored exactly and shown in its own direction`, async () => {
      const { response, path } = await fresh({ description: text })
      expect(response.status).toBe(303)
      expect((await newest()).description).toBe(text)
      expect(await (await product.get(acme.host, path)).text()).toContain('dir="auto"')
    })

  for (const [name, text] of [
    ['NUL', 'a\u0000b'],
    ['a control character', 'a\u0007b'],
    ['nothing but zero width', '\u200b\u200d\ufeff'],
    ['nothing but spaces', ' \u3000\n '],
    ['10 KB of zero width', '\u200b'.repeat(10_240)],
  ] as const)
    test(`${name} is refused`, async () => {
      await calm()
      const { response } = await fresh({ description: text })
      expect(response.status).toBe(422)
    })
})

describe('what is wrong is said beside the field, in the reader’s language, and everything typed is kept', () => {
  test('each empty field that the policy asks for', async () => {
    await calm()
    const { response } = await fresh({
      description: '',
      product: '',
      serialNumber: '',
      address: '',
      zone: '',
      name: '',
      phone: '',
    })
    expect(response.status).toBe(422)
    const page = textOf(await response.text())
    for (const line of ['怎么回事：请填写这一项。', '产品或型号：', '地址：', '所在区域：', '您的称呼：', '联系电话：'])
      expect(page).toContain(line)
  })

  test('a serial number tells the model', async () => {
    expect((await fresh({ product: '', serialNumber: 'SN-77' })).response.status).toBe(303)
  })

  for (const [field, text, words] of [
    ['phone', 'abc', '请填写能联系到您的电话号码'],
    ['email', 'not an address', '请填写有效的邮箱'],
    ['zone', 'moon', '请从给出的选项中选择'],
    ['urgency', 'now!', '请从给出的选项中选择'],
    ['wishedAt', '2026-02-30T10:00', '请填写有效的日期和时间'],
    ['wishedAt', 'tomorrow', '请填写有效的日期和时间'],
    ['wishedAt', '2020-01-01T10:00', '已经过去'],
    ['wishedAt', '2027-01-01T10:00', '90 天以内'],
  ] as const)
    test(`${field}: ${text}`, async () => {
      await calm()
      const { response } = await fresh({ [field]: text })
      expect(response.status).toBe(422)
      const page = await response.text()
      expect(textOf(page)).toContain(words)
      expect(page).toContain(typed.description)
    })

  test('a mail is spoken of only once an owner or admin has proved an address, on the form and on a refused one', async () => {
    const young = await product.company('young')
    const [bare, coded] = ['/report', '/report?product=KFR-35']
    const hints = async () => {
      const pages = [bare, coded].flatMap((path) =>
        ['zh-CN', 'en'].map(async (lang) => (await product.get(young.host, path, `__Host-lang=${lang}`)).text()),
      )
      const refused = await report(product, young, { phone: 'x' }, { from: '192.0.2.79' })
      expect(refused.response.status).toBe(422)
      return (await Promise.all([...pages, refused.response.text()])).map(textOf)
    }
    const mailed = /填了就给您发一封带跟踪链接的邮件|For one mail with your tracking link/
    const unmailed = /需要时用来联系您，不发广告|We may need it to reach you/
    for (const page of await hints()) {
      expect(page).toMatch(mailed)
      expect(page).not.toMatch(unmailed)
    }
    await young.db.update(members).set({ emailVerifiedAt: null })
    for (const page of await hints()) {
      expect(page).not.toMatch(mailed)
      expect(page).toMatch(unmailed)
    }
    const proved = young.db.update(members).set({ emailVerifiedAt: product.clock.now })
    await proved.where(eq(members.role, 'engineer'))
    for (const page of await hints()) expect(page).toMatch(unmailed)
  })

  test('English words for those who read English', async () => {
    await calm()
    const secrets = await openForm(product, acme, '/report', 'en')
    const response = await send(product, acme, { ...typed, ...secrets, phone: 'x' }, { lang: 'en', from: '192.0.2.77' })
    const page = textOf(await response.text())
    expect(page).toContain('Enter a phone number at which we can reach you.')
    expect(page).not.toMatch(/[\u4e00-\u9fff]{2,}(?<!中文|服务|空调.*|人民路|王芳)/u)
  })
})

describe('what no form of ours sends is refused (Q-03, I-05)', () => {
  for (const name of [
    'q[]',
    'tenant_id',
    'status',
    'standing',
    'number',
    'policyVersionId',
    '__proto__',
    'constructor',
  ])
    test(name, async () => {
      await calm()
      const before = await counted()
      const { response } = await fresh({ [name]: 'x' })
      expect(response.status).toBe(422)
      expect(await counted()).toBe(before)
    })

  test('an array where a text is expected, a text twice, a file where a text is expected', async () => {
    await calm()
    const form = async (change: (form: FormData) => void) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ ...typed, ...(await openForm(product, acme)) }))
        body.set(name, value)
      change(body)
      const headers = { origin: `https://${acme.host}`, 'cf-connecting-ip': '192.0.2.9' }
      return (await product.send(acme.host, '/report', { method: 'POST', headers, body })).status
    }
    expect(
      await form((body) => {
        body.delete('name')
        body.append('name[]', 'x')
      }),
    ).toBe(422)
    expect(await form((body) => body.append('name', 'twice'))).toBe(422)
    expect(await form((body) => body.set('name', new File(['x'], 'x.txt')))).toBe(422)
    expect(await form((body) => body.append('photos', 'a text'))).toBe(422)
    expect(await form((body) => body.append('removed[]', "' or 1=1"))).toBe(422)
  })

  test('a body that is no form at all', async () => {
    const headers = { origin: `https://${acme.host}`, 'content-type': 'application/json' }
    const response = await product.send(acme.host, '/report', { method: 'POST', headers, body: '{"name":{"$ne":1}}' })
    expect(response.status).toBe(422)
  })
})

test('XSS in every field is inert wherever it is shown (X-01, X-04)', async () => {
  await calm()
  const polyglot = `'"></textarea></title><svg/onload=alert(1)><img src=x onerror=alert(1)>{{7*7}}</script>`
  const fields = {
    description: polyglot,
    name: polyglot.slice(0, 80),
    address: polyglot,
    product: polyglot.slice(0, 100),
  }
  const { response, path } = await fresh({ ...fields, serialNumber: `"><script>x</script>` })
  expect(response.status).toBe(303)
  const shown = await (await product.get(acme.host, path)).text()
  const { response: refused } = await fresh({ ...fields, phone: 'x' })
  const linked = await product.get(
    acme.host,
    `/report?product=${encodeURIComponent(polyglot.slice(0, 90))}&serial=%22%3E%3Cscript%3E`,
  )
  for (const page of [shown, await refused.text(), await linked.text()]) {
    expect(page).not.toContain('<img src=x')
    expect(page).not.toContain('<svg/onload')
    expect(page).not.toMatch(/<script>(?!$)/)
  }
})

test('the QR code on a machine fills in the machine', async () => {
  const page = await (await product.get(acme.host, '/report?serial=HT-2041&product=VMC-850')).text()
  expect(page).toContain('value="HT-2041"')
  expect(page).toContain('value="VMC-850"')
  expect(textOf(page)).toContain('已按二维码填好')
  const long = await (await product.get(acme.host, `/report?serial=${'9'.repeat(61)}`)).text()
  expect(long).not.toContain('9999999999')
})

test('data that leaves mainland China needs its own consent, never ticked beforehand (GR-16, GR-13)', async () => {
  await calm()
  const page = await (await product.get(acme.host, '/report')).text()
  expect(page).toMatch(/<input[^>]*name="exportConsent"(?![^>]*checked)[^>]*>/)
  const without = await openForm(product, acme)
  const { exportConsent: _, ...rest } = typed
  const refused = await send(product, acme, { ...rest, ...without }, { from: '192.0.2.55' })
  expect(refused.status).toBe(422)
  expect(textOf(await refused.text())).toContain('没有这项同意，我们不能在网上登记。')

  const home = await startProduct({ changes: { dataRegion: 'cn' } })
  const company = await home.company('home')
  expect(await (await home.get(company.host, '/report')).text()).not.toContain('exportConsent')
  const { exportConsent: __, ...fields } = typed
  const secrets = await openForm(home, company)
  expect((await send(home, company, { ...fields, ...secrets })).status).toBe(303)
  const [row] = await company.db.select().from(serviceRequests).where(eq(serviceRequests.number, 1_001))
  expect(row!.consentedToExport).toBe(false)
})
