import { type Day, dayOf, endOfDay } from '#rules/day.ts'
import { read, type Statement, write } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import { type WarrantyContext, warrantyContextOf, warrantyWrites } from '../operations/asset-warranty.ts'
import { coverageFactQueries, type KnownMachine, machinesOf } from '../operations/coverage-fact.ts'
import { loadFront } from '../operations/front.ts'
import {
  deleteEarlierSweeps,
  findNextVersionAt,
  findSweep,
  machinesAfter,
  machinesAwayAfter,
  type Sweep,
  undecidedMachines,
  writeSweep,
} from '../queries/asset-warranty.ts'
import { listCalendarDays, overridesOf } from '../queries/calendar-day.ts'

const inOneStretch = 100
/** So many machines at one visit; the rest at the next one, a minute later. */
const mostStretches = 10

/**
 * Keeps every machine's last covered day true: of machines that were changed or are new, of those in repair day by day,
 * and of all of them when a version of the policy, the company's place or its own days changed. Resumes where it stopped.
 * Answers when to come again.
 */
export async function recomputeWarranties(scope: PublicScope): Promise<Date | null> {
  const { db, now } = scope
  const { front, answers } = await loadFront(scope, [listCalendarDays(db), findNextVersionAt(db, now)])
  const [days, [version]] = answers
  const context = warrantyContextOf(front, overridesOf(days), now)
  if (!context.clauses) return version?.at ?? null
  const today = dayOf(now, front.company.timeZone)
  const budget = { left: mostStretches }
  const isDone =
    (await decideUndecided(scope, context, budget)) &&
    (await sweep(scope, context, budget, { kind: 'version', stamp: await stampOf(context), list: machinesAfter })) &&
    (await sweep(scope, context, budget, { kind: 'away', stamp: today, list: machinesAwayAfter }))
  if (!isDone) return now
  const [[away]] = await read(db, [machinesAwayAfter(db, '', 1)])
  return earliest(version?.at ?? null, away ? endOfDay(today as Day, front.company.timeZone) : null)
}

type Budget = { left: number }

/** Answers whether none is left. */
async function decideUndecided({ db }: PublicScope, context: WarrantyContext, budget: Budget): Promise<boolean> {
  while (budget.left-- > 0) {
    const machines = await machinesIn(db, undecidedMachines(db, inOneStretch))
    const { writes } = warrantyWrites(db, context, machines)
    if (writes.length > 0) await write(db, writes, { repeatable: true })
    if (machines.length < inOneStretch) return true
  }
  return false
}

type Walk = { kind: string; stamp: string; list: typeof machinesAfter | typeof machinesAwayAfter }

async function sweep({ db, now }: PublicScope, context: WarrantyContext, budget: Budget, walk: Walk): Promise<boolean> {
  const stamp = `${walk.kind}:${walk.stamp}`
  const [[known]] = await read(db, [findSweep(db, stamp)])
  let state: Sweep = known ?? { stamp, cursor: '', startedAt: now, finishedAt: null }
  while (!state.finishedAt) {
    if (budget.left-- <= 0) return false
    const machines = await machinesIn(db, walk.list(db, state.cursor, inOneStretch))
    const isLast = machines.length < inOneStretch
    state = { ...state, cursor: machines.at(-1)?.asset.id ?? state.cursor, finishedAt: isLast ? now : null }
    const { writes } = warrantyWrites(db, context, machines)
    const ends: Statement[] = isLast ? [deleteEarlierSweeps(db, walk.kind, stamp)] : []
    await write(db, [...writes, writeSweep(db, state), ...ends], { repeatable: true })
  }
  return true
}

async function machinesIn(
  db: PublicScope['db'],
  ids: Parameters<typeof coverageFactQueries>[1],
): Promise<KnownMachine[]> {
  const found = machinesOf(await read(db, coverageFactQueries(db, ids)))
  return [...found.values()].sort((one, other) => (one.asset.id < other.asset.id ? -1 : 1))
}

/** Another stamp is another walk: whatever changes an end of machines that nobody touched stands in it. */
const stampOf = ({ versionId, company, overrides }: WarrantyContext) =>
  hashOf(JSON.stringify([versionId, company.country, company.region, overrides]))

const earliest = (one: Date | null, other: Date | null) => (one && (!other || one <= other) ? one : other)
