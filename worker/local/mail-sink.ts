import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import type { MailStore } from './mail-store.ts'

export type MailSink = { port: number; close(): Promise<void> }

const largestMail = 20 * 1024 * 1024

/** A real SMTP server that takes every mail and delivers none: the mailbox page shows them. */
export async function startMailSink(store: MailStore, onError: (error: unknown) => void): Promise<MailSink> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: largestMail,
    logger: false,
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address)
      take(stream)
        .then((raw) => store.keep(raw, recipients))
        .then(() => done(), done)
    },
  })
  server.on('error', onError)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function take(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  if (stream.sizeExceeded) throw new Error('The message is too large')
  return Buffer.concat(chunks)
}
