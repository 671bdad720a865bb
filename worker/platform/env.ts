import * as v from 'valibot'
import { dataRegionKeys } from '#rules/data-region.ts'

/** What wrangler.toml, the secrets and worker/local/launch.ts bind. Read in worker/platform/production.ts only. */
export type Env = Settings & { FILES: R2Bucket; TENANTS: KVNamespace; DOORBELL: Queue<Ring> }

/** Whose work is to be looked at: a tenant's, or the control plane's own. */
export type Ring = { tenantId: string } | { controlPlane: true }

const url = v.pipe(v.string('is missing'), v.url('is not a URL'))
const word = v.pipe(v.string('is missing'), v.minLength(1, 'is missing'))
const host = v.pipe(word, v.regex(/^[a-z0-9.-]+$/, 'is not a host name'))

/** A secret that somebody could guess is worse than none: it looks as if there were one. */
const secret = (least: number) =>
  v.pipe(
    v.string('is missing'),
    v.minLength(1, 'is missing'),
    v.minLength(least, `is shorter than ${least} characters`),
    v.check((text) => !isGuessable(text), 'is a default or guessable value'),
  )

const vaultKeys = v.pipe(
  secret(45),
  v.regex(/^\d+:[\w+/=-]{43,}(,\d+:[\w+/=-]{43,})*$/, 'must be 1:<base64 of 32 bytes>'),
)

const settings = v.pipe(
  v.object({
    SCHEME: v.optional(v.picklist(['https', 'http'], 'must be https or http'), 'https'),
    BASE_HOST: host,
    FILES_HOST: host,
    /** `:8787` where the product is not on the scheme's own port. */
    PUBLIC_PORT: v.optional(v.pipe(v.string(), v.regex(/^(:\d+)?$/, 'must be empty or like :8787')), ''),
    DATA_REGION: v.picklist(dataRegionKeys, 'must be own, cn, eu, us or apac'),
    VAULT_KEYS: vaultKeys,
    CONTROL_PLANE_URL: url,
    CONTROL_PLANE_TOKEN: secret(20),
    TURSO_API_URL: v.optional(url, 'https://api.turso.tech'),
    TURSO_ORGANIZATION: word,
    TURSO_GROUP: word,
    TURSO_PLATFORM_TOKEN: secret(20),
    /** Where a database is reached, with `{hostname}` in it. */
    TURSO_DATABASE_URL: v.optional(v.string(), 'libsql://{hostname}'),
    /** On this machine only: the database server's origin of this run, whatever port a stored URL has. */
    DATABASE_ORIGIN: v.optional(v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:\d+$/, 'must be loopback'))),
    DATABASE_TIMEOUT_MS: v.optional(v.pipe(v.string(), v.regex(/^\d{2,6}$/, 'is not a number')), '4000'),
    SMTP_HOST: word,
    SMTP_PORT: v.pipe(v.string('is missing'), v.regex(/^\d{2,5}$/, 'is not a port')),
    SMTP_SECURITY: v.picklist(['tls', 'starttls', 'none'], 'must be tls, starttls or none'),
    SMTP_USER: v.optional(word),
    SMTP_PASSWORD: v.optional(secret(8)),
    MAIL_FROM: v.pipe(v.string('is missing'), v.email('is not an address')),
    /** Where names are looked up before a message goes to an address that a company gave (DNS over HTTPS, JSON). */
    DNS_URL: v.optional(url, 'https://cloudflare-dns.com/dns-query'),
    OPERATOR_EMAIL: v.optional(v.pipe(v.string(), v.email('is not an address'))),
  }),
  v.forward(
    v.check((all) => all.SMTP_SECURITY !== 'none' || isLoopback(all.SMTP_HOST), 'none is for this machine only'),
    ['SMTP_SECURITY'],
  ),
  v.forward(
    v.check((all) => !all.SMTP_USER || Boolean(all.SMTP_PASSWORD), 'is missing'),
    ['SMTP_PASSWORD'],
  ),
)
export type Settings = v.InferOutput<typeof settings>

/** Names every setting that keeps the product from starting; never a value. */
export class Misconfigured extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(`The product does not start: ${problems.join('; ')}`)
    this.name = 'Misconfigured'
    this.problems = problems
  }
}

export function readSettings(env: object): Settings {
  const parsed = v.safeParse(settings, env)
  if (parsed.success) return parsed.output
  throw new Misconfigured(parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'settings'} ${wordsOf(issue)}`))
}

const wordsOf = (issue: v.BaseIssue<unknown>) => (issue.received === 'undefined' ? 'is missing' : issue.message)

const isLoopback = (name: string) => name === '127.0.0.1' || name === '::1' || name === 'localhost'

const guessable = /change.?me|secret|passw|default|example|insert|placeholder|your.?(key|token)|12345678|abcdefgh/i

export const isGuessable = (text: string) => guessable.test(text) || new Set(text).size < 6
