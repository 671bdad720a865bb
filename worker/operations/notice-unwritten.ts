import { endOfDay } from '#rules/day.ts'
import { type HandlingRefusal, refusalOf } from '#rules/notice-handling.ts'
import { noticeKeyText } from '#rules/notice-key.ts'
import type { Tenant } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import type { NoticeContext } from './notice-context.ts'
import { type Ending, type PlannedEnding, planEndings } from './notice-planning.ts'

/** What ends, and by what its notices are planned: those that are not due yet have no row. */
export type KnownEnding = { context: NoticeContext; ending: Ending }
type Keyed = { tenant: Tenant }

/** Under which key it will stand in the ledger. */
export const rowKeyOf = ({ tenant }: Keyed, keyText: string) => hashOf(`${tenant.id} ${keyText}`)

/** The one with that key among what is planned before the end, or by `until`. */
export async function plannedUnder(
  scope: Keyed,
  key: string,
  { context, ending }: KnownEnding,
  until = endOfDay(ending.subject.endsOn, context.timeZone),
): Promise<PlannedEnding | undefined> {
  for (const one of planEndings([ending], context, until).planned)
    if ((await rowKeyOf(scope, one.notice.keyText)) === key) return one
  return undefined
}

/** As if there were no go-live day: somebody sends it all the same. */
export const withoutGoLive = ({ context, ending }: KnownEnding): KnownEnding => ({
  context: { ...context, goLiveOn: '1900-01-01', tiers: context.tiers.map(({ goLiveOn: _, ...tier }) => tier) },
  ending: { ...ending, noticesFrom: null },
})

/** What would be due of them by then, and what not, if there were no go-live day. */
export function planFreely(endings: readonly Ending[], context: NoticeContext, until?: Date) {
  const free = endings.map((ending) => withoutGoLive({ context, ending }))
  const open = free.map(({ ending }) => ending)
  return free[0] ? planEndings(open, free[0].context, until) : { planned: [], skipped: [] }
}

/** Why it cannot be sent even then. */
export async function refusedBecause(scope: Keyed, key: string, found: KnownEnding): Promise<HandlingRefusal> {
  const { context, ending } = withoutGoLive(found)
  for (const { notice } of planEndings([ending], context).skipped)
    if (notice.key && (await rowKeyOf(scope, noticeKeyText(notice.key))) === key) return refusalOf(notice.reason)
  return 'over'
}
