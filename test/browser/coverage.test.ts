import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { fillReport, sendReport, signUpCompany } from './company.ts'
import { desktop, lookAround, visitor } from './visitor.ts'

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

test('who pays: from an unknown machine to a verdict with its sum, its cause, and a person’s word against it', async () => {
  const { owner, company } = await signUpCompany({ viewport: desktop })
  const { page } = owner
  await enterCall(page, company.origin)
  const address = page.url()
  await page.getByText('没有登记是哪一台设备').waitFor()
  await enterMachine(page, company.origin)

  await page.goto(address)
  await step(page, '选择设备')
  await page.fill('[name=serialNumber]', 'kt 2001')
  await page.getByRole('button', { name: '保存设备' }).click()
  await page.locator('#coverage .badge', { hasText: '保修内免费' }).waitFor()
  await page
    .locator('#coverage')
    .getByText(/安装完成 \+ 12 个月 → .*含当天/)
    .waitFor()
  await page.locator('#coverage').getByText('怎么判断的').click()
  await lookAround(page, 'request-covered')

  await step(page, '登记故障原因')
  await page.selectOption('[name=cause]', { label: '使用不当（不在保修范围内）' })
  await page.fill('[name=fault]', '压缩机不启动')
  await lookAround(page, 'request-cause')
  await page.setViewportSize(desktop)
  await page.getByRole('button', { name: '保存原因' }).click()
  await page.locator('#coverage .badge', { hasText: '收费' }).waitFor()
  await page.locator('#coverage').getByText('判断为“保修内免费（查明原因前暂按此处理）”').waitFor()

  await step(page, '改判由谁付费')
  await page.selectOption('[name=outcome]', 'free_under_warranty')
  await page.fill('[name=because]', '老客户，第一次，按保修处理。')
  await page.getByRole('button', { name: '改判', exact: true }).click()
  await page.locator('#coverage').getByText('按制度计算的结果是“收费”').waitFor()
  await lookAround(page, 'request-overridden')
  await page.goto(`${company.origin}/console/requests`)
  await page.locator('.badge', { hasText: '人工改判' }).first().waitFor()
  await lookAround(page, 'requests-with-coverage')

  await page.goto(address)
  await step(page, '解决')
  await page.getByText('查明了什么原因').click()
  await page.getByText('设备送厂修过').click()
  await lookAround(page, 'request-resolution-found')
  await page.getByRole('button', { name: 'English' }).click()
  await page.goto(address)
  await page.locator('#coverage').getByText('How it was reckoned').click()
  await lookAround(page, 'request-overridden')
  owner.expectQuiet()

  const own = await reportAs(company.origin, '13800138000')
  await own.page.getByText(/您的设备在保修期内（到 .*含当天）/).waitFor()
  await lookAround(own.page, 'tracking-covered')
  await own.page.getByRole('button', { name: 'English' }).first().click()
  await own.page.getByText(/Your machine is under warranty until the end of/).waitFor()
  await lookAround(own.page, 'tracking-covered')
  const stranger = await reportAs(company.origin, '13911112222')
  await stranger.page.getByText('这次服务是否收费，我们核实后告诉您。').waitFor()
  expect(await stranger.page.textContent('main')).not.toContain('保修期')
  await lookAround(stranger.page, 'tracking-stranger')

  const plain = await visitor({ javaScriptEnabled: false, storageState: await owner.context.storageState() })
  await plain.context.clearCookies({ name: /lang/ })
  await plain.page.goto(address)
  await step(plain.page, '撤销改判')
  await plain.page.getByRole('button', { name: '撤销改判' }).click()
  await plain.page.locator('#coverage .badge', { hasText: '收费' }).waitFor()
  await step(plain.page, '登记故障原因', '更正故障原因')
  await plain.page.selectOption('[name=cause]', 'other')
  await plain.page.getByRole('button', { name: '保存原因' }).click()
  await plain.page.getByText('请写明是什么原因。').first().waitFor()
}, 180_000)

test('a fault that comes back within the policy’s days is recognised by whoever looks at it, and costs nothing', async () => {
  const { owner, company } = await signUpCompany({ viewport: desktop })
  const { page } = owner
  const about = async (fault: (page: Page) => Promise<unknown>) => {
    await step(page, '登记故障原因')
    await fault(page)
    await page.selectOption('[name=cause]', 'none')
  }
  await enterCall(page, company.origin)
  const first = page.url()
  await enterMachine(page, company.origin, 2_000)
  await page.goto(first)
  await chooseMachine(page)
  await about(() => page.fill('[name=fault]', '压缩机不启动'))
  await page.getByRole('button', { name: '保存原因' }).click()
  await page.locator('#coverage .badge', { hasText: '收费' }).waitFor()
  await step(page, '解决')
  await page.fill('[name=resolution]', '更换启动电容。')
  await page.getByRole('button', { name: '标记为已解决' }).click()
  await page.locator('.badge', { hasText: '已解决' }).first().waitFor()
  await enterCall(page, company.origin)
  await chooseMachine(page)
  await about(() => page.selectOption('[name=sameFault]', '压缩机不启动'))
  await lookAround(page, 'request-same-fault')
  await page.setViewportSize(desktop)
  await page.getByRole('button', { name: '保存原因' }).click()
  await page.locator('#coverage .badge', { hasText: '保修内免费' }).waitFor()
  await page.locator('#coverage').getByText('修过同样的故障').waitFor()
  await lookAround(page, 'request-repeat-repair')
  await page.setViewportSize(desktop)
  await page.getByRole('button', { name: 'English' }).click()
  await page.locator('#coverage').getByText('the same as repaired').waitFor()
  await step(page, 'Correct the cause')
  await lookAround(page, 'request-repeat-repair')
  owner.expectQuiet()
}, 120_000)

async function chooseMachine(page: Page) {
  await step(page, '选择设备')
  await page.fill('[name=serialNumber]', 'kt 2001')
  await page.getByRole('button', { name: '保存设备' }).click()
  await page.locator('#coverage').getByText('KT-2001').first().waitFor()
}

async function enterCall(page: Page, origin: string) {
  await page.goto(`${origin}/console/requests/new`)
  await page.fill('[name=phone]', '13800138000')
  await page.fill('[name=name]', '王芳')
  await page.fill('[name=description]', '空调不制冷，开机十分钟后自动停机')
  await page.fill('[name=product]', '格力 KFR-35GW')
  await page.fill('[name=address]', '人民路 8 号')
  await page.selectOption('[name=zone]', 'urban')
  await page.getByRole('button', { name: '保存请求' }).click()
  await page.waitForURL(/\/console\/requests\/0/)
}

async function enterMachine(page: Page, origin: string, installedDaysAgo = 200) {
  await page.goto(`${origin}/console/assets/new?q=王芳`)
  await page.getByRole('link', { name: '王芳' }).first().click()
  await page.fill('[name=name]', '空调 KFR-35GW')
  await page.fill('[name=serialNumber]', 'KT-2001')
  await page.fill('[name=installedOn]', ago(installedDaysAgo))
  await page.locator('main form button[type=submit]').last().click()
  await page.waitForURL(/\/console\/assets\/0/)
}

async function reportAs(origin: string, phone: string) {
  const customer = await visitor()
  await customer.page.goto(`${origin}/report`)
  await fillReport(customer.page, { description: `又不制冷了 ${phone}`, phone })
  await customer.page.fill('[name=serialNumber]', 'KT-2001')
  await sendReport(customer.page)
  await customer.page.waitForURL(/\/t\/[\w-]{43}$/)
  return customer
}

async function step(page: Page, ...names: string[]) {
  const name = names.at(-1)!
  const offered = page
    .locator('.steps-offered > details', { has: page.locator('> summary', { hasText: name }) })
    .first()
  if ((await offered.getAttribute('open')) === null) await offered.locator('summary').first().click()
}
