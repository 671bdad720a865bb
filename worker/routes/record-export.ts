import { dayOf, localTimeOf } from '#rules/day.ts'
import type { RecordKind } from '#rules/export.ts'
import type { Lang } from '#rules/lang.ts'
import { decimalOf } from '#rules/money.ts'
import { zones } from '#rules/policy-vocabulary.ts'
import { coveredCauses, excludedCauses } from '#rules/policy-vocabulary-terms.ts'
import { wordsOf } from '#rules/policy-words.ts'
import { lossReasons } from '#rules/renewal-stage.ts'
import type { WrittenCell, WrittenSheet } from '#rules/spreadsheet.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { nameOfEvent } from '#web/pages/audit-event.tsx'
import { positionWords, stateOf } from '#web/pages/member.tsx'
import { becauseWords } from '#web/pages/notice.tsx'
import { titleOf } from '#web/pages/notice-part.tsx'
import { auditWords } from '#web/words/audit.ts'
import { coverageWords } from '#web/words/coverage.ts'
import { memberWords } from '#web/words/member.ts'
import { failureWords } from '#web/words/notice-failure.ts'
import { noticeLedgerWords, noticeStateWords } from '#web/words/notice-ledger.ts'
import { recordExportWords } from '#web/words/record-export.ts'
import { lossReasonWords, renewalAnswerWords, renewalStageWords } from '#web/words/renewal.ts'
import { renewalPageWords } from '#web/words/renewal-page.ts'
import { roleWords } from '#web/words/role.ts'
import { channelWords, requestTypeWords, statusWords } from '#web/words/service-request.ts'
import { aboutOf } from '../operations/notice-about.ts'
import {
  type ExportedEvent,
  type ExportedNotice,
  type ExportedRenewal,
  type ExportedRequest,
  eventsToExport,
  noticesToExport,
  renewalsToExport,
  requestsToExport,
} from '../operations/record-export.ts'
import { listMembers } from '../queries/member.ts'

type Seen = { lang: Lang; timeZone: string }
type Wish = Seen & { kind: RecordKind; after: string }

/** In words, as the pages have them; every day as a day. */
export async function recordSheet(db: TenantDb, { kind, after, ...seen }: Wish): Promise<WrittenSheet> {
  const { name, columns } = recordExportWords[seen.lang][kind]
  const records = await recordsOf[kind](db, after, seen)
  const rows = records.map((record) => Object.keys(columns).map((column) => record[column] ?? null))
  return { name, header: Object.values(columns), rows }
}

type Records = Promise<Record<string, WrittenCell>[]>

const recordsOf: Record<RecordKind, (db: TenantDb, after: string, seen: Seen) => Records> = {
  request: async (db, after, seen) => (await requestsToExport(db, after)).map((row) => requestRecord(row, seen)),
  notice: async (db, after, seen) => (await noticesToExport(db, after)).map((row) => noticeRecord(row, seen)),
  renewal: async (db, after, seen) => (await renewalsToExport(db, after)).map((row) => renewalRecord(row, seen)),
  member: async (db, _, seen) => (await read(db, [listMembers(db)]))[0].map((row) => memberRecord(row, seen)),
  event: async (db, after, seen) => (await eventsToExport(db, after)).map((row) => eventRecord(row, seen)),
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

function renewalRecord({ renewal, name, number, customer, owner }: ExportedRenewal, seen: Seen) {
  const { lang } = seen
  const { subjectKind, endsOn, stage, answer, answeredAt, quotedMinor, currency, lostBecause, followUpOn } = renewal
  const lost = lossReasons.find((reason) => reason === lostBecause)
  return {
    ...{ endsOn: { day: endsOn }, of: renewalPageWords[lang].of[subjectKind], name, number, customer },
    ...{ stage: renewalStageWords[lang][stage], owner, followUpOn: followUpOn && { day: followUpOn } },
    ...{ answer: answer && renewalAnswerWords[lang][answer], answeredOn: dayCell(answeredAt, seen) },
    quoted: quotedMinor !== null && currency ? Number(decimalOf({ minor: quotedMinor, currency })) : null,
    ...{ currency, lostBecause: lost ? lossReasonWords[lang][lost] : null, note: renewal.note },
    ...{ begunOn: dayCell(renewal.createdAt, seen), closedOn: dayCell(renewal.closedAt, seen) },
  } satisfies Record<keyof (typeof recordExportWords)['en']['renewal']['columns'], WrittenCell>
}

type ListedMember = Awaited<ReturnType<typeof listMembers>>[number]

function memberRecord({ name, email, role, position, joinedAt, disabledAt, totpEnabledAt }: ListedMember, seen: Seen) {
  const { lang } = seen
  return {
    ...{ name, email, role: roleWords[lang][role].name, position: position && positionWords(position, lang) },
    state: memberWords[lang].states[stateOf({ joinedAt, disabledAt })],
    secondFactor: totpEnabledAt && recordExportWords[lang].yes,
    ...{ joinedOn: dayCell(joinedAt, seen), disabledOn: dayCell(disabledAt, seen) },
  } satisfies Record<keyof (typeof recordExportWords)['en']['member']['columns'], WrittenCell>
}

function eventRecord({ event, member, requestNumber }: ExportedEvent, seen: Seen) {
  const { lang } = seen
  const { actor, at, detail } = event
  const t = auditWords[lang]
  return {
    ...{ on: dayCell(at, seen), time: timeCell(at, seen) },
    who: member ?? (actor === 'customer' || actor === 'system' ? t[actor] : t.former),
    what: nameOfEvent({ ...event, requestNumber }, lang),
    about: requestNumber === null ? (typeof detail.name === 'string' ? detail.name : null) : t.request(requestNumber),
  } satisfies Record<keyof (typeof recordExportWords)['en']['event']['columns'], WrittenCell>
}

const dayCell = (at: Date | null, { timeZone }: Seen): WrittenCell => at && { day: dayOf(at, timeZone) }

const timeCell = (at: Date | null, { timeZone }: Seen): WrittenCell =>
  at && localTimeOf(at, timeZone).toISOString().slice(11, 16)
