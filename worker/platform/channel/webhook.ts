import type { Sender, StaffMessage } from '../sender.ts'
import { answerOfStatus, type ChannelLine, callOutside, checkUrl, wrongWay } from './call.ts'
import { webhookSignature } from './signature.ts'

/** While one key takes another's place both sign, so that no message is refused meanwhile. */
export type WebhookSecrets = { url?: string; signingKey?: string; formerKey?: string; formerUntil?: string }

/** By the Standard Webhooks rules: the receiver drops a `webhook-id` that it has had. */
export const webhookSender = (line: ChannelLine, _settings: object, secrets: WebhookSecrets): Sender => ({
  certainty: 'repeat',
  async send(message) {
    if (message.via !== 'staff') return wrongWay
    const { url = '' } = secrets
    const refused = await checkUrl(line, url)
    if (refused) return refused
    const body = JSON.stringify(payloadOf(message))
    const now = line.now()
    const timestamp = Math.floor(now.getTime() / 1000)
    const keys = [secrets.signingKey ?? '', ...formerKeys(secrets, now)]
    const signatures = await Promise.all(keys.map((key) => webhookSignature(key, message.key, timestamp, body)))
    const called = await callOutside(line, {
      url,
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Aftercare-Webhooks/1',
        'webhook-id': message.key,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signatures.join(' '),
      },
    })
    if ('failed' in called) return called.failed
    const isTaken = called.reply.status >= 200 && called.reply.status < 300
    return isTaken ? { outcome: 'sent', providerId: message.key } : answerOfStatus(called.reply, now)
  },
})

const formerKeys = ({ formerKey, formerUntil }: WebhookSecrets, now: Date) =>
  formerKey && formerUntil && Date.parse(formerUntil) > now.getTime() ? [formerKey] : []

const payloadOf = ({ event, at, title, lines, url, data }: StaffMessage) => ({
  type: event,
  timestamp: at.toISOString(),
  data: { title, lines, url, ...data },
})
