import type { WorkCalendar } from '#rules/calendar.ts'
import { addDays, type Day, daysBetween } from '#rules/day.ts'
import type { ParameterValue } from '#rules/parameter.ts'
import { rolledForward } from '#rules/warranty-period.ts'

/** What the law gives a buyer of faulty goods, by day and by failed repairs (R-SB-1). */
export const remedies = ['refund', 'exchange', 'repair'] as const
export type Remedy = (typeof remedies)[number]

export type RemedyClaim = { receivedOn: Day; claimedOn: Day; failedRepairs: number }

/** Within the first days the buyer chooses; after two repairs that did not help, never a third (R-SB-1). */
export function remediesOf(
  { receivedOn, claimedOn, failedRepairs }: RemedyClaim,
  days: { fault_refund: number; fault_exchange: number } = { fault_refund: 7, fault_exchange: 15 },
): Remedy[] {
  const day = daysBetween(receivedOn, claimedOn)
  if (day <= days.fault_refund) return ['refund', 'exchange', 'repair']
  if (failedRepairs >= 2) return ['exchange', 'refund']
  return day <= days.fault_exchange ? ['exchange', 'repair'] : ['repair']
}

/** The last day of a right counted in days: the day of receipt does not count (R-CIV-2), a rest day moves it (R-CIV-4). */
export function rightEndsOn(
  receivedOn: Day,
  days: number,
  calendar: WorkCalendar,
  roll: ParameterValue<'warranty.roll_forward'>,
): Day {
  return rolledForward(addDays(receivedOn, days), calendar, roll).on
}

/** The last days on which a machine may still lie in the depot; the right to an exchange begins the day after (R-SB-2, R-SB-4). */
export function depotLimits(handedInOn: Day): { ownFault: Day; partsForPhones: Day; parts: Day } {
  return {
    ownFault: addDays(handedInOn, 30),
    partsForPhones: addDays(handedInOn, 60),
    parts: addDays(handedInOn, 90),
  }
}
