import type { RequestType } from '#rules/service-request.ts'
import type { IslandName } from '../asset.ts'
import { PublicLayout } from '../layout.tsx'
import { publicPaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/choice.tsx'
import { PageHeader } from '../ui/content.tsx'
import type { FormState } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { reportWords } from '../words/report.ts'
import { CallLine, PhoneLink } from './phone-link.tsx'
import type { PublicFrame } from './public-frame.ts'
import { Fault, Kind, Machine, Place, Who } from './report-field.tsx'
import type { ShownPhoto } from './report-photo.tsx'

export type ReportTrouble = { kind: 'too_many'; seconds: number } | { kind: 'unsure' } | { kind: 'call' }

export type ReportProps = {
  frame: PublicFrame
  /** Made for this rendering: the same form twice is one request. */
  idempotencyKey: string
  /** Under which pictures of a refused form wait. */
  draftId: string
  form?: FormState | undefined
  kept?: readonly ShownPhoto[] | undefined
  trouble?: ReportTrouble | undefined
  /** From the QR code on the machine, with the code's own secret. */
  machine: { product: string; serialNumber: string; token?: string | undefined }
  /** The kinds of request to choose from; none where there is no choice. */
  types: readonly RequestType[]
  usualType: RequestType
  zones: readonly string[]
  required: ReadonlySet<string>
  needsConsent: boolean
  needsProof: boolean
  /** Whether customers are written to. */
  mayMail: boolean
  retentionMonths: number | null
}

const formId = 'report'

/** One column, in the order in which a person tells what happened. */
export const ReportPage = (props: ReportProps) => {
  const { frame, form, trouble } = props
  const t = reportWords[frame.lang]
  const errors = form?.errors ?? {}
  const isAgain = Object.keys(errors).length > 0
  const islands: IslandName[] = ['busy-form', 'file-field', 'photo-shrink', 'report-draft']
  return (
    <PublicLayout
      {...frame}
      title={t.title}
      path={publicPaths.report()}
      form={formId}
      islands={props.needsProof ? [...islands, 'proof-of-work'] : islands}
    >
      <div class="stack">
        <PageHeader title={t.title} answer={<p>{isAgain ? t.answerAgain : t.answer}</p>} />
        {trouble && <TroubleBanner frame={frame} trouble={trouble} />}
        <ErrorSummary lang={frame.lang} errors={errors} labels={labelsOf(props)} />
        <report-draft
          class="block"
          data-key={props.idempotencyKey}
          data-typed={form ? 'yes' : undefined}
          data-restored={t.draft.restored}
          data-clear={t.draft.clear}
        >
          <Form
            id={formId}
            action={publicPaths.report()}
            idempotencyKey={props.idempotencyKey}
            hidden={{ draftId: props.draftId, ...codeOf(props) }}
            multipart
          >
            <Kind {...props} />
            <Fault {...props} />
            <Machine {...props} />
            <Place {...props} />
            <Who {...props} />
            <Trap label={t.trap} />
            {props.needsConsent && (
              <Checkbox
                lang={frame.lang}
                form={form}
                name="exportConsent"
                label={t.exportConsent}
                hint={
                  <>
                    {t.exportConsentHint} <CallLine frame={frame} text={t.exportConsentCall} />
                  </>
                }
              />
            )}
            {props.needsProof && <Proof {...props} />}
            <Actions>
              <Button>{t.send}</Button>
            </Actions>
            <PrivacyLine {...props} />
          </Form>
        </report-draft>
      </div>
    </PublicLayout>
  )
}

/** Which machine was scanned; a form that comes back keeps it. */
function codeOf({ form, machine }: ReportProps): Record<string, string> {
  const token = form?.typed.machine || machine.token
  return token ? { machine: token } : {}
}

function labelsOf({ frame, types }: ReportProps): Record<string, string> {
  const t = reportWords[frame.lang]
  const description = types.length > 1 ? t.anything : t.description
  const { type, urgency, photos, product, serialNumber, address, zone, wishedAt, name, phone, email } = t
  return { type, description, urgency, photos, product, serialNumber, address, zone, wishedAt, name, phone, email }
}

/** Nobody sees or reaches it; programs fill in what they find. */
const Trap = ({ label }: { label: string }) => (
  <div class="visually-hidden" aria-hidden="true">
    <label>
      {label}
      <input name="homepage" tabindex={-1} autocomplete="off" />
    </label>
  </div>
)

const Proof = ({ frame }: ReportProps) => {
  const { proof: t, urgent } = reportWords[frame.lang]
  const between = frame.lang === 'en' ? ' ' : ''
  return (
    <proof-of-work
      class="block"
      data-challenge={publicPaths.reportChallenge()}
      data-waiting={t.waiting}
      data-done={t.done}
      data-failed={frame.phone ? `${t.failed}${between}${urgent}${between}${frame.phone.text}` : t.failed}
    >
      <input type="hidden" name="proof" />
      <Banner>
        <p>
          {t.noScript}
          {between}
          <CallLine frame={frame} text={urgent} />
        </p>
      </Banner>
    </proof-of-work>
  )
}

const PrivacyLine = ({ frame, retentionMonths }: ReportProps) => {
  const t = reportWords[frame.lang]
  return (
    <p class="text-small text-muted">
      {t.privacyBefore}
      {frame.lang === 'en' && ' '}
      {retentionMonths !== null && t.privacyRetention(retentionMonths)}
      {frame.lang === 'en' && ' '}
      <a href={publicPaths.privacy()}>{t.privacyLink}</a>
    </p>
  )
}

const TroubleBanner = ({ frame, trouble }: { frame: PublicFrame; trouble: ReportTrouble }) => {
  const t = reportWords[frame.lang]
  if (trouble.kind === 'too_many')
    return (
      <Banner kind="warn" title={t.tooMany.title}>
        <p>{t.tooMany.text(trouble.seconds)}</p>
      </Banner>
    )
  const full = frame.phone ? t.call : t.full
  const { title, text } = trouble.kind === 'unsure' ? t.unsure : full
  return (
    <Banner kind="warn" title={title}>
      <p>
        {text} <PhoneLink frame={frame} />
      </p>
    </Banner>
  )
}
