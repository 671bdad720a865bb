import { allow, type Decision, refuse } from '#rules/decision.ts'
import { isTooLong } from '#rules/password.ts'
import type { Member } from '#schema/tenant/member.ts'
import type { Statement } from '#tenants/round-trip.ts'
import { type Counted, writeFreshStart, writeTryBack } from '../queries/attempt.ts'
import { commit } from '../queries/event.ts'
import { isGuardViolation, writeGuard } from '../queries/guard.ts'
import { findMemberByEmail, hasPassword, writeRehash } from '../queries/member.ts'
import { countedFor, countedForNetwork, countTries, type Reached } from './attempt.ts'
import { knownBrowserOf, newBrowserMark } from './known-browser.ts'
import { newLink } from './link.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { startSession, type Visit } from './session.ts'

export type Credentials = { email: string; password: string }
export type Knock = Visit & { address: string; cookies: string }
export type SignInReason = 'credentials'
type SignedIn = { cookies: string[] }
type CodeWanted = { codeSecret: string }

/**
 * The same answer and the same work whether the address is unknown, the member disabled or the password wrong. With a
 * second factor the password alone opens nothing but the question for a code.
 */
export async function signIn(
  scope: Reached,
  { email, password }: Credentials,
  knock: Knock,
): Promise<Decision<SignedIn | CodeWanted, SignInReason>> {
  const counted = await countedSignIn(scope, email, knock)
  const [[member]] = await countTries(scope, counted, [findMemberByEmail(scope.db, email)])
  if (isTooLong(password)) return refuse('credentials')
  const { right, stale } = await verifyPassword(password, maySignIn(member) ? member.passwordHash : null)
  if (!right || !member?.passwordHash) return refuse('credentials')

  const writes: Statement[] = [
    writeGuard(hasPassword(member.id, member.passwordHash)),
    ...forgotten(scope, counted),
    ...(stale ? [writeRehash(scope.db, member.id, member.passwordHash, await hashPassword(password))] : []),
  ]
  try {
    if (member.totpEnabledAt) return allow(await askForCode(scope, member, writes))
    const { cookie } = await startSession(scope, member, knock, { by: 'password', writes })
    return allow({ cookies: [cookie, await newBrowserMark(scope, email)] })
  } catch (error) {
    if (isGuardViolation(error)) return refuse('credentials')
    throw error
  }
}

/** A browser that was here before is counted by itself; strangers by account, by network and all together. */
async function countedSignIn(scope: Reached, email: string, { address, cookies }: Knock): Promise<Counted[]> {
  const known = await knownBrowserOf(scope, cookies, email)
  if (known) return [await countedFor(scope, 'sign-in browser', known)]
  return Promise.all([
    countedFor(scope, 'sign-in account', email),
    countedForNetwork(scope, 'sign-in network', address),
    countedFor(scope, 'sign-in company', ''),
  ])
}

/** The account starts afresh; network and company forget this one try, so that one good account hides no bad ones. */
const forgotten = (scope: Reached, counted: readonly Counted[]) =>
  counted.map(({ limit, key }) =>
    limit === 'sign-in account' || limit === 'sign-in browser'
      ? writeFreshStart(scope.db, [key])
      : writeTryBack(scope.db, key),
  )

const maySignIn = (member: Member | undefined): member is Member =>
  member !== undefined && !member.disabledAt && member.joinedAt !== null

async function askForCode(scope: Reached, member: Member, writes: Statement[]): Promise<CodeWanted> {
  const link = await newLink(scope, 'sign_in_code', member.id)
  const subject = { id: `sign-in:${link.id}`, version: 0 }
  const event = { name: 'sign_in.code_asked', detail: { member: member.id } }
  await commit({ ...scope, actor: member }, subject, event, [...writes, ...link.writes])
  return { codeSecret: link.secret }
}
