import type { AssetFacts } from '#rules/coverage-fact.ts'
import { type Day, daysBetween } from '#rules/day.ts'
import { depotLimits, remediesOf } from '#rules/statutory-remedy.ts'

/** What the law may give the buyer of consumer goods in this case: for a person to check, never an answer by itself. */
export type StatutoryHint =
  | { id: 'GR-09'; days: number; isOver: boolean }
  | { id: 'GR-10'; because: RemedyReason; count: number }

export const remedyReasons = ['two_repairs', 'after_repair', 'just_bought', 'depot', 'depot_parts'] as const
export type RemedyReason = (typeof remedyReasons)[number]

export type StatutoryCase = {
  /** Mainland China's rules are known; elsewhere nothing is said. */
  country: string
  today: Day
  receivedOn: Day
  isOpen: boolean
  /** A reason for waiting is recorded. */
  isWaiting: boolean
  asset: Pick<AssetFacts, 'isConsumerGoods' | 'category' | 'days' | 'repairs'> | null
  /** When faults of the machine that were reported earlier were solved. */
  solvedOn: readonly Day[]
}

const amberDays = 10
const redDays = 15
const repairHoldsDays = 30

export function statutoryHints(one: StatutoryCase): StatutoryHint[] {
  const { asset, country } = one
  if (country !== 'CN' || !asset?.isConsumerGoods) return []
  return [...delayOf(one), ...remedyOf(one, asset), ...depotOf(one, asset)]
}

/** R-CP-5: more than fifteen days without a reason counts as deliberate delay. */
function delayOf({ isOpen, isWaiting, receivedOn, today }: StatutoryCase): StatutoryHint[] {
  const days = daysBetween(receivedOn, today)
  return isOpen && !isWaiting && days > amberDays ? [{ id: 'GR-09', days, isOver: days > redDays }] : []
}

/** R-SB-1, R-SB-2: the strongest reason is told, and a repair that did not hold. */
function remedyOf({ receivedOn, solvedOn }: StatutoryCase, { days, repairs }: NonNullable<StatutoryCase['asset']>) {
  const hints: StatutoryHint[] = []
  const soldOn = days.delivery ?? days.invoice
  const repairedOn = repairsOf(solvedOn, repairs).filter((on) => on <= receivedOn)
  const failedRepairs = repairedOn.length
  const since = soldOn && soldOn <= receivedOn ? daysBetween(soldOn, receivedOn) : null
  if (failedRepairs >= 2) hints.push({ id: 'GR-10', because: 'two_repairs', count: failedRepairs })
  else if (since !== null && soldOn) {
    const remedies = remediesOf({ receivedOn: soldOn, claimedOn: receivedOn, failedRepairs })
    if (remedies.length > 1) hints.push({ id: 'GR-10', because: 'just_bought', count: since })
  }
  const last = repairedOn.toSorted().at(-1)
  const held = last === undefined ? null : daysBetween(last, receivedOn)
  if (held !== null && held < repairHoldsDays) hints.push({ id: 'GR-10', because: 'after_repair', count: held })
  return hints
}

/** Solved requests, and stays in the depot during which none was solved: those are one repair. */
function repairsOf(solvedOn: readonly Day[], stays: AssetFacts['repairs']): Day[] {
  const others = stays.flatMap(({ from, until }) =>
    until !== null && !solvedOn.some((on) => from <= on && on <= until) ? [until] : [],
  )
  return [...solvedOn, ...others]
}

/** R-SB-2, R-SB-4: how long it may lie in the depot; the right begins the day after. */
function depotOf({ today, isWaiting }: StatutoryCase, { repairs, category }: NonNullable<StatutoryCase['asset']>) {
  const stay = repairs.find(({ until }) => until === null)
  if (!stay) return []
  const limits = depotLimits(stay.from)
  const count = daysBetween(stay.from, today)
  const parts = category === 'phone' ? limits.partsForPhones : limits.parts
  if (today > parts) return [{ id: 'GR-10' as const, because: 'depot_parts' as const, count }]
  return today > limits.ownFault && !isWaiting ? [{ id: 'GR-10' as const, because: 'depot' as const, count }] : []
}
