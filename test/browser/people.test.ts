import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { codeOf } from './authenticator.ts'
import { linkIn, proveAddress, signUpCompany } from './company.ts'
import { signIn } from './console.ts'
import { desktop, look, lookAround, mailTo, visitor } from './visitor.ts'

const words = { first: 'vier-laute-pferde-7', second: 'stiller-brunnen-im-hof-3' }

describe('the people of a company, in a real browser', () => {
  test('a colleague is invited by mail, joins, signs in and out, resets a password, sets up a second factor and ends other sessions; a new role holds at once', async () => {
    const { owner, company } = await signUpCompany({ viewport: desktop })
    const { origin } = company
    const email = `wang@${company.slug}.example`
    await proveAddress(owner.page, company)

    await owner.page.goto(`${origin}/console/members`)
    await owner.page.fill('[name=name]', '小王')
    await owner.page.fill('[name=email]', email)
    await owner.page.check('[name=role][value=engineer]')
    await owner.page.getByRole('button', { name: '发送邀请' }).click()
    await owner.page.getByText('邀请已发出。').waitFor()
    await look(owner.page, 'member-invited')

    const colleague = await visitor()
    const { page } = colleague
    await page.goto(linkIn(await mailTo(email), `${origin}/invitation/`))
    await page.getByText('您将以“工程师”的身份加入').waitFor()
    await lookAround(page, 'invitation')
    await page.fill('[name=password]', words.first)
    await page.getByRole('button', { name: '加入' }).click()
    await page.waitForURL(`${origin}/console/**`)

    await page.goto(`${origin}/console/members`)
    await page.getByRole('heading', { name: '您没有这项权限' }).waitFor()
    await page.getByText('需要“查看成员”的权限；有这项权限的是：负责人、管理员、服务主管。').waitFor()
    await lookAround(page, 'forbidden')

    await signOut(page, origin)
    await page.getByText('您已退出登录。').waitFor()
    await signIn(page, origin, email, 'not-my-password')
    await page.getByRole('alert').getByText('邮箱或密码不对。请检查后再试。').waitFor()
    expect(await page.inputValue('[name=email]')).toBe(email)
    expect(await page.inputValue('[name=password]')).toBe('')
    await look(page, 'sign-in-refused')

    await page.getByRole('link', { name: '忘记密码？' }).click()
    await page.fill('[name=email]', email)
    await page.getByRole('button', { name: '发送链接' }).click()
    await page.getByRole('heading', { name: '请查收邮件' }).waitFor()
    await page.goto(await resetLink(email, origin))
    await page.fill('[name=password]', words.second)
    await look(page, 'password-reset-choose')
    await page.getByRole('button', { name: '保存新密码' }).click()
    await page.getByText('新密码已经生效').waitFor()
    await signIn(page, origin, email, words.second)
    await page.waitForURL(`${origin}/console/**`)

    await page.goto(`${origin}/console/account/second-factor`)
    await look(page, 'second-factor-set-up')
    const key = await page.locator('copy-button input').inputValue()
    await page.fill('[name=code]', codeOf(key))
    await page.getByRole('button', { name: '开启' }).click()
    await page.getByRole('heading', { name: '两步验证已开启' }).waitFor()
    expect(await page.locator('.codes li').count()).toBeGreaterThanOrEqual(8)
    await look(page, 'recovery-codes')

    const tablet = await visitor()
    await signIn(tablet.page, origin, email, words.second)
    await tablet.page.getByRole('heading', { name: '输入验证码' }).waitFor()
    await tablet.page.fill('[name=code]', '000000')
    await tablet.page.getByRole('button', { name: '继续' }).click()
    await tablet.page.getByRole('alert').getByText('验证码不对，或者已经用过。').waitFor()
    await look(tablet.page, 'sign-in-code')
    // The present code is used up; the next one counts as well.
    await tablet.page.fill('[name=code]', codeOf(key, 1))
    await tablet.page.getByRole('button', { name: '继续' }).click()
    await tablet.page.waitForURL(`${origin}/console/**`)

    await page.goto(`${origin}/console/account`)
    await page.getByText('有 2 台设备登录着。').waitFor()
    await page.getByRole('link', { name: '查看所有登录的设备' }).click()
    await lookAround(page, 'two-sessions')
    await page.getByRole('button', { name: '退出其他所有设备' }).click()
    await page.getByText('已退出。').waitFor()
    await page.getByText('只有这台设备登录着。').waitFor()
    await tablet.page.goto(`${origin}/console/requests`)
    await tablet.page.getByText('请先登录').first().waitFor()

    await owner.page.goto(`${origin}/console/members`)
    await owner.page.getByRole('link', { name: '小王' }).click()
    await owner.page.check('[name=role][value=supervisor]')
    await owner.page.getByRole('button', { name: '保存' }).click()
    await owner.page.getByText('已保存，从对方的下一次操作开始生效。').waitFor()
    await page.goto(`${origin}/console/members`)
    await page.getByRole('heading', { name: '成员', exact: true }).waitFor()

    await owner.page.getByRole('button', { name: '停用这位成员' }).click()
    await owner.page.getByText('已停用，所有设备已退出登录。').waitFor()
    await page.goto(`${origin}/console/members`)
    await page.getByText('请先登录').first().waitFor()

    owner.expectQuiet()
    colleague.expectQuiet()
    tablet.expectQuiet()
  })
})

/** On a phone the way out is in the drawer. */
async function signOut(page: Page, origin: string) {
  await page.setViewportSize(desktop)
  await page.goto(`${origin}/console/account`)
  await page.getByRole('button', { name: '退出登录' }).click()
}

/** The mail before it was the invitation. */
async function resetLink(email: string, origin: string): Promise<string> {
  return linkIn(await mailTo(email, `${origin}/password-reset/`), `${origin}/password-reset/`)
}
