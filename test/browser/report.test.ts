import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { fillReport, type NewCompany, report, sendReport, signUpCompany } from './company.ts'
import { photo } from './photo.ts'
import { desktop, look, lookAround, visitor } from './visitor.ts'

let company: NewCompany
let desk: Page

beforeAll(async () => {
  const signedUp = await signUpCompany({ viewport: desktop })
  company = signedUp.company
  desk = signedUp.owner.page
})

describe('the public form with scripts, in a real browser', () => {
  test('photos are shrunk before they travel, and a refused field keeps the words and the photos', async () => {
    const { page, expectQuiet } = await visitor()
    await page.goto(`${company.origin}/report`)
    await fillReport(page, { description: '冰箱不制冷，有照片', phone: '12' })
    const taken = await photo(page)
    await page.setInputFiles('[name=photos]', [taken, await photo(page, 2400, 3200)])
    await page.getByText('已选 2 个').waitFor()
    await page.getByText('正在处理照片…').waitFor({ state: 'hidden' })
    const travelling = await page.evaluate<{ name: string; size: number }[]>(
      '[...document.querySelector("[name=photos]").files].map(({ name, size }) => ({ name, size }))',
    )
    expect(travelling.map(({ name }) => name)).toEqual(['photo.jpg', 'photo.jpg'])
    expect(travelling.every(({ size }) => size < taken.buffer.length / 2)).toBe(true)
    await look(page, 'report-photos-chosen')

    await sendReport(page)
    await page.getByRole('alert').getByText('联系电话').waitFor()
    expect(await page.inputValue('[name=description]')).toBe('冰箱不制冷，有照片')
    expect(await page.isChecked('[name=zone][value=urban]')).toBe(true)
    await page.getByRole('img', { name: '第 2 张照片' }).waitFor()
    await lookAround(page, 'report-refused')

    await page.fill('[name=phone]', '13800138000')
    await page.getByLabel('不要这张').first().check()
    await sendReport(page)
    await page.waitForURL(/\/t\//)
    const kept = page.getByRole('img', { name: '照片 1' })
    await kept.scrollIntoViewIfNeeded()
    await expect.poll(() => page.evaluate('document.querySelector("img[alt=\'照片 1\']").naturalHeight')).toBe(2048)
    expect(await page.getByRole('img', { name: '照片 2' }).count()).toBe(0)
    await lookAround(page, 'tracking-with-photo')
    expectQuiet()
  })

  test('a question asks for no address, and comes to the desk as one', async () => {
    const { page, expectQuiet } = await visitor()
    await page.goto(`${company.origin}/report`)
    expect(await page.isChecked('[name=type][value=fault]')).toBe(true)
    await fillReport(page, { description: '想问保修期还有多久', phone: '12' })
    await page.getByLabel('咨询', { exact: true }).check()
    expect(await page.locator('[name=address]').isVisible()).toBe(false)
    await sendReport(page)
    await page.getByRole('alert').getByText('联系电话').waitFor()
    expect(await page.isChecked('[name=type][value=enquiry]')).toBe(true)
    await lookAround(page, 'report-question')
    await page.fill('[name=phone]', '13800138011')
    await sendReport(page)
    await page.waitForURL(/\/t\//)
    expect((await numbersOf('保修期还有多久')).join()).toContain('咨询')
    await lookAround(desk, 'requests-question')
    expectQuiet()
  })

  test('a draft survives a reload and a dead network, and the retry arrives exactly once', async () => {
    const { page, context } = await visitor()
    await page.goto(`${company.origin}/report`)
    await fillReport(page, { description: '洗衣机漏水，断网时报修' })
    await expect.poll(() => draftOf(page)).toContain('断网时报修')
    await page.reload()
    await page.getByText('已恢复您上次没提交的内容').waitFor()
    expect(await page.inputValue('[name=description]')).toBe('洗衣机漏水，断网时报修')
    expect(await page.isChecked('[name=zone][value=urban]')).toBe(true)
    await look(page, 'report-restored')

    await context.setOffline(true)
    await sendReport(page)
    await expect.poll(() => page.url()).toContain('chrome-error')
    await context.setOffline(false)
    await page.goto(`${company.origin}/report`)
    await page.getByText('已恢复您上次没提交的内容').waitFor()
    await sendReport(page)
    await page.waitForURL(/\/t\//)
    expect(await numbersOf('断网时报修')).toHaveLength(1)

    await page.goto(`${company.origin}/report`)
    expect(await page.inputValue('[name=description]')).toBe('')
  })

  test('the same words in two tabs are one request, and the back button makes no second one', async () => {
    const { page, context } = await visitor()
    const other = await context.newPage()
    for (const tab of [page, other]) {
      await tab.goto(`${company.origin}/report`)
      await fillReport(tab, { description: '热水器打不着火，两个页面' })
    }
    const key = await page.inputValue('[name=idempotencyKey]')
    for (const tab of [page, other]) {
      await sendReport(tab)
      await tab.waitForURL(/\/t\//)
    }
    expect(other.url()).toBe(`${page.url()}?joined=yes`)
    await other.getByText(/^已并入您的 \d+ 号报修$/).waitFor()
    await lookAround(other, 'tracking-joined')
    await other.getByRole('button', { name: 'English' }).click()
    await other.getByText(/^This was added to your request no\. \d+$/).waitFor()
    await lookAround(other, 'tracking-joined')
    await other.getByRole('button', { name: '中文' }).click()

    await page.goBack()
    await page.getByRole('heading', { level: 1, name: '报修' }).waitFor()
    await fillReport(page, { description: '热水器打不着火，两个页面' })
    await sendReport(page)
    await page.waitForURL(/\/t\//)
    expect(page.url()).toContain('?joined=yes')
    expect(page.url()).toContain(other.url().split('?')[0]!)
    expect(await numbersOf('两个页面')).toHaveLength(1)

    // A browser that keeps a left page alive gives the same form back.
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: '报修' }).waitFor()
    await page.locator('[name=idempotencyKey]').evaluate((input, kept) => input.setAttribute('value', kept), key)
    await fillReport(page, { description: '热水器打不着火，两个页面，另外还漏水' })
    await sendReport(page)
    await page.getByRole('heading', { name: '这张表单已经提交过了' }).waitFor()
    await lookAround(page, 'report-changed')
    await page.getByRole('button', { name: '补充到已登记的报修' }).click()
    await page.waitForURL(/\/t\//)
    await page.getByText('另外还漏水').waitFor()
    expect(await numbersOf('两个页面')).toHaveLength(1)
  })

  test('the customer copies the link, writes with a photo, changes the language, confirms; another one cancels', async () => {
    const { page, context, expectQuiet } = await visitor()
    const link = await report(page, company.origin, { description: '油烟机噪音大，客户留言' })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: company.origin })
    await page.getByRole('button', { name: '复制' }).click()
    await page.getByText('已复制').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(link)

    await page.fill('[name=body]', '声音录下来了，见照片。')
    await page.setInputFiles('[name=photos]', await photo(page, 900, 700, 'image/png'))
    await page.getByRole('img').or(page.locator('photo-shrink img')).first().waitFor()
    await page.getByRole('button', { name: '发送' }).click()
    await page.getByText('声音录下来了，见照片。').waitFor()
    await page.getByRole('img', { name: '照片 1' }).waitFor()

    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'We have your request' }).waitFor()
    expect(page.url()).toBe(link)
    await lookAround(page, 'tracking-with-message')
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('heading', { name: '已经收到您的报修' }).waitFor()

    await desk.goto(`${company.origin}/console/requests`)
    await desk.getByRole('link', { name: '客户留言' }).click()
    await desk.getByText('声音录下来了，见照片。').waitFor()
    await desk.getByText('解决', { exact: true }).first().click()
    await desk.fill('[name=resolution]', '更换电机，噪音消失。')
    await desk.getByRole('button', { name: '标记为已解决' }).click()
    await desk.getByText('已解决').first().waitFor()
    await page.reload()
    await page.getByText('更换电机，噪音消失。').first().waitFor()
    await page.getByRole('button', { name: '解决了，谢谢' }).click()
    await page.getByRole('heading', { name: '已解决，谢谢您的确认' }).waitFor()
    await look(page, 'tracking-confirmed')

    await report(page, company.origin, { description: '插座没电，后来好了' })
    await page.getByRole('link', { name: '取消这次报修' }).click()
    await page.getByRole('heading', { name: '确定取消吗？' }).waitFor()
    await page.fill('[name=reason]', '自己修好了')
    await page.getByRole('button', { name: '取消报修' }).click()
    await page.getByRole('heading', { name: '已取消' }).waitFor()
    await look(page, 'tracking-cancelled')
    expectQuiet()
  })
})

const draftOf = (page: Page) => page.evaluate<string>('localStorage.getItem("report-draft") ?? ""')

/** What the company's desk finds of it. */
async function numbersOf(text: string): Promise<string[]> {
  await desk.goto(`${company.origin}/console/requests?q=${encodeURIComponent(text)}`)
  return desk.locator('.row-link').allInnerTexts()
}
