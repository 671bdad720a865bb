import { beforeEach, describe, expect, test } from 'vitest'
import { reportLimits } from '#rules/report.ts'
import { attempts } from '#schema/attempt.ts'
import { companies } from '#schema/tenant/company.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { type Product, startProduct } from '../harness.ts'
import { report, type TestCompany, textOf, typed } from '../report-form.ts'

let product: Product
let acme: TestCompany

/** Monday 2026-01-12, 10:30 in Shanghai. */
beforeEach(async () => {
  product = await startProduct({ now: new Date('2026-01-12T02:30:00Z') })
  acme = await product.company('acme')
})

const page = async (path: string, lang = 'zh-CN') =>
  textOf(await (await product.get(acme.host, path, `__Host-lang=${lang}`)).text())

/** Words that ask somebody to dial, or promise that somebody picks up. */
const calling = /来电|请.{0,4}打电话|致电|有人应答|有人接听|[Cc]all us|[Pp]lease call|is answered daily|\bphone, /

const press = (key: string, count: number) =>
  acme.db.insert(attempts).values({ key, count, expiresAt: new Date(product.clock.now.getTime() + 3_600_000) })

describe('a company that has named no number', () => {
  test('says nothing about calling, on its first page, in its policy and on its form, in both languages', async () => {
    for (const lang of ['zh-CN', 'en'])
      for (const path of [publicPaths.company(), publicPaths.policy(), publicPaths.report()])
        expect(await page(path, lang), `${path} ${lang}`).not.toMatch(calling)
    expect(await page(publicPaths.policy())).toContain('服务电话 公司公布服务电话后，这一条开始适用。')
    expect(await page(publicPaths.policy(), 'en')).toContain('This clause applies once the company has published')
  })

  test('says nothing of it under pressure and without scripts either, nor to whoever has to wait for a person', async () => {
    await press('report company', reportLimits.proofFrom)
    for (const lang of ['zh-CN', 'en']) expect(await page(publicPaths.report(), lang)).not.toMatch(calling)
    const { path } = await report(product, acme)
    expect(await page(path)).toContain('已收到，工作人员会先看一下')
    for (const lang of ['zh-CN', 'en']) expect(await page(path, lang)).not.toMatch(calling)
  })

  test('and once it has one, all of them invite to call it', async () => {
    await acme.db.update(companies).set({ phone: '400-800-1234' })
    expect(await page(publicPaths.policy())).toContain('有人应答')
    expect(await page(publicPaths.policy(), 'en')).toContain('phone, ')
    await press('report company', reportLimits.proofFrom)
    expect(await page(publicPaths.report())).toContain('报修会先由人工查看。着急请直接打电话： 400-800-1234')
    expect(await page(publicPaths.report(), 'en')).toContain('If it is urgent, please call: 400-800-1234')
    const { path } = await report(product, acme)
    expect(await page(path)).toContain('着急的话请直接打电话： 400-800-1234')
  })

  test('a late promise asks for a call only where there is a number', async () => {
    const { path } = await report(product, acme, typed)
    product.clock.now = new Date('2026-01-16T02:30:00Z')
    expect(await page(path)).toContain('我们晚了')
    expect(await page(path)).not.toMatch(calling)
    await acme.db.update(companies).set({ phone: '400-800-1234' })
    expect(await page(path)).toContain('请随时来电催办： 400-800-1234')
  })

  test('its owner is asked for the number first of all, until it is there', async () => {
    const cookie = await acme.cookieOf('owner')
    const list = async (lang: string) => page(consolePaths.requests(), `${lang}; ${cookie}`)
    expect(await list('zh-CN')).toMatch(/四步开始 .*填写服务电话 .*填写电话/)
    expect(await list('en')).toMatch(/Four steps to start .*Enter your service number/)
    await acme.db.update(companies).set({ phone: '400-800-1234' })
    expect(await list('zh-CN')).toMatch(/填写服务电话 已完成/)
  })
})
