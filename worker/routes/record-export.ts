import { dayOf, localTimeOf } from '#rules/day.ts'
import type { RecordKind } from '#rules/export.ts'
import type { Lang } from '#rules/lang.ts'
import { zones } from '#rules/policy-vocabulary.ts'
import { coveredCauses, excludedCauses } from '#rules/policy-vocabulary-terms.ts'
import { wordsOf } from '#rules/policy-words.ts'
import type { WrittenCell, WrittenSheet } from '#rules/spreadsheet.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { becauseWords } from '#web/pages/notice.tsx'
import { titleOf } from '#web/pages/notice-part.tsx'
import { coverageWords } from '#web/words/coverage.ts'
import { failureWords } from '#web/words/notice-failure.ts'
import { noticeLedgerWords, noticeStateWords } from '#web/words/notice-ledger.ts'
import { recordExportWords } from '#web/words/record-export.ts'
import { channelWords, requestTypeWords, statusWords } from '#web/words/service-request.ts'
import { aboutOf } from '../operations/notice-about.ts'
import {
  type ExportedNotice,
  type ExportedRequest,
  noticesToExport,
  requestsToExport,
} from '../operations/record-export.ts'

type Seen = { lang: Lang; timeZone: string }
type Wish = Seen & { kind: RecordKind; after: string }

/** In words, as the pages have them; every day as a day. */
export async function recordSheet(db: TenantDb, { kind, after, ...seen }: Wish): Promise<WrittenSheet> {
  const { name, columns } = recordExportWords[seen.lang][kind]
  const records: Record<string, WrittenCell>[] =
    kind === 'request'
      ? (await requestsToExport(db, after)).map((row) => requestRecord(row, seen))
      : (await noticesToExport(db, after)).map((row) => noticeRecord(row, seen))
  const rows = records.map((record) => Object.keys(columns).map((column) => record[column] ?? null))
  return { name, header: Object.values(columns), rows }
}

function requestRecord({ request, customer, machine, assignee }: ExportedRequest, seen: Seen) {
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

function noticeRecord(notice: ExportedNotice, seen: Seen) {
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
