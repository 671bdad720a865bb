import type { Child } from 'hono/jsx'
import type { NoticeState } from '#rules/notice.ts'
import { leadOf } from '#rules/notice-key.ts'
import { lossReasons, type RenewalAnswer, type RenewalStage } from '#rules/renewal-stage.ts'
import { may } from '#rules/role.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge, Banner } from '../ui/badge.tsx'
import { Facts, PageHeader, Section } from '../ui/content.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import type { FormState } from '../ui/field.tsx'
import { ErrorSummary } from '../ui/form.tsx'
import { Timeline } from '../ui/history.tsx'
import { Moment } from '../ui/moment.tsx'
import { moneyWords } from '../ui/money.tsx'
import { Table } from '../ui/table.tsx'
import { auditWords } from '../words/audit.ts'
import { dayWords, fullDayWords } from '../words/moment.ts'
import { noticeStateWords } from '../words/notice-ledger.ts'
import { lossReasonWords, renewalAnswerWords, renewalStageWords } from '../words/renewal.ts'
import { renewalPageWords } from '../words/renewal-page.ts'
import { RenewalForms } from './renewal-form.tsx'
import { stageMeaning } from './renewal-list.tsx'

export type RenewalProps = {
  frame: ConsoleFrame
  id: string
  of: 'warranty' | 'contract'
  subjectId: string
  customerId: string
  name: string
  number: string | null
  customer: string
  endsOn: string
  stage: RenewalStage
  answer: RenewalAnswer | null
  answeredAt: Date | null
  quoted: { minor: number; currency: string } | null
  ownerId: string | null
  followUpOn: string | null
  lostBecause: string | null
  link: string
  currency: string
  today: string
  members: readonly { id: string; name: string }[]
  told: readonly { recipient: string; lead: string | null; state: NoticeState; at: Date }[]
  events: readonly { name: string; actor: string; at: Date; detail: Record<string, unknown> }[]
  form?: FormState | undefined
  done?: keyof (typeof renewalPageWords)['en']['done'] | undefined
}

/** One end: what it is, how far it is, what to do next. */
export const RenewalPage = (props: RenewalProps) => {
  const { frame, of, name, endsOn, stage, form, done, link } = props
  const { lang } = frame
  const t = renewalPageWords[lang]
  return (
    <ConsoleLayout {...frame} title={name} current="notices" islands={['busy-form', 'copy-button']}>
      <PageHeader
        back={{ href: consolePaths.renewals(), label: t.title }}
        title={name}
        answer={
          <p>
            {t.of[of]} · {fullDayWords(endsOn, lang)}{' '}
            <Badge meaning={stageMeaning[stage]}>{renewalStageWords[lang][stage]}</Badge>
          </p>
        }
      />
      {done && <Banner kind="success" title={t.done[done]} />}
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} />
      <Facts items={factsOf(props)} />
      {may(frame.member.role, 'renewals.work') && <RenewalForms {...props} />}
      <Section title={t.details.link} hint={t.details.linkHint}>
        <CopyButton lang={lang} value={link} label={t.details.link} />
      </Section>
      <Told {...props} />
      <History {...props} />
    </ConsoleLayout>
  )
}

function factsOf(props: RenewalProps) {
  const { frame, of, name, number, customer, endsOn, answer, answeredAt, quoted, lostBecause, followUpOn } = props
  const { lang } = frame
  const t = renewalPageWords[lang].details
  const owner = props.members.find(({ id }) => id === props.ownerId)?.name
  const facts: { term: Child; value: Child }[] = [
    { term: t.customer, value: customer },
    { term: of === 'warranty' ? t.machine : t.contract, value: name },
  ]
  if (number) facts.push({ term: t.number, value: number })
  facts.push({ term: t.endsOn, value: fullDayWords(endsOn, lang) })
  facts.push({
    term: t.answer,
    value:
      answer && answeredAt ? (
        <>
          {renewalAnswerWords[lang][answer]} · <At at={answeredAt} frame={frame} />
        </>
      ) : (
        t.noAnswer
      ),
  })
  if (quoted) facts.push({ term: t.quoted, value: moneyWords(quoted.minor, quoted.currency, lang) })
  facts.push({ term: t.owner, value: owner ?? renewalPageWords[lang].nobody })
  if (followUpOn) facts.push({ term: t.followUpOn, value: dayWords(followUpOn, props.today, lang) })
  const known = lossReasons.find((reason) => reason === lostBecause)
  if (known) facts.push({ term: t.lostBecause, value: lossReasonWords[lang][known] })
  return facts
}

const At = ({ at, frame }: { at: Date; frame: ConsoleFrame }) => (
  <Moment at={at} now={frame.now} timeZone={frame.timeZone} lang={frame.lang} />
)

const Told = ({ frame, told }: RenewalProps) => {
  const { lang } = frame
  const t = renewalPageWords[lang]
  const lead = (text: string | null) => {
    const known = text ? leadOf(text) : null
    return known ? t.lead(known.before, known.unit) : t.none
  }
  return (
    <Section title={t.told}>
      {told.length === 0 ? (
        <p class="muted">{t.toldNone}</p>
      ) : (
        <Table
          caption={t.told}
          rows={told}
          columns={[
            { head: t.toldColumns.who, phone: 'title', wrap: true, cell: (row) => row.recipient },
            { head: t.toldColumns.lead, phone: 'detail', cell: (row) => lead(row.lead) },
            { head: t.toldColumns.state, phone: 'end', cell: (row) => noticeStateWords[lang][row.state] },
            { head: t.toldColumns.when, phone: 'detail', cell: (row) => <At at={row.at} frame={frame} /> },
          ]}
        />
      )}
    </Section>
  )
}

const History = ({ frame, events, members }: RenewalProps) => {
  const { lang } = frame
  const t = renewalPageWords[lang]
  const names: Record<string, string> = auditWords[lang].events
  const items = events.flatMap(({ name, actor, at }) => {
    const title = names[name]
    const by = actor === 'customer' ? t.you : (members.find(({ id }) => id === actor)?.name ?? t.system)
    return title ? [{ title, by, at: <At at={at} frame={frame} /> }] : []
  })
  if (items.length === 0) return null
  return (
    <Section title={t.history}>
      <Timeline items={items} />
    </Section>
  )
}
