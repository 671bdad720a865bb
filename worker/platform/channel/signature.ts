const bytesOf = (text: string) => new TextEncoder().encode(text)
const hexOf = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString('hex')

export const sha256Hex = async (text: string) =>
  hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(text))))

export async function hmac(key: string | Uint8Array, text: string): Promise<Uint8Array> {
  const raw = typeof key === 'string' ? bytesOf(key) : Uint8Array.from(key)
  const imported = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytesOf(text)))
}

export const hmacHex = async (key: string | Uint8Array, text: string) => hexOf(await hmac(key, text))
export const hmacBase64 = async (key: string | Uint8Array, text: string) =>
  Buffer.from(await hmac(key, text)).toString('base64')

type AcsRequest = {
  host: string
  action: string
  version: string
  query: Readonly<Record<string, string>>
  at: Date
  nonce: string
}
type AccessKey = { id: string; secret: string }

/** Aliyun's request signature, version 3: a POST whose parameters stand in the query and whose body is empty. */
export async function acs3(request: AcsRequest, key: AccessKey) {
  const query = Object.entries(request.query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&')
  const headers: Record<string, string> = {
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': await sha256Hex(''),
    'x-acs-date': request.at.toISOString().replace(/\.\d+Z$/, 'Z'),
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  }
  const names = Object.keys(headers).sort()
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('')
  const canonical = ['POST', '/', query, lines, names.join(';'), headers['x-acs-content-sha256']].join('\n')
  const signature = await hmacHex(key.secret, `ACS3-HMAC-SHA256\n${await sha256Hex(canonical)}`)
  const { host, ...sent } = headers
  return {
    url: `https://${host}/?${query}`,
    headers: {
      ...sent,
      authorization: `ACS3-HMAC-SHA256 Credential=${key.id},SignedHeaders=${names.join(';')},Signature=${signature}`,
    },
  }
}

/** RFC 3986: what `encodeURIComponent` leaves, and may not, is encoded too. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

type TcRequest = { host: string; service: string; action: string; body: string; at: Date }

/** Tencent Cloud's request signature, version 3. */
export async function tc3({ host, service, action, body, at }: TcRequest, key: AccessKey) {
  const timestamp = Math.floor(at.getTime() / 1000)
  const day = at.toISOString().slice(0, 10)
  const type = 'application/json; charset=utf-8'
  const lines = `content-type:${type}\nhost:${host}\n`
  const names = 'content-type;host'
  const canonical = ['POST', '/', '', lines, names, await sha256Hex(body)].join('\n')
  const scope = `${day}/${service}/tc3_request`
  const text = ['TC3-HMAC-SHA256', timestamp, scope, await sha256Hex(canonical)].join('\n')
  const ofDay = await hmac(`TC3${key.secret}`, day)
  const signature = await hmacHex(await hmac(await hmac(ofDay, service), 'tc3_request'), text)
  return {
    'content-type': type,
    'x-tc-action': action,
    'x-tc-timestamp': String(timestamp),
    authorization: `TC3-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  }
}

/** Standard Webhooks: `whsec_` and base64; what a receiver repeats is told by its id. */
export async function webhookSignature(secret: string, id: string, timestamp: number, body: string) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${await hmacBase64(key, `${id}.${timestamp}.${body}`)}`
}

type SignedHeaders = Pick<Headers, 'get'>

/** Two clocks may differ so far; an older message may be one that somebody listened to. */
const toleranceMs = 5 * 60_000

/** What came in by the same rules; some providers still say `svix-` for `webhook-`. Undefined: it is not theirs. */
export async function signedWebhookId(secret: string, headers: SignedHeaders, body: string, now: Date) {
  const told = (name: string) => headers.get(`webhook-${name}`) ?? headers.get(`svix-${name}`) ?? ''
  const [id, timestamp] = [told('id'), told('timestamp')]
  if (!/^[\w.-]{1,200}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) return undefined
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > toleranceMs) return undefined
  const right = await webhookSignature(secret, id, Number(timestamp), body)
  return told('signature')
    .split(' ')
    .some((given) => isSame(given, right))
    ? id
    : undefined
}

/** In a time that does not tell how much of it was right. */
function isSame(given: string, right: string): boolean {
  let difference = given.length ^ right.length
  for (let at = 0; at < right.length; at++) difference |= given.charCodeAt(at) ^ right.charCodeAt(at)
  return difference === 0
}
