import { allow, type Decision, refuse } from '#rules/decision.ts'

/** What is wrong with a slug by itself. */
export type SlugFault = 'too_short' | 'too_long' | 'characters' | 'hyphens' | 'letter' | 'reserved'
/** `taken`: it is or was somebody's. `too_similar`: it could be mistaken for one that is. */
export type SlugRefusal = SlugFault | 'taken' | 'too_similar'

export const slugLength = { min: 3, max: 40 } as const

/** The address name as typed, in one spelling: full-width letters narrowed, no capitals. */
export const slugOf = (typed: string) => typed.normalize('NFKC').trim().toLowerCase()

/** May a company be called this in its address? Whether it is still free, the register knows. */
export function decideSlug(slug: string): Decision<string, SlugFault> {
  if (/[^a-z0-9-]/.test(slug)) return refuse('characters')
  if (slug.length < slugLength.min) return refuse('too_short')
  if (slug.length > slugLength.max) return refuse('too_long')
  if (/^-|-$|--/.test(slug)) return refuse('hyphens')
  if (!/[a-z]/.test(slug)) return refuse('letter')
  return isReserved(slug) ? refuse('reserved') : allow(slug)
}

/** Two slugs with one skeleton can be mistaken for each other: acme-1 and acmel, burns and bums. */
export function slugSkeleton(slug: string): string {
  let skeleton = slug.replaceAll('-', '')
  for (const [seen, read] of lookAlikes) skeleton = skeleton.replaceAll(seen, read)
  return skeleton
}

const lookAlikes = [
  ['0', 'o'],
  ['1', 'l'],
  ['i', 'l'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
] as const

function isReserved(slug: string) {
  const skeleton = slugSkeleton(slug)
  return reservedSkeletons.has(skeleton) || skeleton.includes(slugSkeleton('aftercare'))
}

/** Hosts of our own, now or later, and names that somebody would take for us or for an authority. */
const reserved = `
  www files file static assets cdn img images media upload uploads download downloads
  api app apps admin administrator root system internal operator console dashboard manage platform
  mail email smtp imap pop mx webmail postmaster hostmaster webmaster abuse noreply no-reply bounce
  ns ns1 ns2 dns ftp sftp ssh vpn proxy gateway localhost local host server
  status help helpdesk docs doc blog news forum community about contact press jobs careers legal terms privacy
  support service services kefu customer customers account accounts user users member members
  login log-in signin sign-in signup sign-up signout logout auth oauth sso id password reset verify welcome invite
  billing pay payment payments invoice checkout shop store wallet bank secure security ssl
  dev test testing staging stage beta alpha demo-admin preview sandbox prod production
  official gov government police court tax customs guanfang zhengfu
  aftercare find language
`
const reservedSkeletons = new Set(reserved.trim().split(/\s+/).map(slugSkeleton))
