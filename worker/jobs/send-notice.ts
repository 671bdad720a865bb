import type { SQL } from 'drizzle-orm'
import type { Sending } from '#rules/notice-sending.ts'
import type { Notice } from '#schema/notice.ts'
import { Unavailable } from '#tenants/errors.ts'
import { read, type Statement, write } from '#tenants/round-trip.ts'
import type { Database } from '#tenants/scope.ts'
import type { Letterhead } from '#web/emails/template.ts'
import type { Platform } from '../platform/platform.ts'
import type { SendAnswer, Sender } from '../platform/sender.ts'
import {
  findNotice,
  listDueNotices,
  writeLease,
  writeNoticeOutcome,
  writeParked,
  writePostponed,
  writeRetired,
} from '../queries/notice.ts'
import { composeMessage } from './compose-message.ts'
import { whetherOut } from './recover-notice.ts'

/** Whose ledger is worked through, by which ways, and what its messages say at the top. */
export type Outbox = {
  db: Database
  /** The tenant's id, or `control-plane`: what sealed data is bound to. */
  owner: string
  /** Raised by a restore: what was planned before it may have been sent already. */
  generation: number
  restoredAtMs?: number
  letterhead: Letterhead
  replyTo?: string
  /** The way out for one notice. `full`: so many went there in this minute that it waits for the next. */
  wayFor(notice: Notice): Sender | 'full' | undefined
  /** What became of the facts since these were planned; those that nothing is said of are sent as they are. */
  sendingOf?(due: readonly Notice[], now: Date): Promise<ReadonlyMap<string, Sending>>
  /** What must still hold in the statement that takes the lease: nothing that was cancelled meanwhile is announced. */
  provided?(now: Date): SQL
  /** Written with the lease: what the message says is settled from here on. */
  settledWith?(leased: Notice, now: Date): readonly Statement[]
  /** Written when it is not sent after all. */
  retiredWith?(notice: Notice, because: string): readonly Statement[]
  /** Written with the outcome: an address that is no good, a way that fails. */
  consequencesOf?(notice: Notice, answer: SendAnswer): readonly Statement[]
}

const minuteMs = 60_000
/** Longer than two clocks may differ, and a message may be on its way to its provider. */
const leaseMs = 20 * minuteMs
/** Whoever was held up for longer after taking the lease leaves it alone: somebody else may soon have it. */
const leaseLeftMs = 15 * minuteMs
const mostInOneRun = 200
const page = 50
/** The provider itself is away: the rest of its messages wait for the next visit. */
const mostFailuresInARow = 3
/** Some four days, since pauses grow to an hour. What speaks of an end is tried until that end. */
const mostAttempts = 103
const longestPauseMs = 60 * minuteMs

type Outcome = SendAnswer['outcome'] | 'taken' | 'waits' | 'unknown' | 'cancelled' | 'unsendable'

/** Sends what is due, at most once each. Safe to run again, and by several at a time. */
export async function sendDueNotices(platform: Platform, outbox: Outbox) {
  const failures = new Map<string, number>()
  const isFailing = (way: string) => (failures.get(way) ?? 0) >= mostFailuresInARow
  for (let seen = 0; seen < mostInOneRun; seen += page) {
    const failing = [...failures.keys()].filter(isFailing)
    const [due] = await read(outbox.db, [listDueNotices(outbox.db, platform.now(), page, failing)])
    const sending = await outbox.sendingOf?.(due, platform.now())
    for (const notice of due) {
      const way = notice.channelId ?? notice.channel
      if (isFailing(way)) continue
      const outcome = await handleNotice(platform, outbox, notice, sending?.get(notice.key))
      if (outcome === 'later' || outcome === 'lost') failures.set(way, (failures.get(way) ?? 0) + 1)
      if (outcome === 'sent' || outcome === 'refused') failures.set(way, 0)
    }
    if (due.length < page) return
  }
}

async function handleNotice(
  platform: Platform,
  outbox: Outbox,
  notice: Notice,
  sending: Sending | undefined,
): Promise<Outcome> {
  const sender = outbox.wayFor(notice)
  if (sender === 'full') return wait(platform, outbox, notice, minuteMs, null)
  if (!sender) return park(outbox, notice, 'there is no way out for it')
  const found = await whetherOut(platform, outbox, notice, sender)
  if (found.is === 'unknown') return park(outbox, notice, found.why)
  if (found.is === 'silent') return wait(platform, outbox, notice, pauseMs(notice.attempt), found.why)
  if (found.is === 'out') {
    const leased = await lease(platform, outbox, notice)
    if (!leased) return 'taken'
    await record(platform, outbox, leased, { outcome: 'sent', providerId: found.providerId }, sender)
    return 'sent'
  }
  if (sending?.do === 'wait') return wait(platform, outbox, notice, msUntil(platform, sending.until), null)
  if (sending?.do === 'cancel') {
    if (found.is === 'perhaps') return park(outbox, notice, 'it may have been sent, and no longer holds')
    return retire(outbox, notice, sending.reason)
  }
  // A key is repeated with the very same message.
  const isNew = found.is === 'not_out'
  const recipient = sending?.do === 'send' && isNew ? sending.address : notice.recipient
  return sendOnce(platform, outbox, notice, sender, { recipient, mustHold: true, isNew })
}

const msUntil = (platform: Platform, until: Date) => until.getTime() - platform.now().getTime()

/** `isNew`: certainly not out yet, so what it says may still change. */
type Taking = { recipient: string; mustHold: boolean; isNew: boolean }

async function sendOnce(
  platform: Platform,
  outbox: Outbox,
  notice: Notice,
  sender: Sender,
  taking: Taking,
): Promise<Outcome> {
  const leased = await lease(platform, outbox, notice, taking)
  if (!leased) return 'taken'
  const message = await composeMessage(platform, outbox, leased)
  if (msUntil(platform, leased.leaseUntil!) < leaseLeftMs) return 'taken'
  if (!message) {
    const answer: SendAnswer = { outcome: 'refused', reason: 'its data does not fit the template' }
    await record(platform, outbox, leased, answer, sender)
    return 'unsendable'
  }
  const answer = await sender.send(message)
  await record(platform, outbox, leased, answer, sender)
  return answer.outcome
}

async function park({ db }: Outbox, notice: Notice, failure: string): Promise<Outcome> {
  await write(db, [writeParked(db, notice, failure)], { repeatable: true })
  return 'unknown'
}

async function retire({ db, retiredWith }: Outbox, notice: Notice, because: string): Promise<Outcome> {
  await write(db, [writeRetired(db, notice, because), ...(retiredWith?.(notice, because) ?? [])], { repeatable: true })
  return 'cancelled'
}

async function wait(platform: Platform, { db }: Outbox, notice: Notice, ms: number, failure: string | null) {
  const until = new Date(platform.now().getTime() + ms)
  await write(db, [writePostponed(db, notice, until, failure)], { repeatable: true })
  return 'waits' as const
}

/** Undefined when another run has it. Where the answer to the lease was lost, the row itself tells whose it is. */
async function lease(
  platform: Platform,
  outbox: Outbox,
  notice: Notice,
  { recipient, mustHold, isNew }: Taking = { recipient: notice.recipient, mustHold: false, isNew: false },
): Promise<Notice | undefined> {
  const { db, generation, provided, settledWith } = outbox
  const now = platform.now()
  const own = crypto.getRandomValues(new Uint32Array(1))[0]! % minuteMs
  const leaseUntil = new Date(now.getTime() + leaseMs + own)
  // From the first try on, the due time says since when it may be out.
  const dueAt = notice.state === 'planned' && notice.dueAt < now ? now : notice.dueAt
  const leased: Notice = {
    ...{ ...notice, recipient, dueAt, leaseUntil, generation },
    ...{ state: 'sending', attempt: notice.attempt + 1 },
  }
  const condition = mustHold ? provided?.(now) : undefined
  const taking = writeLease(db, notice, { recipient, dueAt, leaseUntil, generation, provided: condition })
  const settled = isNew ? (settledWith?.(leased, now) ?? []) : []
  const [result] = await write(db, [taking, ...settled], { repeatable: true })
  if (result?.rowsAffected === 1) return leased
  const [[stored]] = await read(db, [findNotice(db, notice.key)])
  const mine =
    stored?.state === 'sending' &&
    stored.attempt === leased.attempt &&
    stored.leaseUntil?.getTime() === leaseUntil.getTime()
  return mine ? leased : undefined
}

async function record(platform: Platform, outbox: Outbox, notice: Notice, answer: SendAnswer, sender: Sender) {
  const { db, owner } = outbox
  const now = platform.now()
  const { template, channel } = notice
  if (answer.outcome !== 'sent')
    platform.log({
      ...{ level: 'warn', event: `notice.${answer.outcome}`, template, channel },
      ...{ reason: answer.reason, tenantId: owner },
    })
  const done = writeNoticeOutcome(db, notice, outcomeOf(notice, answer, sender, now))
  try {
    await write(db, [done, ...(outbox.consequencesOf?.(notice, answer) ?? [])], { repeatable: true })
  } catch (error) {
    // The lease runs out, and then it is known what may be done: never sent blindly a second time.
    if (!(error instanceof Unavailable)) throw error
    platform.log({ level: 'error', event: 'notice.unrecorded', template, tenantId: owner })
  }
}

function outcomeOf(
  notice: Notice,
  answer: SendAnswer,
  { certainty, settlesAfterMs = 0 }: Sender,
  now: Date,
): Parameters<typeof writeNoticeOutcome>[2] {
  const after = (ms: number) => new Date(now.getTime() + ms)
  switch (answer.outcome) {
    case 'sent':
      return { state: 'sent', providerId: answer.providerId, sentAt: now, failure: null, sealed: null }
    case 'refused':
      return { state: 'failed', failure: answer.reason, sealed: null }
    case 'lost': {
      // Still `sending`: once it must have arrived, it is looked up or repeated under its key.
      const settled = after(Math.max(leaseMs, settlesAfterMs, pauseMs(notice.attempt)))
      return certainty === 'nobody_knows'
        ? { state: 'unknown', failure: answer.reason, leaseUntil: null }
        : { state: 'sending', failure: answer.reason, leaseUntil: settled }
    }
    case 'later': {
      if (notice.attempt >= mostAttempts && !isTriedToItsEnd(notice))
        return { state: 'failed', failure: answer.reason, sealed: null }
      const pause = Math.max(pauseMs(notice.attempt), answer.notBeforeMs ?? 0)
      return { state: 'planned', failure: answer.reason, dueAt: after(pause) }
    }
  }
}

const isTriedToItsEnd = ({ kind, endsOn }: Notice) => kind === 'digest' || endsOn !== null

/** 1, 2, 4 … minutes, an hour at the most. */
const pauseMs = (attempt: number) => Math.min(minuteMs * 2 ** Math.max(0, attempt - 1), longestPauseMs)
