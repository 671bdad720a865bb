import type { Child } from 'hono/jsx'
import { auditKindNames, auditKinds } from '#rules/audit.ts'
import { isDay } from '#rules/day.ts'
import type { Lang } from '#rules/lang.ts'
import { may, type Role, roles } from '#rules/role.ts'
import type { ConsoleFrame } from '../frame.ts'
import { consolePaths } from '../paths.ts'
import { auditWords } from '../words/audit.ts'
import { calendarWords } from '../words/calendar.ts'
import { importWords } from '../words/import.ts'
import { importListWords } from '../words/import-list.ts'
import { fullDayWords } from '../words/moment.ts'
import { effectiveWords, policyWords } from '../words/policy.ts'
import { roleWords } from '../words/role.ts'
import type { AuditEvent } from './audit.tsx'

/** What happened; an event that nobody found words for yet is at least told by its kind. */
export function nameOfEvent({ name }: AuditEvent, lang: Lang): string {
  const t = auditWords[lang]
  const known = t.events[name]
  if (known) return known
  const kind = auditKindNames.find((one) => auditKinds[one].some((start) => name.startsWith(start)))
  return kind ? t.unknown(t.kinds[kind]) : t.other
}

type Seen = { frame: ConsoleFrame; names: ReadonlyMap<string, string> }

/** What it was about, in words; ids, addresses and secrets stay where they are. */
export function detailOf(event: AuditEvent, seen: Seen): Child {
  const [family] = event.name.split('.')
  const described = family && details[family]?.(event, seen)
  return described || undefined
}

type Detail = (event: AuditEvent, seen: Seen) => Child

const details: Record<string, Detail> = {
  policy: ({ detail }, { frame }) => policyDetail(detail, frame),
  service_request: ({ subject, detail, requestNumber }, { frame, names }) => {
    const sent = names.get(textOf(detail.memberId))
    if (!may(frame.member.role, 'requests.read')) return sent
    const link = <a href={consolePaths.request(subject)}>{auditWords[frame.lang].request(requestNumber)}</a>
    return sent ? (
      <>
        {sent} · {link}
      </>
    ) : (
      link
    )
  },
  customer: ({ subject, detail }, { frame }) =>
    named(detail, <a href={consolePaths.customer(subject)}>{auditWords[frame.lang].openCustomer}</a>),
  product: ({ subject, detail }, { frame }) =>
    named(detail, <a href={consolePaths.product(subject)}>{auditWords[frame.lang].openProduct}</a>),
  import: ({ subject, detail }, { frame: { lang, member } }) => {
    const kind = importWords[lang].kinds[textOf(detail.kind) as 'asset'] ?? textOf(detail.fileName)
    const rows = typeof detail.rows === 'number' ? importListWords[lang].count(detail.rows) : ''
    const about = [kind, rows].filter(Boolean).join(lang === 'zh-CN' ? '，' : ', ')
    return may(member.role, 'register.import') ? <a href={consolePaths.import(subject)}>{about || '—'}</a> : about
  },
  calendar_day: ({ detail }, { frame: { lang } }) => {
    const t = calendarWords[lang]
    const [from, until] = [textOf(detail.from), textOf(detail.until) || textOf(detail.from)]
    if (!isDay(from) || !isDay(until)) return undefined
    const days = t.range(fullDayWords(from, lang), fullDayWords(until, lang))
    const what = detail.kind === 'open' ? t.open : t.off
    return [days, what, textOf(detail.note)].filter(Boolean).join(' · ')
  },
  company: ({ detail }, { frame: { lang } }) => {
    const fields = Array.isArray(detail.fields)
      ? detail.fields.map((field) => auditWords[lang].fields[String(field)])
      : []
    const on = textOf(detail.on)
    return isDay(on) ? fullDayWords(on, lang) : fields.filter(Boolean).join(lang === 'zh-CN' ? '、' : ', ')
  },
  notice: ({ subject }, { frame: { lang, member } }) =>
    may(member.role, 'notices.read') && <a href={consolePaths.notice(subject)}>{auditWords[lang].openNotice}</a>,
  member: ({ subject, actor, detail }, { frame: { lang }, names }) => {
    const name = subject === actor ? undefined : names.get(subject)
    const [from, to] = [roleName(detail.from, lang), roleName(detail.to ?? detail.role, lang)]
    const role = from && to ? auditWords[lang].roles(from, to) : to
    return [name, role].filter(Boolean).join(' · ')
  },
  session: ({ detail }) => textOf(detail.device),
  channel: ({ detail }) => textOf(detail.channel),
  suppression: ({ detail }) => textOf(detail.reason),
}

/** Whom or what it was about, and where it stands. */
const named = (detail: Record<string, unknown>, link: Child) =>
  textOf(detail.name) ? (
    <>
      {textOf(detail.name)} · {link}
    </>
  ) : (
    link
  )

function policyDetail(detail: Record<string, unknown>, { lang, timeZone }: ConsoleFrame): Child {
  const t = auditWords[lang]
  if ((detail.policy !== 'service' && detail.policy !== 'staff') || typeof detail.number !== 'number') return undefined
  const version = t.policy(policyWords[lang].kinds[detail.policy], detail.number)
  const title = isInLangs(detail.title) ? detail.title[lang] : ''
  const clause = typeof detail.clause === 'number' ? t.clause(detail.clause, title) : ''
  const at = new Date(textOf(detail.effectiveFrom))
  const from = Number.isNaN(at.getTime()) ? '' : t.from(effectiveWords(at, timeZone, lang))
  return [version, clause, from].filter(Boolean).join(lang === 'zh-CN' ? '，' : ', ')
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

const isInLangs = (value: unknown): value is Record<Lang, string> =>
  typeof value === 'object' && value !== null && 'zh-CN' in value && 'en' in value

const roleName = (role: unknown, lang: Lang) =>
  roles.some((one) => one === role) ? roleWords[lang][role as Role].name : undefined
