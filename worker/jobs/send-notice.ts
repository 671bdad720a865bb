import * as v from 'valibot'
import type { Notice } from '#schema/notice.ts'
import { Unavailable } from '#tenants/errors.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { Database } from '#tenants/scope.ts'
import { type RenderedEmail, renderEmail } from '#web/emails/render.tsx'
import { type EmailTemplate, emailTemplates, isEmailTemplate, type Letterhead } from '#web/emails/template.ts'
import type { MailAnswer, Platform } from '../platform/platform.ts'
import {
  findNotice,
  listDueNotices,
  noticeBinding,
  writeLease,
  writeNoticeOutcome,
  writeParked,
} from '../queries/notice.ts'

/** Whose ledger is worked through, and what its mails say at the top. */
export type Outbox = {
  db: Database
  /** The tenant's id, or `control-plane`: what sealed data is bound to. */
  owner: string
  /** Raised by a restore: what was planned before it may have been sent already. */
  generation: number
  letterhead: Letterhead
  replyTo?: string
}

const leaseMs = 5 * 60_000
const mostInOneRun = 200
const page = 50
/** The mail server itself is away: the rest waits for the next visit. */
const mostFailuresInARow = 3
const giveUpAfterMs = 4 * 86_400_000
const firstPauseMs = 60_000
const longestPauseMs = 60 * 60_000

/** Sends what is due, at most once each. Safe to run again, and by several at a time. */
export async function sendDueNotices(platform: Platform, outbox: Outbox) {
  let failuresInARow = 0
  for (let seen = 0; seen < mostInOneRun; seen += page) {
    const [due] = await read(outbox.db, [listDueNotices(outbox.db, platform.now(), page)])
    for (const notice of due) {
      if (failuresInARow >= mostFailuresInARow) return
      const outcome = await handleNotice(platform, outbox, notice)
      failuresInARow = outcome === 'later' ? failuresInARow + 1 : 0
    }
    if (due.length < page) return
  }
}

async function handleNotice(platform: Platform, outbox: Outbox, notice: Notice) {
  if (notice.state === 'sending') return park(outbox, notice, 'the lease ran out: it may have been sent')
  if (notice.generation < outbox.generation)
    return park(outbox, notice, 'planned before a restore: it may have been sent')
  const leased = await lease(platform, outbox.db, notice)
  if (!leased) return 'taken'
  const answer = await attempt(platform, outbox, leased)
  await record(platform, outbox, leased, answer)
  return answer.outcome
}

/** Mail can neither be looked up at the provider nor repeated under a key, so a person decides. */
async function park({ db }: Outbox, notice: Notice, failure: string) {
  await write(db, [writeParked(db, notice, failure)], { repeatable: true })
  return 'unknown' as const
}

/** Undefined when another run has it. Where the answer to the lease was lost, the row itself tells whose it is. */
async function lease(platform: Platform, db: Database, notice: Notice): Promise<Notice | undefined> {
  const until = new Date(platform.now().getTime() + leaseMs + (crypto.getRandomValues(new Uint32Array(1))[0]! % 60_000))
  const leased: Notice = { ...notice, state: 'sending', attempt: notice.attempt + 1, leaseUntil: until }
  const [result] = await write(db, [writeLease(db, notice, until)], { repeatable: true })
  if (result?.rowsAffected === 1) return leased
  const [[now]] = await read(db, [findNotice(db, notice.key)])
  const mine =
    now?.state === 'sending' && now.attempt === leased.attempt && now.leaseUntil?.getTime() === until.getTime()
  return mine ? leased : undefined
}

async function attempt(platform: Platform, outbox: Outbox, notice: Notice): Promise<MailAnswer> {
  const letter = await compose(platform, outbox, notice)
  if (!letter) return { outcome: 'refused', reason: 'its data does not fit the template' }
  return platform.mail.send({
    key: notice.key,
    from: { name: outbox.letterhead.company },
    ...(outbox.replyTo ? { replyTo: outbox.replyTo } : {}),
    ...letter,
  })
}

/** What lay sealed is opened here, for this one mail. */
async function compose(
  platform: Platform,
  { owner, letterhead }: Outbox,
  notice: Notice,
): Promise<(RenderedEmail & { to: string }) | undefined> {
  if (!isEmailTemplate(notice.template)) return undefined
  const opened = notice.sealed ? await openSealed(platform, owner, notice.key, notice.sealed) : {}
  if (!opened) return undefined
  const to = notice.recipient || opened.recipient
  const rendered = render(notice.template, notice, { ...notice.data, ...opened }, letterhead)
  return typeof to === 'string' && rendered ? { ...rendered, to } : undefined
}

function render(template: EmailTemplate, { lang }: Notice, data: unknown, head: Letterhead): RenderedEmail | undefined {
  const parsed = v.safeParse(emailTemplates[template], data)
  return parsed.success ? renderEmail(template, lang, parsed.output as never, head) : undefined
}

async function openSealed(platform: Platform, owner: string, key: string, sealed: string) {
  try {
    const opened: unknown = JSON.parse(await platform.vault.open(sealed, noticeBinding(owner, key)))
    return typeof opened === 'object' && opened ? (opened as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

async function record(platform: Platform, outbox: Outbox, notice: Notice, answer: MailAnswer) {
  const { db, owner } = outbox
  const now = platform.now()
  if (answer.outcome !== 'sent')
    platform.log({
      level: 'warn',
      event: `notice.${answer.outcome}`,
      template: notice.template,
      reason: answer.reason,
      tenantId: owner,
    })
  const done = writeNoticeOutcome(db, notice, outcomeOf(notice, answer, now))
  try {
    await write(db, [done], { repeatable: true })
  } catch (error) {
    // The lease runs out and the notice is parked: never sent a second time.
    if (!(error instanceof Unavailable)) throw error
    platform.log({ level: 'error', event: 'notice.unrecorded', template: notice.template, tenantId: owner })
  }
}

function outcomeOf(notice: Notice, answer: MailAnswer, now: Date): Parameters<typeof writeNoticeOutcome>[2] {
  switch (answer.outcome) {
    case 'sent':
      return { state: 'sent', providerId: answer.providerId, sentAt: now, failure: null, sealed: null }
    case 'refused':
      return { state: 'failed', failure: answer.reason, sealed: null }
    case 'lost':
      return { state: 'unknown', failure: answer.reason }
    case 'later':
      return now.getTime() - notice.createdAt.getTime() >= giveUpAfterMs
        ? { state: 'failed', failure: answer.reason, sealed: null }
        : { state: 'planned', failure: answer.reason, dueAt: new Date(now.getTime() + pauseMs(notice.attempt)) }
  }
}

/** 1, 2, 4 … minutes, an hour at the most. */
const pauseMs = (attempt: number) => Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs)
