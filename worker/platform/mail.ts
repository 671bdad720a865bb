import { connect as connectPlain, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Mail, MailAnswer, OutgoingMail } from './platform.ts'

export type SmtpServer = {
  host: string
  port: number
  /** `tls` from the first byte, `starttls` before anything is said, `none` on this machine only. */
  security: 'tls' | 'starttls' | 'none'
  login?: { user: string; password: string }
  /** The address all mail comes from. */
  from: string
  /** What the Message-ID ends with. */
  domain: string
  timeoutMs?: number
}

/** How far a message got before something went wrong; from `whole` on the server may have taken it. */
type Stage = 'opening' | 'envelope' | 'body' | 'whole'

/** One connection a message, and one answer that says what is known: never `later` for what may have been taken. */
export const smtpMail = (server: SmtpServer): Mail => ({
  async send(mail) {
    const way: { stage: Stage } = { stage: 'opening' }
    let socket: Socket | undefined
    try {
      socket = await open(server)
      return await hand(server, socket, await compose(server, mail), way)
    } catch (error) {
      return answerOf(error, way.stage)
    } finally {
      socket?.destroy()
    }
  },
})

type Composed = { envelope: { from: string; to: string[] }; bytes: Buffer }

async function compose(server: SmtpServer, mail: OutgoingMail): Promise<Composed> {
  const from = mail.from.address ?? server.from
  const message = new MailComposer({
    from: { name: mail.from.name, address: from },
    to: { name: '', address: mail.to },
    ...(mail.replyTo ? { replyTo: { name: mail.from.name, address: mail.replyTo } } : {}),
    subject: mail.subject.replace(/[\r\n]+/g, ' '),
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.key}@${server.domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail) },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  return { envelope: { from, to: [mail.to] }, bytes: await message.build() }
}

/** For the mail program's own button; the address takes a POST without a log-in. */
export const unsubscribeHeaders = ({ unsubscribeUrl }: Pick<OutgoingMail, 'unsubscribeUrl'>): Record<string, string> =>
  unsubscribeUrl
    ? { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    : {}

/** Our own socket, so that the platform resolves the name and proves the certificate for it. */
function open({ host, port, security, timeoutMs = 15_000 }: SmtpServer): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket =
      security === 'tls' ? connectTls({ host, port, servername: host }, ready) : connectPlain({ host, port }, ready)
    const timer = setTimeout(() => fail(new Error('no connection in time')), timeoutMs)
    function ready() {
      clearTimeout(timer)
      socket.off('error', fail)
      resolve(socket)
    }
    function fail(error: Error) {
      clearTimeout(timer)
      socket.destroy()
      reject(error)
    }
    socket.once('error', fail)
  })
}

function hand(server: SmtpServer, socket: Socket, mail: Composed, way: { stage: Stage }): Promise<MailAnswer> {
  const { security, login, timeoutMs = 15_000 } = server
  const connection = new SMTPConnection({
    connection: socket,
    host: server.host,
    secured: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    name: server.domain,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), timeoutMs * 3)
    const settle = (answer: () => void) => {
      clearTimeout(timer)
      answer()
      connection.close()
    }
    const fail = (error: unknown) => settle(() => reject(error))
    connection.on('error', fail)
    connection.on('end', () => fail(new Error('the server hung up')))
    const send = () => {
      way.stage = 'envelope'
      connection.send(mail.envelope, told(mail.bytes, way), (error, info) => {
        if (error) return fail(error)
        settle(() => resolve({ outcome: 'sent', providerId: (info?.response ?? '').slice(0, 120) }))
      })
    }
    connection.connect((error) => {
      if (error) return fail(error)
      if (!login) return send()
      connection.login({ user: login.user, pass: login.password }, (refused) => (refused ? fail(refused) : send()))
    })
  })
}

/** The message as a stream that notes how much of it has been taken off. */
function told(bytes: Buffer, way: { stage: Stage }): Readable {
  let given = false
  return new Readable({
    read() {
      way.stage = given ? 'whole' : 'body'
      this.push(given ? null : bytes)
      given = true
    },
  })
}

/** A code is the server's word, at whatever stage; without one only the stage tells what may have happened. */
export function answerOf(error: unknown, stage: Stage): MailAnswer {
  const { code, status, isBadAddress } = detailsOf(error)
  const reason = [status ?? code ?? 'connection', `at ${stage}`].join(' ')
  if (status === undefined) return { outcome: stage === 'whole' ? 'lost' : 'later', reason }
  const final = status >= 500 && stage !== 'opening'
  if (!final) return { outcome: 'later', reason }
  return { outcome: 'refused', reason, ...(isBadAddress ? { badAddress: true } : {}) }
}

/** Never the server's text: it repeats addresses. */
function detailsOf(error: unknown): { code?: string; status?: number; isBadAddress?: boolean } {
  if (!(error instanceof Error)) return {}
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const status = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined
  const isBadAddress = 'command' in error && error.command === 'RCPT TO' && isNoSuchBox(status, error)
  return { ...(code ? { code } : {}), ...(status ? { status } : {}), isBadAddress }
}

/** 5.1.x is about the address, 5.2.1 about its box, 5.7.x about us; without such a code the plain ones have to do. */
function isNoSuchBox(status: number | undefined, error: object): boolean {
  const said = 'response' in error && typeof error.response === 'string' ? error.response : ''
  const enhanced = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(said)
  if (enhanced) return enhanced[1] === '1' || (enhanced[1] === '2' && enhanced[2] === '1')
  return status === 550 || status === 551 || status === 553
}
