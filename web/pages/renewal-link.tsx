import type { RenewalAnswer, RenewalStage } from '#rules/renewal-stage.ts'
import type { ServiceRequestStatus } from '#rules/service-request.ts'
import { PublicLayout } from '../layout.tsx'
import { publicPaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Facts, PageHeader, Section } from '../ui/content.tsx'
import { Form } from '../ui/form.tsx'
import { Timeline } from '../ui/history.tsx'
import type { Lang } from '../words/lang.ts'
import { fullDayWords } from '../words/moment.ts'
import { renewalPageWords } from '../words/renewal-page.ts'
import { trackingStatus } from '../words/tracking.ts'
import { CallLine, PhoneLink } from './phone-link.tsx'
import type { PublicFrame } from './public-frame.ts'

/** One visit or repair of the year; days are the company's. */
export type RecordLine = {
  number: number
  status: ServiceRequestStatus
  what: string
  receivedOn: string
  arrivedOn: string | null
  resolvedOn: string | null
}

export type RenewalLinkProps = {
  frame: PublicFrame
  token: string
  of: 'warranty' | 'contract'
  name: string
  number: string | null
  endsOn: string
  stage: RenewalStage
  answer: RenewalAnswer | null
  record: readonly RecordLine[]
  today: string
  problem?: string | undefined
}

/** What ends, two buttons, and what was done in a year. Nobody signs in. */
export const RenewalLinkPage = (props: RenewalLinkProps) => {
  const { frame, token, of, name, number, endsOn, today, problem } = props
  const { lang } = frame
  const t = renewalPageWords[lang].link
  const ends = { name, endsOn: fullDayWords(endsOn, lang) }
  const facts = [
    { term: of === 'warranty' ? t.machine : t.contractName, value: name },
    ...(number ? [{ term: of === 'warranty' ? t.serialNumber : t.contractNumber, value: number }] : []),
    { term: t.lastDay, value: ends.endsOn },
  ]
  return (
    <PublicLayout {...frame} title={t.title} path={publicPaths.renewal(token)} islands={['busy-form']}>
      <div class="stack">
        <PageHeader title={t.title} answer={<p>{endsOn < today ? t.ended(ends) : t[of](ends)}</p>} />
        {problem && (
          <Banner kind="warn" title={problem}>
            <PhoneLink frame={frame} />
          </Banner>
        )}
        <Answer {...props} />
        <Facts items={facts} />
        <Section title={t.record}>
          <YearRecord lang={lang} record={props.record} />
        </Section>
      </div>
    </PublicLayout>
  )
}

const Answer = ({ frame, token, stage, answer }: RenewalLinkProps) => {
  const { lang } = frame
  const t = renewalPageWords[lang].link
  if (stage === 'renewed') return <Banner kind="success" title={t.renewed} />
  if (stage === 'lost')
    return (
      <Banner title={t.lost}>
        <CallLine frame={frame} text={t.lostCall} />
      </Banner>
    )
  return (
    <Section
      title={answer ? t.answers[answer].title : t.question}
      hint={answer ? t.answers[answer].text : t.questionHint}
    >
      {answer && <p class="muted">{t.change}</p>}
      <Form action={publicPaths.renewalAnswer(token)} label={t.question}>
        <Actions>
          {answer !== 'renew' && (
            <Button kind={answer ? 'quiet' : 'primary'} icon="check" name="answer" value="renew">
              {t.renew}
            </Button>
          )}
          {answer !== 'call_me' && (
            <Button kind="quiet" icon="phone" name="answer" value="call_me">
              {t.callMe}
            </Button>
          )}
        </Actions>
      </Form>
    </Section>
  )
}

const YearRecord = ({ lang, record }: { lang: Lang; record: readonly RecordLine[] }) => {
  const t = renewalPageWords[lang].link
  if (record.length === 0) return <p class="muted">{t.noRecord}</p>
  const days = (line: RecordLine) =>
    [
      [t.received, line.receivedOn],
      [t.arrived, line.arrivedOn],
      [t.resolved, line.resolvedOn],
    ]
      .flatMap(([label, on]) => (on ? [`${label} ${fullDayWords(on, lang)}`] : []))
      .join(' · ')
  return (
    <Timeline
      items={record.map((line) => ({
        title: line.what || t.request(line.number),
        by: trackingStatus[lang][line.status],
        at: days(line),
        text: line.what ? t.request(line.number) : undefined,
        meaning: line.resolvedOn ? 'fine' : 'neutral',
      }))}
    />
  )
}
