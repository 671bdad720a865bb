import type { Tenant } from '#tenants/scope.ts'
import type { Vault } from '#tenants/vault.ts'

/** What an unsubscribe link carries: the notice that brought it, and a proof that it was us who sent it. */
export const unsubscribeTicket = async (vault: Vault, tenant: Pick<Tenant, 'id'>, noticeKey: string) =>
  `${noticeKey}.${await proofOf(vault, tenant, noticeKey)}`

/** The key of the notice; undefined for a ticket that was made up. */
export async function noticeOfTicket(vault: Vault, tenant: Pick<Tenant, 'id'>, ticket: string) {
  const [key = '', proof = ''] = ticket.split('.')
  return proof === (await proofOf(vault, tenant, key)) ? key : undefined
}

/** Short enough for a text message; 96 bits nobody guesses. */
const proofOf = async (vault: Vault, { id }: Pick<Tenant, 'id'>, noticeKey: string) =>
  (await vault.mac('unsubscribe link', `${id} ${noticeKey}`)).slice(0, 16)
