import type { Lang } from '#rules/lang.ts'
import type { EndNoticeKind, NoticeContent, SkipReason } from '#rules/notice.ts'
import { type NoticeKey, noticeKeyText } from '#rules/notice-key.ts'
import type { PlannedNotice, SkippedNotice } from '#rules/notice-plan.ts'
import { beginRenewal } from '#rules/renewal-stage.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { hashOf, type Vault } from '#tenants/vault.ts'
import { type NewNotice, writeNotice, writeNoticeAgain } from '../queries/notice.ts'
import { writeRenewalOnce } from '../queries/renewal.ts'
import type { NoticeContext } from './notice-context.ts'
import type { Ending, PlannedEnding, SkippedEnding } from './notice-planning.ts'
import { renewalIdOf, renewalToken } from './renewal-token.ts'

export type PlanningScope = PublicScope & { vault: Vault }
type Due = { planned: readonly PlannedEnding[]; skipped: readonly SkippedEnding[] }

/** The ledger's rows of what is due, and the renewals that somebody follows up. */
export async function noticeRows(scope: PlanningScope, context: NoticeContext, due: Due): Promise<Statement[]> {
  const begun = await Promise.all(due.planned.map(({ ending }) => renewalOf(scope, context, ending)))
  const planned = await Promise.all(due.planned.map((one) => plannedRow(scope, context, one)))
  const skipped = await Promise.all(due.skipped.map((one) => skippedRow(scope, context, one)))
  return [
    ...begun.map((row) => writeRenewalOnce(scope.db, row)),
    ...planned.map((row) => writeNoticeAgain(scope.db, row)),
    ...skipped.flatMap((row) => (row ? [writeNotice(scope.db, row)] : [])),
  ]
}

/** As it would stand in the ledger: to be written, or to be shown before it is. */
export async function plannedRow(
  scope: PlanningScope,
  context: NoticeContext,
  { ending, notice }: PlannedEnding,
): Promise<NewNotice> {
  const { key, address, sendAt, isLate, content, duty } = notice
  const { lang, data } = toldIn(context, ending, key)
  const renewalId = await renewalIdOf(scope.tenant, ending.subject.id, ending.subject.endsOn)
  const extra = { renewalId, content, isLate, latestOn: duty?.latestOn ?? null }
  return {
    ...(await rowOf(scope, ending, notice, key)),
    ...{ recipient: address, lang, data: { ...data, ...extra } },
    ...{ dueAt: sendAt, isLate, content, state: 'planned' },
  }
}

/** Shown, and sent only if a person says so. A missing address is not written down: it may be there tomorrow. */
const written: readonly SkipReason[] = ['before_go_live', 'no_consent', 'unsubscribed', 'suppressed']

async function skippedRow(
  scope: PlanningScope,
  context: NoticeContext,
  { ending, notice }: SkippedEnding,
): Promise<NewNotice | null> {
  const { key, reason, dueAt, content } = notice
  if (!key || !written.includes(reason)) return null
  const { lang, data, addresses } = toldIn(context, ending, key)
  const renewalId = await renewalIdOf(scope.tenant, ending.subject.id, ending.subject.endsOn)
  const extra = { renewalId, content, isLate: false, latestOn: null }
  return {
    ...(await rowOf(scope, ending, notice, key)),
    ...{ recipient: addresses[key.channel] ?? '', lang, data: { ...data, ...extra } },
    ...{ dueAt, content, state: 'skipped', because: reason },
  }
}

async function rowOf(
  { tenant, now }: PlanningScope,
  ending: Ending,
  { dueAt, why }: PlannedNotice | SkippedNotice,
  key: NoticeKey,
) {
  const { subject, customer } = ending
  const [who, id] = key.recipient.split(':') as [string, string]
  return {
    key: await hashOf(`${tenant.id} ${noticeKeyText(key)}`),
    ...{ channel: key.channel, subject: subject.id, kind: key.kind as EndNoticeKind, lead: key.lead },
    ...{ endsOn: subject.endsOn, recipientId: key.recipient, customerId: customer.id },
    memberId: who === 'member' ? id : null,
    channelId: who === 'channel' ? id : null,
    template: isStaff(who) ? 'ending_internal' : 'ending_customer',
    why,
    generation: generationOf(tenant, dueAt),
    createdAt: now,
  } satisfies Partial<NewNotice>
}

const isStaff = (who: string) => who === 'member' || who === 'channel'

/** What fell due before a restore may have been sent by what was lost in it: looked up before it is sent. */
export const generationOf = ({ generation, restoredAtMs = 0 }: PlanningScope['tenant'], dueAt: Date) =>
  dueAt.getTime() <= restoredAtMs + clocksDifferMs ? generation - 1 : generation

const clocksDifferMs = 10 * 60_000

type Told = { lang: Lang; addresses: Readonly<Partial<Record<NoticeKey['channel'], string>>>; data: EndingData }

/** What the message says, beside when and why: nothing that is a secret. */
export type EndingData = {
  of: 'warranty' | 'contract'
  kind: string
  to: string
  customer: string
  name: string
  number: string | null
  startsOn: string | null
  endsOn: string
  autoRenew: boolean
  /** Whose law marks what sells. */
  country: string
  renewalId?: string
  content?: NoticeContent
  isLate?: boolean
  latestOn?: string | null
}

function toldIn({ staff, company }: NoticeContext, ending: Ending, key: NoticeKey): Told {
  const { subject, customer, name, number } = ending
  const own = company.languages[0] ?? 'en'
  const person = customer.recipients.find(({ id }) => id === key.recipient)
  const member = staff.members.find(({ id }) => id === key.recipient)
  const robot = staff.robots.find(({ id }) => id === key.recipient)
  const data: EndingData = {
    ...{ of: subject.kind, kind: key.kind, customer: customer.name, name, number },
    to: person?.name ?? member?.name ?? '',
    ...{ startsOn: subject.startsOn, endsOn: subject.endsOn, autoRenew: subject.autoRenew },
    country: company.country,
  }
  const addresses = person?.addresses ?? member?.addresses ?? robot?.addresses ?? {}
  return { lang: person?.lang ?? member?.lang ?? own, addresses, data }
}

/** The renewal that somebody follows up from the first notice on. */
export async function renewalOf({ tenant, vault, now }: PlanningScope, context: NoticeContext, ending: Ending) {
  const { subject, customer, ownerId } = ending
  const id = await renewalIdOf(tenant, subject.id, subject.endsOn)
  const { today: on, calendar } = context
  const move = beginRenewal({ on, endsOn: subject.endsOn, ownerId, calendar })
  return {
    ...{ id, subjectKind: subject.kind, subjectId: subject.id, customerId: customer.id, endsOn: subject.endsOn },
    ...{ stage: move.stage, ownerId, followUpOn: move.followUpOn ?? null, createdAt: now },
    linkHash: await hashOf(await renewalToken(vault, tenant, id)),
  }
}
