import * as v from 'valibot'
import {
  type ChannelProvider,
  type RegisteredTemplate,
  robotAddresses,
  type SmsTemplate,
  smsTemplateNames,
  smsTemplates,
} from '#rules/channel.ts'
import { type ChannelField, channelFields, parametersField, templateField } from '#rules/channel-field.ts'
import {
  type ChannelUrlReason,
  decideChannelUrl,
  decidePublicHost,
  isLoopbackHost,
  type UrlGround,
} from '#rules/channel-url.ts'

export type ChannelFormReason =
  | ChannelUrlReason
  | 'required'
  | 'too_long'
  | 'email'
  | 'choice'
  | 'bad_port'
  | 'bad_key'
  | 'unknown_parameter'
  | 'no_template'
  | 'plain_login'
  | 'secret_again'

export type ChannelForm = { settings: Record<string, unknown>; secrets: Record<string, string> }
type Typed = Readonly<Record<string, string>>
type Errors = Record<string, ChannelFormReason>
/** What is stored: a secret that is not typed again stays. */
type Stored = { settings: Readonly<Record<string, unknown>>; secrets: readonly string[] } | null

/** What was typed about one way out: what may be shown again, and what is sealed. */
export function decideChannelForm(
  provider: ChannelProvider,
  typed: Typed,
  { ground, stored }: { ground: UrlGround; stored: Stored },
): { ok: true; form: ChannelForm } | { ok: false; errors: Errors } {
  const errors: Errors = {}
  const settings: Record<string, unknown> = {}
  const secrets: Record<string, string> = {}
  for (const field of channelFields[provider]) {
    const text = (typed[field.name] ?? '').trim()
    if (text === '') {
      const isKept = field.secret && stored?.secrets.includes(field.name)
      if (!field.optional && !isKept) errors[field.name] = 'required'
      else if (!field.secret) settings[field.name] = ''
      continue
    }
    const read = readField(provider, field, text, ground)
    if ('reason' in read) errors[field.name] = read.reason
    else if (field.secret) secrets[field.name] = String(read.value)
    else settings[field.name] = read.value
  }
  if (secrets.url && URL.canParse(secrets.url)) settings.at = new URL(secrets.url).hostname
  else if (stored?.settings.at) settings.at = stored.settings.at
  const whole = provider.endsWith('_sms') ? withTemplates(settings, errors) : settings
  if (provider === 'smtp') Object.assign(errors, faultsOfServer(whole, secrets, stored))
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, form: { settings: whole, secrets } }
}

type Read = { value: string | number } | { reason: ChannelFormReason }

const email = v.pipe(v.string(), v.email())
/** Those a mail server takes mail on; anything else is a service that was not meant. */
const mailPorts = [25, 465, 587, 994, 2525]

function readField(provider: ChannelProvider, { kind, max }: ChannelField, text: string, ground: UrlGround): Read {
  if (text.length > max) return { reason: 'too_long' }
  switch (kind) {
    case 'text':
      return { value: text }
    case 'email':
      return v.is(email, text) ? { value: text } : { reason: 'email' }
    case 'security':
      return ['tls', 'starttls', 'none'].includes(text) ? { value: text } : { reason: 'choice' }
    case 'port':
      return mailPorts.includes(Number(text)) || (ground.allowsLoopback && /^\d{2,5}$/.test(text))
        ? { value: Number(text) }
        : { reason: 'bad_port' }
    case 'host': {
      if (ground.allowsLoopback && isLoopbackHost(text)) return { value: text }
      const host = decidePublicHost(text, ground)
      return host.allowed ? { value: host.result } : { reason: host.reason }
    }
    case 'url': {
      const url = decideChannelUrl(text, ground, robotAddresses[provider])
      return url.allowed ? { value: url.result } : { reason: url.reason }
    }
    case 'webhook_key':
    case 'provider_key':
      return isWebhookKey(text) ? { value: text } : { reason: 'bad_key' }
  }
}

/** `whsec_` and 24 to 64 bytes as base64 (Standard Webhooks). */
function isWebhookKey(text: string): boolean {
  const bare = /^whsec_([A-Za-z\d+/]+={0,2})$/.exec(text)?.[1]
  if (!bare || bare.length % 4 !== 0) return false
  const bytes = (bare.length / 4) * 3 - (bare.endsWith('==') ? 2 : bare.endsWith('=') ? 1 : 0)
  return bytes >= 24 && bytes <= 64
}

/** No password travels in the clear, and none goes to a server that it was not entered for. */
function faultsOfServer(settings: Record<string, unknown>, secrets: Record<string, string>, stored: Stored): Errors {
  const hasPassword = secrets.password !== undefined || stored?.secrets.includes('password') === true
  if (settings.security === 'none' && settings.user) return { security: 'plain_login' }
  const isMoved =
    stored !== null &&
    (['host', 'port', 'user', 'security'] as const).some((name) => stored.settings[name] !== settings[name])
  if (isMoved && hasPassword && settings.user && secrets.password === undefined) return { password: 'secret_again' }
  return settings.user && !hasPassword ? { password: 'required' } : {}
}

function withTemplates(settings: Record<string, unknown>, errors: Errors): Record<string, unknown> {
  const templates: Partial<Record<SmsTemplate, RegisteredTemplate>> = {}
  const rest = { ...settings }
  for (const name of smsTemplateNames) {
    const id = String(settings[templateField(name)] ?? '')
    const parameters = parametersOf(String(settings[parametersField(name)] ?? ''), name)
    delete rest[templateField(name)]
    delete rest[parametersField(name)]
    if (!parameters) errors[parametersField(name)] = 'unknown_parameter'
    else if (id) templates[name] = { id, parameters }
  }
  if (Object.keys(templates).length === 0 && Object.keys(errors).length === 0)
    errors[templateField(smsTemplateNames[0]!)] = 'no_template'
  return { ...rest, templates }
}

/** `name=product, day, link`: ours, and theirs where it is another word. Nothing: all of ours, in our order. */
function parametersOf(text: string, template: SmsTemplate): RegisteredTemplate['parameters'] | undefined {
  const known: readonly string[] = smsTemplates[template]
  const typed = text.split(/[,，、\s]+/).filter(Boolean)
  const parameters = (typed.length === 0 ? known : typed).map((one) => {
    const [ours = '', theirs = ours] = one.split(/[=＝:：]/)
    return { ours, theirs }
  })
  const isRight = parameters.every(({ ours, theirs }) => known.includes(ours) && /^[\p{L}\p{N}_]{1,30}$/u.test(theirs))
  return isRight ? parameters : undefined
}

/** As it is typed again. */
export const parametersText = (parameters: RegisteredTemplate['parameters']) =>
  parameters.map(({ ours, theirs }) => (ours === theirs ? ours : `${ours}=${theirs}`)).join(', ')
