import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { codeOn } from './code-reader.ts'
import { type NewCompany, signUpCompany } from './company.ts'
import { desktop, look, lookAround, phone, troublesOf, visitor } from './visitor.ts'

let company: NewCompany
let desk: Page
let expectQuiet: () => void

beforeAll(async () => {
  const signedUp = await signUpCompany({ viewport: desktop }, 'TP-MFG', '杭州示例压缩机制造有限公司售后服务中心')
  company = signedUp.company
  desk = signedUp.owner.page
  expectQuiet = signedUp.owner.expectQuiet
})

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const go = (path: string) => desk.goto(`${company.origin}${path}`)
const press = (name: string) => desk.getByRole('button', { name, exact: true }).last().click()

/** In both languages and on both screens, where it stands. */
async function both(name: string) {
  await lookAround(desk, name)
  await inLanguage('English')
  await lookAround(desk, name)
  await inLanguage('中文')
}

async function inLanguage(name: string) {
  await desk.setViewportSize(desktop)
  await desk.getByRole('button', { name }).click()
  await desk.getByRole('button', { name }).waitFor({ state: 'hidden' })
}

async function addCustomer(name: string, number: string) {
  await desk.setViewportSize(desktop)
  await go('/console/customers/new')
  await desk.check('[name=kind][value=company]')
  await desk.fill('[name=name]', name)
  await desk.fill('[name=phone]', number)
  await desk.locator('main form button:not([name])').last().click()
  await desk.waitForURL(/\/console\/customers\/0/)
  return desk.url().match(/customers\/(\w+)/)![1]!
}

async function addMachine(customer: string, serialNumber: string) {
  await desk.setViewportSize(desktop)
  await go(`/console/assets/new?customer=${customer}`)
  await desk.selectOption('[name=productId]', { index: 1 })
  await desk.fill('[name=serialNumber]', serialNumber)
  await desk.fill('[name=commissionedOn]', ago(300))
  await desk.locator('main form button:not([name])').last().click()
  await desk.waitForURL(/\/console\/assets\/0/)
  return desk.url().match(/assets\/(\w+)/)![1]!
}

async function step(name: string) {
  const offered = desk
    .locator('.steps-offered > details', { has: desk.locator('> summary', { hasText: name }) })
    .first()
  if ((await offered.getAttribute('open')) === null) await offered.locator('summary').first().click()
  return offered
}

describe('the register, in a real browser', () => {
  let customer = ''

  test('a product with its parts, and a customer, are entered; what is wrong is said beside its field', async () => {
    await go('/console/products')
    await both('products-empty')
    await go('/console/products/new')
    await desk.fill('[name="component.0"]', '主机')
    await desk.locator('main form button:not([name])').last().click()
    await desk.locator('.error-summary').waitFor()
    await lookAround(desk, 'product-refused')
    await desk.setViewportSize(desktop)
    await desk.fill('[name=name]', '永磁变频螺杆空气压缩机')
    await desk.fill('[name=model]', 'BX-120')
    await desk.locator('[name="scope.0"]').selectOption({ index: 1 })
    await desk.locator('main form button:not([name])').last().click()
    await desk.waitForURL(/\/console\/products\/0/)
    await both('product')
    await go('/console/customers')
    await both('customers-empty')
    customer = await addCustomer('西湖区示例食品有限公司第二分厂动力车间', '0571-8765 4321')
    await both('customer-new')
    expectQuiet()
  })

  test('a machine is entered, goes to the depot and comes back, and its card says until when it is covered and why', async () => {
    await go('/console/assets')
    await both('assets-empty')
    await go(`/console/assets/new?customer=${customer}`)
    await both('asset-new')
    const machine = await addMachine(customer, 'A2404-00001')
    await desk
      .getByText(/调试|投运|启用/)
      .first()
      .waitFor()
    await both('asset-card')
    const stay = await step('送修')
    await stay.locator('[name=from]').fill(ago(40))
    await stay.locator('[name=until]').fill(ago(30))
    await stay.locator('[name=fault]').fill('油气分离器漏油')
    await stay.getByRole('button').last().click()
    await desk.getByText('油气分离器漏油').first().waitFor()
    await both('asset-repaired')
    await step('送修')
    await lookAround(desk, 'asset-hand-in')
    await desk.setViewportSize(desktop)
    expect(
      await desk.locator('datalist option').evaluateAll((all) => all.map((one) => (one as { value: string }).value)),
    ).toContain('油气分离器漏油')
    expect(desk.url()).toContain(machine)
    expectQuiet()
  })

  test('a contract is agreed for machines that are ticked, and listed by its end', async () => {
    await go('/console/contracts')
    await both('contracts-empty')
    await go(`/console/contracts/new?customer=${customer}`)
    await both('contract-new')
    await desk.locator('main form button:not([name])').last().click()
    await desk.locator('.error-summary').waitFor()
    await lookAround(desk, 'contract-refused')
    await desk.setViewportSize(desktop)
    await desk.fill('[name=number]', 'HT-2026-001')
    await desk.fill('[name=title]', '空压机年度维护保养')
    await desk.fill('[name=startsOn]', ago(100))
    await desk.fill('[name=endsOn]', ago(-60))
    await desk.fill('[name=price]', '12800')
    for (const box of await desk.locator('[name="covers[]"]').all()) await box.check()
    await desk.locator('[name="assets[]"]').first().check()
    await desk.locator('main form button:not([name])').last().click()
    await desk.waitForURL(/\/console\/contracts\/0/)
    await both('contract-card')
    await go('/console/contracts?view=ending')
    await desk.getByText('HT-2026-001').waitFor()
    await both('contracts-ending')
    expectQuiet()
  })

  test('labels are printed for ticked machines, on sheets and on rolls, without a script too', async () => {
    for (const nth of [2, 3]) await addMachine(customer, `A2404-0000${nth}`)
    await go('/console/assets')
    await both('assets-to-tick')
    const plain = await visitor({
      ...{ javaScriptEnabled: false, storageState: await desk.context().storageState(), viewport: desktop },
    })
    await plain.page.goto(`${company.origin}/console/assets`)
    await plain.page.getByLabel('打印“永磁变频螺杆空气压缩机 BX-120”的标签').nth(1).check()
    await plain.page.getByLabel('打印“永磁变频螺杆空气压缩机 BX-120”的标签').nth(2).check()
    await plain.page.getByRole('button', { name: '打印标签' }).click()
    await plain.page.waitForURL(/\/console\/labels\?/)
    expect(await plain.page.locator('.label-item').count()).toBe(2)
    await plain.page.goto(`${company.origin}/console/assets`)
    await plain.page.getByRole('button', { name: '打印标签' }).click()
    await plain.page.waitForURL(/\/console\/labels\?/)
    expect(await plain.page.locator('.label-item').count()).toBe(3)
    await plain.leave()

    await press('打印标签')
    await desk.waitForURL(/\/console\/labels\?/)
    await both('labels-a4')
    const sizes = { a4: [595, 842], '60x40': [170, 113], '50x30': [142, 85] } as const
    for (const [size, [width, height]] of Object.entries(sizes)) {
      const address = new URL(desk.url())
      address.searchParams.set('size', size)
      await desk.goto(address.href)
      await look(desk, `labels-${size}-zh-CN-desktop`)
      const pdf = (await desk.pdf({ preferCSSPageSize: true })).toString('latin1')
      const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)].map(([, w, h]) => [
        Number(w),
        Number(h),
      ])
      expect([size, boxes.length]).toEqual([size, size === 'a4' ? 1 : 3])
      for (const [w, h] of boxes) {
        expect([size, Math.abs(w! - width) < 2, Math.abs(h! - height) < 2]).toEqual([size, true, true])
      }
      await desk.emulateMedia({ media: 'print' })
      await desk.setViewportSize({ width: 794, height: 1123 })
      expect(await troublesOf(desk, `labels-${size}-printed`, ['color-contrast', 'svg-img-alt'])).toEqual([])
      await desk.emulateMedia({ media: 'screen' })
      await desk.setViewportSize(desktop)
    }
    expectQuiet()
  })

  test('whoever scans a label finds the form filled in, and not a word of whose machine it is', async () => {
    const [machine] = await desk.locator('.label-serial').allTextContents()
    const address = await codeOn(desk)
    expect(address).toMatch(new RegExp(`^${company.origin}/m/[\\w-]{43}$`))
    const stranger = await visitor({ viewport: phone })
    const { page } = stranger
    await page.goto(address)
    await lookAround(page, 'machine-form')
    await page.getByRole('button', { name: 'English' }).first().click()
    await page.getByRole('button', { name: '中文' }).first().waitFor()
    await lookAround(page, 'machine-form')
    await page.getByRole('button', { name: '中文' }).first().click()
    await page.setViewportSize(phone)
    const html = await page.content()
    expect(html).toContain('永磁变频螺杆空气压缩机')
    expect(html).toContain(machine!)
    for (const secret of ['西湖', '食品', '8765', 'HT-2026', customer]) expect(html).not.toContain(secret)
    await page.fill('[name=description]', '漏气，压力上不去')
    await page.fill('[name=name]', '路人')
    await page.fill('[name=phone]', '13911112222')
    for (const [name, words] of [['address', '人民路 8 号']] as const)
      if (await page.locator(`[name=${name}]`).isVisible()) await page.fill(`[name=${name}]`, words)
    for (const name of ['zone', 'urgency'])
      if ((await page.locator(`[name=${name}]`).count()) > 0) await page.locator(`[name=${name}]`).first().check()
    await page.getByRole('button', { name: '提交报修' }).click()
    await page.waitForURL(/\/t\/[\w-]{43}$/)
    const told = await page.content()
    for (const secret of ['西湖', '食品', '8765', 'HT-2026']) expect(told).not.toContain(secret)
    await lookAround(page, 'machine-reported')
    stranger.expectQuiet()
    await go('/console/requests')
    await desk
      .getByRole('link', { name: /BX-120|路人/ })
      .first()
      .click()
    await desk.locator('#coverage').getByText(machine!).first().waitFor()
    await both('request-of-a-scanned-machine')
    expectQuiet()
  })

  test('two records of one customer are compared, made one, and taken apart again', async () => {
    const double = await addCustomer('示例食品（二分厂）', '0571 8765 4321')
    await both('customer-with-a-double')
    await go('/console/customers/duplicates')
    await both('customer-doubles')
    await go(`/console/customers/${customer}/merge`)
    await both('customer-merge-pick')
    await go(`/console/customers/${customer}/merge/${double}`)
    await both('customer-merge')
    await press('合并')
    await desk.getByText('请选择要保留的记录。').first().waitFor()
    await lookAround(desk, 'customer-merge-refused')
    await desk.setViewportSize(desktop)
    await desk.check(`[name=keep][value="${double}"]`)
    await press('合并')
    await desk.waitForURL(new RegExp(`/console/customers/${double}`))
    await desk.getByText('A2404-00001').first().waitFor()
    await both('customer-merged')
    await go(`/console/customers/${customer}`)
    expect(desk.url()).toContain(double)
    await desk.getByRole('button', { name: /撤销/ }).click()
    await desk
      .getByText(/已撤销/)
      .first()
      .waitFor()
    await both('customer-merge-undone')
    await go(`/console/customers/${customer}`)
    await desk.getByText('A2404-00001').first().waitFor()
    expectQuiet()
  })
})
