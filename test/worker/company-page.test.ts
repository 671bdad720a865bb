import { beforeEach, describe, expect, test } from 'vitest'
import assets from '#build/assets.json' with { type: 'json' }
import { calendarDays } from '#schema/tenant/calendar-day.ts'
import { companies } from '#schema/tenant/company.ts'
import { members } from '#schema/tenant/member.ts'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import { newId } from '#tenants/id.ts'
import { type Product, startProduct } from '../harness.ts'
import { report, type TestCompany, textOf } from '../report-form.ts'

let product: Product
let acme: TestCompany

beforeEach(async () => {
  /** Monday 2026-01-12, 10:30 in Shanghai. */
  product = await startProduct({ now: new Date('2026-01-12T02:30:00Z') })
  acme = await product.company('acme')
})

const page = async (path: string, lang = 'zh-CN', company = acme) =>
  textOf(await (await product.get(company.host, path, `__Host-lang=${lang}`)).text())
const at = (instant: string) => {
  product.clock.now = new Date(instant)
}

describe('the first page', () => {
  test('says whether somebody is there and until when, in both languages', async () => {
    expect(await page('/')).toContain('现在是服务时间，到今天 17:30 为止')
    expect(await page('/', 'en')).toContain('We are open now, until today 17:30.')
    at('2026-01-12T09:30:00Z')
    expect(await page('/')).toContain('现在不在服务时间，明天 08:30 恢复。您可以随时提交。')
    at('2026-02-16T02:00:00Z')
    expect(await page('/', 'en')).toContain('closed now and open again')
    expect(await page('/', 'en')).not.toContain('we start')
  })

  test('a day of the company’s own counts at once', async () => {
    await page('/')
    const day = { day: '2026-01-12', kind: 'off' as const, intervals: [], createdAt: new Date(), createdBy: 'm' }
    await acme.db.insert(calendarDays).values(day)
    expect(await page('/')).toContain('现在不在服务时间')
  })

  test('a company that does not show its hours says nothing of them', async () => {
    await acme.db.update(companies).set({ showHours: false })
    expect(await page('/')).not.toContain('服务时间，')
  })

  test('[S1.3-05] shows what the policy promises, with the clause', async () => {
    const shown = await page('/')
    expect(shown).toContain('24 小时')
    expect(shown).toMatch(/第 \d+ 条/)
    expect(await page('/', 'en')).toMatch(/Clause \d+/)
  })

  test('[S3.3-06] says in words what a priority is, and which one an answer on the form comes to', async () => {
    const chinese = '在报修页选“完全不能用”的为较急（P2），选“能用，但不正常”或“不急”的为普通（P3）。'
    const english =
      'What you choose on the form: “Nothing works” is high (P2), “It works, but not properly” or “No hurry”'
    for (const path of ['/', '/policy']) {
      expect(await page(path)).toContain(`${chinese}多处受影响或全部停用的更急，最高为特急（P1）。`)
      expect(await page(path, 'en')).toContain(`${english} is normal (P3). Where several machines`)
      for (const lang of ['zh-CN', 'en'])
        expect((await page(path, lang)).replace(/[(（]P\d[)）]/g, ''), `${path} ${lang}`).not.toMatch(/P\d/)
    }
    expect(await page('/policy')).toContain('特急（P1）：9 个工作小时、较急（P2）：27 个工作小时')
  })

  test('a new name is shown at once', async () => {
    expect(await page('/')).not.toContain('来电')
    await acme.db.update(companies).set({ name: '新名字', phone: '400-800-1234', logoKey: 'none' })
    const html = await (await product.get(acme.host, '/')).text()
    expect(html).toContain('新名字')
    expect(html).toContain('href="tel:4008001234"')
    expect(html).toContain('链接找不到了，请来电')
    expect((await product.get(acme.host, '/logo/none')).status).toBe(404)
  })

  test('pages kept as text carry nobody’s nonce or key', async () => {
    const [one, other] = await Promise.all(
      ['/report', '/report'].map(async (path) => (await product.get(acme.host, path)).text()),
    )
    const secretsOf = (html: string) =>
      [...html.matchAll(/nonce="([^"]+)"|name="(?:idempotencyKey|draftId)" value="([^"]+)"/g)].map(
        ([, nonce, key]) => nonce ?? key,
      )
    expect(secretsOf(one!).length).toBeGreaterThan(3)
    for (const secret of secretsOf(one!)) expect(other).not.toContain(secret)
  })
})

describe('the policy as a document', () => {
  test('every clause with its number, in both languages', async () => {
    const [rows] = [await acme.db.select().from(clauses)]
    const zh = await page('/policy')
    for (const clause of rows.filter(({ versionId }) => versionId === rows[0]!.versionId))
      expect(zh).toContain(clause.title['zh-CN'])
    expect(zh).not.toContain('{{')
    expect(await page('/policy', 'en')).toContain('Version 1, in force since')
  })

  test('a version that begins later is shown from then on, and promises follow it', async () => {
    await page('/policy')
    const [now] = await acme.db.select().from(policyVersions)
    const service = (await acme.db.select().from(policyVersions)).find(({ policy }) => policy === 'service') ?? now!
    const id = newId(product.clock.now)
    const begins = new Date('2026-01-12T04:00:00Z')
    await acme.db.insert(policyVersions).values({ ...service, id, number: 2, effectiveFrom: begins })
    const old = await acme.db.select().from(clauses)
    for (const clause of old.filter(({ versionId }) => versionId === service.id))
      await acme.db.insert(clauses).values({
        ...clause,
        id: newId(begins),
        versionId: id,
        rules: clause.rules.map((rule) =>
          rule.parameters['sla.arrival.zones']
            ? { ...rule, parameters: { ...rule.parameters, 'sla.arrival.zones': { urban: 2 } } }
            : rule,
        ),
      })
    expect(await page('/policy')).toContain('第 1 版')
    at('2026-01-12T04:00:00Z')
    expect(await page('/policy')).toContain('第 2 版')
    const { path } = await report(product, acme)
    expect(await page(path)).toContain('今天 14:00 前有人到场')
  })
})

describe('the privacy notice (R-PI-3, R-PI-4)', () => {
  test('speaks of mail only where customers are written to, and of calling only where there is a number', async () => {
    await acme.db.update(members).set({ emailVerifiedAt: null })
    expect(await page('/privacy')).toContain('需要时用来联系您')
    expect(await page('/privacy', 'en')).not.toMatch(/tracking link and our answers|call instead/)
    await acme.db.update(companies).set({ phone: '400-800-1234' })
    await acme.db.update(members).set({ emailVerifiedAt: new Date() })
    expect(await page('/privacy')).toContain('把跟踪链接和答复发给您')
    expect(await page('/privacy', 'en')).toContain('call instead')
  })

  test('says who, what for, how long and which rights', async () => {
    const shown = await page('/privacy')
    for (const words of ['acme 服务', '个人信息处理者', '约时间', '36 个月', '您的权利', '更正', '版本 2026-11'])
      expect(shown).toContain(words)
  })

  test('data that leaves mainland China is spoken of only where it does (R-PI-11)', async () => {
    expect(await page('/privacy')).toContain('中国大陆以外')
    const lyon = await product.company('lyon', { country: 'FR', timeZone: 'Europe/Paris', currency: 'EUR' })
    expect(await page('/privacy', 'en', lyon)).not.toContain('mainland China')
    const home = await startProduct({ changes: { dataRegion: 'cn' } })
    const own = await home.company('own')
    expect(textOf(await (await home.get(own.host, '/privacy')).text())).toContain('不出境')
    const here = await startProduct({ changes: { dataRegion: 'own' } })
    const unsaid = textOf(await (await here.get((await here.company('acme')).host, '/privacy')).text())
    expect(unsaid).toContain('存放在运行这套系统的服务器上')
    expect(unsaid).not.toMatch(/中国大陆|不出境|境外/)
  })
})

describe('fast and light', () => {
  test('one round trip for every public page of a company that was seen before', async () => {
    const { path } = await report(product, acme)
    for (const open of ['/', '/policy', '/privacy', '/report', path]) {
      await product.get(acme.host, open)
      product.calls.length = 0
      expect([open, (await product.get(acme.host, open)).status]).toEqual([open, 200])
      expect([open, product.calls.length]).toEqual([open, 1])
    }
  })

  test('at most 30 kB in all, gzipped, and complete without script', async () => {
    const { path } = await report(product, acme)
    for (const open of ['/', '/policy', '/privacy', '/report', path]) {
      const html = await (await product.get(acme.host, open)).text()
      const named = Object.values(assets).filter(({ url }) => html.includes(url))
      const bytes = (await gzipped(html)) + named.reduce((sum, { gz }) => sum + gz, 0)
      expect(bytes).toBeLessThanOrEqual(30 * 1024)
      expect(named.length).toBeGreaterThan(1)
      expect(html).not.toMatch(/https?:\/\/(?!acme\.localhost|files\.localhost|localhost|www\.w3\.org)/)
    }
  })
})

const gzipped = async (text: string) =>
  (await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()).byteLength
