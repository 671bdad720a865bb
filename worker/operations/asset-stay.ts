import {
  decideExchange,
  decideReading,
  decideReturn,
  decideStay,
  type ReadingReason,
  type Stay,
  type StayReason,
} from '#rules/asset.ts'
import type { AssetFacts } from '#rules/coverage-fact.ts'
import type { Day } from '#rules/day.ts'
import { allow, type Decision } from '#rules/decision.ts'
import type { UsageUnit } from '#rules/policy-vocabulary-terms.ts'
import { NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { writeReading, writeStay, writeStayRemoved, writeStayReturned } from '../queries/asset.ts'
import { listOwnStays } from '../queries/asset-stay.ts'
import { writeSuccessorsUndecided } from '../queries/asset-warranty.ts'
import { type AssetChange, type AssetScope, changeAsset, type LoadedAsset } from './asset-change.ts'

type Change = Promise<Decision<string, StayReason | 'serial_taken'>>
type StayQueries = readonly [ReturnType<typeof listOwnStays>]
type Loaded = LoadedAsset<StayQueries>

export type StayForm = {
  component: string | null
  from: Day
  until: Day | null
  fault: string | null
  note: string | null
}

/** Handed in for repair; with the day it came back where that is known already. */
export const recordStay = (scope: AssetScope, id: string, form: StayForm): Change =>
  changeStays(scope, id, (loaded) => {
    const { machine, today } = loaded
    const decision = decideStay(form, { today, stays: staysIn(loaded), components: componentsOf(loaded) })
    if (!decision.allowed) return decision
    const { component, from, until, fault, note } = form
    const row = { ...newStay(scope, id), kind: 'repair' as const, component, fault, note, fromOn: from, untilOn: until }
    const isAway = until === null && component === null && machine.asset.status !== 'retired'
    return allow({
      event: { name: 'asset.handed_in', detail: { from, ...(until ? { until } : {}), ...said(loaded, component) } },
      ...(isAway ? { columns: { status: 'in_repair' as const } } : {}),
      machine: withFacts(loaded, { repairs: [...machine.facts.repairs, { from, until, component, fault }] }),
      writes: [writeStay(scope.db, row)],
    })
  })

/** Given back: both days count. */
export const recordReturn = (scope: AssetScope, id: string, stayId: string, on: Day): Change =>
  changeStays(scope, id, (loaded) => {
    const stay = stayIn(loaded, stayId)
    const decision = decideReturn(stay, on, loaded.today)
    if (!decision.allowed) return decision
    const isBack = stay.component === null && loaded.machine.asset.status === 'in_repair'
    return allow({
      event: { name: 'asset.given_back', detail: { from: stay.from, until: on, ...said(loaded, stay.component) } },
      ...(isBack ? { columns: { status: 'in_use' as const } } : {}),
      machine: withFacts(loaded, repairsAfter(loaded, stay, on)),
      writes: [writeStayReturned(scope.db, stayId, on)],
    })
  })

/** Entered by mistake. */
export const removeStay = (scope: AssetScope, id: string, stayId: string): Change =>
  changeStays(scope, id, (loaded) => {
    const stay = stayIn(loaded, stayId)
    const { from, until, component, kind } = stay
    const wasAway = kind === 'repair' && until === null && component === null
    const isBack = wasAway && loaded.machine.asset.status === 'in_repair'
    return allow({
      event: { name: 'asset.stay_removed', detail: { from, kind, ...said(loaded, component) } },
      ...(isBack ? { columns: { status: 'in_use' as const } } : {}),
      machine: withFacts(
        loaded,
        kind === 'repair' ? repairsAfter(loaded, stay, null) : replacementsWithout(loaded, stay),
      ),
      writes: [writeStayRemoved(scope.db, stayId)],
    })
  })

/** A part was exchanged for a new one. (A whole machine: `replaceAsset`.) */
export const recordExchange = (
  scope: AssetScope,
  id: string,
  form: { component: string; on: Day; note: string | null },
): Change =>
  changeStays(scope, id, (loaded) => {
    const { component, on, note } = form
    const decision = decideExchange(form, { today: loaded.today, components: componentsOf(loaded) })
    if (!decision.allowed) return decision
    const row = { ...newStay(scope, id), kind: 'replacement' as const, component, note, fromOn: on, untilOn: on }
    return allow({
      event: { name: 'asset.part_exchanged', detail: { from: on, ...said(loaded, component) } },
      machine: withFacts(loaded, { replacements: [...loaded.machine.facts.replacements, { on, component }] }),
      writes: [writeStay(scope.db, row)],
    })
  })

/** What a counter shows. */
export const recordReading = (
  scope: AssetScope,
  id: string,
  reading: { on: Day; unit: UsageUnit; amount: number },
): Promise<Decision<string, ReadingReason | 'serial_taken'>> =>
  changeAsset<ReadingReason>(scope, id, ({ machine, today }) => {
    const { facts, customerKind } = machine
    const decision = decideReading(reading, facts.readings, today)
    if (!decision.allowed) return decision
    const others = facts.readings.filter(({ on, unit }) => on !== reading.on || unit !== reading.unit)
    const row = { id: newId(scope.now), assetId: id, ...reading, at: scope.now, by: scope.actor.id }
    return allow({
      event: { name: 'asset.read', detail: reading },
      machine: { customerKind, facts: { ...facts, readings: [...others, reading] } },
      writes: [writeReading(scope.db, row)],
    })
  })

function changeStays(
  scope: AssetScope,
  id: string,
  describe: (loaded: Loaded) => Decision<AssetChange, StayReason>,
): Change {
  const withSuccessors = (loaded: Loaded) => {
    const decision = describe(loaded)
    if (!decision.allowed) return decision
    return allow({ ...decision.result, writes: [...(decision.result.writes ?? []), writeSuccessorsUndecided(id)] })
  }
  return changeAsset<StayReason, StayQueries>(scope, id, withSuccessors, [listOwnStays(scope.db, id)])
}

const newStay = ({ now, actor }: AssetScope, assetId: string) => ({
  ...{ id: newId(now), assetId, requestId: null, fault: null, at: now, by: actor.id },
})

const staysIn = ({ answers: [rows] }: Loaded): Stay[] =>
  rows.map(({ id, kind, component, fromOn, untilOn }) => ({ id, kind, component, from: fromOn, until: untilOn }))

function stayIn(loaded: Loaded, id: string): Stay {
  const stay = staysIn(loaded).find((one) => one.id === id)
  if (!stay) throw new NotFound('stay')
  return stay
}

const componentsOf = ({ machine }: Loaded) => machine.components.map(({ key }) => key)

/** The part by its name, as it was called then. */
const said = ({ machine }: Loaded, component: string | null) =>
  component === null ? {} : { part: machine.components.find(({ key }) => key === component)?.name ?? component }

const withFacts = ({ machine: { facts, customerKind } }: Loaded, changed: Partial<AssetFacts>) => ({
  customerKind,
  facts: { ...facts, ...changed },
})

/** `until` null: the stay is gone; otherwise it ended that day. The first of several that are alike. */
function repairsAfter({ machine }: Loaded, stay: Stay, until: Day | null): Pick<AssetFacts, 'repairs'> {
  const at = machine.facts.repairs.findIndex(
    (one) => one.from === stay.from && one.until === stay.until && one.component === stay.component,
  )
  return {
    repairs: machine.facts.repairs.flatMap((one, index) => (index !== at ? [one] : until ? [{ ...one, until }] : [])),
  }
}

function replacementsWithout({ machine }: Loaded, stay: Stay): Pick<AssetFacts, 'replacements'> {
  const at = machine.facts.replacements.findIndex((one) => one.on === stay.from && one.component === stay.component)
  return { replacements: machine.facts.replacements.filter((_, index) => index !== at) }
}
