import type { Child } from 'hono/jsx'
import type { Day } from '#rules/day.ts'
import type { NoticeChannel, NoticeContent, NoticeState, NoticeWhy } from '#rules/notice.ts'
import type { HandlingRefusal } from '#rules/notice-handling.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths, type NoticeStep } from '../paths.ts'
import { Badge, Banner } from '../ui/badge.tsx'
import { type Fact, Facts, PageHeader, Section } from '../ui/content.tsx'
import { Steps } from '../ui/history.tsx'
import { FullMoment } from '../ui/moment.tsx'
import type { Lang } from '../words/lang.ts'
import { fullDayWords } from '../words/moment.ts'
import { failureWords } from '../words/notice-failure.ts'
import { noticeLedgerWords, noticeStateWords } from '../words/notice-ledger.ts'
import { handlingRefusalWords, lawsInWords, noticePageWords } from '../words/notice-page.ts'
import { noticeStepLines } from '../words/notice-step.ts'
import { retireReasonWords, skipReasonWords } from '../words/renewal.ts'
import { Decide } from './notice-decision.tsx'
import { Addressee, type KindOfNotice, noticeMeaning, titleOf } from './notice-part.tsx'
import { clauseAnchor } from './policy-document.tsx'

type Label = { name: string; number: string | null }

export type NoticeDetail = Label & {
  key: string
  /** Of what has no row yet. */
  subjectId: string | null
  kind: KindOfNotice
  template: string
  state: NoticeState
  content: NoticeContent
  customer: { id: string | null; name: string } | null
  to: { name: string; address: string; channel: NoticeChannel }
  dueAt: Date
  sentAt: Date | null
  attempt: number
  /** The provider's own id or words. */
  answer: string | null
  failure: string | null
  because: string | null
  /** Null with `hasSettler`: somebody who is not there any more. */
  settledBy: string | null
  hasSettler: boolean
  digestKey: string | null
  together: readonly (Label & { key: string; kind: KindOfNotice; state: NoticeState; to: string })[]
  renewalId: string | null
  request: { id: string; number: number } | null
  why: NoticeWhy | null
  isLate: boolean
  provisional: boolean
  duty: { latestOn: Day; missed: boolean } | null
  /** It can be sent again as it was. */
  isWhole: boolean
  preview: { lang: Lang; subject: string | null; text: string; hasLink: boolean } | null
}

export type NoticeProps = {
  frame: ConsoleFrame
  notice: NoticeDetail
  refused?: HandlingRefusal | undefined
  done?: NoticeStep | undefined
}

/** One message: what became of it, what it says, why it is sent. */
export const NoticePage = (props: NoticeProps) => {
  const { frame, notice, refused, done } = props
  const { lang } = frame
  const t = noticeLedgerWords[lang]
  const isToCome = notice.subjectId !== null
  const title = titleOf(notice, lang)
  return (
    <ConsoleLayout {...frame} title={title} current="notices" islands={['busy-form']}>
      <PageHeader
        back={
          isToCome
            ? { href: consolePaths.notices(), label: t.planned.title }
            : { href: consolePaths.noticeLedger(), label: t.one.back }
        }
        title={title}
        answer={<Answer {...{ frame, notice }} />}
      />
      {done && !refused && <Banner kind="success" title={t.done[done]} />}
      {refused && <Banner kind="error" title={handlingRefusalWords[lang][refused]} />}
      <Decide {...{ frame, notice }} />
      <Facts items={factsOf(props)} />
      <Together {...{ frame, notice }} />
      <Preview {...{ lang, notice }} />
      <Why {...{ frame, notice }} />
    </ConsoleLayout>
  )
}

type Shown = { frame: ConsoleFrame; notice: NoticeDetail }

const Answer = ({ frame: { lang }, notice }: Shown) => {
  const t = noticeLedgerWords[lang]
  const { kind, state, isLate, content } = notice
  const title = titleOf(notice, lang)
  return (
    <p>
      {title !== t.kinds[kind] && `${t.kinds[kind]} `}
      <Badge meaning={noticeMeaning[state]}>{noticeStateWords[lang][state]}</Badge>{' '}
      {isLate && <Badge meaning="late">{t.planned.late}</Badge>}{' '}
      {content === 'commercial' && <Badge>{noticePageWords[lang].commercial}</Badge>}
    </p>
  )
}

function factsOf({ frame: { lang, timeZone }, notice }: NoticeProps): Fact[] {
  const t = noticeLedgerWords[lang].one
  const at = (moment: Date) => <FullMoment {...{ at: moment, timeZone, lang }} />
  const { customer, to, number, dueAt, sentAt, attempt, answer, failure, duty, state } = notice
  const facts: [Child, Child | null | undefined | false][] = [
    [t.to, <Addressee {...{ lang, ...to }} />],
    [noticePageWords[lang].about, aboutLine(notice, lang)],
    [t.due, at(dueAt)],
    [t.sent, sentAt && at(sentAt)],
    [t.attempts, attempt > 0 && String(attempt)],
    [state === 'sent' ? noticePageWords[lang].toldLater : t.failure, failure && failureWords(failure, lang)],
    [t.provider, answer && <code>{answer}</code>],
    [t.because, becauseWords(notice, lang)],
    [t.settledBy, notice.hasSettler && (notice.settledBy ?? noticePageWords[lang].former)],
    [t.notices, duty && noticeLedgerWords[lang].planned.duty(fullDayWords(duty.latestOn, lang))],
  ]
  const isShown = customer || number || notice.request || notice.renewalId
  return facts.flatMap(([term, value]) =>
    value && (term !== noticePageWords[lang].about || isShown) ? [{ term, value }] : [],
  )
}

const aboutLine = ({ customer, number, request, renewalId }: NoticeDetail, lang: Lang) => {
  const t = noticePageWords[lang]
  const parts: Child[] = [
    customer?.name,
    number,
    request && <a href={consolePaths.request(request.id)}>{t.request(request.number)}</a>,
    renewalId && <a href={consolePaths.renewal(renewalId)}>{t.renewal}</a>,
  ].filter(Boolean)
  return parts.map((part, at) => (
    <>
      {at > 0 && ' · '}
      {part}
    </>
  ))
}

/** Reasons of the rules have words; none of them is shown as it is stored. */
export function becauseWords(
  { because, state }: Pick<NoticeDetail, 'because' | 'state'>,
  lang: Lang,
): string | undefined {
  if (!because) return undefined
  const [first, second] =
    state === 'cancelled' ? [retireReasonWords, skipReasonWords] : [skipReasonWords, retireReasonWords]
  return (first[lang] as Record<string, string>)[because] ?? (second[lang] as Record<string, string>)[because]
}

const Together = ({ frame: { lang }, notice: { together, digestKey } }: Shown) => {
  const t = noticeLedgerWords[lang].one
  return (
    <>
      {digestKey && (
        <p>
          <a href={consolePaths.notice(digestKey)}>{t.digest}</a>
        </p>
      )}
      {together.length > 0 && (
        <Section title={t.digestOf} id="together">
          <ul class="notice-list">
            {together.map(({ key, kind, state, name, number }) => (
              <li>
                <div class="notice-what">
                  <a href={consolePaths.notice(key)}>{name || noticeLedgerWords[lang].kinds[kind]}</a>{' '}
                  {number && <span class="muted">{number}</span>}
                </div>
                <span class="muted">{noticeStateWords[lang][state]}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

/** The text as it is read; the HTML says the same. */
const Preview = ({ lang, notice: { preview } }: { lang: Lang; notice: NoticeDetail }) => {
  const t = noticeLedgerWords[lang].one
  const own = noticePageWords[lang]
  return (
    <Section title={t.preview} hint={preview && (preview.hasLink ? t.previewGone : own.previewLinks)} id="preview">
      {preview ? (
        <figure class="letter" lang={preview.lang}>
          {preview.subject && (
            <figcaption>
              <b>{preview.subject}</b>
            </figcaption>
          )}
          <p class="typed">{preview.text}</p>
        </figure>
      ) : (
        <p class="muted">{own.previewNone}</p>
      )}
    </Section>
  )
}

const Why = ({ frame: { lang, timeZone, now }, notice: { why, provisional, duty } }: Shown) => {
  if (!why) return null
  const t = noticeLedgerWords[lang]
  const { clauseKey, clauseNumber, versionNumber, laws, steps } = why
  return (
    <Section title={t.planned.why} id="why">
      {clauseKey && clauseNumber !== null && versionNumber !== null && (
        <p>
          <a href={`${consolePaths.policyVersion('service', versionNumber)}#${clauseAnchor(clauseKey)}`}>
            {t.one.clause(clauseNumber, versionNumber)}
          </a>
        </p>
      )}
      {laws.length > 0 && <p>{t.one.law(lawsInWords(laws, lang))}</p>}
      {provisional && <p class="hint">{t.planned.provisional}</p>}
      {duty?.missed && <p class="late">{t.planned.missed}</p>}
      <Steps lines={noticeStepLines(steps, { lang, timeZone, now })} />
    </Section>
  )
}
