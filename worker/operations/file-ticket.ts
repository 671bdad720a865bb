import type { Tenant } from '#tenants/scope.ts'
import type { Vault } from '#tenants/vault.ts'

/** What a signed link on the files host opens: one file of one tenant, until an instant. */
type Ticket = { tenant: string; key: string; until: number }

const purpose = 'file ticket'
const hour = 3_600_000

/**
 * A link that works for one to two hours. The end is rounded up to the hour, so that the same picture keeps one address
 * for a while and a browser may keep it.
 */
export async function fileTicket(vault: Vault, tenant: Tenant, key: string, now: Date): Promise<string> {
  const until = (Math.floor(now.getTime() / hour) + 2) * hour
  const body = encode(JSON.stringify({ tenant: tenant.id, key, until } satisfies Ticket))
  return `${body}.${await vault.mac(purpose, body)}`
}

/** The file's key, or undefined for a ticket that is forged, altered or too old. */
export async function openFileTicket(vault: Vault, ticket: string, now: Date): Promise<string | undefined> {
  const [body = '', mac = ''] = ticket.split('.')
  if (!sameText(mac, await vault.mac(purpose, body))) return undefined
  const { tenant, key, until } = JSON.parse(decode(body)) as Ticket
  return until > now.getTime() && key.startsWith(`${tenant}/`) ? key : undefined
}

const encode = (text: string) => btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
const decode = (text: string) => atob(text.replaceAll('-', '+').replaceAll('_', '/'))

/** In a time that does not depend on where the texts differ. */
function sameText(a: string, b: string) {
  let difference = a.length ^ b.length
  for (let i = 0; i < b.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}
