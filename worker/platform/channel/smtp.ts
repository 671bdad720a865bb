import { smtpMail } from '../mail.ts'
import type { Sender } from '../sender.ts'
import { type ChannelLine, checkHost, wrongWay } from './call.ts'

export type SmtpSettings = {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  user: string
  from: string
  fromName: string
}

/** The company's own mail server. Nothing tells afterwards whether it took a message whose answer was lost. */
export const smtpSender = (line: ChannelLine, settings: SmtpSettings, { password }: { password?: string }): Sender => ({
  certainty: 'nobody_knows',
  async send(message) {
    if (message.via !== 'email') return wrongWay
    const refused = await checkHost(line, settings.host)
    if (refused) return refused
    const { host, port, security, user, from, fromName } = settings
    const server = smtpMail({
      ...{ host, port, security, from },
      domain: from.slice(from.lastIndexOf('@') + 1),
      ...(user && password ? { login: { user, password } } : {}),
      ...(line.timeoutMs ? { timeoutMs: line.timeoutMs } : {}),
    })
    return server.send({ ...message, from: { name: fromName || message.from.name, address: from } })
  },
})
