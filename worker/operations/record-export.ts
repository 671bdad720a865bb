import { dayOf, localTimeOf } from '#rules/day.ts'
import type { RecordKind } from '#rules/export.ts'
import type { Lang } from '#rules/lang.ts'
import { zones } from '#rules/policy-vocabulary.ts'
import { coveredCauses, excludedCauses } from '#rules/policy-vocabulary-terms.ts'
import { wordsOf } from '#rules/policy-words.ts'
import type { WrittenCell, WrittenSheet } from '#rules/spreadsheet.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { becauseWords } from '#web/pages/notice.tsx'
import { titleOf } from '#web/pages/notice-part.tsx'
import { coverageWords } from '#web/words/coverage.ts'
import { failureWords } from '#web/words/notice-failure.ts'
import { noticeLedgerWords, noticeStateWords } from '#web/words/notice-ledger.ts'
import { recordExportWords } from '#web/words/record-export.ts'
import { channelWords, requestTypeWords, statusWords } from '#web/words/service-request.ts'
import type { Stretch } from '../queries/export.ts'
import { listNoticesToExport, listRequestsToExport, noticePlace } from '../queries/record-export.ts'
import { aboutOf } from './notice-about.ts'

/** Of one file; texts are long, and a longer list is several. */
export const exportedRecords = 10_000
const atOnce = 2_000

type Wish = { kind: RecordKind; lang: Lang; timeZone: string; after: string }

/** Read in stretches, so that no answer of the database grows too long. */
export async function exportRecords(db: TenantDb, { kind, after, ...seen }: Wish): Promise<WrittenSheet> {
  const { name, columns } = recordExportWords[seen.lang][kind]
  const rows: WrittenCell[][] = []
  let stretch: Stretch | null = { after, limit: atOnce }
  for (let count = 0; stretch && count < exportedRecords; count += atOnce) {
    const found: Found = await stretches[kind](db, stretch, seen)
    for (const record of found.records) rows.push(Object.keys(columns).map((column) => record[column] ?? null))
    stretch = found.last === null ? null : { after: found.last, limit: atOnce }
  }
  return { name, header: Object.values(columns), rows }
}

type Seen = { lang: Lang; timeZone: string }
type Written = Record<string, WrittenCell>
type Found = { records: Written[]; last: string | null }

const stretches: Record<RecordKind, (db: TenantDb, stretch: Stretch, seen: Seen) => Promise<Found>> = {
  async request(db, stretch, seen) {
    const [rows] = await read(db, [listRequestsToExport(db, stretch)])
    const last = rows.length < stretch.limit ? null : rows.at(-1)!.request.id
    return { records: rows.map((row) => requestRecord(row, seen)), last }
  },
  async notice(db, stretch, seen) {
    const [rows] = await read(db, [listNoticesToExport(db, stretch)])
    const last = rows.length < stretch.limit ? null : noticePlace(rows.at(-1)!)
    return { records: rows.map((row) => noticeRecord(row, seen)), last }
  },
}

type RequestRow = Awaited<ReturnType<typeof listRequestsToExport>>[number]

function requestRecord({ request, customer, machine, assignee }: RequestRow, seen: Seen) {
  const { lang } = seen
  const t = recordExportWords[lang]
  const { standing, cause, zone, coverage } = request
  return {
    ...{ number: request.number, receivedOn: dayCell(request.receivedAt, seen) },
    ...{ receivedTime: timeCell(request.receivedAt, seen), channel: channelWords[lang][request.channel] },
    type: requestTypeWords[lang][request.type],
    status: standing === 'accepted' ? statusWords[lang][request.status] : t.request[standing],
    ...{ priority: request.priority, reporter: request.reporterName, phone: request.reporterPhone },
    ...{ email: request.reporterEmail, customer, address: request.address, zone: zone && wordsOf(zones, zone, lang) },
    ...{ product: request.product, serialNumber: request.serialNumber, machine },
    ...{ description: request.description, assignee },
    coverage: coverage && coverageWords[lang].outcome[coverage],
    overridden: request.coverageOverriddenBy && t.yes,
    fault: request.fault,
    cause: cause && wordsOf({ ...coveredCauses, ...excludedCauses }, cause, lang),
    ...{ answeredOn: dayCell(request.firstRespondedAt, seen), arrivedOn: dayCell(request.arrivedAt, seen) },
    ...{ resolvedOn: dayCell(request.resolvedAt, seen), closedOn: dayCell(request.closedAt, seen) },
    resolution: request.resolution,
  } satisfies Record<keyof (typeof recordExportWords)['en']['request']['columns'], WrittenCell>
}

type NoticeRow = Awaited<ReturnType<typeof listNoticesToExport>>[number]

function noticeRecord(notice: NoticeRow, seen: Seen) {
  const { lang } = seen
  const { kinds, one } = noticeLedgerWords[lang]
  const { name, customer, to } = aboutOf(notice)
  const { kind, template, channel, wayName, recipient, failure } = notice
  return {
    ...{ dueOn: dayCell(notice.dueAt, seen), dueTime: timeCell(notice.dueAt, seen) },
    ...{ what: titleOf({ kind, template, name }, lang), kind: kinds[kind], customer },
    ...{ endsOn: notice.endsOn && { day: notice.endsOn }, channel: one.channels[channel], to: wayName ?? to },
    ...{ address: wayName ? null : recipient, state: noticeStateWords[lang][notice.state] },
    late: notice.isLate ? recordExportWords[lang].yes : null,
    ...{ sentOn: dayCell(notice.sentAt, seen), sentTime: timeCell(notice.sentAt, seen), attempts: notice.attempt },
    ...{ failure: failure && failureWords(failure, lang), because: becauseWords(notice, lang) ?? null },
    provider: notice.providerId,
  } satisfies Record<keyof (typeof recordExportWords)['en']['notice']['columns'], WrittenCell>
}

const dayCell = (at: Date | null, { timeZone }: Seen): WrittenCell => at && { day: dayOf(at, timeZone) }

const timeCell = (at: Date | null, { timeZone }: Seen): WrittenCell =>
  at && localTimeOf(at, timeZone).toISOString().slice(11, 16)
