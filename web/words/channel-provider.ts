import type { ChannelProvider } from '#rules/channel.ts'
import { type Lang, words } from './lang.ts'

export const providerNames = words<Record<ChannelProvider, string>>({
  'zh-CN': {
    smtp: '自己的邮件服务器（SMTP）',
    http_mail: '邮件服务商（Resend）',
    aliyun_sms: '阿里云短信',
    tencent_sms: '腾讯云短信',
    wecom: '企业微信群机器人',
    dingtalk: '钉钉群机器人',
    feishu: '飞书群机器人',
    webhook: 'Webhook（网址推送）',
  },
  en: {
    smtp: 'Your own mail server (SMTP)',
    http_mail: 'Mail provider (Resend)',
    aliyun_sms: 'Aliyun text messages',
    tencent_sms: 'Tencent Cloud text messages',
    wecom: 'WeCom group robot',
    dingtalk: 'DingTalk group robot',
    feishu: 'Feishu group robot',
    webhook: 'Webhook',
  },
})

/** What went wrong, by the first word of the stored reason; the rest is the provider's own code. */
const answers = words({
  'zh-CN': {
    no_answer: '对方没有回答，不知道是否已收到',
    not_reached: '连接不上对方的服务器',
    not_resolved: '查不到对方的网址',
    not_allowed: '这个地址不允许发送',
    auth: '对方不接受这里填写的密钥或地址，请检查设置',
    busy: '对方太忙或限制了发送频率',
    balance: '对方账户余额或配额不足',
    bad_address: '收件地址无效',
    opted_out: '对方已退订',
    template: '短信模板或签名不正确，或未通过审核',
    redirect: '对方让我们转到别的地址，为了安全没有跟随',
    gone: '对方表示这个地址已经不再使用',
    refused: '对方拒绝了这条消息',
    wrong_way: '这类消息不能经过这个渠道',
    unsealed: '保存的密钥打不开，请重新填写',
    mail: '邮件服务器没有接受',
    bounced: '邮件被退回，没有这个地址',
    complained: '已送到，收件人把它标为垃圾邮件',
    delayed: '对方的邮件服务器暂时收不了，服务商还在重试',
    undelivered: '服务商没有送出去',
  },
  en: {
    no_answer: 'No answer; it may have arrived or not',
    not_reached: 'The server cannot be reached',
    not_resolved: 'The name cannot be looked up',
    not_allowed: 'Nothing may be sent to this address',
    auth: 'The key or address entered here is not accepted; please check the settings',
    busy: 'Too busy, or too many messages at once',
    balance: 'The account there has no balance or quota left',
    bad_address: 'The recipient’s address is not valid',
    opted_out: 'The recipient has opted out',
    template: 'The template or signature is wrong, or not approved',
    redirect: 'It sent us on to another address, which for safety was not followed',
    gone: 'The receiver says that this address is no longer in use',
    refused: 'The message was refused',
    wrong_way: 'Such messages do not go by this channel',
    unsealed: 'The stored key cannot be opened; please enter it again',
    mail: 'The mail server did not take it',
    bounced: 'It came back: there is no such address',
    complained: 'It arrived, and its reader called it spam',
    delayed: 'The recipient’s server does not take it for now; the provider goes on trying',
    undelivered: 'The provider could not send it',
  },
})
type Answer = keyof (typeof answers)['en']

/** “对方太忙或限制了发送频率（45009）”. A mail server's reasons begin with its code. */
export function answerText(reason: string, lang: Lang): string {
  const [first = '', ...rest] = reason.split(' ')
  const isKnown = Object.hasOwn(answers[lang], first)
  const code = (isKnown ? rest : [first]).join(' ').replace(/^url_\w+$/, '')
  const text = answers[lang][isKnown ? (first as Answer) : 'mail']
  if (!code) return text
  return lang === 'en' ? `${text} (${code})` : `${text}（${code}）`
}
