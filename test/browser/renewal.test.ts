import { describe, expect, test } from 'vitest'
import { linkIn, signUpCompany } from './company.ts'
import { moveToDay } from './ledger.ts'
import { desktop, lookAround, mailTo, phone, running, visitor } from './visitor.ts'

const dayMs = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10)

describe('a contract that ends', () => {
  test('[S4.4-28] its customer is mailed once, answers with one button, and the next contract is made', async () => {
    const { owner, company } = await signUpCompany({}, 'TP-MFG', '华东设备服务有限公司')
    const { page } = owner
    const mailbox = `buyer-${company.slug}@mail.example`
    await moveToDay(company.slug)
    await page.setViewportSize(desktop)

    await page.goto(`${company.origin}/console/customers/new`)
    await page.fill('[name=name]', '宁波天泰物业服务有限公司')
    await page.fill('[name=email]', mailbox)
    await page.locator('main form button[type=submit]').last().click()
    await page.waitForURL(/\/console\/customers\/0\w+/)
    const customerId = /customers\/(\w+)/.exec(page.url())![1]!

    await page.goto(`${company.origin}/console/notices/go-live?day=${inDays(-60)}`)
    await lookAround(page, 'go-live')
    await page.locator('form[method=post][action$=go-live] button').click()
    await page.waitForURL(/\/console\/notices\?done=golive/)

    await page.goto(`${company.origin}/console/contracts/new?customer=${customerId}`)
    await lookAround(page, 'contract-new')
    await page.fill('[name=number]', 'HT-2026-001')
    await page.fill('[name=title]', '空压机年度保养')
    await page.fill('[name=startsOn]', inDays(-345))
    await page.fill('[name=endsOn]', inDays(20))
    await page.locator('[name="covers[]"]').first().check()
    await page.locator('[name=coversAllAssets]').check()
    await page.locator('main form button[type=submit]').last().click()
    await page.waitForURL(/\/console\/contracts\/0\w+/)
    await lookAround(page, 'contract')

    const mail = await mailTo(mailbox)
    const link = linkIn(mail, `${company.origin}/r/`)
    const customer = await visitor()
    await customer.page.goto(link)
    await lookAround(customer.page, 'renewal-link')
    await customer.page.getByRole('button', { name: /我要续约|Renew/ }).click()
    await customer.page.getByText(/已收到：您希望续约|Noted: you would like to renew/).waitFor()
    await customer.page.setViewportSize(phone)

    await page.goto(`${company.origin}/console/renewals?view=answered`)
    await lookAround(page, 'renewals')
    await page.getByText('空压机年度保养').first().click()
    await page.waitForURL(/\/console\/renewals\/\w+/)
    await lookAround(page, 'renewal')
    await page.locator('a[href*="/renewal"][class*=button]').first().click()
    await page.waitForURL(/\/renewal$/)
    await lookAround(page, 'contract-renewal')
    await page.fill('[name=number]', 'HT-2027-001')
    await page.locator('main form button[type=submit]').last().click()
    await page.waitForURL(/\/console\/contracts\/0\w+/)
    await customer.page.goto(link)
    await customer.page.getByText(/已经续约|It is renewed/).waitFor()

    await page.goto(`${company.origin}/console/notices/ledger`)
    await lookAround(page, 'notice-ledger')
    await page.goto(`${company.origin}/console/notices`)
    await lookAround(page, 'notices-planned')
    expect(await mailsTo(mailbox)).toBe(1)
    owner.expectQuiet()
    customer.expectQuiet()
  })
})

async function mailsTo(address: string): Promise<number> {
  const list = await (await fetch(`${running.mailbox}/`)).text()
  const paths = [...new Set([...list.matchAll(/href="(\/mails\/[^"/]+)"/g)].map(([, path]) => path!))]
  const mails = await Promise.all(paths.map(async (path) => (await fetch(`${running.mailbox}${path}/raw`)).text()))
  return mails.filter((raw) => new RegExp(`^to:.*${address}`, 'im').test(raw)).length
}
