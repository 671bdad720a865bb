import { addDays, type Day, endOfDay } from '#rules/day.ts'
import { type PlanContext, plannedNotices } from '#rules/notice-plan.ts'
import type { NoticeRecipient, Recipients } from '#rules/notice-recipient.ts'
import type { EndingKind } from '#rules/renewal.ts'

/** How many of a file's rows end on a day. */
export type EndCount = { kind: EndingKind; endsOn: Day; autoRenew: boolean; count: number }

export type MessageCount = { customers: number; colleagues: number }

/** `atOnce`: due already and not barred by the go-live day. `barred`: what the go-live day keeps from being sent. */
export type NoticePreview = { ends: number; atOnce: MessageCount; later: MessageCount; barred: MessageCount }

export const previewDays = 90

type Question = { ends: readonly EndCount[]; staff: Pick<Recipients, 'members' | 'robots'>; today: Day }

/**
 * What would be sent because of rows that are not in the register yet, at the most: every customer is taken to be
 * reachable and to agree. The same planner reckons it that will write the notices.
 */
export function noticePreview(context: PlanContext, { ends, staff, today }: Question): NoticePreview {
  const preview: NoticePreview = { ends: 0, atOnce: none(), later: none(), barred: none() }
  const until = endOfDay(addDays(today, previewDays), context.timeZone)
  for (const { kind, endsOn, autoRenew, count } of ends) {
    if (endsOn <= addDays(today, previewDays)) preview.ends += count
    const plan = plannedNotices({
      ...context,
      until,
      subject: {
        ...{ kind, id: 'row', startsOn: null, endsOn, enteredAt: context.now, status: 'active' },
        ...{ autoRenew, autoRenewNoticeDays: null },
      },
      recipients: { customer: [anybody], ownerId: null, ...staff },
      existingKeys: new Set(),
    })
    for (const { dueAt, recipient } of plan.planned)
      add(dueAt <= context.now ? preview.atOnce : preview.later, recipient.id, count)
    for (const { reason, recipientId } of plan.skipped)
      if (reason === 'before_go_live') add(preview.barred, recipientId ?? '', count)
  }
  return preview
}

const none = (): MessageCount => ({ customers: 0, colleagues: 0 })

function add(counts: MessageCount, recipientId: string, count: number) {
  if (recipientId === anybody.id) counts.customers += count
  else counts.colleagues += count
}

const anybody: NoticeRecipient = {
  id: 'customer',
  addresses: { email: 'x', sms: 'x' },
  suppressed: [],
  unsubscribed: [],
  consented: ['email', 'sms'],
}
