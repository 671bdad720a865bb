import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { Member } from '#schema/tenant/member.ts'
import { Conflict, TooMany } from '#tenants/errors.ts'
import { read, type Statement, write } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import { writeFreshStart } from '../queries/attempt.ts'
import { findLink, writeLinksUsed } from '../queries/link.ts'
import { findRecoveryCode, writeMemberChange, writeRecoveryCodeUsed, writeTotpStep } from '../queries/member.ts'
import { countedFor, countedForNetwork, countTries, type Reached } from './attempt.ts'
import { newBrowserMark } from './known-browser.ts'
import { startSession } from './session.ts'
import type { Knock } from './sign-in.ts'
import { matchingStep, openTotpSecret, recoveryHashOf } from './totp.ts'

export type CodeReason = 'code' | 'code_expired'

/** The second half of signing in. The sixth wrong code ends the question: the password is asked again. */
export async function signInWithCode(
  scope: Reached,
  given: { secret: string; code: string },
  knock: Knock,
): Promise<Decision<{ cookies: string[] }, CodeReason>> {
  const { db, now } = scope
  const [[found]] = await read(db, [findLink(db, 'sign_in_code', await hashOf(given.secret), now)])
  if (!found || found.member.disabledAt || !found.member.totpSecret) return refuse('code_expired')
  const { member } = found
  const account = await countedFor(scope, 'code account', member.id)
  const network = await countedForNetwork(scope, 'code network', knock.address)
  const recoveryHash = await recoveryHashOf(given.code)
  const [[recovery]] = await countTries(
    scope,
    [account, network],
    [findRecoveryCode(db, member.id, recoveryHash)],
  ).catch(endTheQuestion(scope, member.id))

  const proof = recovery ? useRecoveryCode(scope, member, recovery.hash) : await useCode(scope, member, given.code)
  if (!proof) return refuse('code')
  try {
    const { cookie } = await startSession(scope, member, knock, {
      by: recovery ? 'recovery_code' : 'code',
      of: { subject: member, event: 'session.started' },
      writes: [...proof, writeLinksUsed(db, member.id, 'sign_in_code', now), writeFreshStart(db, [account.key])],
    })
    return allow({ cookies: [cookie, await newBrowserMark(scope, member.email)] })
  } catch (error) {
    if (error instanceof Conflict) return refuse('code')
    throw error
  }
}

const endTheQuestion = (scope: PublicScope, memberId: string) => async (error: unknown) => {
  if (error instanceof TooMany) await write(scope.db, [writeLinksUsed(scope.db, memberId, 'sign_in_code', scope.now)])
  throw error
}

async function useCode(scope: Reached, member: Member, code: string): Promise<Statement[] | undefined> {
  const secret = await openTotpSecret(scope, member.id, member.totpSecret!)
  const step = matchingStep(secret, code, scope.now)
  if (step === undefined || (member.totpStep !== null && step <= member.totpStep)) return undefined
  return [writeTotpStep(scope.db, member, step)]
}

/** Through the member's version as well: two submits at once have one winner. */
const useRecoveryCode = (scope: PublicScope, member: Member, hash: string): Statement[] => [
  writeRecoveryCodeUsed(scope.db, hash, scope.now),
  writeMemberChange(scope.db, member, {}),
]
