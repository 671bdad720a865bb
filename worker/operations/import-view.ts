import { addDays, type Day, dayOf } from '#rules/day.ts'
import type { EndCount, NoticePreview } from '#rules/import-notice.ts'
import { noticePreview, previewDays } from '#rules/import-notice.ts'
import type { Clause } from '#rules/policy.ts'
import type { Import, ImportVerdict } from '#schema/tenant/import.ts'
import { NotFound } from '#tenants/errors.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { countChunks, findImport } from '../queries/import.ts'
import { countWarned, listEnds, listSample, listVerdicts, type RowPlace, verdictPage } from '../queries/import-row.ts'
import { keptQueries } from '../queries/import-undoing.ts'
import { staffQueries } from '../queries/notice-recipient.ts'
import { listServiceClausesBefore } from '../queries/policy.ts'
import { loadFront } from './front.ts'
import { contextOf, lastEnds, type NoticeContext } from './notice-context.ts'

export type ViewWish = { only: 'bad' | 'warned' | 'all'; after: RowPlace; from: Day | null }

/** One round trip: whatever the state is, its page has what it shows. */
export async function viewImport(scope: PublicScope, id: string, { only, after, from }: ViewWish) {
  const { db, now } = scope
  const today = dayOf(now, 'UTC')
  const { front, answers } = await loadFront(scope, [
    findImport(db, id),
    countChunks(db, id),
    listSample(db, id),
    listVerdicts(db, id, only, after),
    countWarned(db, id),
    listEnds(db, id, addDays(today, -1), addDays(today, furthestDays)),
    listServiceClausesBefore(db, now),
    ...staffQueries(db),
    ...keptQueries(db, id),
  ])
  const [[record], [counted], sample, judged, [warned], ends, before, members, channels, ...kept] = answers
  if (!record) throw new NotFound('import')
  const context = contextOf(front, { members, channels, planning: null, before: before as Clause[], now })
  const noticesFrom = from ?? dayOf(now, front.company.timeZone)
  return {
    record,
    chunks: counted?.count ?? 0,
    sample: sample.map(({ cells }) => JSON.parse(cells) as string[]),
    rows: judged.slice(0, verdictPage).map(rowOf),
    next: judged.length > verdictPage ? placeText(judged[verdictPage - 1]!) : null,
    warned: warned?.count ?? 0,
    kept: keptOf(kept),
    notices: noticesOf(record, context, ends, noticesFrom),
  }
}

/** Longer than the longest lead of a notice and what is previewed together. */
const furthestDays = 800

const placeText = ({ nth, at }: RowPlace) => `${nth}.${at}`

export function placeFrom(text: string | undefined): RowPlace {
  const [, nth, at] = /^(\d{1,6})\.(\d{1,6})$/.exec(text ?? '') ?? []
  return nth && at ? { nth: Number(nth), at: Number(at) } : { nth: 0, at: -1 }
}

function rowOf({ row, verdict, cells }: { row: number; verdict: string; cells: string }) {
  const { ok, faults = [], warnings = [] } = JSON.parse(verdict) as ImportVerdict
  return { row, ok: ok === true, faults, warnings, cells: JSON.parse(cells) as string[] }
}

type EndRow = { endsOn: Day; autoRenew: number | null; count: number }

/** Of what has an end; null where nothing of this kind has, or it is stored already. */
function noticesOf(
  { kind, status }: Import,
  context: NoticeContext | null,
  ends: readonly EndRow[],
  from: Day,
): { from: Day; preview: NoticePreview | null } | null {
  if (status !== 'checked' || (kind !== 'asset' && kind !== 'contract')) return null
  if (!context) return { from, preview: null }
  const { today, staff, goLiveOn } = context
  const { far } = lastEnds(context, addDays(today, previewDays))
  const counts = ends
    .filter(({ endsOn }) => endsOn >= today && endsOn <= far)
    .map(({ endsOn, autoRenew, count }): EndCount => {
      return { kind: kind === 'asset' ? 'warranty' : 'contract', endsOn, autoRenew: autoRenew === 1, count }
    })
  const barrier = from > goLiveOn ? from : goLiveOn
  return { from, preview: noticePreview({ ...context, goLiveOn: barrier }, { ends: counts, staff, today }) }
}

type Kept = { id: string; name: string; number?: string | null }

function keptOf(lists: readonly (readonly Kept[])[]) {
  const [customers = [], products = [], assets = [], contracts = [], contacts = [], sites = []] = lists
  const of = <K extends string>(kind: K, rows: readonly Kept[]) => rows.map((row) => ({ kind, ...row }))
  return [
    ...[...of('customer', customers), ...of('product', products), ...of('asset', assets)],
    ...[...of('contract', contracts), ...of('contact', contacts), ...of('site', sites)],
  ]
}
