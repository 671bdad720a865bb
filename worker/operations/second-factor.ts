import { randomBytes } from 'node:crypto'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { needsSecondFactor } from '#rules/session.ts'
import type { Company } from '#schema/tenant/company.ts'
import { Conflict } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { commitAs } from '../queries/guard.ts'
import { findMember, writeMemberChange, writeRecoveryCodes, writeRecoveryCodesRemoval } from '../queries/member.ts'
import { writeOtherSessionsEnd } from '../queries/session.ts'
import { checkPassword, type ProofReason, prove, type Seat } from './proof.ts'
import { matchingStep, newRecoveryCodes, openTotpSecret, recoveryHashOf, sealTotpSecret, totpUri } from './totp.ts'

type CompanySeat = Seat & { company: Company }

/** A key for an app, not stored yet: it travels sealed through the form that proves that the app has it. */
export async function offerTotp(seat: CompanySeat, sealedBefore?: string) {
  const { actor, company } = seat
  const known = sealedBefore && (await openTotpSecret(seat, actor.id, sealedBefore).catch(() => undefined))
  const secret = known || new Uint8Array(randomBytes(20))
  const uri = totpUri(company.name, actor.email, secret)
  const sealed = known ? sealedBefore : await sealTotpSecret(seat, actor.id, secret)
  return { sealed, uri, key: new URL(uri).searchParams.get('secret')! }
}

type Confirmation = { sealed: string; code: string; password?: string | undefined }
type ConfirmationRefusal = { field: 'password'; reason: ProofReason } | { field: 'code'; reason: 'code' }

/**
 * Answers the recovery codes, which are shown this once. Other browsers sign in anew. The same form sent again, whose
 * answer was lost, gets codes that take the place of those that nobody has seen.
 */
export async function addSecondFactor(
  seat: CompanySeat,
  { sealed, code, password }: Confirmation,
): Promise<{ codes: string[] } | { refused: ConfirmationRefusal }> {
  const { db, actor, now, sessionId } = seat
  const proof = await prove(seat, password)
  if (!proof.allowed) return { refused: { field: 'password', reason: proof.reason } }
  const secret = await openTotpSecret(seat, actor.id, sealed).catch(() => undefined)
  const step = secret && matchingStep(secret, code, now)
  if (!secret || step === undefined) return { refused: { field: 'code', reason: 'code' } }
  const [[member]] = await read(db, [findMember(db, actor.id)])
  if (!member || (member.totpEnabledAt && member.totpSecret !== sealed)) throw new Conflict()

  const codes = newRecoveryCodes()
  await commitAs(seat, member, { name: 'member.second_factor_added' }, [
    ...proof.result.writes,
    writeMemberChange(db, member, { totpSecret: sealed, totpEnabledAt: now, totpStep: step }),
    ...(await recoveryCodeWrites(seat, codes)),
    writeOtherSessionsEnd(db, member.id, sessionId),
  ])
  return { codes }
}

/**
 * Asks for the password in any case. The codes before end; so do those of a form sent twice, of which nobody has seen
 * the first ones.
 */
export async function renewRecoveryCodes(
  seat: Seat,
  password: string,
): Promise<Decision<{ codes: string[] }, ProofReason>> {
  const proof = await checkPassword(seat, password)
  if (!proof.allowed) return proof
  const { member, writes } = proof.result
  if (!member.totpEnabledAt) throw new Conflict()
  const codes = newRecoveryCodes()
  await commitAs(seat, member, { name: 'member.recovery_codes_renewed' }, [
    ...writes,
    writeMemberChange(seat.db, member, {}),
    ...(await recoveryCodeWrites(seat, codes)),
  ])
  return allow({ codes })
}

const recoveryCodeWrites = async ({ db, actor }: Seat, codes: readonly string[]) => [
  writeRecoveryCodesRemoval(db, actor.id),
  writeRecoveryCodes(db, actor.id, await Promise.all(codes.map(recoveryHashOf))),
]

/** Always asks for the password. Where the company wants a second factor of this role, it stays. */
export async function removeSecondFactor(
  seat: CompanySeat,
  password: string,
): Promise<Decision<true, ProofReason | 'company_requires'>> {
  const { db, actor, company, sessionId } = seat
  if (needsSecondFactor(actor.role, company)) return refuse('company_requires')
  const proof = await checkPassword(seat, password)
  if (!proof.allowed) return proof
  const { member, writes } = proof.result
  await commitAs(seat, member, { name: 'member.second_factor_removed' }, [
    ...writes,
    writeMemberChange(db, member, { totpSecret: null, totpEnabledAt: null }),
    writeRecoveryCodesRemoval(db, member.id),
    writeOtherSessionsEnd(db, member.id, sessionId),
  ])
  return allow(true)
}
