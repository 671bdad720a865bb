import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { report } from './company.ts'
import { demoMember } from './console.ts'
import { desktop, look, lookAround, troublesOf, visitor } from './visitor.ts'

const atDesk = (role: string) => demoMember('demo', role, { viewport: desktop })

describe('the desk, in a real browser', () => {
  test('a call is entered with the caller known, found by two characters, and taken through every step', async () => {
    const { page, origin, expectQuiet } = await atDesk('supervisor')
    const known = await somebodyWhoCalled(page, origin)

    await page.goto(`${origin}/console/requests`)
    await page.getByRole('link', { name: '登记来电' }).click()
    await page.getByLabel('来电号码').pressSequentially(known.phone)
    const caller = page.locator('.caller', { hasText: '老客户：' })
    await caller.getByText(known.name).first().waitFor()
    // Of a company, its contact with this number; of a person, the person.
    const [contact] = await caller.locator('a[href*="/customers/"] + .muted').allInnerTexts()
    const name = contact?.split('·')[0]?.trim() ?? known.name
    await expect.poll(() => page.inputValue('[name=name]')).toBe(name)
    expect(await page.getByRole('list', { name: '最近的请求' }).getByRole('link').count()).toBeGreaterThan(0)
    await page.fill('[name=description]', '微波炉转盘不转，饭菜只热一半')
    await page.fill('[name=product]', '微波炉 MW-20')
    if (!(await page.inputValue('[name=address]'))) await page.fill('[name=address]', '龙漕路 1 号')
    await page.selectOption('[name=zone]', 'urban')
    await lookAround(page, 'request-entry-known')
    await page.getByRole('button', { name: '保存请求' }).click()
    await page.getByRole('heading', { level: 1, name: '微波炉 MW-20' }).waitFor()
    const address = page.url()

    await page.goto(`${origin}/console/requests`)
    await page.getByRole('searchbox').fill('转盘')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '“转盘”的搜索结果' }).waitFor()
    await page.getByRole('link', { name: '微波炉转盘不转' }).waitFor()
    await lookAround(page, 'requests-found')
    await page.getByRole('link', { name: /^未派工/ }).click()
    await page.getByRole('link', { name: '微波炉转盘不转' }).click()

    await step(page, '派工')
    await page.selectOption('[name=memberId]', { label: '丁大勇' })
    await page.getByRole('button', { name: '派工', exact: true }).click()
    await standing(page, '已派工')

    await step(page, '暂停计时')
    await page.selectOption('[name=pauseReason]', 'waiting_parts')
    await page.fill('[name=pauseNote]', '等转盘电机')
    await page.getByRole('button', { name: '暂停计时' }).click()
    await standing(page, '等待配件')
    await page.getByText('计时暂停中').waitFor()
    await look(page, 'request-paused')
    await page.goto(`${origin}/console/requests?view=waiting`)
    await page.getByRole('link', { name: '微波炉转盘不转' }).click()
    await step(page, '恢复计时')
    await page.getByRole('button', { name: '恢复计时' }).click()
    await standing(page, '已派工')

    await step(page, '记录到场')
    await page.getByRole('button', { name: '记录到场' }).click()
    await standing(page, '已到场')
    await page.locator('.clocks li', { hasText: '到场' }).getByText('按时完成').waitFor()

    await step(page, '解决')
    await page.fill('[name=resolution]', '更换转盘电机。')
    await page.getByRole('button', { name: '标记为已解决' }).click()
    await standing(page, '已解决')
    await step(page, '重开')
    await page.fill('[name=reopening]', '客户说还是不转')
    await page.getByRole('button', { name: '重开' }).click()
    await standing(page, '已重开')
    expect(page.url()).toBe(address)
    await lookAround(page, 'request-reopened')
    expectQuiet()
  })

  test('of two colleagues who act on one request the second one is told, and keeps what was typed', async () => {
    const supervisor = await atDesk('supervisor')
    const agent = await atDesk('agent')
    const customer = await visitor()
    await report(customer.page, supervisor.origin, { description: '冷柜压缩机不启动，两人同时处理' })
    await supervisor.page.goto(`${supervisor.origin}/console/requests?q=${encodeURIComponent('两人同时')}`)
    await supervisor.page.locator('.row-link').first().click()
    await supervisor.page.waitForURL(/\/console\/requests\/0/)
    await step(supervisor.page, '暂停计时')
    await agent.page.goto(supervisor.page.url())
    await step(agent.page, '暂停计时')

    await supervisor.page.selectOption('[name=pauseReason]', 'waiting_customer')
    await supervisor.page.getByRole('button', { name: '暂停计时' }).click()
    await standing(supervisor.page, '等待客户')
    await agent.page.selectOption('[name=pauseReason]', 'waiting_parts')
    await agent.page.fill('[name=pauseNote]', '压缩机要等一周')
    await agent.page.getByRole('button', { name: '暂停计时' }).click()
    await agent.page.getByText('计时已经暂停，请先恢复。').first().waitFor()
    await agent.page.getByText('压缩机要等一周').waitFor()
    expect(await agent.page.locator('main').innerText()).not.toContain('waiting_parts')
    await standing(agent.page, '等待客户')
    await lookAround(agent.page, 'request-conflict')
    supervisor.expectQuiet()
    agent.expectQuiet()
  })

  test('the keyboard alone reaches a request, answers it and solves it', async () => {
    const { page, origin } = await atDesk('agent')
    await page.goto(`${origin}/console/requests`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await tabTo(page, '.row-link')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/console\/requests\/0/)

    await tabTo(page, '[name=reply]')
    await page.keyboard.type('我们已经安排，请保持电话畅通。')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.timeline').getByText('我们已经安排，请保持电话畅通。').first().waitFor()

    await tabTo(page, '#resolution > summary')
    await look(page, 'request-focus')
    await page.keyboard.press('Enter')
    await tabTo(page, '[name=resolution]')
    await page.keyboard.type('电话指导后恢复正常。')
    await tabTo(page, '#resolution button[type=submit]')
    await page.keyboard.press('Enter')
    await standing(page, '已解决')
  })

  test('policy and request print without the console around them, with company, number and date', async () => {
    const { page, origin } = await atDesk('owner')
    await page.setViewportSize({ width: 673, height: 980 })
    await page.emulateMedia({ media: 'print' })
    await page.goto(`${origin}/console/policies/service`)
    await printed(page, 'print-policy')
    await page.goto(`${origin}/console/requests?view=all`)
    await page.goto(`${origin}${await page.locator('.row-link').first().getAttribute('href')}`)
    const reckonings = () =>
      page.evaluate<boolean[]>(
        '[...document.querySelectorAll(".clocks .steps")].map((steps) => steps.checkVisibility())',
      )
    expect(new Set(await reckonings())).toEqual(new Set([true]))
    await printed(page, 'print-request')
    await page.emulateMedia({ media: 'screen' })
    expect(new Set(await reckonings())).toEqual(new Set([false]))
  })

  test('on a phone a long fault has the width of its row, and a long deadline a line of its own', async () => {
    for (const slug of ['demo', 'demo-en'] as const) {
      const { page, origin, expectQuiet } = await demoMember(slug, 'supervisor')
      await page.goto(`${origin}/console/requests`)
      await page.evaluate(`for (const text of document.querySelectorAll('.clamp')) text.append(' E-4711'.repeat(40))
        for (const due of document.querySelectorAll('due-countdown span')) due.append(', and 23 h 59 min more')`)
      const row = page.locator('.table tbody tr').first()
      const widthOf = async (cell: string) => (await row.locator(cell).boundingBox())!
      const [title, due] = [await widthOf('.cell-title'), await widthOf('.cell-line')]
      expect(title.width).toBeGreaterThan(340)
      expect(due.y).toBeGreaterThanOrEqual(title.y + title.height)
      await look(page, `requests-long-${slug}`)
      expectQuiet()
    }
  })
})

/** A customer with a number, from the list of what is done. */
async function somebodyWhoCalled(page: Page, origin: string) {
  await page.goto(`${origin}/console/requests?view=resolved`)
  await page.locator('.row-link').first().click()
  await page.waitForURL(/\/console\/requests\/0/)
  const phone = (await page.locator('a[href^="tel:"]').first().innerText()).trim()
  const name = (await page.locator('dt', { hasText: '客户' }).first().locator('+ dd').innerText()).trim()
  return { phone, name }
}

/** Opens a step's form unless it is open. */
async function step(page: Page, name: string) {
  const offered = page.locator('.steps-offered details', { has: page.locator('summary', { hasText: name }) }).first()
  if ((await offered.getAttribute('open')) === null) await offered.locator('summary').first().click()
}

const standing = (page: Page, words: string) => page.locator('.page-header .badge', { hasText: words }).waitFor()

async function tabTo(page: Page, selector: string) {
  for (let presses = 0; presses < 60; presses++) {
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${selector} is out of the keyboard's reach`)
}

async function printed(page: Page, name: string) {
  await page.locator('.print-head').getByText('华东家电服务中心').waitFor()
  expect(await page.locator('.print-head').innerText()).toMatch(/\d{4}年\d+月\d+日/)
  for (const left of ['.side', '.top', '.page-header .actions', 'busy-form button', 'aside'])
    expect(await page.locator(left).filter({ visible: true }).count(), left).toBe(0)
  // Its heading stands in the document itself; nobody listens to paper.
  expect(await troublesOf(page, name, ['color-contrast'])).toEqual([])
}
