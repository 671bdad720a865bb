import type { RegisteredTemplate, SmsTemplate } from '#rules/channel.ts'
import type { SendAnswer, Sender } from '../sender.ts'
import { answerOfStatus, type ChannelLine, callOutside, objectIn, type Reply, wrongWay } from './call.ts'
import { tc3 } from './signature.ts'

export type TencentSettings = {
  secretId: string
  appId: string
  signName: string
  templates: Partial<Record<SmsTemplate, RegisteredTemplate>>
}

const host = 'sms.tencentcloudapi.com'

/**
 * Tencent Cloud's text messages. Its list of a number's messages (PullSmsSendStatusByPhoneNumber) shows only what a
 * carrier has reported on: a message that is missing there may still have been taken, so nobody knows.
 */
export const tencentSender = (line: ChannelLine, settings: TencentSettings, { secretKey = '' }): Sender => ({
  certainty: 'nobody_knows',
  async send(message) {
    if (message.via !== 'sms') return wrongWay
    const template = settings.templates[message.template as SmsTemplate]
    if (!template) return { outcome: 'refused', reason: `template ${message.template}` }
    const body = JSON.stringify({
      PhoneNumberSet: [message.to],
      SmsSdkAppId: settings.appId,
      SignName: settings.signName,
      TemplateId: template.id,
      TemplateParamSet: template.parameters.map(({ ours }) => message.parameters[ours] ?? ''),
      SessionContext: message.key,
    })
    const key = { id: settings.secretId, secret: secretKey }
    const signed = await tc3({ host, service: 'sms', action: 'SendSms', body, at: line.now() }, key)
    const headers = { ...signed, 'x-tc-version': '2021-01-11', 'x-tc-region': 'ap-guangzhou' }
    const called = await callOutside(line, { url: `https://${host}/`, headers, body })
    return 'failed' in called ? called.failed : answerOf(called.reply, line.now())
  },
})

type Response = { Error?: { Code?: string }; SendStatusSet?: { Code?: string; SerialNo?: string }[] }

/** Business errors come in a 200: of the whole call as `Error`, of the one number in its status. */
function answerOf(reply: Reply, now: Date): SendAnswer {
  const response = objectIn(reply)?.Response as Response | undefined
  const [status] = response?.SendStatusSet ?? []
  const code = response?.Error?.Code ?? status?.Code
  if (code === 'Ok') return { outcome: 'sent', providerId: String(status?.SerialNo ?? '') }
  if (typeof code === 'string' && /^[\w.]{2,80}$/.test(code)) return answerOfCode(code)
  return reply.status === 200 ? { outcome: 'lost', reason: 'no_answer' } : answerOfStatus(reply, now)
}

/** https://cloud.tencent.com/document/api/382/59177 */
function answerOfCode(code: string): SendAnswer {
  if (code === 'FailedOperation.PhoneNumberInBlacklist')
    return { outcome: 'refused', reason: `opted_out ${code}`, optedOut: true }
  if (code === 'InvalidParameterValue.IncorrectPhoneNumber')
    return { outcome: 'refused', reason: `bad_address ${code}`, badAddress: true }
  if (/^LimitExceeded\.PhoneNumber(ThirtySecond|OneHour)/.test(code) || code.startsWith('RequestLimitExceeded'))
    return { outcome: 'later', reason: `busy ${code}`, notBeforeMs: code.includes('OneHour') ? 3_600_000 : 60_000 }
  if (code.startsWith('LimitExceeded')) return { outcome: 'later', reason: `busy ${code}`, notBeforeMs: 3_600_000 }
  if (/Insufficient|Arrears|Balance/i.test(code)) return { outcome: 'later', reason: `balance ${code}` }
  if (/^(AuthFailure|UnauthorizedOperation)|SdkAppId|Sig(Verification|Field)|RequestTime/.test(code))
    return { outcome: 'later', reason: `auth ${code}` }
  if (code.startsWith('InternalError')) return { outcome: 'lost', reason: `busy ${code}` }
  const isTemplate = /Template|Signature|ContentLength|SensitiveWord/.test(code)
  return { outcome: 'refused', reason: `${isTemplate ? 'template' : 'refused'} ${code}` }
}
