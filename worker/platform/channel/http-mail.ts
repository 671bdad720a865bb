import { noticeTag } from '#rules/feedback.ts'
import { unsubscribeHeaders } from '../mail.ts'
import type { OutgoingMail } from '../platform.ts'
import type { SendAnswer, Sender } from '../sender.ts'
import { answerOfStatus, type ChannelLine, callOutside, objectIn, type Reply, wrongWay } from './call.ts'

export type HttpMailSettings = { from: string; fromName: string }

/** Resend. Under one `Idempotency-Key` it takes a message once, for 24 hours. */
export const httpMailSender = (
  line: ChannelLine,
  settings: HttpMailSettings,
  { apiKey = '' }: { apiKey?: string },
): Sender => ({
  certainty: 'repeat',
  async send(message) {
    if (message.via !== 'email') return wrongWay
    const called = await callOutside(line, {
      url: 'https://api.resend.com/emails',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': message.key,
      },
      body: JSON.stringify(bodyOf(settings, message)),
    })
    return 'failed' in called ? called.failed : answerOf(called.reply, line.now())
  },
})

function bodyOf({ from, fromName }: HttpMailSettings, mail: OutgoingMail) {
  const name = (fromName || mail.from.name).replace(/[\r\n"<>\\]+/g, ' ').trim()
  return {
    from: `"${name}" <${from}>`,
    to: [mail.to],
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    ...(mail.replyTo ? { reply_to: mail.replyTo } : {}),
    headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail) },
    tags: [{ name: noticeTag, value: mail.key }],
  }
}

function answerOf(reply: Reply, now: Date): SendAnswer {
  const said = objectIn(reply)
  if (reply.status >= 200 && reply.status < 300)
    return typeof said?.id === 'string'
      ? { outcome: 'sent', providerId: said.id }
      : { outcome: 'lost', reason: 'no_answer' }
  const name = typeof said?.name === 'string' ? said.name : ''
  switch (name) {
    case 'invalid_idempotent_request':
      // Another content under this key was taken already: the message is out.
      return { outcome: 'sent', providerId: 'under this key before' }
    case 'concurrent_idempotent_requests':
      return { outcome: 'lost', reason: `busy ${name}` }
    case 'daily_quota_exceeded':
    case 'monthly_quota_exceeded':
      return { outcome: 'later', reason: `balance ${name}`, notBeforeMs: 3_600_000 }
    case 'validation_error': {
      const isAboutTo = typeof said?.message === 'string' && /`to`/.test(said.message)
      return reply.status === 403
        ? { outcome: 'later', reason: `auth ${name}` }
        : { outcome: 'refused', reason: `${isAboutTo ? 'bad_address' : 'refused'} ${name}`, badAddress: isAboutTo }
    }
    default:
      return answerOfStatus(reply, now)
  }
}
