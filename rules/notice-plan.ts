import { type DatedTier, withDuty } from '#rules/auto-renewal.ts'
import type { Interval, WorkCalendar } from '#rules/calendar.ts'
import { type Day, dayOf, daysBetween, endOfDay, instantOn, startOfDay } from '#rules/day.ts'
import {
  type EndNoticeKind,
  type NoticeContent,
  type NoticeStep,
  type NoticeWhy,
  noticeChannels,
  type SkipReason,
} from '#rules/notice.ts'
import { noticeDayOf } from '#rules/notice-day.ts'
import { leadText, type NoticeKey, noticeKeyText } from '#rules/notice-key.ts'
import {
  addresseesOf,
  type NoticeRecipient,
  type Recipients,
  reachableBy,
  type StaffRecipient,
} from '#rules/notice-recipient.ts'
import { endOfQuiet, timeOutsideQuiet } from '#rules/quiet-hours.ts'
import type { EndingSubject, RenewalTier } from '#rules/renewal.ts'

export type PlanContext = {
  tiers: readonly RenewalTier[]
  calendar: WorkCalendar
  /** The company's; notices go out by its clock. */
  timeZone: string
  quietHours: Interval | null
  /** What fell due before this day is shown and skipped. The later one of the company's and the import's. */
  goLiveOn: Day | null
  /** Where the company is: the law of automatic renewals and of advertising. */
  country: string
  region: string | null
  /** What is due up to now is planned; with a later `until`, what will be. */
  now: Date
  until?: Date
}

export type PlanInput = PlanContext & {
  subject: EndingSubject
  recipients: Recipients
  /** `noticeKeyText` of every row that there is, cancelled ones left out. In any channel: who was told by mail is not told by SMS too. */
  existingKeys: ReadonlySet<string>
}

export type PlannedNotice = {
  key: NoticeKey
  keyText: string
  recipient: NoticeRecipient
  address: string
  /** When it should have gone out, or will. */
  dueAt: Date
  dueOn: Day
  /** When it may go out: `dueAt`, or for a late one now, outside quiet hours. */
  sendAt: Date
  isLate: boolean
  content: NoticeContent
  /** The law's last day to tell of an automatic renewal; `missed`: the contract must not extend by itself any more. */
  duty: { latestOn: Day; missed: boolean } | null
  /** The year's holiday table is not published yet (GR-23). */
  provisional: boolean
  why: NoticeWhy
}

/** `key` where a row can be written for it, which a person may release. */
export type SkippedNotice = {
  reason: SkipReason
  key: NoticeKey | null
  recipientId: string | null
  dueAt: Date
  dueOn: Day
  content: NoticeContent
  why: NoticeWhy
}

export type NoticePlan = { planned: PlannedNotice[]; skipped: SkippedNotice[] }

/**
 * Everything due up to `now` (or `until`) that has no row and whose subject has not ended: never "due today", so that
 * missed days catch up.
 */
export const plannedNotices = (input: PlanInput): NoticePlan =>
  planUpTo(input.until ?? input.now, dueTiers(input), input)

function planUpTo(until: Date, tiers: readonly DueTier[], input: PlanInput): NoticePlan {
  const due = tiers.filter(({ dueAt }) => dueAt <= until)
  const all = due.flatMap((one) => noticesOf(one, input))
  const taken = new Set(input.existingKeys)
  const planned = all.filter((one): one is PlannedNotice => !('reason' in one)).filter((one) => isFirst(one, taken))
  const skipped = all.filter((one): one is SkippedNotice => 'reason' in one).filter((one) => isFirst(one, taken))
  return { planned, skipped }
}

/** Whoever was told by mail is not told by SMS too: the channel makes no second message. */
function isFirst({ key }: { key: NoticeKey | null }, taken: Set<string>): boolean {
  const keys = key ? noticeChannels.map((channel) => noticeKeyText({ ...key, channel })) : []
  if (keys.some((text) => taken.has(text))) return false
  for (const text of keys) taken.add(text)
  return true
}

/** When the next notice of this subject falls due that is not due yet: at the first moment that brings something new. */
export function nextNoticeAt(input: PlanInput): Date | null {
  const tiers = dueTiers(input)
  const dueNow = planUpTo(input.now, tiers, input).planned.map(({ keyText }) => keyText)
  const known = { ...input, existingKeys: new Set([...input.existingKeys, ...dueNow]) }
  const later = tiers.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > input.now)
  const inOrder = later.toSorted((one, other) => one.getTime() - other.getTime())
  return inOrder.find((until) => planUpTo(until, tiers, known).planned.length > 0) ?? null
}

type DueTier = DatedTier & { dueAt: Date; steps: readonly NoticeStep[] }

/** In order; of two that make the same message, the one with facts only comes first. */
function dueTiers(input: PlanInput): DueTier[] {
  const { subject, tiers, calendar } = input
  const dated = tiers
    .filter(({ of }) => of === null || of === subject.kind)
    .map((tier): DatedTier => ({ tier, day: noticeDayOf(tier, subject.endsOn, calendar), duty: null }))
  return withDuty(dated, subject, input, calendar)
    .map((one) => atItsHour(one, input))
    .sort((one, other) => rankOf(one) - rankOf(other) || one.dueAt.getTime() - other.dueAt.getTime())
}

const rankOf = ({ tier }: DueTier) => (contentOf(tier) === 'commercial' ? 1 : 0)

function atItsHour(one: DatedTier, { quietHours, timeZone }: PlanContext): DueTier {
  const { tier, day } = one
  const time = timeOutsideQuiet(tier.sendTime, quietHours)
  const dueAt = endOfQuiet(instantOn(day.on, time, timeZone), quietHours, timeZone)
  const quiet: NoticeStep[] = time === tier.sendTime ? [] : [{ kind: 'quiet', asked: tier.sendTime, time }]
  return { ...one, dueAt, steps: [...day.steps, ...quiet, { kind: 'send_at', at: dueAt.toISOString() }] }
}

function noticesOf(due: DueTier, input: PlanInput): (PlannedNotice | SkippedNotice)[] {
  const over = overBecause(input)
  if (over) return [skippedOf(due, over, null)]
  const { recipients, instead } = addresseesOf(due.tier, input.recipients)
  const told: DueTier = instead === null ? due : { ...due, steps: [...due.steps, { kind: 'instead', of: instead }] }
  if (recipients.length === 0)
    return [skippedOf(told, goLiveBars(told, input) ? 'before_go_live' : 'no_recipient', null)]
  return recipients.map((recipient) => noticeTo(recipient, told, input))
}

function overBecause({ subject, timeZone, now }: PlanInput): SkipReason | null {
  if (subject.status !== 'active') return subject.status
  const endsAt = endOfDay(subject.endsOn, timeZone)
  if (subject.enteredAt >= endsAt) return 'ended_before_entered'
  return now >= endsAt ? 'ended' : null
}

const goLiveBars = ({ dueAt, tier }: DueTier, { goLiveOn, timeZone }: PlanContext) =>
  [goLiveOn, tier.goLiveOn].some((on) => on && dueAt < startOfDay(on, timeZone))

function noticeTo(recipient: NoticeRecipient, due: DueTier, input: PlanInput): PlannedNotice | SkippedNotice {
  const { tier, duty, day, dueAt } = due
  const { subject, timeZone, quietHours, now } = input
  const reached = reachableBy(recipient, tier.channels, contentOf(tier))
  const channel = reached.allowed ? reached.result.channel : firstAddress(recipient, tier)
  const key: NoticeKey | null = channel && {
    subject: subject.id,
    kind: kindOf(subject, tier),
    lead: leadText(tier.lead),
    endsOn: subject.endsOn,
    channel,
    recipient: recipient.id,
  }
  const skip = (reason: SkipReason) => ({ ...skippedOf(due, reason, recipient.id), key })
  if (goLiveBars(due, input)) return skip('before_go_live')
  const joinedAt = 'joinedAt' in recipient ? (recipient as StaffRecipient).joinedAt : null
  if (joinedAt && dueAt < joinedAt) return skip('before_joined')
  if (!reached.allowed || !key) return skip(reached.allowed ? 'no_address' : reached.reason)
  const sendAt = dueAt > now ? dueAt : endOfQuiet(now, quietHours, timeZone)
  if (sendAt >= endOfDay(subject.endsOn, timeZone)) return skip('no_time_left')
  const dueOn = dayOf(dueAt, timeZone)
  const lateDays = Math.max(0, daysBetween(dueOn, dayOf(now, timeZone)))
  const late: NoticeStep[] = lateDays > 0 ? [{ kind: 'late', days: lateDays, at: sendAt.toISOString() }] : []
  return {
    key,
    keyText: noticeKeyText(key),
    recipient,
    address: reached.result.address,
    dueAt,
    dueOn,
    sendAt,
    isLate: lateDays > 0,
    content: contentOf(tier),
    duty: duty && { latestOn: duty.latestOn, missed: dayOf(sendAt, timeZone) > duty.latestOn },
    provisional: day.provisional,
    why: whyOf({ ...due, steps: [...due.steps, ...late] }),
  }
}

/** What is told inside the company sells nothing. */
const contentOf = ({ to, content }: RenewalTier): NoticeContent => (to.audience === 'internal' ? 'service' : content)

function kindOf({ kind, autoRenew }: EndingSubject, { to }: RenewalTier): EndNoticeKind {
  if (kind === 'warranty') return 'warranty_end'
  return autoRenew && to.audience === 'customer' ? 'auto_renewal' : 'contract_end'
}

const firstAddress = ({ addresses }: NoticeRecipient, { channels }: RenewalTier) =>
  channels.find((channel) => addresses[channel]) ?? null

function skippedOf(due: DueTier, reason: SkipReason, recipientId: string | null): SkippedNotice {
  const { tier, day, dueAt } = due
  return { reason, key: null, recipientId, dueAt, dueOn: day.on, content: contentOf(tier), why: whyOf(due) }
}

function whyOf({ tier: { source }, duty, steps }: DueTier): NoticeWhy {
  return {
    clauseKey: source?.clauseKey ?? null,
    clauseNumber: source?.clauseNumber ?? null,
    policyVersionId: source?.policyVersionId ?? null,
    versionNumber: source?.versionNumber ?? null,
    laws: duty?.laws ?? [],
    steps,
  }
}
