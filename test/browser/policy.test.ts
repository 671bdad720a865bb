import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { report, signUpCompany } from './company.ts'
import { desktop, look, visitor } from './visitor.ts'

describe('the service policy, in a real browser', () => {
  test('a new version is written, shown, published, and holds from then on; what ran before keeps the old one', async () => {
    const { owner, company } = await signUpCompany()
    const { page } = owner
    const customer = await visitor()
    const earlier = await report(customer.page, company.origin, { description: '空调不制冷，第 1 版时报修' })
    const promised = await dueTimes(customer.page)
    expect(promised).toHaveLength(3)

    await page.setViewportSize(desktop)
    await page.goto(`${company.origin}/console/policies/service`)
    await page.getByRole('button', { name: '修改制度' }).click()
    await page.getByRole('heading', { level: 1, name: /第 2 版草稿/ }).waitFor()
    await page.getByRole('link', { name: '修改 到场时限' }).click()
    const preview = page.locator('#clause-preview')
    expect(await preview.innerText()).toContain('市区 6 个工作小时')
    const example = await preview.locator('.example').innerText()

    const urban = page.getByLabel('市区')
    await urban.fill('')
    await page.getByText('填写的内容还不完整，例子暂不更新。').waitFor()
    await urban.fill('4')
    await preview.getByText('市区 4 个工作小时').waitFor()
    await page.getByText('填写的内容还不完整，例子暂不更新。').waitFor({ state: 'hidden' })
    expect(await preview.locator('.example').innerText()).not.toBe(example)
    await look(page, 'policy-clause-typed')
    await page.getByRole('button', { name: '保存这一条' }).click()
    await page.getByText('已保存。').waitFor()
    expect(await urban.inputValue()).toBe('4')

    await page.getByRole('link', { name: '返回草稿' }).click()
    await page.getByText('与上一版相比，有 1 条不同。').waitFor()
    await page.getByRole('link', { name: '与上一版的差异' }).first().click()
    await page.getByRole('heading', { name: '第 2 版与第 1 版的差异' }).waitFor()
    expect(await page.locator('del').first().innerText()).toContain('6 个工作小时')
    expect(await page.locator('ins').first().innerText()).toContain('4 个工作小时')

    await page.goto(`${company.origin}/console/policies/service/draft`)
    await page.getByRole('link', { name: '检查并发布' }).click()
    for (const box of await page.getByRole('checkbox', { name: '我已知悉' }).all()) await box.check()
    for (const select of await page.locator('select[name^="by."]').all()) await select.selectOption({ index: 1 })
    for (const reason of await page.locator('textarea[name^="reason."]').all()) await reason.fill('管理层会议已批准。')
    await look(page, 'policy-publication-ready')
    await page.getByRole('button', { name: '发布第 2 版' }).click()
    await page.waitForURL(`${company.origin}/console/policies/service**`)
    await page
      .getByText(/第 2 版，.+起执行/)
      .first()
      .waitFor()
    await look(page, 'policy-version-2')

    await report(customer.page, company.origin, { description: '空调漏水，第 2 版时报修' })
    await customer.page.getByRole('link', { name: '第 7 条' }).click()
    await customer.page.getByText('市区 4 个工作小时').waitFor()
    await customer.page.goto(earlier)
    expect(await dueTimes(customer.page)).toEqual(promised)
    for (const number of [1, 2]) {
      await page.goto(`${company.origin}/console/requests`)
      await page.getByRole('link', { name: `第 ${number} 版时报修` }).click()
      const arrival = page.locator('.clocks li', { hasText: '到场' })
      await arrival.locator('summary').click()
      await arrival.getByText(`服务制度第 ${number} 版第 7 条“到场时限”`).waitFor()
    }

    await page.goto(`${company.origin}/console/policies/service`)
    await page.getByRole('link', { name: '第 1 版', exact: true }).click()
    await page.getByText('您正在阅读第 1 版。').waitFor()
    await page.getByText('市区 6 个工作小时').waitFor()
    await look(page, 'policy-version-1-superseded')
    owner.expectQuiet()
    customer.expectQuiet()
  })
})

/** The promised instants, whatever words they stand in. */
const dueTimes = (page: Page) =>
  page.locator('due-countdown').evaluateAll((all) => all.map((one) => one.getAttribute('data-due')))
