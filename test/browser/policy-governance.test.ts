import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { report, signUpCompany } from './company.ts'
import { desktop, lookAround, visitor } from './visitor.ts'

/** In both languages, each on both screens; back in Chinese, on the same page. */
async function lookBoth(page: Page, name: string) {
  await lookAround(page, name)
  for (const language of ['English', '中文']) {
    await page.setViewportSize(desktop)
    await page.locator('.side').getByRole('button', { name: language }).click()
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    if (language === 'English') await lookAround(page, name)
  }
}

const inDays = (days: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(Date.now() + days * 86_400_000))

describe('a policy on its way, in a real browser', () => {
  test('clauses are moved with the keyboard, the draft is tried out, a version is scheduled and called off', async () => {
    const { owner, company } = await signUpCompany()
    const { page } = owner
    const customer = await visitor()
    await report(customer.page, company.origin, { description: '空调不制冷' })
    const policy = `${company.origin}/console/policies/service`
    await page.setViewportSize(desktop)
    await page.goto(policy)
    await page.getByRole('button', { name: '修改制度' }).click()
    await page.getByRole('heading', { level: 1, name: /第 2 版草稿/ }).waitFor()

    const up = page.getByRole('button', { name: /^上移 第 \d+ 条 到场时限/ })
    await up.focus()
    await page.keyboard.press('Enter')
    await page.getByText(/已移动，现在是第 \d+ 条。/).waitFor()
    expect(await page.evaluate('document.activeElement.id')).toBe('up-TX-ARRIVE')
    const top = await page.evaluate<number>(
      "document.querySelector('#clause-TX-ARRIVE h4').getBoundingClientRect().top",
    )
    expect(top).toBeGreaterThan(0)
    await lookBoth(page, 'policy-draft-moved')
    await page.setViewportSize(desktop)
    await page.getByRole('link', { name: /^移动… 第 \d+ 条 到场时限/ }).click()
    await lookBoth(page, 'policy-place')
    await page.getByLabel('移到哪里').selectOption({ index: 1 })
    await page.getByRole('button', { name: '移动', exact: true }).click()
    await page.getByText('已移动，现在是第 1 条。').waitFor()
    await page.getByRole('link', { name: '修改 到场时限' }).click()
    await page.getByLabel('市区').fill('1')
    await page.getByRole('button', { name: '保存这一条' }).click()
    await page.getByText('已保存。').waitFor()
    await page.goto(`${policy}/versions/2/changes`)
    await page.getByText('修改，移动位置').waitFor()
    await lookBoth(page, 'policy-changes-moved')
    await page.goto(`${policy}/draft/shadow`)
    await page.getByText('最近 1 个请求中，有 1 个的时限会不同。').waitFor()
    await lookBoth(page, 'policy-shadow')

    await page.goto(`${policy}/draft/publication`)
    for (const box of await page.getByRole('checkbox', { name: '我已知悉' }).all()) await box.check()
    await page.getByLabel('从选定的一天开始').check()
    await page.getByLabel('开始执行的日期').fill(inDays(9))
    await page.getByRole('button', { name: '发布第 2 版' }).click()
    await page.getByRole('link', { name: '撤销发布' }).click()
    await lookBoth(page, 'policy-calling-off')
    await page.setViewportSize(desktop)
    await page.getByRole('button', { name: '撤销第 2 版' }).click()
    await page.locator('.error-summary').waitFor()
    await page.getByLabel('理由').fill('与新的服务合同不符，先不执行。')
    await page.getByRole('button', { name: '撤销第 2 版' }).click()
    await page.getByText('与新的服务合同不符，先不执行。').waitFor()
    await lookBoth(page, 'policy-called-off')
    await page.getByRole('button', { name: '按第 2 版的内容重新起草' }).click()
    await page.getByRole('heading', { level: 1, name: /第 3 版草稿/ }).waitFor()
    owner.expectQuiet()
  })

  test('members are asked about the staff policy and answer; once it is published each confirms having read it', async () => {
    const { owner, company } = await signUpCompany()
    const { page } = owner
    const policy = `${company.origin}/console/policies/staff`
    await page.goto(`${policy}/draft/consultation`)
    await lookBoth(page, 'policy-consultation-opening')
    await page.getByLabel('截止日期').fill(inDays(7))
    await page.getByLabel('想请大家特别看看什么').fill('请特别看看第二章的积分。')
    await page.getByRole('button', { name: '开始征求意见' }).click()
    await page.getByText('请特别看看第二章的积分。').waitFor()
    await page.goto(policy)
    await lookBoth(page, 'policy-staff-asked')
    await page.goto(`${company.origin}/console/requests`)
    await lookBoth(page, 'console-asked')
    await page.goto(policy)
    await page
      .getByRole('link', { name: /^提意见/ })
      .nth(3)
      .click()
    await page.getByLabel('意见或建议').fill('第一次违规只提醒，第二次再扣分。\n其他没有意见。')
    await page.getByRole('button', { name: '提交意见' }).click()
    await page.getByText('已收到，谢谢。').waitFor()
    await page.getByRole('button', { name: '已读，没有意见' }).click()
    await page.getByText('已读，没有意见。').waitFor()
    await lookBoth(page, 'policy-consultation')
    await page.getByText('提前中止').click()
    await page.getByLabel('中止的原因').fill('先改第二章。')
    await page.getByRole('button', { name: '中止征求意见' }).click()
    await page.getByText('已中止').waitFor()
    await lookBoth(page, 'policy-consultation-ended')

    await page.goto(`${policy}/draft/publication`)
    for (const box of await page.getByRole('checkbox', { name: '我已知悉' }).all()) await box.check()
    for (const select of await page.locator('select[name^="by."]').all()) await select.selectOption({ index: 1 })
    for (const reason of await page.locator('textarea[name^="reason."]').all())
      await reason.fill('全员会议已讨论通过。')
    await page.getByRole('button', { name: '发布第 1 版' }).click()
    await page.getByRole('button', { name: '我已阅读第 1 版' }).waitFor()
    await lookBoth(page, 'policy-staff-to-confirm')
    await page.goto(`${company.origin}/console/requests`)
    await page.getByText('请阅读员工制度第 1 版，并确认已阅读。').waitFor()
    await lookBoth(page, 'console-to-confirm')
    await page.goto(`${policy}/versions/1/acknowledgements`)
    await lookBoth(page, 'policy-acknowledgements-none')
    await page.goto(`${policy}/versions/1`)
    await page.getByRole('button', { name: '我已阅读第 1 版' }).click()
    await page.getByText(/您已于 .+ 确认阅读这一版。/).waitFor()
    await page.goto(`${policy}/versions/1/acknowledgements`)
    await page.getByText('1 人中有 1 人已确认。').waitFor()
    await lookBoth(page, 'policy-acknowledgements')
    owner.expectQuiet()
  })
})
