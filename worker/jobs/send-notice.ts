import type { SQL } from 'drizzle-orm'
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
} from '../queries/notice.ts'
import { composeMessage } from './compose-message.ts'

/** Whose ledger is worked through, by which ways, and what its messages say at the top. */
export type Outbox = {
  db: Database
  /** The tenant's id, or `control-plane`: what sealed data is bound to. */
  owner: string
  /** Raised by a restore: what was planned before it may have been sent already. */
  generation: number
  letterhead: Letterhead
  replyTo?: string
  /** The way out for one notice. `full`: so many went there in this minute that it waits for the next. */
  wayFor(notice: Notice): Sender | 'full' | undefined
  /** What must still hold in the statement that takes the lease: nothing that was cancelled meanwhile is announced. */
  provided?: SQL
  /** Written with the outcome: an address that is no good, a way that fails. */
  consequencesOf?(notice: Notice, answer: SendAnswer): readonly Statement[]
}

const leaseMs = 5 * 60_000
const minuteMs = 60_000
const mostInOneRun = 200
const page = 50
/** The provider itself is away: the rest of its messages wait for the next visit. */
const mostFailuresInARow = 3
/** Some four days, since pauses grow to an hour. */
const mostAttempts = 103
const longestPauseMs = 60 * minuteMs
/** Providers forget a key after a day: a repeat later than this would be a second message. */
const keyLastsMs = 20 * 60 * minuteMs

type Outcome = SendAnswer['outcome'] | 'taken' | 'waits' | 'unknown'

/** Sends what is due, at most once each. Safe to run again, and by several at a time. */
export async function sendDueNotices(platform: Platform, outbox: Outbox) {
  const failures = new Map<string, number>()
  const isFailing = (way: string) => (failures.get(way) ?? 0) >= mostFailuresInARow
  for (let seen = 0; seen < mostInOneRun; seen += page) {
    const failing = [...failures.keys()].filter(isFailing)
    const [due] = await read(outbox.db, [listDueNotices(outbox.db, platform.now(), page, failing)])
    for (const notice of due) {
      const way = notice.channelId ?? notice.channel
      if (isFailing(way)) continue
      const outcome = await handleNotice(platform, outbox, notice)
      failures.set(way, outcome === 'later' ? (failures.get(way) ?? 0) + 1 : 0)
    }
    if (due.length < page) return
  }
}

async function handleNotice(platform: Platform, outbox: Outbox, notice: Notice): Promise<Outcome> {
  const sender = outbox.wayFor(notice)
  if (sender === 'full') return wait(platform, outbox, notice, minuteMs, null)
  if (!sender) return park(outbox, notice, 'there is no way out for it')
  const mayBeOut = notice.state === 'sending' || notice.generation < outbox.generation
  if (mayBeOut) {
    const known = await recover(platform, outbox, notice, sender)
    if (known) return known
  }
  return sendOnce(platform, outbox, notice, sender)
}

async function sendOnce(platform: Platform, outbox: Outbox, notice: Notice, sender: Sender): Promise<Outcome> {
  const leased = await lease(platform, outbox, notice)
  if (!leased) return 'taken'
  const message = await composeMessage(platform, outbox, leased)
  const answer: SendAnswer = message
    ? await sender.send(message)
    : { outcome: 'refused', reason: 'its data does not fit the template' }
  await record(platform, outbox, leased, answer, sender)
  return answer.outcome
}

/**
 * What may have been taken already is asked for at the provider, or sent again under its key where the provider takes a
 * key once. Where neither can be, a person decides. Undefined: it may be sent.
 */
async function recover(
  platform: Platform,
  outbox: Outbox,
  notice: Notice,
  sender: Sender,
): Promise<Outcome | undefined> {
  const restored = notice.state !== 'sending'
  const why = restored ? 'planned before a restore: it may have been sent' : 'the lease ran out: it may have been sent'
  if (sender.certainty === 'nobody_knows') return park(outbox, notice, why)
  if (sender.certainty === 'repeat') {
    const age = platform.now().getTime() - notice.createdAt.getTime()
    return age > keyLastsMs || restored ? park(outbox, notice, why) : undefined
  }
  const message = await composeMessage(platform, outbox, notice)
  const found = message && (await sender.find?.(message))
  if (!found) return wait(platform, outbox, notice, pauseMs(notice.attempt), 'the provider cannot be asked now')
  if (!found.taken) return undefined
  const leased = await lease(platform, outbox, notice)
  if (!leased) return 'taken'
  await record(platform, outbox, leased, { outcome: 'sent', providerId: found.providerId }, sender)
  return 'sent'
}

async function park({ db }: Outbox, notice: Notice, failure: string): Promise<Outcome> {
  await write(db, [writeParked(db, notice, failure)], { repeatable: true })
  return 'unknown'
}

async function wait(platform: Platform, { db }: Outbox, notice: Notice, ms: number, failure: string | null) {
  const until = new Date(platform.now().getTime() + ms)
  await write(db, [writePostponed(db, notice, until, failure)], { repeatable: true })
  return 'waits' as const
}

/** Undefined when another run has it. Where the answer to the lease was lost, the row itself tells whose it is. */
async function lease(platform: Platform, outbox: Outbox, notice: Notice): Promise<Notice | undefined> {
  const { db, generation, provided } = outbox
  const own = crypto.getRandomValues(new Uint32Array(1))[0]! % 60_000
  const leaseUntil = new Date(platform.now().getTime() + leaseMs + own)
  const leased: Notice = { ...notice, state: 'sending', attempt: notice.attempt + 1, leaseUntil, generation }
  const taking = writeLease(db, notice, { leaseUntil, generation, provided })
  const [result] = await write(db, [taking], { repeatable: true })
  if (result?.rowsAffected === 1) return leased
  const [[now]] = await read(db, [findNotice(db, notice.key)])
  const mine =
    now?.state === 'sending' && now.attempt === leased.attempt && now.leaseUntil?.getTime() === leaseUntil.getTime()
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
  { certainty }: Sender,
  now: Date,
): Parameters<typeof writeNoticeOutcome>[2] {
  const after = (ms: number) => new Date(now.getTime() + ms)
  switch (answer.outcome) {
    case 'sent':
      return { state: 'sent', providerId: answer.providerId, sentAt: now, failure: null, sealed: null }
    case 'refused':
      return { state: 'failed', failure: answer.reason, sealed: null }
    case 'lost':
      // Still `sending`: when the lease ends, it is looked up or repeated under its key.
      return certainty === 'nobody_knows'
        ? { state: 'unknown', failure: answer.reason, leaseUntil: null }
        : { state: 'sending', failure: answer.reason, leaseUntil: after(pauseMs(notice.attempt)) }
    case 'later': {
      if (notice.attempt >= mostAttempts) return { state: 'failed', failure: answer.reason, sealed: null }
      const pause = Math.max(pauseMs(notice.attempt), answer.notBeforeMs ?? 0)
      return { state: 'planned', failure: answer.reason, dueAt: after(pause) }
    }
  }
}

/** 1, 2, 4 … minutes, an hour at the most. */
const pauseMs = (attempt: number) => Math.min(minuteMs * 2 ** Math.max(0, attempt - 1), longestPauseMs)
