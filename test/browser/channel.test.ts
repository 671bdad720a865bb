import { describe, expect, test } from 'vitest'
import { type ChannelProvider, channelProviders } from '#rules/channel.ts'
import { inBoth } from './both.ts'
import { signUpCompany } from './company.ts'
import { insideOf } from './ledger.ts'
import { desktop, lookAround } from './visitor.ts'

const key = `whsec_${btoa('0123456789abcdefghijklmn')}`
const robot = (url: string) => ({ url })
const sms = { signName: '长青设备', template_ending_service: 'SMS_1' }

const typed: Record<ChannelProvider, Record<string, string>> = {
  smtp: { host: 'smtp.example.com', user: 'service@acme.example', password: 'secret', from: 'service@acme.example' },
  http_mail: { apiKey: 're_12345678', from: 'service@acme.example' },
  aliyun_sms: { accessKeyId: 'LTAI5t', accessKeySecret: 'a-secret', ...sms },
  tencent_sms: { secretId: 'AKID', secretKey: 'a-secret', appId: '1400006666', ...sms },
  wecom: robot('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0'),
  dingtalk: robot('https://oapi.dingtalk.com/robot/send?access_token=566cc69da782ec4'),
  feishu: robot('https://open.feishu.cn/open-apis/bot/v2/hook/4e3f-1a2b-5c6d'),
  webhook: { url: 'https://hooks.example.com/in', signingKey: key },
}

describe('the ways out of a company', () => {
  test('each kind is set up, tried and looked at; where its provider answers later, the address is copied once', async () => {
    const { owner, company } = await signUpCompany({}, 'TP-MFG', '华东设备服务有限公司')
    const { page } = owner
    await page.setViewportSize(desktop)
    const channels = `${company.origin}/console/settings/channels`
    await inBoth(page, channels, 'channels-none')
    await inBoth(page, `${channels}/new`, 'channel-kinds')
    for (const provider of channelProviders) {
      await inBoth(page, `${channels}/new?provider=${provider}`, `channel-new-${provider}`)
      for (const [name, text] of Object.entries(typed[provider])) await page.fill(`main [name=${name}]`, text)
      await page.locator('main form button[type=submit]').last().click()
      await page.waitForURL(`${channels}?told=added`)
    }
    await inBoth(page, channels, 'channels')
    const ids = await insideOf(
      company.slug,
      async ({ db }) => (await db.$client.execute('select id, provider from channels')).rows,
    )
    for (const { id, provider } of ids) {
      await page.goto(`${channels}/${id}`)
      if (String(provider).endsWith('_sms')) await page.fill('[name=phone]', '13800138000')
      await page.locator('form[action$="/test"] button').click()
      await page.waitForURL(/told=/, { timeout: 30_000 })
      await inBoth(page, page.url(), `channel-${provider}`)
      const making = page.locator('form[action*="/feedback"] button')
      if ((await making.count()) === 0) continue
      await making.click()
      const address = page.locator('copy-button input[value*="/feedback/"]')
      await address.waitFor()
      expect(await address.inputValue()).toMatch(/\/feedback\/[\w-]{43}$/)
      await lookAround(page, `channel-${provider}-address`)
      await page.goto(`${channels}/${id}`)
      expect(await address.count()).toBe(0)
    }
    await inBoth(page, `${company.origin}/console/settings/suppressions`, 'suppressions-none')
    await insideOf(company.slug, ({ db }) =>
      db.$client.execute(`insert into suppressions (channel, address, scope, reason, at, by) values
        ('email', 'gone-with-a-very-long-name.of-somebody@customer.example', 'all', 'bounced', 1763800000000, 'system'),
        ('email', 'enough@customer.example', 'commercial', 'unsubscribed', 1763800000000, 'customer'),
        ('sms', '8613800138000', 'all', 'opted_out', 1763800000000, 'customer')`),
    )
    await inBoth(page, `${company.origin}/console/settings/suppressions`, 'suppressions')
    await page
      .getByRole('link', { name: /恢复发送|Send again/ })
      .first()
      .click()
    await lookAround(page, 'suppression-restoring')
    await inBoth(page, `${company.origin}/console/account`, 'account-no-feed')
    await page.locator('form[action$="/calendar-feeds"] button').click()
    await page.waitForURL(/account/)
    await inBoth(page, `${company.origin}/console/account`, 'account-feed')
    owner.expectQuiet()
  }, 240_000)
})
