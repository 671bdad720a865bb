import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { smtpSender } from '#worker/platform/channel/smtp.ts'
import type { SendAnswer } from '#worker/platform/sender.ts'
import { tlsCertificate, tlsKey } from '../cases/smtp-tls.ts'
import { isDiscreet, lineTo, mail } from './channel-ground.ts'

let folder: string
let trusted: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftercare-smtp-'))
  trusted = join(folder, 'ca.pem')
  await writeFile(trusted, tlsCertificate)
})
afterAll(() => rm(folder, { recursive: true }))

const servers: SMTPServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()))
})

type Received = { mail: Email; isEncrypted: boolean; user: string | undefined; from: string; to: string[] }

/** A real SMTP server, with a log-in and a certificate, that keeps what it takes. */
async function startServer(options: SMTPServerOptions = {}) {
  const received: Received[] = []
  const server = new SMTPServer({
    ...{
      key: tlsKey,
      cert: tlsCertificate,
      logger: false,
      disableReverseLookup: true,
      authMethods: ['PLAIN', 'LOGIN'],
    },
    onAuth({ username, password }, _session, done) {
      if (username === 'service@acme.example' && password === 'c0rrect-h0rse') done(null, { user: username })
      else done(new Error('no'))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((parsed) => {
          received.push({
            mail: parsed,
            isEncrypted: session.secure,
            user: session.user === undefined ? undefined : String(session.user),
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
            to: session.envelope.rcptTo.map(({ address }) => address),
          })
          done()
        })
      })
    },
    ...options,
  })
  server.on('error', () => {})
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { received, port: (server.server.address() as AddressInfo).port }
}

const settings = (port: number, security: 'tls' | 'starttls' | 'none') => ({
  ...{ host: 'localhost', port, security, user: 'service@acme.example' },
  ...{ from: 'service@acme.example', fromName: '' },
})

/** In a process of its own, which trusts the server's certificate or does not. */
async function send(given: object, { trusts = true, password = 'c0rrect-h0rse', message = mail as object } = {}) {
  const argument = JSON.stringify({ settings: given, password, message })
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: trusts ? trusted : '', NODE_OPTIONS: '' }
  const { stdout } = await promisify(execFile)(process.execPath, ['test/local/smtp-client.ts', argument], { env })
  return JSON.parse(stdout) as SendAnswer
}

describe('mail by the company’s own server', () => {
  test.each([
    ['with TLS from the first byte', 'tls', { secure: true }],
    ['with STARTTLS before anything is said', 'starttls', {}],
  ] as const)(
    '%s arrives whole: text and HTML, the company’s address, the key, one click to unsubscribe',
    async (_, security, options) => {
      const { received, port } = await startServer(options)
      const unsubscribeUrl = 'https://acme.aftercare.example/unsubscribe/key.proof'
      const answer = await send(settings(port, security), { message: { ...mail, unsubscribeUrl } })
      expect(answer).toMatchObject({ outcome: 'sent' })
      expect(received.length).toBe(1)
      const [{ mail: got, isEncrypted, user, from, to }] = received as [Received]
      expect({ isEncrypted, user, from, to }).toEqual({
        isEncrypted: true,
        user: 'service@acme.example',
        from: 'service@acme.example',
        to: ['customer@example.com'],
      })
      expect(got.from).toMatchObject({ name: '长青设备', address: 'service@acme.example' })
      expect(got.subject).toBe('保修将到期')
      expect(got.text?.trim()).toBe('正文')
      expect(got.html).toContain('<p>正文</p>')
      expect(got.messageId).toBe('<k3y-of_the-notice@acme.example>')
      const header = (name: string) => got.headers.find(({ key }) => key === name)?.value
      expect(header('list-unsubscribe')).toBe(`<${unsubscribeUrl}>`)
      expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    },
  )

  test('what sells nothing has no button to unsubscribe', async () => {
    const { received, port } = await startServer({ secure: true })
    await send(settings(port, 'tls'))
    expect(received[0]!.mail.headers.filter(({ key }) => key.startsWith('list-'))).toEqual([])
  })

  test.each([
    ['tls', { secure: true }],
    ['starttls', {}],
  ] as const)('a certificate that nobody vouches for is told nothing (%s)', async (security, options) => {
    const { received, port } = await startServer(options)
    expect(await send(settings(port, security), { trusts: false })).toMatchObject({ outcome: 'later' })
    expect(received).toEqual([])
  })

  test('a wrong password is tried again, and is not told', async () => {
    const { received, port } = await startServer({ secure: true })
    const answer = await send(settings(port, 'tls'), { password: 'wr0ng-h0rse' })
    expect(answer).toMatchObject({ outcome: 'later' })
    expect(isDiscreet(answer, ['wr0ng-h0rse'])).toBe(true)
    expect(received).toEqual([])
  })

  test.each([
    ['550 5.1.1 no such user', { outcome: 'refused', badAddress: true }],
    ['550 no such user', { outcome: 'refused', badAddress: true }],
    ['553 5.1.3 that is no address', { outcome: 'refused', badAddress: true }],
    ['550 5.7.1 relaying denied', { outcome: 'refused' }],
    ['554 5.7.1 blocked', { outcome: 'refused' }],
    ['452 4.2.2 mailbox full', { outcome: 'later' }],
  ])('a recipient answered by “%s”', async (words, expected) => {
    const [, code = '', text = ''] = /^(\d+) (.*)$/.exec(words) ?? []
    const { port } = await startServer({
      secure: true,
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error(text), { responseCode: Number(code) })),
    })
    const answer = await send(settings(port, 'tls'))
    expect(answer).toMatchObject(expected)
    expect('badAddress' in answer).toBe('badAddress' in expected)
    expect(isDiscreet(answer, [])).toBe(true)
  })

  test('a server in a private place, or one of ours, is never called', async () => {
    const outside = { fetch, resolve: async () => ['10.0.0.8'] }
    const at = (host: string) => smtpSender(lineTo(outside), { ...settings(465, 'tls'), host }, {})
    expect(await at('mail.inside.example').send(mail)).toEqual({
      outcome: 'refused',
      reason: 'not_allowed url_address',
    })
    expect(await at('localhost').send(mail)).toMatchObject({ outcome: 'refused' })
    expect(await at('mx.aftercare.example').send(mail)).toEqual({ outcome: 'refused', reason: 'not_allowed url_own' })
  })
})
