import type { WorkCalendar } from '#rules/calendar.ts'
import { addDays, addMonths, type Day, daysBetween } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { NoticeStep } from '#rules/notice.ts'
import { type NoticeDay, shiftedDay } from '#rules/notice-day.ts'
import { leadText } from '#rules/notice-key.ts'
import { type NoticeRecipient, reachableBy } from '#rules/notice-recipient.ts'
import { defaultChannels, defaultSendTime, type EndingSubject, type RenewalTier } from '#rules/renewal.ts'

/** Where a company is: the country, and the part of ISO 3166-2 after it (`CA`). */
export type Place = { country: string; region: string | null }

/** When the customer has to be told of a renewal that nobody asks for. Null: any day up to the latest. */
export type RenewalWindow = { earliestOn: Day | null; latestOn: Day; laws: readonly string[] }

type Term = Pick<EndingSubject, 'startsOn' | 'endsOn' | 'autoRenewNoticeDays'>

/** The first day of the next term: a contract ends with its last day. */
export const renewsOn = ({ endsOn }: Pick<EndingSubject, 'endsOn'>): Day => addDays(endsOn, 1)

/** Five days at least (GR-11, R-MS-5), wherever the company is; 15 to 45 for a year or more in California (R-US-2). */
export function renewalWindow(place: Place, term: Term): RenewalWindow {
  const { least, most, laws } = lawOf(place, term)
  const days = Math.min(most ?? Number.POSITIVE_INFINITY, least + (term.autoRenewNoticeDays ?? 0))
  const on = renewsOn(term)
  return { earliestOn: most === null ? null : addDays(on, -most), latestOn: addDays(on, -days), laws }
}

function lawOf({ country, region }: Place, { startsOn, endsOn }: Term) {
  const isYear = startsOn === null || addMonths(startsOn, 12) <= addDays(endsOn, 1)
  if (country === 'US' && region === 'CA' && isYear) return { least: 15, most: 45, laws: ['GR-11', 'R-US-2'] }
  return { least: 5, most: null, laws: ['GR-11', 'R-MS-5'] }
}

export type DatedTier = {
  tier: RenewalTier
  day: NoticeDay
  /** The law's window, on the notice that keeps it. */
  duty: RenewalWindow | null
}

/**
 * Of a contract that extends itself, one service notice to the customer lies in the law's window: the policy's own, or
 * its nearest one moved there, or one that the law adds.
 */
export function withDuty(
  dated: readonly DatedTier[],
  subject: EndingSubject,
  place: Place,
  calendar: WorkCalendar,
): DatedTier[] {
  if (subject.kind !== 'contract' || !subject.autoRenew) return [...dated]
  const all = withWindow(dated, subject, renewalWindow(place, subject), calendar)
  return all.filter((one) => !all.some((keeper) => isTakenBy(one, keeper)))
}

/** The same message, once in the law's window and once outside of it: sent there first, it would not be sent again. */
const isTakenBy = ({ tier, duty }: DatedTier, keeper: DatedTier) =>
  duty === null &&
  keeper.duty !== null &&
  tier.to.audience === 'customer' &&
  leadText(tier.lead) === leadText(keeper.tier.lead) &&
  tier.channels.every((channel) => keeper.tier.channels.includes(channel))

function withWindow(
  dated: readonly DatedTier[],
  subject: EndingSubject,
  window: RenewalWindow,
  calendar: WorkCalendar,
): DatedTier[] {
  const isTelling = ({ tier }: DatedTier) => tier.to.audience === 'customer' && tier.content === 'service'
  const isInside = (one: DatedTier) => isTelling(one) && isWithin(one.day.on, window)
  if (dated.some(isInside)) return dated.map((one) => (isInside(one) ? { ...one, duty: window } : one))
  const [nearest] = dated
    .filter((one) => isTelling(one) && one.day.on > window.latestOn)
    .toSorted((one, other) => (one.day.on < other.day.on ? -1 : 1))
  if (!nearest) return [...dated, addedByLaw(dated, subject, window, calendar)]
  return dated.map((one) => (one === nearest ? movedByLaw(one, window, calendar) : one))
}

const isWithin = (on: Day, { earliestOn, latestOn }: RenewalWindow) =>
  on <= latestOn && (earliestOn === null || on >= earliestOn)

function movedByLaw({ tier, day }: DatedTier, window: RenewalWindow, calendar: WorkCalendar): DatedTier {
  const last = lastWorkingDay(window, tier.shift, calendar)
  const moves: NoticeStep = { kind: 'law_moves', ...withinOf(window), on: window.latestOn }
  return { tier, day: { ...last, steps: [...day.steps, moves, ...last.steps] }, duty: window }
}

/** Sent as the clause's own notices are, where it has some. */
function addedByLaw(
  dated: readonly DatedTier[],
  subject: EndingSubject,
  window: RenewalWindow,
  calendar: WorkCalendar,
): DatedTier {
  const on = renewsOn(subject)
  const lead = { before: daysBetween(window.latestOn, on), unit: 'day' } as const
  const like = dated.find(({ tier }) => tier.to.audience === 'customer')?.tier ?? dated[0]?.tier
  const tier: RenewalTier = {
    of: 'contract',
    lead,
    to: { audience: 'customer' },
    channels: like?.to.audience === 'customer' ? like.channels : defaultChannels.customer,
    shift: like?.shift ?? 'previous',
    sendTime: like?.sendTime ?? defaultSendTime,
    content: 'service',
    source: null,
  }
  const last = lastWorkingDay(window, tier.shift, calendar)
  const steps: NoticeStep[] = [
    { kind: 'renews', on },
    { kind: 'law_adds', ...withinOf(window) },
    { kind: 'before', ...lead, on: window.latestOn },
  ]
  return { tier, day: { ...last, steps: [...steps, ...last.steps] }, duty: window }
}

const withinOf = ({ earliestOn, latestOn }: RenewalWindow) => ({ earliestOn, latestOn })

/** Never the next one: the law's last day is the last. */
function lastWorkingDay(window: RenewalWindow, shift: RenewalTier['shift'], calendar: WorkCalendar): NoticeDay {
  const stays: NoticeDay = { on: window.latestOn, steps: [], provisional: false }
  if (shift === 'none') return stays
  const shifted = shiftedDay(window.latestOn, 'previous', calendar)
  return isWithin(shifted.on, window) ? shifted : stays
}

export type AutoRenewReason = 'too_late_to_tell' | 'nobody_to_tell' | 'not_automatic' | 'over' | 'not_told'

/** Asked when a contract is saved: an automatic renewal nobody could be told of in time is not agreed (GR-11). */
export function decideAutoRenew(
  subject: EndingSubject,
  place: Place,
  customer: readonly NoticeRecipient[],
  today: Day,
): Decision<RenewalWindow, AutoRenewReason> {
  if (subject.kind !== 'contract' || !subject.autoRenew) return refuse('not_automatic')
  if (subject.status !== 'active') return refuse('over')
  const window = renewalWindow(place, subject)
  if (today > window.latestOn) return refuse('too_late_to_tell')
  const isReachable = customer.some((one) => reachableBy(one, defaultChannels.customer, 'service').allowed)
  return isReachable ? allow(window) : refuse('nobody_to_tell')
}

/** Asked when the contract ends: it extends itself only if the customer was told within the law's window (GR-11). */
export function decideAutomaticRenewal(
  subject: EndingSubject,
  place: Place,
  toldOn: readonly Day[],
): Decision<{ startsOn: Day }, AutoRenewReason> {
  if (subject.kind !== 'contract' || !subject.autoRenew) return refuse('not_automatic')
  if (subject.status !== 'active') return refuse('over')
  const window = renewalWindow(place, subject)
  return toldOn.some((on) => isWithin(on, window)) ? allow({ startsOn: renewsOn(subject) }) : refuse('not_told')
}
