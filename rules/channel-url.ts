import { allow, type Decision, refuse } from '#rules/decision.ts'
import { hostnameOf, withoutDns } from '#rules/hostname.ts'

export const channelUrlReasons = [
  'url_malformed',
  'url_scheme',
  'url_credentials',
  'url_port',
  'url_address',
  'url_not_public',
  'url_own',
  'url_provider',
] as const
export type ChannelUrlReason = (typeof channelUrlReasons)[number]

export type UrlGround = {
  /** Every name that the product itself has: nothing is sent to ourselves. */
  ownHosts: readonly string[]
  /** Tests only: a server on this machine, at any port. */
  allowsLoopback?: boolean | undefined
}

/** Ports that a receiver of webhooks has; anything else is a service that was not meant. */
const ports = ['', '443', '8443']

/** An address that messages may be sent to, in one spelling (W-01). */
export function decideChannelUrl(
  typed: string,
  ground: UrlGround,
  only?: { hosts: readonly string[]; path: RegExp },
): Decision<string, ChannelUrlReason> {
  const plain = typed.trim()
  if (!/^[a-z][a-z\d+.-]*:/i.test(plain) || !URL.canParse(plain)) return refuse('url_malformed')
  const url = new URL(plain)
  const isLocal = ground.allowsLoopback === true && isLoopbackHost(url.hostname)
  if (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:')) return refuse('url_scheme')
  if (url.username || url.password) return refuse('url_credentials')
  if (isLocal) return allow(url.href)
  if (!ports.includes(url.port)) return refuse('url_port')
  const host = decidePublicHost(url.hostname, ground)
  if (!host.allowed) return host
  url.hostname = host.result
  url.hash = ''
  if (only && !(only.hosts.includes(url.hostname) && only.path.test(url.pathname + url.search)))
    return refuse('url_provider')
  return allow(url.href)
}

/** A name in the public DNS that is none of ours; never a bare address. */
export function decidePublicHost(typed: string, { ownHosts }: UrlGround): Decision<string, ChannelUrlReason> {
  const host = asciiHost(typed)
  if (host === undefined) return refuse('url_malformed')
  if (/^[\d.]+$/.test(host) || host.includes(':')) return refuse('url_address')
  const labels = host.split('.')
  if (labels.length < 2 || withoutDns.includes(labels.at(-1)!)) return refuse('url_not_public')
  if (!labels.every((label) => /^[a-z\d_]([a-z\d_-]{0,61}[a-z\d])?$/.test(label)) || host.length > 253)
    return refuse('url_malformed')
  if (ownHosts.some((own) => host === own || host.endsWith(`.${own}`))) return refuse('url_own')
  return allow(host)
}

/** As DNS is asked for it: `0x7f.1` becomes an address, `例子.测试` a name of letters and digits. */
function asciiHost(typed: string): string | undefined {
  const wanted = hostnameOf(typed)
  const address = `https://${wanted.includes(':') && !wanted.startsWith('[') ? `[${wanted}]` : wanted}/`
  if (!/^[^/?#@\\\s]+$/.test(wanted) || !URL.canParse(address)) return undefined
  return new URL(address).hostname.replace(/\.$/, '')
}

export const isLoopbackHost = (host: string) => host === '127.0.0.1' || host === '[::1]' || host === 'localhost'
