import { customerSearchable, nameKeyOf } from '#rules/customer.ts'
import type { RequestPromise } from '#rules/promise.ts'
import { searchTextOf } from '#rules/search-gram.ts'
import type { Impact } from '#rules/service-request.ts'
import type { NewDecision } from '#schema/tenant/decision.ts'
import type { ServiceRequest } from '#schema/tenant/service-request.ts'
import { newId } from '#tenants/id.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { clockDecision, writePromisedClocks } from '../queries/clock.ts'
import { writeCustomerUnlessKnown } from '../queries/customer.ts'
import { priorityDecisions } from '../queries/priority.ts'
import { foundCustomerWrites } from '../queries/search-entry.ts'
import { writeNewServiceRequest, writeSearchText } from '../queries/service-request.ts'
import { writeDecisions } from '../queries/service-request-step.ts'
import { noDeadline } from './clock-settlement.ts'
import { ringNew } from './request-notice.ts'

/** What is known of a request before anybody has looked at it. */
export type Intake = Pick<
  ServiceRequest,
  | 'id'
  | 'channel'
  | 'type'
  | 'reporterName'
  | 'reporterPhone'
  | 'phoneKey'
  | 'reporterEmail'
  | 'address'
  | 'zone'
  | 'product'
  | 'serialNumber'
  | 'description'
  | 'urgency'
  | 'onSite'
  | 'wishedAt'
  | 'lang'
  | 'trackingHash'
  | 'duplicateKey'
  | 'consentedToExport'
  | 'heldBecause'
  | 'policyVersionId'
> & { impact?: Impact } & Partial<Pick<ServiceRequest, 'assetId' | 'siteId' | 'coverage' | 'coverageDecisionId'>>

/**
 * The rows of a new service request: its customer, itself, its promise with the reckoning behind it, what it is found by.
 * The event is `commit`'s. Without a promise (held, or a company without a policy) no clock runs.
 */
export function creationWrites(
  scope: PublicScope,
  intake: Intake,
  promise: RequestPromise | null,
  decisions: readonly NewDecision[] = [],
): Statement[] {
  const { db } = scope
  const { id, heldBecause, phoneKey } = intake
  const isHeld = heldBecause !== null
  const promised = promise ? promiseRows(scope, intake, promise) : { clocks: [], decisions: [] }
  const callerKey = isHeld ? '' : phoneKey
  return [
    ...(isHeld ? [] : customerWrites(scope, intake)),
    writeNewServiceRequest(db, { ...intake, ...beginningOf(scope, promise, isHeld), callerKey }),
    ...writePromisedClocks(promised.clocks),
    ...writeDecisions([...promised.decisions, ...decisions]),
    writeSearchText(db, { id, grams: searchTextOf(searchableOf(intake)) }),
    ...(isHeld ? [] : [ringNew(scope, intake, promise)]),
  ]
}

function beginningOf({ now }: PublicScope, promise: RequestPromise | null, isHeld: boolean) {
  const [first] = promise?.clocks.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime()) ?? []
  return {
    status: 'received' as const,
    standing: isHeld ? ('held' as const) : ('accepted' as const),
    priority: promise?.priority ?? ('P3' as const),
    receivedAt: now,
    unansweredSince: now,
    nextDueAt: first?.dueAt ?? noDeadline,
    nextDueKind: first?.kind ?? null,
  }
}

type Caller = Pick<ServiceRequest, 'reporterName' | 'reporterPhone' | 'phoneKey' | 'reporterEmail' | 'address' | 'zone'>

/** Whoever is not known yet becomes a customer, and is found from then on. */
export function customerWrites(scope: PublicScope, intake: Caller): Statement[] {
  const customer = customerOf(scope, intake)
  const grams = searchTextOf(customerSearchable({ customer, contacts: [], sites: [] }))
  return [writeCustomerUnlessKnown(scope.db, customer), ...foundCustomerWrites(scope.db, customer.id, grams)]
}

const customerOf = ({ now }: PublicScope, intake: Caller) => ({
  id: newId(now),
  name: intake.reporterName,
  nameKey: nameKeyOf(intake.reporterName),
  phone: intake.reporterPhone,
  phoneKey: intake.phoneKey,
  email: intake.reporterEmail,
  address: intake.address,
  zone: intake.zone,
  createdAt: now,
})

function promiseRows({ now }: PublicScope, intake: Intake, promise: RequestPromise) {
  const { id: requestId, urgency, impact = 'one', policyVersionId } = intake
  const clocks = promise.clocks.map((clock) => ({
    ...clock,
    id: newId(now),
    decisionId: newId(now),
    requestId,
    round: 1,
    at: now,
  }))
  const decided = { id: newId(now), subject: requestId, policyVersionId, at: now }
  const why = priorityDecisions(promise, { urgency, impact, tier: promise.tier }, decided)
  return { clocks, decisions: [...clocks.map(clockDecision), ...why] }
}

const searchableOf = (intake: Intake) => ({
  texts: [
    intake.reporterName,
    intake.address ?? '',
    intake.product ?? '',
    intake.description,
    intake.reporterEmail ?? '',
  ],
  numbers: [intake.reporterPhone, intake.phoneKey, intake.serialNumber ?? ''],
})
