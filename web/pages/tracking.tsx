import type { Child } from 'hono/jsx'
import type { ClockKind } from '#rules/service-request.ts'
import type { ServiceRequest } from '#schema/tenant/service-request.ts'
import { PublicLayout } from '../layout.tsx'
import { publicPaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { Facts, PageHeader, Section } from '../ui/content.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { type FormState, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { Sentence } from '../ui/moment.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { trackingStatus, trackingWords } from '../words/tracking.ts'
import { zoneWords } from '../words/zone.ts'
import { CallLine } from './phone-link.tsx'
import type { PublicFrame } from './public-frame.ts'
import { type ShownPhoto, Thumbnail } from './report-photo.tsx'
import { type ShownCoverage, TrackingCoverage } from './tracking-coverage.tsx'
import { MessageForm, Messages, type ShownMessage } from './tracking-message.tsx'
import { Pauses, PromiseList } from './tracking-promise.tsx'

export type ShownClock = {
  kind: ClockKind
  dueAt: Date | null
  stoppedAt: Date | null
  outcome: 'met' | 'breached' | 'dropped' | null
  provisional: boolean
  clauseNumber: number
  steps: readonly unknown[]
}

export type ShownPause = { reason: string; from: Date; until: Date | null }

export type TrackingProps = {
  frame: PublicFrame
  token: string
  /** The page's own address, to be kept. */
  link: string
  request: ServiceRequest
  clocks: readonly ShownClock[]
  pauses: readonly ShownPause[]
  messages: readonly ShownMessage[]
  photos: readonly ShownPhoto[]
  coverage: ShownCoverage
  /** Of a message that was refused. */
  kept?: readonly ShownPhoto[] | undefined
  /** One for each form of the page. */
  keys: { message: string; confirmation: string; draftId: string }
  form?: FormState | undefined
  notice?: { title: string; text: string } | undefined
  /** The report that led here is the same as this one. */
  isJoined?: boolean | undefined
}

/** When do they come? Then everything else, quieter. */
export const TrackingPage = (props: TrackingProps) => {
  const { frame, request, notice } = props
  const { lang } = frame
  const t = trackingWords[lang]
  const isHeld = request.standing !== 'accepted'
  return (
    <PublicLayout
      {...frame}
      title={t.tab(request.number)}
      path={(props.isJoined ? publicPaths.trackingJoined : publicPaths.tracking)(props.token)}
      islands={[
        'busy-form',
        'copy-button',
        'due-countdown',
        'file-field',
        'local-time',
        'photo-shrink',
        'report-draft',
      ]}
    >
      <report-draft data-sent />
      <div class="stack">
        <PageHeader title={trackingStatus[lang][isHeld ? 'held' : request.status]} answer={<Answer {...props} />} />
        {notice && (
          <Banner kind="warn" title={notice.title}>
            <p>{notice.text}</p>
          </Banner>
        )}
        {props.isJoined && (
          <Banner title={t.joined.title(request.number)}>
            <p>{t.joined.text}</p>
          </Banner>
        )}
        <ErrorSummary lang={lang} errors={props.form?.errors ?? {}} />
        {isHeld ? <Held {...props} /> : <PromiseList {...props} />}
        <Pauses {...props} />
        <TrackingCoverage {...props} />
        {request.status === 'resolved' && <Confirmation {...props} />}
        <Section title={t.link} hint={t.linkHint}>
          <CopyButton lang={lang} label={t.linkLabel} value={props.link} />
          <details class="mt-4">
            <summary>{t.showQr}</summary>
            <QrCode text={props.link} label={t.qr} />
          </details>
        </Section>
        <Section title={t.messages}>
          <Messages {...props} />
          {isOver(request) ? null : <MessageForm {...props} />}
        </Section>
        <Yours {...props} />
        <Ending {...props} />
      </div>
    </PublicLayout>
  )
}

const isOver = ({ status }: ServiceRequest) => status === 'cancelled' || status === 'closed'

function Answer({ frame, request }: TrackingProps): Child {
  const { lang, now, timeZone } = frame
  const t = trackingWords[lang]
  return (
    <p>
      <b class="text-ink">{t.number(request.number)}</b>
      {lang === 'en' ? '. ' : '，'}
      <Sentence {...{ now, timeZone, lang }} says={(tell) => t.receivedOn(tell(request.receivedAt))} />
      {lang === 'en' ? '.' : '。'}
    </p>
  )
}

const Held = ({ frame, request }: TrackingProps) => (
  <p>
    {trackingWords[frame.lang][request.heldBecause === 'no_proof' ? 'heldUnproven' : 'held']}
    {frame.lang === 'en' && ' '}
    <CallLine frame={frame} text={trackingWords[frame.lang].heldCall} />
  </p>
)

/** Two answers in sight: a thumb needs no third one. */
const Confirmation = ({ frame, token, request, keys, form }: TrackingProps) => {
  const { lang } = frame
  const t = trackingWords[lang]
  const action = publicPaths.trackingConfirmation(token)
  return (
    <Section title={t.solvedQuestion}>
      {request.resolution && <p class="whitespace-pre-line">{request.resolution}</p>}
      <div class="mt-4 grid gap-6">
        <Form action={action} idempotencyKey={keys.confirmation} hidden={{ solved: 'yes' }}>
          <Actions>
            <Button icon="check">{t.solved}</Button>
          </Actions>
        </Form>
        <details open={form?.errors.reason !== undefined}>
          <summary>{t.unsolved}</summary>
          <div class="mt-4">
            <Form action={action} idempotencyKey={keys.confirmation} hidden={{ solved: 'no' }}>
              <Textarea lang={lang} form={form} name="reason" label={t.unsolvedReason} rows={3} />
              <Actions>
                <Button kind="quiet">{t.unsolvedSend}</Button>
              </Actions>
            </Form>
          </div>
        </details>
      </div>
    </Section>
  )
}

const Yours = ({ frame, request, photos }: TrackingProps) => {
  const { lang } = frame
  const t = trackingWords[lang]
  const items = [
    {
      term: t.fault,
      value: (
        <span class="whitespace-pre-line" dir="auto">
          {request.description}
        </span>
      ),
    },
    { term: t.machine, value: request.product },
    { term: t.serialNumber, value: request.serialNumber },
    { term: t.place, value: placeOf(request, frame) },
    { term: t.contact, value: <bdi>{`${request.reporterName} ${masked(request.reporterPhone)}`}</bdi> },
  ].filter(({ value }) => value)
  return (
    <Section title={t.yours}>
      <Facts items={items} />
      {photos.length > 0 && (
        <div class="mt-4 flex flex-wrap gap-2">
          {photos.map((photo, index) => (
            <a href={photo.url} target="_blank" rel="noopener noreferrer">
              <Thumbnail photo={photo} alt={t.photo(index + 1)} />
            </a>
          ))}
        </div>
      )}
    </Section>
  )
}

const placeOf = ({ address, zone }: ServiceRequest, { lang }: PublicFrame) =>
  address &&
  (zone ? `${address}${lang === 'en' ? ` (${zoneWords(zone, lang)})` : `（${zoneWords(zone, lang)}）`}` : address)

/** Whoever was handed the link need not learn the number. */
const masked = (phone: string) => {
  const digits = phone.replace(/\D/g, '')
  return digits.length < 8 ? '****' : `****${digits.slice(-4)}`
}

const Ending = ({ frame, token, request }: TrackingProps) => {
  const t = trackingWords[frame.lang]
  const isDone = ['cancelled', 'closed', 'confirmed', 'resolved'].includes(request.status)
  return (
    <Section title={isDone ? t.troubleAgain : t.notNeeded}>
      <Actions>
        {isDone ? (
          <ButtonLink href={publicPaths.report()}>{t.again}</ButtonLink>
        ) : (
          <ButtonLink kind="danger" href={publicPaths.trackingCancellation(token)}>
            {t.cancel}
          </ButtonLink>
        )}
        <ButtonLink kind="link" href={publicPaths.policy()}>
          {t.policy}
        </ButtonLink>
      </Actions>
    </Section>
  )
}
