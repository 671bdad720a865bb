import type { RegisteredTemplate, SmsTemplate } from '#rules/channel.ts'
import type { OutgoingText, SendAnswer, Sender } from '../sender.ts'
import { answerOfStatus, type ChannelLine, callOutside, objectIn, type Reply, wrongWay } from './call.ts'
import { acs3 } from './signature.ts'

export type AliyunSettings = {
  accessKeyId: string
  signName: string
  templates: Partial<Record<SmsTemplate, RegisteredTemplate>>
}

/**
 * Aliyun's text messages. Each carries our key as `OutId`, and its list of what went to a number shows what it took
 * before the phone got it.
 */
export function aliyunSender(line: ChannelLine, settings: AliyunSettings, { accessKeySecret = '' }): Sender {
  const key = { id: settings.accessKeyId, secret: accessKeySecret }
  const ask = async (action: string, query: Record<string, string>) => {
    const host = 'dysmsapi.aliyuncs.com'
    const nonce = crypto.randomUUID().replaceAll('-', '')
    return callOutside(line, await acs3({ host, action, version: '2017-05-25', query, at: line.now(), nonce }, key))
  }
  return {
    certainty: 'look_up',
    settlesAfterMs: 5 * 60_000,
    async send(message) {
      if (message.via !== 'sms') return wrongWay
      const template = settings.templates[message.template as SmsTemplate]
      if (!template) return { outcome: 'refused', reason: `template ${message.template}` }
      const parameters = template.parameters.map(({ ours, theirs }) => [theirs, message.parameters[ours] ?? ''])
      const called = await ask('SendSms', {
        PhoneNumbers: numberOf(message),
        SignName: settings.signName,
        TemplateCode: template.id,
        TemplateParam: JSON.stringify(Object.fromEntries(parameters)),
        OutId: message.key,
      })
      return 'failed' in called ? called.failed : answerOf(called.reply, line.now())
    },
    find: async (message) => (message.via === 'sms' ? findIn(ask, message, line.now()) : { taken: false }),
  }
}

/** Eleven digits within the mainland, country code and number elsewhere. */
const numberOf = ({ to }: OutgoingText) => to.replace(/^\+/, '').replace(/^86(?=1\d{10}$)/, '')

function answerOf(reply: Reply, now: Date): SendAnswer {
  const said = objectIn(reply)
  const code = typeof said?.Code === 'string' ? said.Code : undefined
  if (reply.status === 200 && code === 'OK') return { outcome: 'sent', providerId: String(said?.BizId ?? '') }
  if (code === undefined || !/^[\w.-]{2,80}$/.test(code))
    return reply.status === 200 ? { outcome: 'lost', reason: 'no_answer' } : answerOfStatus(reply, now)
  return answerOfCode(code)
}

/** https://help.aliyun.com/document_detail/101347.html */
function answerOfCode(code: string): SendAnswer {
  if (code === 'isv.MOBILE_NUMBER_ILLEGAL')
    return { outcome: 'refused', reason: `bad_address ${code}`, badAddress: true }
  if (/BLACK(LIST)?_?(MOBILE|NUMBER|LIST)|MOBILE_IN_BLACK/.test(code))
    return { outcome: 'refused', reason: `opted_out ${code}`, optedOut: true }
  if (/^isv\.(BUSINESS|DAY|MONTH)_LIMIT_CONTROL$|^Throttling/.test(code))
    return { outcome: 'later', reason: `busy ${code}`, notBeforeMs: code.includes('BUSINESS') ? 60_000 : 3_600_000 }
  if (/AMOUNT_NOT_ENOUGH|OUT_OF_SERVICE/.test(code)) return { outcome: 'later', reason: `balance ${code}` }
  if (
    /^(InvalidAccessKeyId|SignatureDoesNotMatch|Forbidden|NoPermission|IncompleteSignature)|RAM_PERMISSION|UN_?SUBSCRI|ACCOUNT_/.test(
      code,
    )
  )
    return { outcome: 'later', reason: `auth ${code}` }
  if (/^isp\.|^ServiceUnavailable|^InternalError/.test(code)) return { outcome: 'lost', reason: `busy ${code}` }
  const isTemplate = /TEMPLATE|SIGN|PARAM/.test(code)
  return { outcome: 'refused', reason: `${isTemplate ? 'template' : 'refused'} ${code}` }
}

type Ask = (action: string, query: Record<string, string>) => ReturnType<typeof callOutside>

const dayMs = 86_400_000
/** The list goes back so far. */
const mostDays = 30
const pageSize = 50
const mostPages = 10

/** Every day of the list since the message could have left; undefined as soon as one page of it cannot be read. */
async function findIn(ask: Ask, message: OutgoingText, now: Date): ReturnType<NonNullable<Sender['find']>> {
  const days = daysBetween(message.since, now)
  if (days.length > mostDays) return undefined
  for (const day of days)
    for (let page = 1; ; page++) {
      const listed = await listOf(ask, message, day, page)
      if (!listed || page > mostPages) return undefined
      const own = listed.rows.find(({ OutId }) => OutId === message.key)
      if (own) return { taken: true, providerId: 'found by OutId' }
      if (page * pageSize >= listed.total || listed.rows.length === 0) break
    }
  return { taken: false }
}

async function listOf(ask: Ask, message: OutgoingText, day: string, page: number) {
  const called = await ask('QuerySendDetails', {
    PhoneNumber: numberOf(message),
    SendDate: day,
    PageSize: String(pageSize),
    CurrentPage: String(page),
  })
  const said = 'reply' in called && called.reply.status === 200 ? objectIn(called.reply) : undefined
  if (said?.Code !== 'OK') return undefined
  const list = said.SmsSendDetailDTOs as { SmsSendDetailDTO?: { OutId?: string }[] } | undefined
  return { total: Number(said.TotalCount ?? 0), rows: list?.SmsSendDetailDTO ?? [] }
}

/** Days of China's clock, which the list is kept by: `20260501`. */
function daysBetween(since: Date, now: Date): string[] {
  const nameOf = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
  const days = new Set<string>()
  for (let ms = Math.min(since.getTime(), now.getTime()); ms < now.getTime(); ms += dayMs) days.add(nameOf(ms))
  return [...days.add(nameOf(now.getTime()))]
}
