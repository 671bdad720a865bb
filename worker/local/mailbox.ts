import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { langOf } from '../middleware/request-id.ts'
import type { MailStore } from './mail-store.ts'
import { mailboxPage, mailPage, missingPage } from './mailbox-page.ts'

export type Mailbox = { url: string; close(): Promise<void> }

type Answer = { status?: number; type?: string; csp?: string; body: string | Buffer }

const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'"
/** A mail runs nothing and loads nothing; its links open in a tab of their own. */
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** What was sent, to look at. On this machine only, and only under its own name: mails hold links that sign people in. */
export async function startMailbox(store: MailStore, port: number): Promise<Mailbox> {
  const server = createServer((request, response) => {
    answerOf(store, request)
      .catch((): Answer => ({ status: 500, type: 'text/plain', body: 'The mailbox cannot be read.' }))
      .then((answer) => send(response, answer))
      .catch(() => response.destroy())
  })
  const listen = (wanted: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(wanted, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await listen(port).catch(() => listen(0))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
}

async function answerOf(store: MailStore, request: IncomingMessage): Promise<Answer> {
  const lang = langOf(request.headers.cookie ?? '', request.headers['accept-language'] ?? 'en')
  if (!isOwnHost(request.headers.host) || request.method !== 'GET') return { status: 404, body: missingPage(lang) }
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
  if (path === '/') return { body: mailboxPage(await store.list(), lang, new Date()) }
  const [, id = '', part] = /^\/mails\/([^/]+)(?:\/(html|raw))?$/.exec(path) ?? []
  if (part === 'raw') {
    const raw = await store.raw(id)
    if (raw) return { type: 'text/plain; charset=utf-8', body: raw }
  }
  const mail = await store.find(id)
  if (!mail || part === 'raw') return { status: 404, body: missingPage(lang) }
  return part === 'html'
    ? { csp: mailPolicy, body: opened(mail.html ?? '') }
    : { body: mailPage(mail, lang, new Date()) }
}

/** No other name leads here, so that no page elsewhere can read this one by renaming itself. */
const isOwnHost = (host = '') => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)

const opened = (html: string) => html.replace(/<head>/i, '<head><base target="_blank">')

function send(response: ServerResponse, { status = 200, type = 'text/html; charset=utf-8', csp, body }: Answer) {
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': csp ?? pagePolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  response.end(body)
}
