import { may } from '#rules/role.ts'
import type { ConsoleFrame } from '../frame.ts'
import type { NoticeStep } from '../paths.ts'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { noticeLedgerWords } from '../words/notice-ledger.ts'
import { handlingRefusalWords } from '../words/notice-page.ts'
import type { NoticeDetail } from './notice.tsx'

type Props = { frame: ConsoleFrame; notice: NoticeDetail }

/** What a person may do about it now; nothing where it goes by itself. */
export const Decide = ({ frame, notice }: Props) => {
  const { lang, member } = frame
  const t = noticeLedgerWords[lang]
  if (!may(member.role, 'notices.release')) return null
  if (notice.state === 'unknown') return <NobodyKnows {...{ frame, notice }} />
  if (notice.state === 'failed')
    return notice.isWhole ? (
      <StepsOf {...{ notice }} steps={[['again', t.one.failedAgain]]} />
    ) : (
      <p class="hint">{handlingRefusalWords[lang].link_gone}</p>
    )
  if (notice.state === 'held') return <StepsOf {...{ notice }} steps={[['release', t.planned.release]]} />
  if (notice.state === 'planned' && notice.kind !== 'message' && notice.kind !== 'request')
    return <StepsOf {...{ notice }} steps={[['hold', t.planned.hold]]} />
  if (notice.state === 'skipped' && sendable.includes(notice.because ?? ''))
    return <StepsOf {...{ notice }} steps={[['release', t.one.skippedRelease]]} />
  return null
}

/** Why it was not sent may have passed since: whether it may go is asked again. */
const sendable = ['before_go_live', 'no_consent', 'unsubscribed', 'suppressed']

const NobodyKnows = ({ frame: { lang }, notice }: Props) => {
  const t = noticeLedgerWords[lang].one.unknown
  return (
    <Banner kind="warn" title={t.title}>
      <p>{t.text}</p>
      <StepsOf
        {...{ notice }}
        steps={[
          ['arrived', t.arrived],
          ['again', t.again],
        ]}
      />
    </Banner>
  )
}

/** How often it was tried when this was seen: a form that comes twice sends nothing twice. */
const StepsOf = ({ notice, steps }: { notice: NoticeDetail; steps: [NoticeStep, string][] }) => (
  <Actions>
    {steps.map(([step, label]) => (
      <Form
        action={consolePaths.noticeStep(notice.key, step)}
        hidden={{
          ...(notice.subjectId ? { subject: notice.subjectId } : {}),
          ...(step === 'again' ? { attempt: String(notice.attempt) } : {}),
        }}
      >
        <Button kind="quiet">{label}</Button>
      </Form>
    ))}
  </Actions>
)
