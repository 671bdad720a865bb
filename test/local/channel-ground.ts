import type { ChannelLine } from '#worker/platform/channel/call.ts'
import type { Outside } from '#worker/platform/outside.ts'
import type { Outgoing, SendAnswer } from '#worker/platform/sender.ts'

export const noon = new Date('2026-05-01T04:00:00Z')

export const lineTo = (outside: Outside, more: Partial<ChannelLine> = {}): ChannelLine => ({
  outside,
  now: () => noon,
  ownHosts: ['aftercare.example', 'files.aftercare.example'],
  timeoutMs: 400,
  ...more,
})

export const text: Extract<Outgoing, { via: 'sms' }> = {
  via: 'sms',
  key: 'k3y-of_the-notice',
  to: '+8613800000000',
  template: 'ending_service',
  parameters: { company: '长青设备', name: '空压机 (A)*', day: '2026年6月1日', link: 'https://a.example/r/x' },
  text: '【长青设备】空压机保修将到期',
  since: new Date('2026-04-30T04:00:00Z'),
}

export const mail: Extract<Outgoing, { via: 'email' }> = {
  via: 'email',
  key: 'k3y-of_the-notice',
  from: { name: '长青设备' },
  to: 'customer@example.com',
  replyTo: 'service@acme.example',
  subject: '保修将到期',
  text: '正文\n',
  html: '<p>正文</p>',
}

export const staff: Extract<Outgoing, { via: 'staff' }> = {
  via: 'staff',
  key: 'k3y-of_the-notice',
  event: 'warranty.ending',
  title: '保修将到期',
  lines: ['客户：长青', '<@all> 设备：空压机'],
  url: 'https://acme.aftercare.example/console/renewals/rn1',
  at: noon,
  data: { customer: '长青' },
}

/** Nothing of a key, an address or a person stands in what is kept of an answer. */
export const isDiscreet = (answer: SendAnswer, secrets: readonly string[]) => {
  const kept = JSON.stringify(answer)
  return ![...secrets, '13800000000', 'customer@example.com'].some((secret) => kept.includes(secret))
}

/** What a text message goes by, at the provider's. */
export const smsSecret = 'v3ry-S3cret-key-0f-the-company'
export const smsTemplates = {
  ending_service: {
    id: 'SMS_1234',
    parameters: [
      { ours: 'name', theirs: 'product' },
      { ours: 'day', theirs: 'day' },
    ],
  },
}
