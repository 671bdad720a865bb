import { type ChannelProvider, robotAddresses } from '#rules/channel.ts'
import { decideChannelUrl } from '#rules/channel-url.ts'
import type { SendAnswer, Sender, StaffMessage } from '../sender.ts'
import { answerOfStatus, type ChannelLine, callOutside, objectIn, wrongWay } from './call.ts'
import { hmacBase64 } from './signature.ts'

export type RobotSecrets = { url?: string; signingKey?: string }

/** A group's robot: nothing tells it that it had the same message before, and nobody can ask it. */
type Robot = {
  provider: ChannelProvider
  request(message: StaffMessage, secrets: RobotSecrets, at: Date): Promise<{ url: string; body: object }>
  /** Where the code stands in its answer; 0 is fine. */
  code(said: Record<string, unknown>): unknown
  answer(code: number): SendAnswer
}

const robotSender =
  ({ provider, request, code, answer }: Robot) =>
  (line: ChannelLine, _settings: object, secrets: RobotSecrets): Sender => ({
    certainty: 'nobody_knows',
    async send(message) {
      if (message.via !== 'staff') return wrongWay
      const { allowsLoopback } = line.outside
      const decision = decideChannelUrl(
        secrets.url ?? '',
        { ownHosts: line.ownHosts, allowsLoopback },
        robotAddresses[provider],
      )
      if (!decision.allowed) return { outcome: 'refused', reason: `not_allowed ${decision.reason}` }
      const { url, body } = await request(message, { ...secrets, url: decision.result }, line.now())
      const headers = { 'content-type': 'application/json; charset=utf-8' }
      const called = await callOutside(line, { url, headers, body: JSON.stringify(body) })
      if ('failed' in called) return called.failed
      const said = objectIn(called.reply)
      const told = said && code(said)
      if (called.reply.status === 200 && told === 0) return { outcome: 'sent', providerId: message.key }
      if (typeof told === 'number' && told !== 0) return answer(told)
      return called.reply.status === 200
        ? { outcome: 'lost', reason: 'no_answer' }
        : answerOfStatus(called.reply, line.now())
    },
  })

const paused = (code: number, ms: number): SendAnswer => ({ outcome: 'later', reason: `busy ${code}`, notBeforeMs: ms })
const unauthorised = (code: number): SendAnswer => ({ outcome: 'later', reason: `auth ${code}` })
const refused = (code: number): SendAnswer => ({ outcome: 'refused', reason: `refused ${code}` })

/** https://developer.work.weixin.qq.com/document/path/91770: 20 messages a minute. */
export const wecomSender = robotSender({
  provider: 'wecom',
  request: async (message, { url = '' }) => ({
    url,
    body: { msgtype: 'text', text: { content: plainText(message, 2_000) } },
  }),
  code: ({ errcode }) => errcode,
  answer: (code) => {
    if (code === -1) return { outcome: 'later', reason: 'busy -1' }
    if (code === 45009 || code === 45033) return paused(code, 60_000)
    return code === 93000 || code === 93008 || code === 93017 ? unauthorised(code) : refused(code)
  },
})

/** https://open.dingtalk.com/document/robots/custom-robot-access: above 20 a minute it is silent for ten. */
export const dingtalkSender = robotSender({
  provider: 'dingtalk',
  async request(message, { url = '', signingKey }, at) {
    const signed = new URL(url)
    if (signingKey) {
      const timestamp = at.getTime()
      signed.searchParams.set('timestamp', String(timestamp))
      signed.searchParams.set('sign', await hmacBase64(signingKey, `${timestamp}\n${signingKey}`))
    }
    return { url: signed.href, body: { msgtype: 'text', text: { content: plainText(message, 18_000) } } }
  },
  code: ({ errcode }) => errcode,
  answer: (code) => {
    if (code === -1) return { outcome: 'later', reason: 'busy -1' }
    if (code === 130101 || code === 410100 || code === 90030) return paused(code, 10 * 60_000)
    return code === 310000 || code === 300001 || code === 300005 || code === 40035 ? unauthorised(code) : refused(code)
  },
})

/** https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot: the signature's key is what is signed, its text is empty. */
export const feishuSender = robotSender({
  provider: 'feishu',
  async request(message, { url = '', signingKey }, at) {
    const timestamp = String(Math.floor(at.getTime() / 1000))
    const signature = signingKey ? { timestamp, sign: await hmacBase64(`${timestamp}\n${signingKey}`, '') } : {}
    const lines = message.lines.map((text) => [{ tag: 'text', text }])
    const content = [...lines, [{ tag: 'a', text: message.url, href: message.url }]]
    const post = { zh_cn: { title: message.title, content } }
    return { url, body: { ...signature, msg_type: 'post', content: { post } } }
  },
  code: ({ code, StatusCode }) => code ?? StatusCode,
  answer: (code) => {
    if (code === 11232 || code === 99991400) return paused(code, 60_000)
    return [19001, 19021, 19022, 19024].includes(code) ? unauthorised(code) : refused(code)
  },
})

/** At most so many bytes, with the link whole at the end; nobody is called by `<@…>`. */
function plainText({ title, lines, url }: StaffMessage, mostBytes: number): string {
  const end = `\n${url}`
  const room = mostBytes - Buffer.byteLength(end)
  let text = [title, ...lines].join('\n').replaceAll('<@', '< @')
  if (Buffer.byteLength(text) > room) {
    while (Buffer.byteLength(text) > room - 3)
      text = text.slice(0, -Math.max(1, Math.floor((Buffer.byteLength(text) - room) / 4)))
    text += '…'
  }
  return text + end
}
