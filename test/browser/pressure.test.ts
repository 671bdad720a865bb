import { request } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import { fillReport, type NewCompany, sendReport, signUpCompany } from './company.ts'
import { desktop, lookAround, snap, visitor } from './visitor.ts'

let company: NewCompany

/** More reports than an hour takes without proof of work, each from an address of its own; all are refused, and counted. */
async function press({ origin }: NewCompany) {
  const { host, port } = new URL(origin)
  const post = (nth: number) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { host, origin, 'content-type': 'application/x-www-form-urlencoded' }
      const to = {
        host: '127.0.0.1',
        port,
        path: '/report',
        method: 'POST',
        localAddress: `127.0.1.${nth + 1}`,
        headers,
      }
      const sent = request(to, (answer) => answer.resume().on('end', () => resolve(answer.statusCode)))
      sent.on('error', reject).end('description=')
    })
  for (let nth = 0; nth < 61; nth++) expect(await post(nth)).toBe(422)
}

beforeAll(async () => {
  const { owner, company: founded } = await signUpCompany({ viewport: desktop })
  company = founded
  await press(company)
  await owner.leave()
})

describe('the report form while far too many come in, in a real browser', () => {
  test('the browser does some work meanwhile, and the report is an ordinary one', async () => {
    const { page, expectQuiet } = await visitor()
    await page.goto(`${company.origin}/report`)
    await page.getByText('确认完成，可以提交。').waitFor({ timeout: 60_000 })
    await lookAround(page, 'report-proof-done')
    await fillReport(page, { description: '高峰时段报修，洗衣机不转' })
    await sendReport(page)
    await page.waitForURL(/\/t\//)
    await page.getByRole('heading', { name: '已经收到您的报修' }).waitFor()
    expectQuiet()
  })

  test('without scripts it is still taken, and kept for a person; nobody is sent to a telephone that is not there', async () => {
    for (const locale of ['zh-CN', 'en-GB']) {
      const { page } = await visitor({ javaScriptEnabled: false, locale })
      await page.goto(`${company.origin}/report`)
      const banner = page.locator('proof-of-work')
      expect(await banner.innerText()).toMatch(/^(现在提交的人较多|Many reports are coming in)/)
      expect(await banner.innerText()).not.toMatch(/电话|call/)
      await snap(page, `report-proof-no-script-${locale}`)
      await fillReport(page, {
        description: `${locale} 没有脚本`,
        phone: locale === 'en-GB' ? '13800138021' : '13800138022',
      })
      await sendReport(page)
      await page.waitForURL(/\/t\//)
      await page
        .getByRole('heading', { name: /^(已收到，工作人员会先看一下|Received\. A person will look at it first)$/ })
        .waitFor()
      await snap(page, `tracking-held-${locale}`)
    }
  })

  test('the number is there once the company has one', async () => {
    const { owner, company: other } = await signUpCompany({ viewport: desktop })
    await owner.page.goto(`${other.origin}/console/settings`)
    await owner.page.fill('[name=phone]', '400-800-1234')
    await owner.page.getByRole('button', { name: '保存' }).first().click()
    await owner.page
      .getByText('400-800-1234')
      .or(owner.page.getByText(/已保存/))
      .first()
      .waitFor()
    await press(other)
    const { page } = await visitor({ javaScriptEnabled: false })
    await page.goto(`${other.origin}/report`)
    await page.locator('proof-of-work').getByRole('link', { name: '400-800-1234' }).waitFor()
    await snap(page, 'report-proof-no-script-phone')
  })
})
