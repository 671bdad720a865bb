import type { Hosts } from './platform.ts'

/** One spelling of a host: lower case, no trailing dot, no port (T-05). */
export const canonicalHost = (host: string) => host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '')

export type HostKind = 'base' | 'files' | 'tenant'

export function hostKindOf(host: string, hosts: Hosts): HostKind {
  const canonical = canonicalHost(host)
  if (canonical === hosts.base || canonical === `www.${hosts.base}`) return 'base'
  return canonical === hosts.files ? 'files' : 'tenant'
}

/** The origin that links to a host begin with. */
export const originOf = (hosts: Hosts, host: string) => `${hosts.scheme}://${host}${hosts.port}`
