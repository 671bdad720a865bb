import { may } from '#rules/role.ts'
import { decideJudging } from '#rules/service-request-coverage.ts'
import { isOver } from '#rules/service-request-step.ts'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import type { FormState } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { heldWords } from '../words/service-request-held.ts'
import { stepWords as words } from '../words/service-request-step.ts'
import type { DetailProps } from './service-request.tsx'
import { causeStep, machineStep, overrideEndStep, overrideStep } from './service-request-coverage-form.tsx'
import {
  arrivalStep,
  assignmentStep,
  cancellationStep,
  noteStep,
  type OfferedStep,
  pauseEndStep,
  pauseStep,
  reopeningStep,
  replyStep,
  resolutionStep,
  triageStep,
} from './service-request-step-form.tsx'

/** What this member may do now; the first is open, the others a tap away. */
export const StepForms = (props: DetailProps) => {
  const { frame, request, refused } = props
  if (request.standing === 'held') return <ReleaseForms {...props} />
  const offered = offeredTo(props).filter(({ needs }) => may(frame.member.role, needs))
  const gone = refused && !offered.some(({ step }) => step === refused.step) ? refused.form : undefined
  return (
    <section class="steps-offered" aria-label={words[frame.lang].next}>
      {gone && <NoLonger form={gone} />}
      {offered.map(({ step, title, body }, index) => {
        const form = refused?.step === step ? refused.form : undefined
        return (
          <details open={refused && !gone ? form !== undefined : index === 0} name="step" id={step}>
            <summary>{title}</summary>
            <Form action={consolePaths.requestStep(request.id, step)} idempotencyKey={props.formKey} label={title}>
              {form && <ErrorSummary lang={frame.lang} errors={form.errors} />}
              {body(form)}
            </Form>
          </details>
        )
      })}
    </section>
  )
}

/** Fields that hold a person's own words. */
const written = ['reply', 'note', 'pauseNote', 'resolution', 'reopening', 'cancellation', 'otherCause', 'because']

/** The step is not offered any more; what was typed for it can still be copied. */
const NoLonger = ({ form }: { form: FormState }) => (
  <Banner kind="error" title={Object.values(form.errors)[0]}>
    {written
      .filter((name) => form.typed[name])
      .map((name) => (
        <p class="typed">{form.typed[name]}</p>
      ))}
  </Banner>
)

function offeredTo(props: DetailProps): OfferedStep[] {
  const { request } = props
  const over = isOver(request.status)
  const all: (OfferedStep | false)[] = [
    replyStep(props),
    !over && !request.arrivedAt && request.onSite && request.assigneeId !== null && arrivalStep(props),
    !over && resolutionStep(props),
    isJudged(props) && causeStep(props),
    isJudged(props) && machineStep(props),
    !over && assignmentStep(props),
    !over && triageStep(props),
    !over && (request.pausedSince ? pauseEndStep(props) : pauseStep(props)),
    noteStep(props),
    over && request.status !== 'cancelled' && reopeningStep(props),
    isJudged(props) && (request.coverageOverriddenBy ? overrideEndStep(props) : overrideStep(props)),
    !over && cancellationStep(props),
  ]
  return all.filter((one): one is OfferedStep => one !== false)
}

/** Where anything can be said about who pays. */
const isJudged = ({ request }: DetailProps) => decideJudging(request) === null

const ReleaseForms = ({ frame, request, formKey }: DetailProps) => {
  const t = words[frame.lang].release
  return (
    <section class="steps-offered" aria-label={t.title}>
      <p>
        {request.heldBecause && <b>{heldWords(request.heldBecause, frame.lang).text}</b>}
        {frame.lang === 'en' && ' '}
        {t.text}
      </p>
      {may(frame.member.role, 'requests.release') && (
        <Form action={consolePaths.requestStep(request.id, 'release')} idempotencyKey={formKey} label={t.title}>
          <Actions>
            <Button name="verdict" value="accept">
              {t.accept}
            </Button>
            <Button name="verdict" value="reject" kind="quiet">
              {t.reject}
            </Button>
          </Actions>
        </Form>
      )}
    </section>
  )
}
