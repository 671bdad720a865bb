import type { Day } from '#rules/day.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { EmptyState, PageHeader, Section } from '../ui/content.tsx'
import { Form } from '../ui/form.tsx'
import { FilterChips } from '../ui/navigation.tsx'
import { fullDayWords } from '../words/moment.ts'
import { noticeLedgerWords } from '../words/notice-ledger.ts'
import { noticeReleaseWords } from '../words/notice-release.ts'
import { type FirstMessages, FirstOfThem } from './notice-first.tsx'

type Props = {
  frame: ConsoleFrame
  /** Null: of every day. */
  day: Day | null
  release: {
    days: readonly { day: Day; count: number }[]
    total: number
    now: number
    people: number
    unable: number
    first: FirstMessages
  }
  formKey: string
  /** It is not what it was when the button was pressed. */
  changed: boolean
}

/** First what would leave, then one press. */
export const NoticeReleasePage = ({ frame, day, release, formKey, changed }: Props) => {
  const { lang } = frame
  const t = noticeReleaseWords[lang]
  const { days, total, now, people, unable, first } = release
  const everything = days.reduce((sum, { count }) => sum + count, 0)
  return (
    <ConsoleLayout {...frame} title={t.title} current="notices" islands={['busy-form']}>
      <PageHeader
        back={{ href: consolePaths.notices(), label: noticeLedgerWords[lang].planned.title }}
        title={t.title}
        answer={t.answer}
      />
      {changed && <Banner kind="warn" title={t.changed} />}
      {days.length > 1 && (
        <FilterChips
          label={t.days}
          items={[
            { href: consolePaths.noticeRelease(), label: t.all, count: everything, current: day === null },
            ...days.map((one) => ({
              href: consolePaths.noticeRelease(one.day),
              label: fullDayWords(one.day, lang),
              count: one.count,
              current: one.day === day,
            })),
          ]}
        />
      )}
      {now === 0 ? (
        <EmptyState {...t.none} icon="bell" />
      ) : (
        <Section title={t.would(now, people)} hint={t.when}>
          <div class="stack">
            {total > now && <p>{t.rest(total - now)}</p>}
            <FirstOfThem
              {...{ lang, first }}
              title={t.first}
              rest={now > first.length && t.andMore(now - first.length)}
            />
            <Form
              action={consolePaths.noticeRelease()}
              idempotencyKey={formKey}
              hidden={{ day: day ?? '', count: String(now) }}
            >
              <Actions>
                <Button>{t.submit(now)}</Button>
              </Actions>
            </Form>
          </div>
        </Section>
      )}
      {unable > 0 && <p class="hint">{t.unable(unable)}</p>}
    </ConsoleLayout>
  )
}
