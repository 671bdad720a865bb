import type { Day } from '#rules/day.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { EmptyState, PageHeader, Section } from '../ui/content.tsx'
import { Field, type FormState } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { fullDayWords } from '../words/moment.ts'
import { noticeLedgerWords } from '../words/notice-ledger.ts'
import { noticePageWords } from '../words/notice-page.ts'
import { noticeReleaseWords } from '../words/notice-release.ts'
import { type FirstMessages, FirstOfThem } from './notice-first.tsx'

export type GoLiveProps = {
  frame: ConsoleFrame
  /** Null: no policy is in force. */
  goLiveOn: Day | null
  preview: {
    on: Day
    messages: number
    people: number
    leftOut: number
    isPartial: boolean
    first: FirstMessages
    settled: number
  } | null
  form?: FormState | undefined
}

/** From which day on reminders are sent; first what that would send at once, then the day is saved. */
export const NoticeGoLivePage = ({ frame, goLiveOn, preview, form }: GoLiveProps) => {
  const { lang } = frame
  const t = noticePageWords[lang]
  const words = noticeLedgerWords[lang].planned
  return (
    <ConsoleLayout {...frame} title={t.goLive.title} current="notices" islands={['busy-form']}>
      <PageHeader
        back={{ href: consolePaths.notices(), label: words.title }}
        title={t.goLive.title}
        answer={goLiveOn && t.goLive.answer(fullDayWords(goLiveOn, lang))}
      />
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} />
      {goLiveOn === null ? (
        <EmptyState {...t.noPolicy} icon="file" />
      ) : (
        <form class="form" action={consolePaths.noticeGoLive()} aria-label={words.goLiveField}>
          <Field
            {...{ lang, form, name: 'day', label: words.goLiveField, hint: words.goLiveHint, type: 'date' }}
            value={preview?.on ?? goLiveOn}
            width="medium"
          />
          <Actions>
            <Button kind="quiet">{t.goLive.submit}</Button>
          </Actions>
        </form>
      )}
      {preview && <Effect {...{ frame, preview }} />}
      {goLiveOn !== null && <WhatItDoes frame={frame} />}
    </ConsoleLayout>
  )
}

const Effect = ({
  frame: { lang },
  preview,
}: {
  frame: ConsoleFrame
  preview: NonNullable<GoLiveProps['preview']>
}) => {
  const { on, messages, people, leftOut, isPartial, first, settled } = preview
  const t = noticePageWords[lang].goLive
  const words = noticeLedgerWords[lang].planned
  const would = isPartial ? t.wouldAtLeast(messages, people) : t.would(messages, people)
  return (
    <Section title={words.from(fullDayWords(on, lang))} id="effect">
      <div class="stack">
        <p>{messages === 0 && !isPartial ? t.wouldNone : would}</p>
        {leftOut > 0 && <p>{t.leftOut(leftOut)}</p>}
        {settled > 0 && <p class="hint">{t.settled(settled)}</p>}
        {first.length > 0 && (
          <FirstOfThem
            {...{ lang, first }}
            title={t.first}
            rest={messages > first.length && t.andMore(messages - first.length)}
          />
        )}
        <Form action={consolePaths.noticeGoLive()} hidden={{ day: on }}>
          <Actions>
            <Button>{words.goLiveSubmit}</Button>
          </Actions>
        </Form>
      </div>
    </Section>
  )
}

/** So that nobody waits for messages that no day brings back. */
const WhatItDoes = ({ frame: { lang } }: { frame: ConsoleFrame }) => {
  const t = noticeReleaseWords[lang]
  const lists = [
    { title: t.does, items: t.doesItems },
    { title: t.doesNot, items: t.doesNotItems },
  ]
  return (
    <>
      {lists.map(({ title, items }) => (
        <Section title={title}>
          <ul class="consequences">
            {items.map((item) => (
              <li>{item}</li>
            ))}
          </ul>
        </Section>
      ))}
      <p>
        <ButtonLink href={consolePaths.noticeRelease()}>{t.link}</ButtonLink>
      </p>
    </>
  )
}
