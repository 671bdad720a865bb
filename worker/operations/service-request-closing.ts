import { closesAt, decideClosing, silenceTerm, silentBefore } from '#rules/closure.ts'
import { addDays, dayOf, startOfDay } from '#rules/day.ts'
import type { Clause, Term } from '#rules/policy.ts'
import { Conflict } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { commit } from '../queries/event.ts'
import { listClausesOf, listClosingVersions, listSilent } from '../queries/service-request-closing.ts'
import { writeDecisions, writeServiceRequest } from '../queries/service-request-step.ts'
import { findOwnCompany } from '../queries/session.ts'

const mostInOneRun = 100
const againMs = 60_000

/** The words of a version about silence, and the first request that waits under it. */
type Waiting = { versionId: string; oldest: Date; term: Term<number> }

/**
 * Closes what the customer has said nothing about for as many days as the request's own policy version says. Safe to run
 * twice and beside others. Answers when there may be more to close.
 */
export async function closeSilentRequests(scope: PublicScope): Promise<Date | null> {
  const { db, now } = scope
  const [[company], versions] = await read(db, [findOwnCompany(db), listClosingVersions(db)])
  const waiting = await waitingIn(scope, versions)
  if (!company || waiting.length === 0) return null
  const { timeZone } = company
  const due = waiting.filter(({ oldest, term }) => closesAt(oldest, term.value, timeZone) <= now)
  const found = await silentIn(scope, due, timeZone)
  for (const one of found) await close(scope, one, timeZone)
  if (found.length >= mostInOneRun) return new Date(now.getTime() + againMs)
  const next = waiting.map(({ oldest, term }) => closesAt(oldest, term.value, timeZone).getTime())
  return new Date(Math.max(Math.min(...next), nextMidnight(now, timeZone).getTime()))
}

/** Silence only ever ends a day at midnight. */
const nextMidnight = (now: Date, timeZone: string) => startOfDay(addDays(dayOf(now, timeZone), 1), timeZone)

async function waitingIn({ db }: PublicScope, versions: { id: string; oldest: number | null }[]): Promise<Waiting[]> {
  const open = versions.flatMap(({ id, oldest }) => (oldest === null ? [] : [{ id, oldest: new Date(oldest) }]))
  if (open.length === 0) return []
  const ids = open.map(({ id }) => id)
  const [rows] = await read(db, [listClausesOf(db, ids)])
  return open.flatMap(({ id, oldest }) => {
    const term = silenceTerm(rows.filter(({ versionId }) => versionId === id) as unknown as Clause[])
    return term ? [{ versionId: id, oldest, term }] : []
  })
}

type Silent = Awaited<ReturnType<typeof listSilent>>[number] & Waiting

async function silentIn({ db, now }: PublicScope, due: Waiting[], timeZone: string): Promise<Silent[]> {
  if (due.length === 0) return []
  const lists = await read(
    db,
    due.map(({ versionId, term }) => listSilent(db, versionId, silentBefore(now, term.value, timeZone), mostInOneRun)),
  )
  const found = lists.flatMap((rows, index) => rows.map((row) => ({ ...row, ...due[index]! })))
  return found.slice(0, mostInOneRun)
}

/** Whoever acts on the request at the same moment goes first: it is looked at again another day. */
async function close(scope: PublicScope, request: Silent, timeZone: string) {
  const { db, now } = scope
  const { term, versionId } = request
  const decision = decideClosing(request, term.value, timeZone, now)
  if (!decision.allowed) return
  const { silentSince, ...columns } = decision.result
  const { clauseKey, clauseNumber } = term
  const applied = { id: newId(now), subject: request.id, kind: 'closing', clauseKey, clauseNumber, steps: [], at: now }
  const inputs = { silentSince: silentSince.getTime(), days: term.value, timeZone }
  const result = { closesAt: closesAt(silentSince, term.value, timeZone).getTime() }
  const event = { name: 'service_request.closed', detail: { clause: clauseNumber, days: term.value } }
  try {
    await commit({ ...scope, actor: { id: 'system' } }, request, event, [
      writeServiceRequest(db, request, columns),
      ...writeDecisions([{ ...applied, policyVersionId: versionId, inputs, result }]),
    ])
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
}
