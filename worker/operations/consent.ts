import { allow, type Decision, refuse } from '#rules/decision.ts'
import { newId } from '#tenants/id.ts'
import { writeConsent, writeConsentWithdrawn, writeRefusalTakenBack } from '../queries/customer-change.ts'
import { changeCustomer, type LoadedCustomer, type RegisterScope } from './customer-change.ts'

type ConsentChannel = 'email' | 'sms'
export type ConsentWish = { channel: ConsentChannel; address: string; source: string }
export type ConsentReason = 'not_theirs' | 'given_already'

/** Leave to advertise, with who recorded it, when, and how it was given (R-MS-1, R-MS-3). */
export const grantConsent = (scope: RegisterScope, customerId: string, wish: ConsentWish) =>
  changeCustomer<{ reason: ConsentReason }>(scope, customerId, async (loaded) => {
    const decision = decideConsent(loaded, wish)
    if (!decision.allowed) return { no: { reason: decision.reason } }
    const { db, now, actor } = scope
    const { channel, address, source } = wish
    const row = { id: newId(now), channel, address, customerId, grantedAt: now, source, by: actor.id }
    return {
      event: { name: 'customer.consent_granted', detail: { channel, source } },
      writes: [writeConsent(db, row), writeRefusalTakenBack(db, channel, address)],
    }
  })

export const withdrawConsent = (scope: RegisterScope, customerId: string, id: string) =>
  changeCustomer<never>(scope, customerId, async ({ consents }) => {
    const consent = consents.find((one) => one.id === id && !one.withdrawnAt)
    if (!consent) return 'same'
    return {
      event: { name: 'customer.consent_withdrawn', detail: { channel: consent.channel } },
      writes: [writeConsentWithdrawn(scope.db, id, scope.now)],
    }
  })

function decideConsent(loaded: LoadedCustomer, { channel, address }: ConsentWish): Decision<true, ConsentReason> {
  if (!addressesOf(loaded).some((one) => one.channel === channel && one.address === address))
    return refuse('not_theirs')
  const isGiven = loaded.consents.some(
    (one) => one.channel === channel && one.address === address && one.withdrawnAt === null,
  )
  return isGiven ? refuse('given_already') : allow(true)
}

export type ReachableAddress = { channel: ConsentChannel; address: string; shown: string; name: string }

/** Where this customer and its contacts can be written to. */
export function addressesOf({ customer, contacts }: Pick<LoadedCustomer, 'customer' | 'contacts'>): ReachableAddress[] {
  const all = [customer, ...contacts].flatMap(({ name, email, phone, phoneKey }): ReachableAddress[] => [
    ...(email ? [{ channel: 'email' as const, address: email.toLowerCase(), shown: email, name }] : []),
    ...(phoneKey ? [{ channel: 'sms' as const, address: phoneKey, shown: phone, name }] : []),
  ])
  return all.filter(
    ({ channel, address }, at) => all.findIndex((one) => one.channel === channel && one.address === address) === at,
  )
}
