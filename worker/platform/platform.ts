import type { DataRegion } from '#rules/data-region.ts'
import type { ControlPlaneDb, Tenant, TenantDb } from '#tenants/scope.ts'
import type { Vault } from '#tenants/vault.ts'
import type { Outside } from './outside.ts'
import type { Certainty, SendAnswer, Sender } from './sender.ts'

/** Everything outside the process, as one type. Production builds it from bindings, tests from what they control. */
export type Platform = {
  now(): Date
  hosts: Hosts
  /** Where personal data is stored: `cn` only when the database is on mainland soil (GR-16). */
  dataRegion: DataRegion
  /** Whom companies write to about the product itself; undefined where nobody is named. */
  operatorEmail?: string | undefined
  tenants: Tenants
  controlPlane(): ControlPlaneDb
  openDb(tenant: Tenant): TenantDb
  databases: Databases
  files: Files
  mail: Mail
  vault: Vault
  /** How companies' own ways out reach the world; without it none of them is used. */
  outside?: Outside
  /** Rings a tenant's doorbell: its due jobs are looked at soon. A lost ring is healed by the sweep. */
  ring(tenantId: string): Promise<void>
  /** Rings the control plane's own doorbell: sign-ups to finish, mails to send. */
  ringControlPlane(): Promise<void>
  /** The address of the person at the other end, as the platform (never a header of theirs) tells it. */
  addressOf(request: Request): string
  log(entry: LogEntry): void
}

export type Hosts = {
  scheme: 'https' | 'http'
  /** `aftercare.example`, without port. */
  base: string
  files: string
  /** Empty, or `:8787` on a developer's machine. */
  port: string
}

/** Who is a tenant (tenants/directory.ts). Undefined: nobody. */
export type Tenants = {
  byHost(host: string): Promise<Tenant | undefined>
  byId(id: string): Promise<Tenant | undefined>
  /** After a change of a tenant's row: this isolate and the shared cache forget it. */
  forget(tenant: { id: string; host: string }): Promise<void>
}

/** Makes and unmakes tenants' databases (tenants/turso.ts). Repeating a call is safe. */
export type Databases = {
  create(name: string): Promise<{ url: string }>
  mintToken(name: string): Promise<string>
  block(name: string, blocked: boolean): Promise<void>
  remove(name: string): Promise<void>
  /** Opens a database that carries no identity yet. */
  openNew(url: string, token: string): TenantDb
}

/** Pictures. Keys begin with the tenant's id. */
export type Files = {
  put(key: string, bytes: Uint8Array, type: string): Promise<void>
  get(key: string): Promise<{ bytes: ReadableStream | Uint8Array; type: string } | undefined>
  remove(keys: string[]): Promise<void>
}

export type OutgoingMail = {
  /** The notice's key: Message-ID and the provider's idempotency key. */
  key: string
  from: { name: string; address?: string }
  to: string
  replyTo?: string
  subject: string
  text: string
  html: string
  /** Of what sells: one click there, and no more of it comes (RFC 8058). */
  unsubscribeUrl?: string
}
export type MailAnswer = SendAnswer
/** Without `certainty`, nobody knows what became of a message whose answer was lost. */
export type Mail = {
  send(mail: OutgoingMail): Promise<MailAnswer>
  certainty?: Certainty
  find?: NonNullable<Sender['find']>
}

/** No personal data, no token, no secret, no query string. */
export type LogEntry = {
  level: 'info' | 'warn' | 'error'
  event: string
  requestId?: string
  tenantId?: string
  [detail: string]: string | number | boolean | undefined
}
