import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type MailSink, startMailSink } from '#worker/local/mail-sink.ts'
import { type MailStore, openMailStore } from '#worker/local/mail-store.ts'
import { type Mailbox, startMailbox } from '#worker/local/mailbox.ts'
import { type SmtpServer, smtpMail } from '#worker/platform/mail.ts'
import type { OutgoingMail } from '#worker/platform/platform.ts'

const folder = await mkdtemp(join(tmpdir(), 'aftercare-mail-'))
let store: MailStore
let sink: MailSink
let mailbox: Mailbox

beforeAll(async () => {
  store = openMailStore(folder)
  sink = await startMailSink(store, () => {})
  mailbox = await startMailbox(store, 0)
})
afterAll(async () => {
  await sink.close()
  await mailbox.close()
  await rm(folder, { recursive: true })
})

const mail: OutgoingMail = {
  key: 'k3y-of_the-notice',
  from: { name: '广州“长青”设备有限公司' },
  to: 'customer@example.com',
  replyTo: 'service@acme.example',
  subject: '已收到您的报修（编号 12）· 广州长青设备有限公司，我们会在今天下班之前与您联系',
  text: '编号是 12。\n',
  html: '<!doctype html><html><head></head><body><p>编号是 <b>12</b>。</p></body></html>',
}
const at = (port: number, more: Partial<SmtpServer> = {}): SmtpServer => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  from: 'service@aftercare.example',
  domain: 'aftercare.example',
  timeoutMs: 1_000,
  ...more,
})

describe('a mail over SMTP', () => {
  test('arrives whole: Chinese subject and sender, both parts, one recipient, the key as Message-ID', async () => {
    const answer = await smtpMail(at(sink.port)).send(mail)

    expect(answer.outcome).toBe('sent')
    const [summary] = await store.list()
    expect(summary).toMatchObject({ subject: mail.subject, from: mail.from.name, to: ['customer@example.com'] })
    const stored = await store.find(summary!.id)
    expect(stored!.text.trim()).toBe('编号是 12。')
    expect(stored!.html).toContain('编号是 <b>12</b>。')
    const header = (name: string) => stored!.headers.filter((one) => one.name === name).map(({ value }) => value)
    expect(header('message-id')).toEqual(['<k3y-of_the-notice@aftercare.example>'])
    expect(header('to')).toEqual(['customer@example.com'])
    expect(header('auto-submitted')).toEqual(['auto-generated'])
    const raw = (await store.raw(summary!.id))!.toString('latin1')
    expect(raw.split('\r\n').every((line) => line.length <= 998 && /^[\x20-\x7e\t]*$/.test(line))).toBe(true)
  })

  test('a line break in a subject or a name begins no header of its own', async () => {
    const wicked = {
      ...mail,
      key: 'wicked-subject-1',
      subject: 'a\r\nBcc: x@example.com',
      from: { name: 'b\r\nCc: y@example.com' },
    }
    await smtpMail(at(sink.port)).send(wicked)
    const [summary] = await store.list()
    const stored = await store.find(summary!.id)
    expect(stored!.headers.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['bcc']))
    expect(stored!.headers.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['cc']))
    expect(summary!.to).toEqual(['customer@example.com'])
  })
})

describe('what is known when a mail was not simply taken', () => {
  const cases: [string, Script, string][] = [
    [
      'a recipient that does not exist is refused',
      { 'RCPT TO': '550 5.1.1 no such user customer@example.com' },
      'refused',
    ],
    ['a recipient greylisted is tried again', { 'RCPT TO': '451 4.7.1 try later' }, 'later'],
    ['a full server is tried again', { 'MAIL FROM': '421 too busy' }, 'later'],
    ['a message refused after it was given is refused', { '.': '554 5.7.1 spam' }, 'refused'],
    ['a message put off after it was given is tried again', { '.': '452 4.3.1 no space' }, 'later'],
    ['no answer after the message was given is lost', { '.': 'silence' }, 'lost'],
    ['a hang-up after the message was given is lost', { '.': 'hang up' }, 'lost'],
    ['a hang-up before the message is tried again', { DATA: 'hang up' }, 'later'],
    ['no answer to a recipient is tried again', { 'RCPT TO': 'silence' }, 'later'],
    ['a greeting that refuses everybody is tried again', { greeting: '554 no' }, 'later'],
  ]
  test.each(cases)('%s', async (_, script, outcome) => {
    const server = await startScripted(script)
    try {
      const answer = await smtpMail(at(server.port)).send(mail)
      expect(answer).toMatchObject({ outcome })
      expect(JSON.stringify(answer)).not.toContain('customer@')
    } finally {
      await server.close()
    }
  })

  test('nobody at the port is tried again', async () => {
    const server = await startScripted({})
    await server.close()
    expect(await smtpMail(at(server.port)).send(mail)).toMatchObject({ outcome: 'later' })
  })

  test('a server without STARTTLS is given nothing where it is demanded', async () => {
    const server = await startScripted({})
    try {
      const answer = await smtpMail(at(server.port, { security: 'starttls' })).send(mail)
      expect(answer).toMatchObject({ outcome: 'later' })
      expect(server.heard.join('\n')).not.toMatch(/MAIL FROM|AUTH/)
    } finally {
      await server.close()
    }
  })

  test('a wrong password is the operator’s matter, not the recipient’s', async () => {
    const server = await startScripted({ AUTH: '535 5.7.8 no' })
    try {
      const answer = await smtpMail(at(server.port, { login: { user: 'u', password: 'p' } })).send(mail)
      expect(answer).toMatchObject({ outcome: 'later' })
    } finally {
      await server.close()
    }
  })
})

describe('the mailbox page', () => {
  const page = (path: string, headers: Record<string, string> = {}) =>
    fetch(mailbox.url + path, { headers: { 'accept-language': 'en', ...headers } })

  test('lists mails and shows one in a frame that runs nothing', async () => {
    await smtpMail(at(sink.port)).send({ ...mail, subject: '<script>alert(1)</script>', html: '<p>hello</p>' })
    const [summary] = await store.list()

    const list = await (await page('/')).text()
    expect(list).toContain('&lt;script&gt;')
    expect(list).not.toContain('<script>')
    const shown = await (await page(`/mails/${summary!.id}`)).text()
    expect(shown).toMatch(/<iframe[^>]+sandbox="allow-popups allow-popups-to-escape-sandbox"/)
    expect(shown).not.toContain('allow-scripts')
    const part = await page(`/mails/${summary!.id}/html`)
    expect(part.headers.get('content-security-policy')).toMatch(/^sandbox [^;]*; default-src 'none'/)
    expect(await (await page(`/mails/${summary!.id}/raw`)).text()).toContain('Message-ID:')
  })

  test('knows no other mail and no other file', async () => {
    for (const path of ['/mails/nope', '/mails/..%2F..%2Fsecrets', '/mails/00000000000000000000000000/html', '/x'])
      expect((await page(path)).status).toBe(404)
  })
})

type Script = Record<string, string>

/** An SMTP server that goes by the book except where the script says otherwise. */
async function startScripted(script: Script) {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    let data = false
    const say = (step: string, line: string) => {
      const said = script[step] ?? line
      if (said === 'hang up') socket.destroy()
      else if (said !== 'silence') socket.write(`${said}\r\n`)
    }
    say('greeting', '220 here')
    let rest = ''
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (data && line !== '.') continue
        heard.push(line)
        if (data) {
          data = false
          say('.', '250 taken')
        } else if (/^EHLO/.test(line)) say('EHLO', '250-here\r\n250 AUTH PLAIN')
        else if (/^DATA/.test(line)) {
          data = true
          say('DATA', '354 go on')
        } else say(['AUTH', 'MAIL FROM', 'RCPT TO', 'QUIT'].find((step) => line.startsWith(step)) ?? line, '250 fine')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    heard,
    port: typeof address === 'object' && address ? address.port : 0,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
