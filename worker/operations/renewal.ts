import { type Day, dayOf } from '#rules/day.ts'
import type { Money } from '#rules/money.ts'
import {
  decideAnswer,
  decideComeback,
  decideFollowUp,
  decideLoss,
  decideOwner,
  decideQuote,
  type RenewalDecision,
  type RenewalRefusal,
} from '#rules/renewal-stage.ts'
import type { Renewal } from '#schema/tenant/renewal.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import type { PublicScope, TenantScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import { commit } from '../queries/event.ts'
import { commitAs } from '../queries/guard.ts'
import { findRenewal, findRenewalByLink, listAssignableMembers, writeRenewalMove } from '../queries/renewal.ts'

export type RenewalOutcome = { done: true } | { refused: RenewalRefusal }
type Timed = { company: { timeZone: string; currency: string } }
type ConsoleScope = TenantScope & Timed

/** From the customer's own page: "renew" or "call me". Said twice, it was said once. */
export async function answerRenewal(
  scope: PublicScope,
  { token, answer, timeZone }: { token: string; answer: string; timeZone: string },
): Promise<RenewalOutcome> {
  const { db, now } = scope
  const linkHash = await hashOf(token)
  for (let tries = 3; ; tries--) {
    const [[found]] = await read(db, [findRenewalByLink(db, linkHash)])
    if (!found) throw new NotFound('renewal')
    const { renewal } = found
    const decision = decideAnswer(renewal, answer, now, dayOf(now, timeZone))
    if (!decision.allowed) return decision.reason === 'already_answered' ? { done: true } : { refused: decision.reason }
    try {
      const event = { name: 'renewal.answered', detail: { answer } }
      await commit(scope, renewal, event, [writeRenewalMove(db, renewal, decision.result)])
      return { done: true }
    } catch (error) {
      if (!(error instanceof Conflict) || tries === 1) throw error
    }
  }
}

/** The sales director gives it to somebody (S4.2-38). */
export const assignRenewal = (scope: ConsoleScope, id: string, ownerId: string) =>
  step(scope, id, 'renewal.assigned', { memberId: ownerId }, (renewal, members) => {
    if (renewal.ownerId === ownerId) return 'same'
    return decideOwner(renewal, ownerId, members)
  })

export const followUpRenewal = (scope: ConsoleScope, id: string, on: Day) =>
  step(scope, id, 'renewal.follow_up_set', { on }, (renewal) => {
    if (renewal.followUpOn === on) return 'same'
    return decideFollowUp(renewal, on, todayOf(scope))
  })

export const quoteRenewal = (scope: ConsoleScope, id: string, quoted: Money, followUpOn: Day) =>
  step(scope, id, 'renewal.quoted', { ...quoted }, (renewal) => {
    const isSame = renewal.stage === 'quoted' && renewal.quotedMinor === quoted.minor
    if (isSame && renewal.followUpOn === followUpOn) return 'same'
    return decideQuote(renewal, quoted, followUpOn, todayOf(scope))
  })

export const loseRenewal = (scope: ConsoleScope, id: string, reason: string) =>
  step(scope, id, 'renewal.lost', { because: reason }, (renewal) => {
    if (renewal.stage === 'lost' && renewal.lostBecause === reason) return 'same'
    return decideLoss(renewal, reason, scope.now)
  })

export const takeRenewalBack = (scope: ConsoleScope, id: string) =>
  step(scope, id, 'renewal.taken_back', {}, (renewal) =>
    renewal.stage === 'answered' ? 'same' : decideComeback(renewal, todayOf(scope)),
  )

const todayOf = ({ now, company }: ConsoleScope) => dayOf(now, company.timeZone)

/** `same`: a form sent twice asks for what is so already. */
type Decide = (renewal: Renewal, members: readonly string[]) => RenewalDecision | 'same'

async function step(
  scope: ConsoleScope,
  id: string,
  name: string,
  detail: Record<string, unknown>,
  decide: Decide,
): Promise<RenewalOutcome> {
  const { db } = scope
  const [[found], members] = await read(db, [findRenewal(db, id), listAssignableMembers(db)])
  if (!found) throw new NotFound('renewal')
  const { renewal } = found
  const decision = decide(
    renewal,
    members.map((member) => member.id),
  )
  if (decision === 'same') return { done: true }
  if (!decision.allowed) return { refused: decision.reason }
  await commitAs(scope, renewal, { name, detail }, [writeRenewalMove(db, renewal, decision.result)])
  return { done: true }
}
