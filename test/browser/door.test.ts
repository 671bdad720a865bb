import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { passwordResetWords } from '#web/words/password-reset.ts'
import { codeOf } from './authenticator.ts'
import { linkIn, type NewCompany, proveAddress, signUpCompany } from './company.ts'
import { signIn } from './console.ts'
import { desktop, lookAround, mailTo, visitor } from './visitor.ts'

const words = { first: 'vier-laute-pferde-7', second: 'stiller-brunnen-im-hof-3' }

/** In both languages, each on both screens; back in Chinese. */
async function lookTwice(page: Page, name: string) {
  for (const language of ['English', '中文']) {
    await lookAround(page, name)
    await page.setViewportSize(desktop)
    await page.getByRole('button', { name: language }).first().click()
    await page.locator(`html[lang="${language === 'English' ? 'en' : 'zh-CN'}"]`).waitFor()
  }
}

async function invite(page: Page, { origin }: NewCompany, email: string) {
  await page.goto(`${origin}/console/members`)
  await page.fill('[name=name]', '小李')
  await page.fill('[name=email]', email)
  await page.check('[name=role][value=admin]')
  await page.getByRole('button', { name: '发送邀请' }).click()
  await page.getByText('邀请已发出。').waitFor()
}

describe('the doors of a company, in a real browser and in both languages', () => {
  test('an invitation is read, refused with a weak password, accepted, and opens nothing twice; a forgotten password is replaced', async () => {
    const { owner, company } = await signUpCompany({ viewport: desktop })
    const { origin } = company
    const email = `li@${company.slug}.example`
    await proveAddress(owner.page, company)
    await invite(owner.page, company, email)

    const { page, expectQuiet } = await visitor()
    const link = linkIn(await mailTo(email), `${origin}/invitation/`)
    await page.goto(link)
    await page.getByText('您将以“管理员”的身份加入').waitFor()
    await lookTwice(page, 'door-invitation')
    await page.fill('[name=password]', '12345678')
    await page.getByRole('button', { name: '加入' }).click()
    await page.getByRole('alert').waitFor()
    await lookAround(page, 'door-invitation-refused')
    await page.fill('[name=password]', words.first)
    await page.getByRole('button', { name: '加入' }).click()
    await page.waitForURL(`${origin}/console/**`)
    await page.goto(link)
    await lookAround(page, 'door-invitation-used')
    expect(await page.locator('[name=password]').count()).toBe(0)

    const forgetful = await visitor()
    await forgetful.page.goto(`${origin}/password-reset`)
    await lookTwice(forgetful.page, 'door-reset-ask')
    await forgetful.page.fill('[name=email]', email)
    await forgetful.page.getByRole('button', { name: '发送链接' }).click()
    await forgetful.page.getByRole('heading', { name: '请查收邮件' }).waitFor()
    await lookAround(forgetful.page, 'door-reset-sent')
    const reset = linkIn(await mailTo(email, `${origin}/password-reset/`), `${origin}/password-reset/`)
    await forgetful.page.goto(reset)
    await lookTwice(forgetful.page, 'door-reset-choose')
    await forgetful.page.fill('[name=password]', words.second)
    await forgetful.page.getByRole('button', { name: '保存新密码' }).click()
    await forgetful.page.getByText('新密码已经生效').waitFor()
    await forgetful.page.goto(reset)
    await forgetful.page.fill('[name=password]', 'noch-ein-pferd-im-hof-4')
    await forgetful.page.getByRole('button', { name: '保存新密码' }).click()
    await forgetful.page.getByRole('link', { name: passwordResetWords['zh-CN'].over.again }).waitFor()
    await lookAround(forgetful.page, 'door-reset-used')

    // The new password has ended what the old one had opened.
    await page.goto(`${origin}/console/requests`)
    await page.getByText('请先登录').first().waitFor()
    await signIn(forgetful.page, origin, email, words.first)
    await forgetful.page.getByRole('alert').getByText('邮箱或密码不对。').waitFor()
    await signIn(forgetful.page, origin, email, words.second)
    await forgetful.page.waitForURL(`${origin}/console/**`)
    for (const quiet of [owner.expectQuiet, expectQuiet, forgetful.expectQuiet]) quiet()
  })

  test('a second factor is set up with an app; without the phone a recovery code signs in, once', async () => {
    const { owner, company } = await signUpCompany({ viewport: desktop })
    const { origin, email, password } = company
    const { page } = owner
    await page.goto(`${origin}/console/account/second-factor`)
    const key = await page.locator('copy-button input').inputValue()
    await page.fill('[name=code]', '000000')
    await page.getByRole('button', { name: '开启' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.locator('copy-button input').inputValue()).toBe(key)
    await lookAround(page, 'door-factor-refused')
    await page.setViewportSize(desktop)
    await page.fill('[name=code]', codeOf(key))
    await page.getByRole('button', { name: '开启' }).click()
    await page.getByRole('heading', { name: '两步验证已开启' }).waitFor()
    const codes = await page.locator('.codes li').allInnerTexts()
    expect(new Set(codes).size).toBeGreaterThanOrEqual(8)
    await lookAround(page, 'door-recovery-codes')

    const withoutPhone = async (code: string) => {
      const other = await visitor()
      await signIn(other.page, origin, email, password)
      await other.page.getByRole('heading', { name: '输入验证码' }).waitFor()
      await other.page.fill('[name=code]', code)
      await other.page.getByRole('button', { name: '继续' }).click()
      return other
    }
    const first = await withoutPhone(codes[0]!)
    await first.page.waitForURL(`${origin}/console/**`)
    const second = await withoutPhone(codes[0]!)
    await second.page.getByRole('alert').getByText('验证码不对，或者已经用过。').waitFor()
    await lookAround(second.page, 'door-code-used')
    // However it is written down.
    await second.page.fill('[name=code]', ` ${codes[1]!.toLowerCase()} `)
    await second.page.getByRole('button', { name: '继续' }).click()
    await second.page.waitForURL(`${origin}/console/**`)

    await page.setViewportSize(desktop)
    await page.goto(`${origin}/console/account/second-factor`)
    await page.getByText(`已经开启，还有 ${codes.length - 2} 个备用码可用。`).waitFor()
    await lookTwice(page, 'door-factor')
    for (const quiet of [owner.expectQuiet, first.expectQuiet, second.expectQuiet]) quiet()
  })
})
