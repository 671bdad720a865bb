import { isGuessable } from '../platform/env.ts'
import { Trouble } from './trouble.ts'

/** What the operator says once; the names are those of worker/platform/env.ts. */
const explained = {
  BASE_HOST: 'the product’s own host name, in a zone of the Cloudflare account: aftercare.example',
  DATA_REGION: 'where the Turso group is: eu, us or apac (mainland China: run the product on a server there instead)',
  TURSO_ORGANIZATION: 'the Turso organization’s slug',
  TURSO_GROUP: 'the Turso group that tenants’ databases are made in',
  TURSO_PLATFORM_TOKEN: 'a Turso platform token for that organization',
  VAULT_KEYS: '1: and 32 random bytes in base64; make it once and keep it safe: echo "1:$(openssl rand -base64 32)"',
  SMTP_HOST: 'the mail provider’s SMTP host',
  SMTP_PORT: '465 or 587',
  SMTP_SECURITY: 'tls (465) or starttls (587)',
  SMTP_USER: 'the SMTP user',
  SMTP_PASSWORD: 'the SMTP password',
  MAIL_FROM: 'the address all mail comes from',
  CLOUDFLARE_API_TOKEN: 'a token that may edit Workers, KV, R2, Queues and the zone’s routes',
} as const
type Name = keyof typeof explained

/** The product runs without these, too. */
const optional = {
  OPERATOR_EMAIL: 'whom companies write to about the product itself; without it pages name nobody',
} as const
type OptionalName = keyof typeof optional

export const cloudSettings = {
  plain: [
    'BASE_HOST',
    'DATA_REGION',
    'TURSO_ORGANIZATION',
    'TURSO_GROUP',
    'SMTP_HOST',
    'SMTP_PORT',
    'SMTP_SECURITY',
    'MAIL_FROM',
  ],
  optional: ['OPERATOR_EMAIL'],
  secret: ['VAULT_KEYS', 'TURSO_PLATFORM_TOKEN', 'SMTP_USER', 'SMTP_PASSWORD'],
} as const satisfies Record<string, (Name | OptionalName)[]>

export type CloudSettings = Record<Name, string> & { [name in OptionalName]?: string } & {
  DATA_REGION: 'eu' | 'us' | 'apac'
  CLOUDFLARE_ZONE?: string
}

type Environment = Record<string, string | undefined>

export const missingSettings = (env: Environment): Name[] =>
  (Object.keys(explained) as Name[]).filter((name) => !env[name])

export const optionalSettings = (env: Environment): OptionalName[] =>
  (Object.keys(optional) as OptionalName[]).filter((name) => !env[name])

export const howToSet = (names: (Name | OptionalName)[]) =>
  names.map((name) => `  ${name.padEnd(22)} ${{ ...explained, ...optional }[name]}`).join('\n')

/** Names what is missing or unfit before anything is created. */
export function readCloudSettings(env: Environment): CloudSettings {
  const missing = missingSettings(env)
  if (missing.length > 0) throw new Trouble(`These settings are missing in the environment:\n${howToSet(missing)}`)
  if (!['eu', 'us', 'apac'].includes(env.DATA_REGION ?? '')) throw new Trouble(`DATA_REGION: ${explained.DATA_REGION}.`)
  const weak = cloudSettings.secret.filter((name) => name !== 'SMTP_USER' && isGuessable(env[name] ?? ''))
  if (weak.length > 0) throw new Trouble(`These are defaults or guessable: ${weak.join(', ')}.`)
  return env as CloudSettings
}
