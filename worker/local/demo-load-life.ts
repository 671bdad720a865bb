import { createHash } from 'node:crypto'
import type { Pause } from '#rules/clock.ts'
import { closesAt, decideClosing, silenceTerm } from '#rules/closure.ts'
import { type PromisedClock, promiseFor } from '#rules/promise.ts'
import { searchTextOf } from '#rules/search-gram.ts'
import {
  decideArrival,
  decideAssignment,
  decideCancellation,
  decideConfirmation,
  decidePause,
  decidePauseEnd,
  decideReopening,
  decideReply,
  decideResolution,
  decideTriage,
  type Move,
  type StepDecision,
} from '#rules/service-request-step.ts'
import type { Customer } from '#schema/tenant/customer.ts'
import type { DecisionRow } from '#schema/tenant/decision.ts'
import type { Event } from '#schema/tenant/event.ts'
import type { ClockRow, Message, PauseRow, ServiceRequest } from '#schema/tenant/service-request.ts'
import type { WorkOrder } from '#schema/tenant/work-order.ts'
import { noDeadline, settleClocks } from '../operations/clock-settlement.ts'
import { courseOf, type PlannedStep, type StepKind } from './demo-course.ts'
import type { Setting, Story } from './demo-story.ts'

export type LifeRows = {
  customers: Customer[]
  serviceRequests: ServiceRequest[]
  clocks: ClockRow[]
  pauses: PauseRow[]
  messages: Message[]
  events: Event[]
  decisions: DecisionRow[]
  workOrders: WorkOrder[]
  searches: [number: number, grams: string][]
}

export const newLifeRows = (): LifeRows => ({
  ...{ customers: [], serviceRequests: [], clocks: [], pauses: [], messages: [], events: [], decisions: [] },
  ...{ workOrders: [], searches: [] },
})

/** Who answers and who is sent. */
export type Crew = { agents: readonly string[]; engineers: readonly string[] }

type Life = { setting: Setting; request: ServiceRequest; clocks: ClockRow[]; pauses: PauseRow[]; rows: LifeRows }

/** A whole life without a database: the rules decide every step, and its rows are collected. */
export function lifeOf(
  setting: Setting,
  crew: Crew,
  story: Story,
  place: { number: number; customerId: string },
  rows: LifeRows,
) {
  const life = born(setting, story, place, rows)
  const [agent, engineer] = [setting.chance.pick(crew.agents), setting.chance.pick(crew.engineers)]
  for (const step of courseOf(setting, story)) {
    const decision = decisions[step.kind](life.request, step.at)
    if (decision.allowed) take(life, step, decision.result, { agent, engineer })
  }
  closeIfSilent(life)
  rows.serviceRequests.push(life.request)
  rows.clocks.push(...life.clocks)
  rows.pauses.push(...life.pauses)
}

function closeIfSilent(life: Life) {
  const { request, setting, rows } = life
  const { timeZone } = setting.calendar
  const days = silenceTerm(setting.clauses)?.value
  const lastWordAt = rows.messages.findLast(({ requestId }) => requestId === request.id)?.at ?? null
  const decision = days === undefined ? null : decideClosing({ ...request, lastWordAt }, days, timeZone, setting.now)
  if (days === undefined || !decision?.allowed) return
  const at = closesAt(decision.result.silentSince, days, timeZone)
  Object.assign(request, { status: 'closed', open: false, closedAt: at, version: request.version + 1 })
  rows.events.push(eventOf(life, 'service_request.closed', 'system', at))
}

const reasons = ['waiting_customer', 'waiting_parts']
const decisions: Record<StepKind, (request: ServiceRequest, at: Date) => StepDecision> = {
  triage: decideTriage,
  reply: decideReply,
  note: unmoved,
  ask: unmoved,
  assign: decideAssignment,
  wait_customer: (request, at) => decidePause(request, 'waiting_customer', reasons, at),
  wait_parts: (request, at) => decidePause(request, 'waiting_parts', reasons, at),
  resume: decidePauseEnd,
  arrive: (request, at) => decideArrival(request, at, at),
  resolve: decideResolution,
  confirm: decideConfirmation,
  cancel: decideCancellation,
  reopen: decideReopening,
}

function unmoved({ status, open }: ServiceRequest): StepDecision {
  return { allowed: true, result: { status, open } }
}

const words: Record<StepKind, string> = {
  ...{ triage: 'triaged', reply: 'answered', note: 'noted', ask: 'customer_wrote', assign: 'assigned' },
  ...{ wait_customer: 'paused', wait_parts: 'paused', resume: 'resumed', arrive: 'arrived', resolve: 'resolved' },
  ...{ confirm: 'confirmed', cancel: 'cancelled', reopen: 'reopened' },
}
const byCustomer: readonly StepKind[] = ['ask', 'confirm']
const messageKinds: Partial<Record<StepKind, Message['kind']>> = {
  ...{ reply: 'reply', resolve: 'reply', cancel: 'reply', note: 'note', reopen: 'note', ask: 'customer' },
}

function take(life: Life, { kind, at, text }: PlannedStep, move: Move, { agent, engineer }: Record<string, string>) {
  const { request, rows, setting } = life
  const { chance } = setting
  const actor = byCustomer.includes(kind) ? 'customer' : kind === 'arrive' || kind === 'resolve' ? engineer! : agent!
  settle(life, move, at, actor, text)
  const { stops, drops, restarts, startsPause, endsPause, ...columns } = move
  Object.assign(request, columns, { version: request.version + 1 })
  if (kind === 'assign') sendOut(life, at, engineer!)
  if (kind === 'resolve') request.resolution = text
  if (kind === 'reply' || kind === 'resolve') request.unansweredSince = null
  if (kind === 'ask') request.unansweredSince ??= at
  const said = messageKinds[kind]
  const memberId = actor === 'customer' ? null : actor
  if (said) rows.messages.push({ id: chance.id(at), requestId: request.id, kind: said, memberId, body: text, at })
  rows.events.push(eventOf(life, `service_request.${words[kind]}`, actor, at))
}

/** Only a step that touches clocks or pauses is reckoned; the others would change nothing. */
function settle(life: Life, move: Move, at: Date, by: string, note: string) {
  const { request, clocks, pauses, setting } = life
  const id = setting.chance.id(at)
  const pause = { id, requestId: request.id, note: note || null, by }
  if (move.endsPause) for (const one of pauses) one.until ??= at
  if (move.startsPause) pauses.push({ ...pause, reason: move.startsPause, from: at, until: null })
  if (move.restarts && request.resolvedAt)
    pauses.push({ ...pause, reason: 'resolved', from: request.resolvedAt, until: at })
  if (!move.stops && !move.drops && !move.restarts && !move.startsPause && !move.endsPause) return
  const settled = settleClocks(clocks, pauses as Pause[], setting.calendar, move, at)
  for (const { row, columns } of settled.clocks) Object.assign(row, columns)
  Object.assign(request, settled.next)
}

function sendOut({ request, rows, setting }: Life, at: Date, memberId: string) {
  request.assigneeId = memberId
  const kind = request.onSite ? ('on_site' as const) : ('remote' as const)
  const order = { id: setting.chance.id(at), version: 0, requestId: request.id, memberId, kind }
  rows.workOrders.push({ ...order, status: 'dispatched', dispatchedAt: at, arrivedAt: null, finishedAt: null })
}

const eventOf = ({ request, setting }: Life, name: string, actor: string, at: Date): Event => ({
  ...{ id: setting.chance.id(at), subject: request.id, version: request.version, name, actor, at, detail: {} },
})

function born(setting: Setting, story: Story, place: { number: number; customerId: string }, rows: LifeRows): Life {
  const { chance, clauses, versionId, overrides } = setting
  const { at, urgency, person, onSite } = story
  const facts = { clauses, versionId, overrides, receivedAt: at, urgency, zone: person.zone, onSite }
  const decision = story.fate === 'held' ? undefined : promiseFor(facts)
  const promise = decision?.allowed ? decision.result : { clocks: [], priority: 'P3' as const, priorityFrom: null }
  const request = requestOf(setting, story, place)
  const clocks = promise.clocks.map((clock) => clockOf(clock, request.id, chance.id(at), chance.id(at)))
  const [first] = promise.clocks.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
  Object.assign(request, {
    priority: promise.priority,
    ...(first ? { nextDueAt: first.dueAt, nextDueKind: first.kind } : {}),
  })
  const life = { setting, request, clocks, pauses: [], rows }
  rows.decisions.push(...promise.clocks.map((clock, index) => decisionOf(clock, clocks[index]!, at)))
  rows.events.push(eventOf(life, 'service_request.received', 'customer', at))
  rows.searches.push([request.number, `${searchTextOf(searchableOf(request))} ${request.number}`])
  return life
}

function requestOf({ cast, chance, versionId }: Setting, story: Story, place: { number: number; customerId: string }) {
  const { at, person, fault, fate } = story
  const id = chance.id(at)
  const request: ServiceRequest = {
    ...{ id, version: 1, number: place.number, status: 'received', type: 'fault', channel: story.channel },
    ...(fate === 'held' ? { standing: 'held', heldBecause: 'trap' } : { standing: 'accepted', heldBecause: null }),
    customerId: fate === 'held' ? null : place.customerId,
    ...{ reporterName: person.name, reporterPhone: person.phone, phoneKey: person.phoneKey },
    ...{ reporterEmail: person.email, address: person.address, zone: person.zone },
    ...{ product: fault.product, serialNumber: story.serialNumber, description: story.said },
    ...{ urgency: story.urgency, impact: 'one', priority: 'P3', onSite: story.onSite, wishedAt: story.wishedAt },
    ...{ lang: cast.lang, policyVersionId: versionId, assigneeId: null },
    ...{ trackingHash: hashOf(`tracking ${id}`), duplicateKey: hashOf(`duplicate ${id}`), consentedToExport: false },
    ...{ receivedAt: at, unansweredSince: at, firstRespondedAt: null, arrivedAt: null, resolvedAt: null },
    ...{ confirmedAt: null, closedAt: null, cancelledAt: null, pausedSince: null, open: true },
    ...{ nextDueAt: noDeadline, nextDueKind: null, resolution: null, assetId: null, siteId: null },
    ...{ component: null, fault: null, cause: null, causeKnownAt: null, coverage: null, coverageDecisionId: null },
    ...{ coverageOverriddenBy: null, coverageOverriddenBecause: null, visitContractId: null },
  }
  return request
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')

function clockOf(clock: PromisedClock, requestId: string, id: string, decisionId: string): ClockRow {
  const { kind, allowance, dueAt, provisional, clauseKey, clauseNumber, versionId, inputs } = clock
  return {
    ...{ id, requestId, kind, round: 1, startedAt: new Date(inputs.startedAt), allowance, dueAt, provisional },
    ...{ appointmentAt: null, appointmentMode: null, stoppedAt: null, outcome: null },
    ...{ clauseKey, clauseNumber, policyVersionId: versionId, decisionId },
  }
}

function decisionOf(clock: PromisedClock, row: ClockRow, at: Date): DecisionRow {
  const { kind, clauseKey, clauseNumber, versionId, inputs, dueAt, provisional, steps } = clock
  return {
    ...{ id: row.decisionId, subject: row.requestId, kind: `${kind}_window`, clauseKey, clauseNumber },
    ...{
      policyVersionId: versionId,
      inputs,
      result: { dueAt: dueAt.toISOString(), provisional },
      steps: [...steps],
      at,
    },
  }
}

const searchableOf = ({ reporterName, address, product, description, reporterEmail, ...request }: ServiceRequest) => ({
  texts: [reporterName, address ?? '', product ?? '', description, reporterEmail ?? ''],
  numbers: [request.reporterPhone, request.phoneKey, request.serialNumber ?? ''],
})
