import type { NoticeChannel } from '#rules/notice.ts'

export const channelProviders = [
  'smtp',
  'http_mail',
  'aliyun_sms',
  'tencent_sms',
  'wecom',
  'dingtalk',
  'feishu',
  'webhook',
] as const
export type ChannelProvider = (typeof channelProviders)[number]

/** What a way out is for; each provider is one of the channels that clauses speak of. */
export const channelOf: Record<ChannelProvider, NoticeChannel> = {
  smtp: 'email',
  http_mail: 'email',
  aliyun_sms: 'sms',
  tencent_sms: 'sms',
  wecom: 'staff',
  dingtalk: 'staff',
  feishu: 'staff',
  webhook: 'staff',
}

/** Those that tell later what became of a message, or what was answered to it. */
export const tellsLater = (provider: ChannelProvider) => provider === 'http_mail' || channelOf[provider] === 'sms'

/** Which messages a staff channel takes; none chosen: all of them. */
export const channelTopics = ['requests', 'lateness', 'endings', 'alarms'] as const
export type ChannelTopic = (typeof channelTopics)[number]

type Chooser = { provider: ChannelProvider; topics: readonly string[] }

export const takesTopic = ({ provider, topics }: Chooser, topic: ChannelTopic) =>
  channelOf[provider] === 'staff' && (topics.length === 0 || topics.includes(topic))

/** Kinds of text message, each registered at the provider as a template of its own, and what each has to say. */
export const smsTemplates = {
  ending_service: ['company', 'name', 'day', 'link'],
  ending_offer: ['company', 'name', 'day', 'link'],
  ending_auto: ['company', 'name', 'day', 'latest', 'link'],
  ending_digest: ['company', 'count', 'link'],
  request_received: ['company', 'number', 'link'],
  request_reply: ['company', 'number', 'link'],
} as const
export type SmsTemplate = keyof typeof smsTemplates
export const smsTemplateNames = Object.keys(smsTemplates) as SmsTemplate[]

/** A template as the provider knows it: its id, and under which of its names each of our values goes, in its order. */
export type RegisteredTemplate = { id: string; parameters: readonly { ours: string; theirs: string }[] }

/** Where each provider is reached; only webhooks and mail servers are anywhere. */
export const robotAddresses: Partial<Record<ChannelProvider, { hosts: readonly string[]; path: RegExp }>> = {
  wecom: { hosts: ['qyapi.weixin.qq.com'], path: /^\/cgi-bin\/webhook\/send\?(.+&)?key=[\w-]{8,}/ },
  dingtalk: { hosts: ['oapi.dingtalk.com'], path: /^\/robot\/send\?(.+&)?access_token=\w{8,}/ },
  feishu: { hosts: ['open.feishu.cn', 'open.larksuite.com'], path: /^\/open-apis\/bot\/v2\/hook\/[\w-]{8,}$/ },
}

/** Messages a minute that each takes at the most, by its own rules or by good manners. */
export const usualPerMinute: Record<ChannelProvider, number> = {
  smtp: 30,
  http_mail: 100,
  aliyun_sms: 100,
  tencent_sms: 100,
  wecom: 20,
  dingtalk: 20,
  feishu: 60,
  webhook: 60,
}
