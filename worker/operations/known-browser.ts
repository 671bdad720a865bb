import { newSecret } from '#tenants/vault.ts'
import type { Reached } from './attempt.ts'

const cookieName = '__Host-browser'
const halfYear = 180 * 86_400

/**
 * A mark that this browser has signed in to this account before. It opens nothing: tries from it have a counter of
 * their own, so that a stranger who keeps guessing at an account cannot keep its owner waiting.
 */
export async function newBrowserMark(scope: Reached, email: string): Promise<string> {
  const nonce = newSecret()
  const value = `${nonce}.${await macOf(scope, email, nonce)}`
  return `${cookieName}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${halfYear}`
}

/** The mark's own name, or undefined when there is none for this account. */
export async function knownBrowserOf(scope: Reached, cookies: string, email: string): Promise<string | undefined> {
  const [, nonce, mac] = cookies.match(/(?:^|; )__Host-browser=([\w-]{43})\.([\w-]{43})(?:;|$)/) ?? []
  if (!nonce || !mac) return undefined
  return mac === (await macOf(scope, email, nonce)) ? nonce : undefined
}

const macOf = ({ platform, tenant }: Reached, email: string, nonce: string) =>
  platform.vault.mac('known-browser', `${tenant.id} ${email} ${nonce}`)
