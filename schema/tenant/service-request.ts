import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Allowance } from '#rules/clock.ts'
import { outcomes } from '#rules/coverage.ts'
import {
  channels,
  clockKinds,
  impacts,
  priorities,
  requestTypes,
  serviceRequestStatuses,
  standings,
  urgencies,
} from '#rules/service-request.ts'
import { flag, id, instant, json, version } from '../columns.ts'

export const serviceRequests = sqliteTable(
  'service_requests',
  {
    id: id(),
    version: version(),
    number: integer('number').notNull(),
    status: text('status', { enum: serviceRequestStatuses }).notNull(),
    standing: text('standing', { enum: standings }).notNull().default('accepted'),
    heldBecause: text('held_because'),
    channel: text('channel', { enum: channels }).notNull(),
    type: text('type', { enum: requestTypes }).notNull(),
    customerId: text('customer_id'),
    reporterName: text('reporter_name').notNull(),
    reporterPhone: text('reporter_phone').notNull(),
    phoneKey: text('phone_key').notNull(),
    reporterEmail: text('reporter_email'),
    address: text('address'),
    zone: text('zone'),
    product: text('product'),
    serialNumber: text('serial_number'),
    description: text('description').notNull(),
    urgency: text('urgency', { enum: urgencies }).notNull(),
    impact: text('impact', { enum: impacts }).notNull().default('one'),
    priority: text('priority', { enum: priorities }).notNull(),
    onSite: flag('on_site').notNull().default(false),
    wishedAt: instant('wished_at'),
    lang: text('lang', { enum: ['zh-CN', 'en'] }).notNull(),
    policyVersionId: text('policy_version_id').notNull(),
    assigneeId: text('assignee_id'),
    /** SHA-256 of the secret in the customer's tracking link. */
    trackingHash: text('tracking_hash').notNull(),
    /** The same customer, machine and text within ten minutes is the same request (I04). */
    duplicateKey: text('duplicate_key').notNull(),
    consentedToExport: flag('consented_to_export').notNull().default(false),
    receivedAt: instant('received_at').notNull(),
    /** The first customer message not yet answered (domain.md › Time). */
    unansweredSince: instant('unanswered_since'),
    firstRespondedAt: instant('first_responded_at'),
    arrivedAt: instant('arrived_at'),
    resolvedAt: instant('resolved_at'),
    confirmedAt: instant('confirmed_at'),
    closedAt: instant('closed_at'),
    cancelledAt: instant('cancelled_at'),
    pausedSince: instant('paused_since'),
    /** Somebody still has to do something. */
    open: flag('open').notNull().default(true),
    /** The earliest running deadline; far in the future when none runs. What is late comes first by it. */
    nextDueAt: instant('next_due_at').notNull(),
    nextDueKind: text('next_due_kind', { enum: clockKinds }),
    resolution: text('resolution'),
    assetId: text('asset_id'),
    siteId: text('site_id'),
    /** The part that failed and why, once somebody knows. */
    component: text('component'),
    /** What was wrong, as faults are told apart. */
    fault: text('fault'),
    cause: text('cause'),
    causeKnownAt: instant('cause_known_at'),
    /** Who pays, as last decided; the decision holds clause, dates and sum. */
    coverage: text('coverage', { enum: outcomes }),
    coverageDecisionId: text('coverage_decision_id'),
    coverageOverriddenBy: text('coverage_overridden_by'),
    coverageOverriddenBecause: text('coverage_overridden_because'),
    /** The contract of which this request's visit used one up. */
    visitContractId: text('visit_contract_id'),
  },
  (table) => [
    index('service_requests_by_customer').on(table.customerId, table.receivedAt),
    index('service_requests_by_asset').on(table.assetId, table.receivedAt),
    uniqueIndex('service_requests_number').on(table.number),
    uniqueIndex('service_requests_tracking').on(table.trackingHash),
    index('service_requests_by_due').on(table.standing, table.open, table.nextDueAt, table.id),
    index('service_requests_by_status').on(table.standing, table.status, table.nextDueAt, table.id),
    index('service_requests_by_assignee').on(table.standing, table.open, table.assigneeId, table.nextDueAt, table.id),
    index('service_requests_by_phone').on(table.phoneKey, table.receivedAt),
    index('service_requests_by_duplicate').on(table.duplicateKey, table.receivedAt),
    index('service_requests_by_waiting').on(table.standing, table.nextDueAt, table.id).where(isWaiting(table)),
    index('service_requests_by_closing').on(table.policyVersionId, table.resolvedAt).where(awaitsClosing(table)),
  ],
)
/** For the customer or for parts: a pause began and has not ended. */
export const isWaiting = ({ pausedSince }: Record<'pausedSince', SQLWrapper>): SQL => sql`${pausedSince} is not null`

/** Ended, and nobody waits for an answer. Written out: the partial index is used where the same words stand. */
export function awaitsClosing({ standing, status, unansweredSince }: Ending): SQL {
  return sql`${standing} = 'accepted' and ${status} in ('resolved', 'confirmed') and ${unansweredSince} is null`
}
type Ending = Record<'standing' | 'status' | 'unansweredSince', SQLWrapper>

export type ServiceRequest = typeof serviceRequests.$inferSelect

/** A running time limit of a service request. A reopened request starts a new round. */
export const clocks = sqliteTable(
  'clocks',
  {
    id: id(),
    requestId: text('request_id').notNull(),
    kind: text('kind', { enum: clockKinds }).notNull(),
    round: integer('round').notNull().default(1),
    startedAt: instant('started_at').notNull(),
    allowance: json<Allowance>('allowance').notNull(),
    /** Null while paused. */
    dueAt: instant('due_at'),
    provisional: flag('provisional').notNull().default(false),
    /** A time agreed with the customer, and what the policy lets it do to the limit. */
    appointmentAt: instant('appointment_at'),
    appointmentMode: text('appointment_mode', { enum: ['appointment_overrides', 'earlier_of'] }),
    stoppedAt: instant('stopped_at'),
    outcome: text('outcome', { enum: ['met', 'breached', 'dropped'] }),
    clauseKey: text('clause_key').notNull(),
    clauseNumber: integer('clause_number').notNull(),
    policyVersionId: text('policy_version_id').notNull(),
    decisionId: text('decision_id').notNull(),
  },
  (table) => [
    uniqueIndex('clocks_once').on(table.requestId, table.kind, table.round),
    index('clocks_running').on(table.dueAt).where(sql`${table.outcome} is null`),
  ],
)
export type ClockRow = typeof clocks.$inferSelect

export const pauses = sqliteTable(
  'pauses',
  {
    id: id(),
    requestId: text('request_id').notNull(),
    /** `resolved`: the time between a resolution and its reopening. */
    reason: text('reason', { enum: ['waiting_customer', 'waiting_parts', 'resolved'] }).notNull(),
    note: text('note'),
    from: instant('from_at').notNull(),
    until: instant('until_at'),
    by: text('by').notNull(),
  },
  (table) => [index('pauses_by_request').on(table.requestId, table.from)],
)
export type PauseRow = typeof pauses.$inferSelect

export const messages = sqliteTable(
  'messages',
  {
    id: id(),
    requestId: text('request_id').notNull(),
    /** A note stays inside the company. */
    kind: text('kind', { enum: ['customer', 'reply', 'note'] }).notNull(),
    memberId: text('member_id'),
    body: text('body').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [index('messages_by_request').on(table.requestId, table.at)],
)
export type Message = typeof messages.$inferSelect
