import type { ChannelProvider } from '#rules/channel.ts'
import { words } from './lang.ts'

type Steps = Partial<Record<ChannelProvider, readonly string[]>>

/** What a provider tells later: bounces, complaints, “no more” in answer to a text message. */
export const channelFeedbackWords = words({
  'zh-CN': {
    titles: { email: '退信与投诉', sms: '回复退订' },
    hints: {
      email:
        '有些邮件交出去以后才被退回，或被收件人标为垃圾邮件。在服务商那里登记接收地址后，无效或投诉的邮箱会自动停发，消息记录里也会注明。',
      sms: '客户回复“退订”“T”“R”等，由运营商转给服务商。在服务商那里登记接收地址后，这个号码不会再收到短信。',
    },
    steps: {
      http_mail: [
        '在 Resend 控制台的 Webhooks 里添加这个地址，勾选 email.bounced、email.complained、email.suppressed、email.failed 和 email.delivery_delayed。',
        '把 Resend 显示的 Signing Secret（以 whsec_ 开头）填在上面的“设置”里并保存。填写之前，收到的内容一律不认。',
      ],
      aliyun_sms: ['在阿里云短信控制台的“系统设置”里，为“上行消息接收”选择 HTTP 批量推送模式，填写这个地址并保存。'],
      tencent_sms: ['在腾讯云短信控制台的“应用管理”里打开应用，把“短信回复回调”设为这个地址并保存。'],
    } as Steps,
    address: '复制接收地址',
    once: '请现在复制：离开这一页以后，不会再显示。',
    secret: {
      email: '请不要外传。',
      sms: '请不要外传：谁拿到这个地址，谁就能替客户退订。',
    },
    none: '还没有接收地址。',
    made: (when: string) => `接收地址生成于${when}。`,
    heard: (when: string) => `最近一次收到服务商的消息：${when}。`,
    unheard: '还没有收到过服务商的消息。',
    noKey: '还没有填写 Signing Secret，服务商发来的内容都会被拒绝。',
    make: '生成接收地址',
    again: '换一个新地址',
    againHint: '换新以后，原来的地址立即失效，要在服务商那里重新登记。',
  },
  en: {
    titles: { email: 'Bounces and complaints', sms: 'Answers that say “no more”' },
    hints: {
      email:
        'Some mail comes back, or is called spam, long after it was handed over. Once the provider knows the address made here, such mail addresses get nothing more by themselves, and the ledger says so.',
      sms: 'Whoever answers “STOP”, “T” or “退订” tells the carrier, and the carrier the provider. Once the provider knows the address made here, that number gets no more text messages.',
    },
    steps: {
      http_mail: [
        'In the Resend dashboard, add this address under Webhooks and tick email.bounced, email.complained, email.suppressed, email.failed and email.delivery_delayed.',
        'Enter the signing secret that Resend shows (it begins with whsec_) under “Settings” above, and save. Until then, whatever comes in is refused.',
      ],
      aliyun_sms: [
        'In Aliyun’s SMS console, under System Settings, choose the HTTP batch push mode for upstream messages, enter this address and save.',
      ],
      tencent_sms: [
        'In Tencent Cloud’s SMS console, open your application and set this address as the callback for SMS replies.',
      ],
    } as Steps,
    address: 'Copy the address',
    once: 'Copy it now: once you leave this page, it is never shown again.',
    secret: {
      email: 'Keep it to yourself.',
      sms: 'Keep it to yourself: whoever has this address can opt customers out.',
    },
    none: 'There is no address yet.',
    made: (when: string) => `The address was made ${when}.`,
    heard: (when: string) => `The provider last wrote to it ${when}.`,
    unheard: 'The provider has not written to it yet.',
    noKey: 'The signing secret is missing, so whatever the provider sends is refused.',
    make: 'Make an address',
    again: 'Make a new address',
    againHint: 'The one before stops working at once; enter the new one at the provider.',
  },
})
