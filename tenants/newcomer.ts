import type { Lang } from '#rules/lang.ts'
import type { PackId } from '#rules/packs/pack-values.ts'
import type { SignUp, TenantRow } from '#schema/control-plane/tenant.ts'
import type { Statement } from './round-trip.ts'
import type { ControlPlaneDb, TenantDb } from './scope.ts'
import type { Vault } from './vault.ts'

/** What provisioning stands on. Every call to `databases` may be repeated. */
export type ProvisionGround = {
  controlPlane: ControlPlaneDb
  databases: {
    create(name: string): Promise<{ url: string }>
    mintToken(name: string): Promise<string>
    remove(name: string): Promise<void>
    /** Opens a database that carries no identity yet. */
    openNew(url: string, token: string): TenantDb
  }
  vault: Vault
  now(): Date
  seed: Seed
}

/** What a new company's database holds from its first moment; written together with its identity, all or nothing. */
export type Seed = (db: TenantDb, newcomer: Newcomer) => readonly Statement[]

export type Newcomer = { tenantId: string; company: NewCompany; ownerId: string; owner: NewOwner; at: Date }

export type NewCompany = {
  name: string
  country: string
  timeZone: string
  currency: string
  packId: PackId
  /** The first one is the one shown when nobody asks for another. */
  languages: Lang[]
}

/** Sealed in the register, and erased there when the company is published. */
export type NewOwner = { name: string; email: string; lang: Lang; passwordHash: string }

/** `browser`: SHA-256 of the form's key, which only the person's own browser knows. */
export type SignUpDetails = { company: NewCompany; ownerId: string; emailHash: string; browser: string }

/** A sign-up on its way, as this run last saw it; the lease is this run's as long as `attempt` is. */
export type Journey = { signUp: SignUp; tenant: TenantRow }

/** Written by `reserveSignUp` only. */
export const detailsOf = (signUp: SignUp) => signUp.details as unknown as SignUpDetails
