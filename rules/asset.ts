import { addDays, type Day } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { serialKeyOf } from '#rules/serial-number.ts'

/** What one asks of the list of machines. */
export const assetViews = ['all', 'covered', 'ending', 'ended', 'unknown', 'retired'] as const
export type AssetView = (typeof assetViews)[number]

/** What ends within so many days is about to. */
export const endingWithinDays = 90

/** How a machine stands to the end of its warranty on a day. */
export const warrantyStates = ['covered', 'ending', 'ended', 'unknown'] as const
export type WarrantyState = (typeof warrantyStates)[number]

/** The last day is still covered. */
export function warrantyStateOf(endsOn: Day | null, today: Day): WarrantyState {
  if (endsOn === null) return 'unknown'
  if (endsOn < today) return 'ended'
  return endsOn <= addDays(today, endingWithinDays) ? 'ending' : 'covered'
}

/** The days of a machine's life as its form has them, in the order in which they happen. */
export const assetDayFields = [
  'manufacturedOn',
  'invoiceOn',
  'deliveredOn',
  'installedOn',
  'commissionedOn',
  'acceptedOn',
] as const
export type AssetDayField = (typeof assetDayFields)[number]

export type AssetWish = { [field in AssetDayField]: Day | null } & {
  name: string
  serialNumber: string
  agreedMonths: number | null
}

export const assetFaultReasons = ['required', 'before_manufacture', 'day_far', 'serial'] as const
export type AssetFault = (typeof assetFaultReasons)[number]

/** A machine may be entered before it is delivered, and not years before. */
const furthestDays = 366

export type AssetFaults = Partial<Record<keyof AssetWish, AssetFault>>

/** What cannot be right, by field. `productName`: stands in for a name that nobody typed. */
export function assetFaultsOf(
  wish: AssetWish,
  { today, productName }: { today: Day; productName: string | null },
): AssetFaults {
  const faults: AssetFaults = {}
  if (wish.name === '' && !productName) faults.name = 'required'
  if (wish.serialNumber !== '' && serialKeyOf(wish.serialNumber) === null) faults.serialNumber = 'serial'
  for (const field of assetDayFields) {
    const on = wish[field]
    if (on === null) continue
    if (on > addDays(today, furthestDays)) faults[field] = 'day_far'
    else if (wish.manufacturedOn !== null && on < wish.manufacturedOn) faults[field] = 'before_manufacture'
  }
  return faults
}

export type Stay = {
  id: string
  kind: 'repair' | 'replacement'
  component: string | null
  from: Day
  until: Day | null
}

export const stayReasons = ['future', 'before_hand_in', 'away_already', 'not_away', 'component'] as const
export type StayReason = (typeof stayReasons)[number]

type StayWish = { component: string | null; from: Day; until: Day | null }

/** A stay in repair, with or without its end. Of one part, or of the whole, there is one at a time. */
export function decideStay(
  wish: StayWish,
  { today, stays, components }: { today: Day; stays: readonly Stay[]; components: readonly string[] },
): Decision<StayWish, StayReason> {
  if (wish.component !== null && !components.includes(wish.component)) return refuse('component')
  if (wish.from > today || (wish.until !== null && wish.until > today)) return refuse('future')
  if (wish.until !== null && wish.until < wish.from) return refuse('before_hand_in')
  const isAway = stays.some((one) => one.kind === 'repair' && one.until === null && one.component === wish.component)
  return wish.until === null && isAway ? refuse('away_already') : allow(wish)
}

/** It came back: both days count as days in repair (K11). */
export function decideReturn(stay: Stay, on: Day, today: Day): Decision<Day, StayReason> {
  if (stay.kind !== 'repair' || stay.until !== null) return refuse('not_away')
  if (on > today) return refuse('future')
  return on < stay.from ? refuse('before_hand_in') : allow(on)
}

/** A part, or the whole machine, was exchanged for a new one. */
export function decideExchange(
  { component, on }: { component: string | null; on: Day },
  { today, components }: { today: Day; components: readonly string[] },
): Decision<true, StayReason> {
  if (component !== null && !components.includes(component)) return refuse('component')
  return on > today ? refuse('future') : allow(true)
}

export const readingReasons = ['future', 'goes_back'] as const
export type ReadingReason = (typeof readingReasons)[number]
type Reading = { on: Day; unit: string; amount: number }

/** A counter only counts up; a second reading of a day corrects the first. */
export function decideReading(wish: Reading, known: readonly Reading[], today: Day): Decision<Reading, ReadingReason> {
  if (wish.on > today) return refuse('future')
  const same = known.filter(({ unit, on }) => unit === wish.unit && on !== wish.on)
  const isBack = same.some(({ on, amount }) => (on < wish.on ? amount > wish.amount : amount < wish.amount))
  return isBack ? refuse('goes_back') : allow(wish)
}
