import * as v from 'valibot'

/**
 * What a provider tells of a message that it had taken. `bounced`: there is no such address. `complained`: its owner
 * called it spam. `delayed`: it is tried again, or nobody knows; noted only. `undelivered`: the provider gave it up itself.
 */
export const mailNewsKinds = ['bounced', 'complained', 'delayed', 'undelivered'] as const
export type MailNewsKind = (typeof mailNewsKinds)[number]

export type MailNews = {
  kind: MailNewsKind
  /** The key of the notice, which its mail carried as a tag; undefined: it was not one of ours. */
  key: string | undefined
  /** In lower case. */
  addresses: readonly string[]
  /** The provider's own word for it, and never a sentence: that may repeat an address. */
  code: string
}

/** An answer to a text message. `id`: the same for the same answer, however often it is told. `phone`: E.164. */
export type TextAnswer = { id: string; phone: string; text: string }

const resendEvent = v.object({
  type: v.string(),
  data: v.object({
    to: v.optional(v.array(v.string()), []),
    tags: v.optional(v.record(v.string(), v.string()), {}),
    bounce: v.optional(v.object({ type: v.optional(v.string(), ''), subType: v.optional(v.string(), '') })),
  }),
})

/** Resend's events (resend.com/docs/webhooks): `null` is news of no concern, undefined no event at all. */
export function mailNewsOf(told: unknown): MailNews | null | undefined {
  const parsed = v.safeParse(resendEvent, told)
  if (!parsed.success) return undefined
  const { type, data } = parsed.output
  const kind = kindOf(type, data.bounce?.type)
  if (!kind) return null
  const key = data.tags[noticeTag]
  const code = /^\w{1,40}$/.test(data.bounce?.subType ?? '') ? data.bounce!.subType : ''
  return { kind, key, code, addresses: data.to.map((address) => address.toLowerCase()) }
}

/** The name of the tag under which a mail carries its notice's key. */
export const noticeTag = 'notice'

function kindOf(type: string, bounce: string | undefined): MailNewsKind | undefined {
  switch (type) {
    case 'email.bounced':
      return bounce === undefined || bounce === 'Permanent' ? 'bounced' : 'delayed'
    case 'email.suppressed':
      return 'bounced'
    case 'email.complained':
      return 'complained'
    case 'email.delivery_delayed':
      return 'delayed'
    case 'email.failed':
      return 'undelivered'
    default:
      return undefined
  }
}

const short = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.maxLength(80))
const answer = v.pipe(v.string(), v.maxLength(2_000))

const aliyunAnswers = v.pipe(
  v.array(
    v.object({
      phone_number: short,
      content: answer,
      send_time: v.optional(short, ''),
      sequence_id: v.optional(short, ''),
    }),
  ),
  v.maxLength(1_000),
)

/** Aliyun's SmsUp, many at once: https://help.aliyun.com/zh/sms/developer-reference/smsup-http */
export function aliyunAnswersOf(told: unknown): TextAnswer[] | undefined {
  const parsed = v.safeParse(aliyunAnswers, told)
  if (!parsed.success) return undefined
  return parsed.output.map(({ phone_number, content: text, send_time, sequence_id }) => {
    const digits = phone_number.replace(/\D/g, '')
    const phone = /^1\d{10}$/.test(digits) ? `+86${digits}` : `+${digits}`
    return { id: `${sequence_id} ${send_time} ${phone}`, phone, text }
  })
}

const tencentAnswer = v.object({ mobile: short, nationcode: v.optional(short, '86'), text: answer, time: short })

/** Tencent Cloud's reply, one at a time and without a number of its own: https://cloud.tencent.com/document/api/382/5809 */
export function tencentAnswersOf(told: unknown): TextAnswer[] | undefined {
  const parsed = v.safeParse(tencentAnswer, told)
  if (!parsed.success) return undefined
  const { mobile, nationcode, text, time } = parsed.output
  const phone = `+${nationcode.replace(/\D/g, '')}${mobile.replace(/\D/g, '')}`
  return [{ id: `${time} ${phone}`, phone, text }]
}
