import { networkOf } from '#rules/attempt.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { decidePassword, type PasswordReason } from '#rules/password.ts'
import { decideSlug, type SlugRefusal } from '#rules/slug.ts'
import type { SignUp } from '#schema/control-plane/tenant.ts'
import { newId } from '#tenants/id.ts'
import { memberAddressHash } from '#tenants/member-address.ts'
import { detailsOf, type NewCompany, type NewOwner, type ProvisionGround } from '#tenants/newcomer.ts'
import { finishSignUps as finish, type Outcome, proceed, resumeSignUp } from '#tenants/provision.ts'
import { findSignUp } from '#tenants/provision-record.ts'
import { tenantOf } from '#tenants/register.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { Tenant } from '#tenants/scope.ts'
import { findSignUpOfKey, findTenantOf, reserveSignUp } from '#tenants/sign-up.ts'
import { findTakenSlugs } from '#tenants/slug.ts'
import { hashOf, newSecret } from '#tenants/vault.ts'
import type { Platform } from '../platform/platform.ts'
import { writeLink, writeLinksUsed } from '../queries/link.ts'
import { companySeed } from './company-seed.ts'
import { hashPassword } from './password.ts'
import { countedTry, countSignUpTries } from './sign-up-limit.ts'

export type SignUpForm = {
  /** The form's own random key; the browser keeps it as the proof that it is the one that signed up. */
  key: string
  slug: string
  company: NewCompany
  owner: Omit<NewOwner, 'passwordHash'> & { password: string }
  address: string
  /** Work that was done for it, while many come in. */
  proof?: string | undefined
}

export type SignUpReason = SlugRefusal | PasswordReason | 'proof'

/** Makes a company, or finds the one that this very form has made already. It may still be under way when this answers. */
export async function signUp(platform: Platform, form: SignUpForm): Promise<Decision<{ id: string }, SignUpReason>> {
  const ground = groundOf(platform)
  const earlier = await findSignUpOfKey(ground, form.key)
  if (earlier) return allow({ id: earlier.id })
  const refused = await decide(ground, form)
  if (refused) return refused

  const counted = [
    await countedTry(platform, 'sign-up network', networkOf(form.address)),
    await countedTry(platform, 'sign-up email', form.owner.email),
    await countedTry(platform, 'sign-up everybody', 'all'),
  ]
  const through = await countSignUpTries(platform, counted, form.proof)
  if (!through.allowed) return through
  const { password, ...owner } = form.owner
  const reservation = await reserveSignUp(ground, {
    ...form,
    owner: { ...owner, passwordHash: await hashPassword(password) },
    emailHash: await memberAddressHash(platform.vault, owner.email),
  })
  if (reservation.outcome === 'refused') return refuse(reservation.reason)
  if (reservation.outcome === 'repeated') return allow({ id: reservation.signUp.id })
  const { journey } = reservation
  await tell(platform, journey.signUp, await proceed(ground, journey))
  return allow({ id: journey.signUp.id })
}

async function decide(ground: ProvisionGround, { slug, company, owner }: SignUpForm) {
  const named = decideSlug(slug)
  if (!named.allowed) return named
  const own = [company.name, slug, owner.name, owner.email]
  const password = decidePassword(owner.password, own)
  if (!password.allowed) return password
  const taken = (await findTakenSlugs(ground.controlPlane, [slug])).get(slug)
  return taken ? refuse(taken) : undefined
}

/** The person's browser is told by its key; nobody else learns that there is such a sign-up. */
export async function findOwnSignUp(platform: Platform, id: string, key: string): Promise<SignUp | undefined> {
  const db = platform.controlPlane()
  const [[found]] = await read(db, [findSignUp(db, id)])
  return found && detailsOf(found).browser === (await hashOf(key)) ? found : undefined
}

/** Somebody is waiting for it: gone on with at once, when the run that had it is dead. */
export async function continueSignUp(platform: Platform, left: SignUp) {
  if (left.leaseUntil && left.leaseUntil > platform.now()) return
  await tell(platform, left, await resumeSignUp(groundOf(platform), left))
}

/** The job: every minute, and whenever the control plane's bell is rung. */
export async function finishSignUps(platform: Platform) {
  for (const outcome of await finish(groundOf(platform))) {
    const { event, level } = wordsOf(outcome)
    platform.log({ level, event, ...('failure' in outcome ? { failure: outcome.failure } : {}) })
  }
}

async function tell(platform: Platform, { tenantId, slug }: SignUp, outcome: Outcome) {
  const { event, level } = wordsOf(outcome)
  platform.log({ level, event, tenantId, ...('failure' in outcome ? { failure: outcome.failure } : {}) })
  if (outcome.outcome === 'published')
    await platform.tenants.forget({ id: tenantId, host: `${slug}.${platform.hosts.base}` })
}

const wordsOf = ({ outcome }: Outcome) =>
  ({
    event: `sign_up.${outcome}`,
    level: outcome === 'published' || outcome === 'elsewhere' ? 'info' : 'warn',
  }) as const

const handOverMs = 60_000
/** Later, whoever sits at this browser signs in with the password. */
const handOverWithinMs = 900_000

export type Arrival = { tenant: Tenant /** Undefined: too long ago. */; code: string | undefined }

/** For a published sign-up: its company, and a one-time code that lets its owner in at the company's own host. */
export async function prepareArrival(platform: Platform, signedUp: SignUp): Promise<Arrival | undefined> {
  const row = await findTenantOf({ controlPlane: platform.controlPlane() }, signedUp)
  const tenant = row && (await tenantOf(row, platform.vault, platform.hosts.base))
  if (!tenant) return undefined
  const now = platform.now()
  const recent = now.getTime() - (signedUp.finishedAt?.getTime() ?? 0) < handOverWithinMs
  if (!recent || tenant.status !== 'active') return { tenant, code: undefined }
  const db = platform.openDb(tenant)
  const { ownerId: memberId } = detailsOf(signedUp)
  const code = newSecret()
  const link = { id: newId(now), hash: await hashOf(code), purpose: 'hand_over' as const, memberId, createdAt: now }
  await write(
    db,
    [
      writeLinksUsed(db, memberId, 'hand_over', now),
      writeLink(db, { ...link, expiresAt: new Date(now.getTime() + handOverMs) }),
    ],
    { repeatable: false },
  )
  return { tenant, code }
}

const groundOf = (platform: Platform): ProvisionGround => ({
  controlPlane: platform.controlPlane(),
  databases: platform.databases,
  vault: platform.vault,
  now: () => platform.now(),
  seed: companySeed(platform.dataRegion),
})
