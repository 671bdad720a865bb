import { dayOf } from '#rules/day.ts'
import type { Clause } from '#rules/policy.ts'
import type { Notice } from '#schema/notice.ts'
import { NotFound } from '#tenants/errors.ts'
import { isWhole, previewOf } from '#web/emails/preview.ts'
import type { NoticeDetail } from '#web/pages/notice.tsx'
import { loadFront } from '../operations/front.ts'
import { aboutOf } from '../operations/notice-about.ts'
import { contextOf } from '../operations/notice-context.ts'
import { contextQueries, type NoticeScope, walkFrom } from '../operations/notice-plan.ts'
import { endingQueries, endingsOf, type PlannedEnding } from '../operations/notice-planning.ts'
import { plannedRow } from '../operations/notice-row.ts'
import { type KnownEnding, plannedUnder, withoutGoLive } from '../operations/notice-unwritten.ts'
import { originOf } from '../platform/host.ts'
import type { Platform } from '../platform/platform.ts'
import { findLedgerNotice, type LedgerNotice, type ListedNotice, listInDigest } from '../queries/notice-ledger.ts'

type DetailScope = NoticeScope & { platform: Platform }

/** Everything of one message, in one round trip. What has no row yet is reckoned, as it will stand in the ledger. */
export async function loadNotice(scope: DetailScope, key: string, subjectId: string | undefined) {
  const { db, now, company } = scope
  const walk = walkFrom(dayOf(now, company.timeZone), { after: null, limit: 2, only: subjectId ?? '' })
  const { front, answers } = await loadFront(scope, [
    ...contextQueries(scope),
    findLedgerNotice(db, key),
    listInDigest(db, key),
    ...endingQueries(db, walk),
  ])
  const [members, channels, [planning], before, [found], together, ...ends] = answers
  if (found && (found.notice.state !== 'cancelled' || !subjectId)) return writtenDetail(scope, found, together)
  const context = contextOf(front, { members, channels, planning: planning ?? null, before: before as Clause[], now })
  const ending = context ? endingsOf(ends, context, walk).endings[0] : undefined
  const planned = context && ending && (await reckoned(scope, key, { context, ending }))
  if (planned) return planned
  if (found) return writtenDetail(scope, found, together)
  throw new NotFound('notice')
}

function writtenDetail(
  scope: DetailScope,
  { notice, wayName, settledBy, renewalId, requestNumber }: LedgerNotice,
  together: readonly ListedNotice[],
): NoticeDetail {
  const { key, kind, state, customerId, recipient, channel, providerId, failure, because, content } = notice
  const { customer, to, ...about } = aboutOf(notice)
  const { dueAt, sentAt, attempt, why, isLate, digestKey, subject } = notice
  return {
    ...{
      key,
      subjectId: null,
      kind,
      template: notice.template,
      state,
      content,
      ...about,
      dueAt,
      sentAt,
      attempt,
      why,
      isLate,
      failure,
      because,
    },
    ...{
      settledBy,
      hasSettler: notice.settledBy !== null,
      renewalId,
      digestKey: state === 'digested' ? digestKey : null,
    },
    customer: customer ? { id: customerId, name: customer } : null,
    to: { name: wayName ?? to, address: wayName ? '' : recipient, channel },
    answer: providerId && withoutAddresses(providerId),
    request: requestNumber === null ? null : { id: subject, number: requestNumber },
    together: together.map((one) => ({ key: one.key, kind: one.kind, state: one.state, ...aboutOf(one) })),
    preview: previewOf(notice, together, letterheadOf(scope)),
    ...{ isWhole: isWhole(notice), provisional: false, duty: null },
  }
}

const letterheadOf = ({ company, platform, tenant }: DetailScope) => ({
  ...{ company: company.name, origin: originOf(platform.hosts, tenant.host), timeZone: company.timeZone },
})

/** Servers like to repeat whom they took it for. */
const withoutAddresses = (text: string) => text.replace(/[^\s<>]+@[^\s<>]+/g, '…')

async function reckoned(scope: DetailScope, key: string, known: KnownEnding): Promise<NoticeDetail | undefined> {
  const planned = await plannedUnder(scope, key, known)
  const found = planned ?? (await plannedUnder(scope, key, withoutGoLive(known)))
  return found && reckonedDetail(scope, known, found, planned !== undefined)
}

async function reckonedDetail(
  scope: DetailScope,
  { context }: KnownEnding,
  found: PlannedEnding,
  isPlanned: boolean,
): Promise<NoticeDetail> {
  const { notice, ending } = found
  const row = await plannedRow({ ...scope, vault: scope.platform.vault }, context, found)
  const { customer, to, ...about } = aboutOf(row)
  const way = context.channels.find(({ id }) => id === row.channelId)
  const { key, recipient, lang, data, template } = row
  const { content, why, isLate, provisional, duty, sendAt: dueAt } = notice
  const { channel, kind } = { channel: notice.key.channel, kind: row.kind as Notice['kind'] }
  return {
    ...{ key, subjectId: ending.subject.id, kind, template, content, ...about, dueAt, why, isLate, provisional, duty },
    ...{ state: isPlanned ? 'planned' : 'skipped', because: isPlanned ? null : 'before_go_live' },
    customer: customer ? { id: ending.customer.id, name: customer } : null,
    to: { name: way?.name ?? to, address: way ? '' : recipient, channel },
    ...{ sentAt: null, attempt: 0, failure: null, answer: null, settledBy: null, hasSettler: false, renewalId: null },
    ...{ digestKey: null, request: null, together: [], isWhole: true },
    preview: previewOf({ channel, template, lang, data, why, kind }, [], letterheadOf(scope)),
  }
}
