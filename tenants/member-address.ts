import type { Vault } from './vault.ts'

/** What the register keeps of a member's e-mail address: enough to be looked up, not to be read. */
export const memberAddressHash = (vault: Vault, email: string) =>
  vault.mac('member address', email.trim().toLowerCase())
