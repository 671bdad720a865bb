import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Outside } from '#worker/platform/outside.ts'

/** What a provider does with one request: answers, never answers, or hangs up, before or after it took the message. */
export type Behaviour =
  | { status?: number; json?: unknown; text?: string; headers?: Record<string, string>; takes?: boolean }
  | 'hang'
  | 'cut'
  | 'cut after accept'

export type Heard = {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  body: string
}
export type Provider = Awaited<ReturnType<typeof startProvider>>

/**
 * A provider's server on this machine. `verify` says what is wrong with a request as the provider would find it; only
 * what is right is treated as `next` says, and is taken.
 */
export async function startProvider(verify: (heard: Heard) => Behaviour | undefined, usual: Behaviour) {
  const heard: Heard[] = []
  const taken: Heard[] = []
  const script: Behaviour[] = []
  const server: Server = createServer((request, response) => {
    void read(request).then((one) => {
      heard.push(one)
      const wrong = verify(one)
      const behaviour = wrong ?? script.shift() ?? usual
      if (!wrong && isTaking(behaviour)) taken.push(one)
      act(behaviour, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ heard, taken, script, origin },
    next: (...behaviours: Behaviour[]) => script.push(...behaviours),
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The world, in which these hosts are those servers and every other name is nowhere. */
export const worldOf = (
  hosts: Record<string, { origin: string }>,
  addresses: Record<string, readonly string[] | undefined> = {},
): Outside => ({
  fetch(url, init) {
    const { host, pathname, search } = new URL(url)
    const here = hosts[host]
    return fetch(here ? here.origin + pathname + search : url, init)
  },
  resolve: async (host) => (host in addresses ? addresses[host] : []),
})

async function read(request: IncomingMessage): Promise<Heard> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here')
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  return {
    ...{ method: request.method ?? '', path: pathname, query: searchParams, headers },
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

const isTaking = (behaviour: Behaviour) =>
  behaviour === 'cut after accept' || (typeof behaviour === 'object' && behaviour.takes === true)

function act(behaviour: Behaviour, response: ServerResponse) {
  if (behaviour === 'hang') return
  if (behaviour === 'cut' || behaviour === 'cut after accept') return void response.socket?.destroy()
  const { status = 200, json, text, headers = {} } = behaviour
  response.writeHead(status, { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers })
  response.end(json === undefined ? (text ?? '') : JSON.stringify(json))
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
export const hmac256 = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** As Aliyun reckons it, from what arrived. */
export function isSignedAcs3({ method, path, query, headers, body }: Heard, host: string, secret: string): boolean {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  const found = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([\da-f]{64})$/.exec(
    headers.authorization ?? '',
  )
  if (!found || headers['x-acs-content-sha256'] !== sha256(body)) return false
  const names = found[2]!.split(';')
  const needed = [
    'host',
    'x-acs-action',
    'x-acs-content-sha256',
    'x-acs-date',
    'x-acs-signature-nonce',
    'x-acs-version',
  ]
  if (!needed.every((name) => names.includes(name))) return false
  const lines = names.map((name) => `${name}:${name === 'host' ? host : headers[name]}\n`).join('')
  const pairs = [...query]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
  const canonical = [method, path, pairs.join('&'), lines, found[2], sha256(body)].join('\n')
  return hmac256(secret, `ACS3-HMAC-SHA256\n${sha256(canonical)}`).toString('hex') === found[3]
}

/** As Tencent Cloud reckons it, from what arrived. */
export function isSignedTc3({ method, path, headers, body }: Heard, host: string, secret: string): boolean {
  const found =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/([\d-]+)\/(\w+)\/tc3_request, SignedHeaders=([^,]+), Signature=([\da-f]{64})$/.exec(
      headers.authorization ?? '',
    )
  if (!found) return false
  const [, , day = '', service = '', names = '', signature] = found
  const lines = names
    .split(';')
    .map((name) => `${name}:${name === 'host' ? host : headers[name]}\n`)
    .join('')
  const canonical = [method, path, '', lines, names, sha256(body)].join('\n')
  const at = headers['x-tc-timestamp'] ?? ''
  const text = ['TC3-HMAC-SHA256', at, `${day}/${service}/tc3_request`, sha256(canonical)].join('\n')
  const key = hmac256(hmac256(hmac256(`TC3${secret}`, day), service), 'tc3_request')
  const isOfDay = new Date(Number(at) * 1000).toISOString().slice(0, 10) === day
  return isOfDay && hmac256(key, text).toString('hex') === signature
}
