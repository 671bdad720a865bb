import { type ChannelProvider, smsTemplateNames } from '#rules/channel.ts'

/** `secret`: sealed, never shown again; left empty it stays what it is. */
export type ChannelField = {
  name: string
  kind: 'text' | 'email' | 'port' | 'security' | 'host' | 'url' | 'webhook_key' | 'provider_key'
  max: number
  secret?: boolean
  optional?: boolean
}

const from: readonly ChannelField[] = [
  { name: 'from', kind: 'email', max: 254 },
  { name: 'fromName', kind: 'text', max: 60, optional: true },
]
const templates: readonly ChannelField[] = smsTemplateNames.flatMap((name) => [
  { name: templateField(name), kind: 'text' as const, max: 60, optional: true },
  { name: parametersField(name), kind: 'text' as const, max: 200, optional: true },
])
const url: ChannelField = { name: 'url', kind: 'url', max: 600, secret: true }
const signingKey: ChannelField = { name: 'signingKey', kind: 'text', max: 120, secret: true, optional: true }

/** With which a provider signs what it tells us later; it has one as soon as it was given our address. */
const feedbackKey: ChannelField = { name: 'feedbackKey', kind: 'provider_key', max: 120, secret: true, optional: true }

/** What each provider has to be told, in the order in which people find it there. */
export const channelFields: Record<ChannelProvider, readonly ChannelField[]> = {
  smtp: [
    { name: 'host', kind: 'host', max: 253 },
    { name: 'security', kind: 'security', max: 10 },
    { name: 'port', kind: 'port', max: 5 },
    { name: 'user', kind: 'text', max: 254, optional: true },
    { name: 'password', kind: 'text', max: 200, secret: true, optional: true },
    ...from,
  ],
  http_mail: [{ name: 'apiKey', kind: 'text', max: 200, secret: true }, ...from, feedbackKey],
  aliyun_sms: [
    { name: 'accessKeyId', kind: 'text', max: 80 },
    { name: 'accessKeySecret', kind: 'text', max: 120, secret: true },
    { name: 'signName', kind: 'text', max: 40 },
    ...templates,
  ],
  tencent_sms: [
    { name: 'secretId', kind: 'text', max: 80 },
    { name: 'secretKey', kind: 'text', max: 120, secret: true },
    { name: 'appId', kind: 'text', max: 20 },
    { name: 'signName', kind: 'text', max: 40 },
    ...templates,
  ],
  wecom: [url],
  dingtalk: [url, signingKey],
  feishu: [url, signingKey],
  webhook: [url, { ...signingKey, kind: 'webhook_key', optional: false }],
}

export function templateField(name: string) {
  return `template_${name}`
}

export function parametersField(name: string) {
  return `parameters_${name}`
}
