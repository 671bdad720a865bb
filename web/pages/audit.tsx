import { type AuditKind, auditKindNames } from '#rules/audit.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState, PageHeader, PrintHead } from '../ui/content.tsx'
import { Select } from '../ui/field.tsx'
import { Timeline } from '../ui/history.tsx'
import { Moment } from '../ui/moment.tsx'
import { FilterChips, Pagination } from '../ui/navigation.tsx'
import { auditWords } from '../words/audit.ts'
import { decisionDifferenceWords } from '../words/decision-difference.ts'
import { fullMomentWords } from '../words/moment.ts'
import { detailOf, nameOfEvent } from './audit-event.tsx'
import { type DecisionDifference, DecisionDifferences } from './decision-difference.tsx'

export type AuditEvent = {
  id: string
  subject: string
  name: string
  actor: string
  at: Date
  detail: Record<string, unknown>
  /** Of the service request that it was about. */
  requestNumber: number | null
}

export type AuditProps = {
  frame: ConsoleFrame
  kind: AuditKind | null
  memberId: string | null
  members: readonly { id: string; name: string }[]
  events: readonly AuditEvent[]
  /** Decisions that come out otherwise when they are computed again. */
  differences: readonly DecisionDifference[]
  isFirst: boolean
  /** Somebody has just said so of some of them. */
  seen: boolean
  /** Where the next page begins. */
  next: string | null
}

/** Who did what, newest first. */
export const AuditPage = (props: AuditProps) => {
  const { frame, kind, memberId, events, isFirst, next } = props
  const { lang } = frame
  const t = auditWords[lang]
  const names = new Map(props.members.map(({ id, name }) => [id, name]))
  const who = (actor: string) => names.get(actor) ?? (actor === 'customer' || actor === 'system' ? t[actor] : t.former)
  const at = { kind, memberId }
  return (
    <ConsoleLayout {...frame} title={t.title} current="audit" islands={['busy-form']}>
      <PrintHead
        company={frame.company.name}
        number={t.title}
        date={fullMomentWords(frame.now, frame.timeZone, lang)}
      />
      <PageHeader title={t.title} answer={t.answer} />
      {props.seen && <Banner kind="success" title={decisionDifferenceWords[lang].done} />}
      {isFirst && <DecisionDifferences frame={frame} differences={props.differences} />}
      <FilterChips
        label={t.kind}
        items={[null, ...auditKindNames].map((one) => ({
          href: hrefOf({ kind: one, memberId }),
          label: one ? t.kinds[one] : t.everything,
          current: one === kind,
        }))}
      />
      <PersonFilter {...props} />
      {events.length === 0 && !next && <EmptyState {...t.empty} icon="audit" />}
      {events.length === 0 && next && <p class="muted">{t.noneHere}</p>}
      <div class="log">
        <Timeline
          items={events.map((event) => ({
            title: nameOfEvent(event, lang),
            by: who(event.actor),
            at: <Moment at={event.at} now={frame.now} timeZone={frame.timeZone} lang={lang} />,
            text: detailOf(event, { frame, names }),
          }))}
        />
      </div>
      <Pagination
        lang={lang}
        firstHref={isFirst ? null : hrefOf(at)}
        nextHref={next ? hrefOf({ ...at, before: next }) : null}
      />
    </ConsoleLayout>
  )
}

const PersonFilter = ({ frame: { lang }, kind, memberId, members }: AuditProps) => {
  const t = auditWords[lang]
  const people = [
    ...members.map(({ id, name }) => ({ value: id, label: name })),
    { value: 'customer', label: t.customer },
  ]
  return (
    <form class="audit-filter no-print" action={consolePaths.audit()} aria-label={t.filter}>
      {kind && <input type="hidden" name="kind" value={kind} />}
      <Select
        {...{ lang, name: 'member', label: t.who, options: people, empty: t.everybody, value: memberId ?? '' }}
        width="medium"
        optional={undefined}
      />
      <Button kind="quiet">{t.show}</Button>
    </form>
  )
}

function hrefOf({ kind, memberId, before }: { kind: AuditKind | null; memberId: string | null; before?: string }) {
  const query = new URLSearchParams({
    ...(kind ? { kind } : {}),
    ...(memberId ? { member: memberId } : {}),
    ...(before ? { before } : {}),
  })
  return query.size > 0 ? `${consolePaths.audit()}?${query}` : consolePaths.audit()
}
