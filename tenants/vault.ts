/**
 * Keys that never leave the process: each purpose has its own, derived from a numbered master key. The number stands in
 * front of what is sealed, so that a new master key can be added while the old ones still open what they sealed.
 */
export type Vault = {
  /** AES-GCM, 96-bit random nonce; `bound` must be said again to open it. */
  seal(plain: string, bound: string): Promise<string>
  /** Throws when it was sealed for something else, or altered. */
  open(sealed: string, bound: string): Promise<string>
  /** Keyed hash, base64url, 256 bits: for look-ups nobody can guess, and for signed links. */
  mac(purpose: string, text: string): Promise<string>
}

/** Purposes are words of the code; more of them than this would be a mistake. */
const mostKeys = 100

/** `keys`: `"1:<base64 of 32 bytes>,2:<…>"`, the last one seals. Throws on a missing, short or repeated key. */
export function makeVault(keys: string): Vault {
  const masters = parseKeys(keys)
  /** Derived once an isolate. Keys, not promises of them: a promise of another request must not be waited on. */
  const derived = new Map<string, CryptoKey>()
  const keyFor = async (number: string, purpose: string, make: () => Promise<CryptoKey>) => {
    const name = `${number} ${purpose}`
    const key = derived.get(name) ?? (await make())
    if (derived.size < mostKeys) derived.set(name, key)
    return key
  }
  const [newest] = [...masters.keys()].slice(-1) as [string]
  /** MACs are looked up later, so they stay with the first key until what they protect is re-made. */
  const [oldest] = [...masters.keys()] as [string]
  return {
    async seal(plain, bound) {
      const key = await keyFor(newest, 'seal', () => sealingKey(masters.get(newest)!))
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytes(bound) }, key, bytes(plain))
      return `${newest}.${toBase64(iv)}.${toBase64(new Uint8Array(body))}`
    },
    async open(sealed, bound) {
      const [number, iv, body] = sealed.split('.')
      const master = masters.get(number ?? '')
      if (!master || !iv || !body) throw new Error('sealed with an unknown key')
      const key = await keyFor(number!, 'seal', () => sealingKey(master))
      const plain = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: fromBase64(iv), additionalData: bytes(bound) },
        key,
        fromBase64(body),
      )
      return new TextDecoder().decode(plain)
    },
    async mac(purpose, text) {
      const key = await keyFor(oldest, `mac ${purpose}`, () => macKey(masters.get(oldest)!, purpose))
      return toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text))))
    },
  }
}

function parseKeys(keys: string): Map<string, Uint8Array<ArrayBuffer>> {
  const masters = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const pair of keys.split(',')) {
    const [number = '', value = ''] = pair.trim().split(':')
    const master = fromBase64(value)
    if (!/^\d+$/.test(number) || master.length < 32 || masters.has(number))
      throw new Error('a vault key is missing or short')
    masters.set(number, master)
  }
  return masters
}

const sealingKey = (master: Uint8Array<ArrayBuffer>) =>
  derive(master, 'seal', { name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt'])

const macKey = (master: Uint8Array<ArrayBuffer>, purpose: string) =>
  derive(master, `mac ${purpose}`, { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign'])

async function derive(
  master: Uint8Array<ArrayBuffer>,
  purpose: string,
  algorithm: { name: string; length: number; hash?: string },
  usages: ('encrypt' | 'decrypt' | 'sign')[],
): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', master, 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: bytes(`aftercare ${purpose}`) }
  return crypto.subtle.deriveKey(hkdf, base, algorithm, false, usages)
}

const bytes = (text: string) => new TextEncoder().encode(text)

export const toBase64 = (raw: Uint8Array) =>
  btoa(String.fromCharCode(...raw))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}

/** 256 random bits, base64url: session ids, link secrets, file keys. */
export const newSecret = () => toBase64(crypto.getRandomValues(new Uint8Array(32)))

/** What is stored of a secret. */
export async function hashOf(secret: string): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes(secret))))
}
