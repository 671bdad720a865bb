import { allow, type Decision, refuse } from './decision.ts'
import { slugSkeleton } from './slug.ts'

export const hostnameReasons = [
  'malformed',
  'address',
  'international',
  'not_public',
  'our_own',
  'looks_like_ours',
  'looks_like_anothers',
  'anothers',
] as const
export type HostnameReason = (typeof hostnameReasons)[number]

/** The name as typed, in one spelling: full-width letters narrowed, no capitals, no dot at the end. */
export const hostnameOf = (typed: string) => typed.normalize('NFKC').trim().toLowerCase().replace(/\.$/, '')

type Registered = { hostname: string; tenantId: string }

/** May this company be reached under this name, once its DNS says so? `ours`: every name that the product itself has. */
export function decideHostname(
  hostname: string,
  tenantId: string,
  { ours, registered }: { ours: readonly string[]; registered: readonly Registered[] },
): Decision<string, HostnameReason> {
  const fault = faultOf(hostname)
  if (fault) return refuse(fault)
  if (ours.some((own) => isWithin(hostname, own) || isWithin(own, hostname))) return refuse('our_own')
  if (ours.some((own) => isWithin(hostSkeleton(hostname), hostSkeleton(own)))) return refuse('looks_like_ours')
  const others = registered.filter((one) => one.tenantId !== tenantId).map((one) => one.hostname)
  if (others.includes(hostname)) return refuse('anothers')
  if (others.some((other) => hostSkeleton(other) === hostSkeleton(hostname))) return refuse('looks_like_anothers')
  return allow(hostname)
}

function faultOf(hostname: string): HostnameReason | undefined {
  if (/^\d+(\.\d+)*$/.test(hostname) || /^[[\da-f]*:[\da-f:.]*\]?$/.test(hostname)) return 'address'
  if (/[^\p{ASCII}]/u.test(hostname) || /(^|\.)xn--/.test(hostname)) return 'international'
  const labels = hostname.split('.')
  const isNamed = labels.every((label) => /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/.test(label))
  if (!isNamed || labels.length < 2 || hostname.length > longest) return 'malformed'
  const last = labels.at(-1)!
  if (!/^[a-z][a-z\d-]*[a-z\d]$/.test(last)) return 'malformed'
  return withoutDns.includes(last) ? 'not_public' : undefined
}

/** What DNS allows is 253; the name that carries the challenge is longer. */
const longest = 253 - '_aftercare-challenge.'.length

/** Ends that no public DNS answers for (RFC 6761, 6762, 7686, 8375, 9476). */
export const withoutDns: readonly string[] = [
  'localhost',
  'local',
  'test',
  'invalid',
  'onion',
  'arpa',
  'internal',
  'intranet',
  'lan',
  'home',
  'alt',
]

const isWithin = (name: string, parent: string) => name === parent || name.endsWith(`.${parent}`)

/** Two hosts with one skeleton can be mistaken for each other. */
const hostSkeleton = (hostname: string) => hostname.split('.').map(slugSkeleton).join('.')

/** Where the record has to be, and what has to stand in it. */
export const challengeRecord = (hostname: string, challenge: string) => ({
  name: `_aftercare-challenge.${hostname}`,
  value: `aftercare-verification=${challenge}`,
})
