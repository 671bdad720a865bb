import type { Pause } from '#rules/clock.ts'
import type { Day } from '#rules/day.ts'
import type { Step } from '#rules/decision.ts'
import type { InLangs } from '#rules/lang.ts'
import { impactNames, priorityNames, urgencyNames, zones } from '#rules/policy-vocabulary.ts'
import { wordsOf } from '#rules/policy-words.ts'
import { may } from '#rules/role.ts'
import type { ClockRow, Message, ServiceRequest } from '#schema/tenant/service-request.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { type Fact, Facts, PageHeader, PrintHead, Section } from '../ui/content.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import type { FormState } from '../ui/field.tsx'
import { Moment } from '../ui/moment.tsx'
import { fullMomentWords } from '../words/moment.ts'
import { channelWords, listWords, requestTypeWords, statusWords } from '../words/service-request.ts'
import { detailWords } from '../words/service-request-detail.ts'
import { heldWords } from '../words/service-request-held.ts'
import { ClockList, clockAnswer } from './service-request-clock.tsx'
import { CoverageSection } from './service-request-coverage.tsx'
import { Conversation, History } from './service-request-history.tsx'
import { Photos, photosOf, type RequestPhoto } from './service-request-photo.tsx'
import { StepForms } from './service-request-step.tsx'

export type DetailProps = {
  frame: ConsoleFrame
  request: ServiceRequest
  clocks: readonly ClockRow[]
  pauses: readonly (Pause & { note: string | null })[]
  messages: readonly Message[]
  photos: readonly RequestPhoto[]
  events: readonly { name: string; actor: string; at: Date; detail: Record<string, unknown> }[]
  decisions: readonly StoredDecision[]
  machine: ShownMachine
  causes: { covered: readonly string[]; excluded: readonly string[] }
  /** Whose law sets the least. */
  country: string
  policyNumber: number
  clauseTitles: ReadonlyMap<string, InLangs>
  members: readonly { id: string; name: string; disabledAt: Date | null }[]
  zones: readonly string[]
  pauseReasons: readonly string[]
  /** Whose requests go one priority up. */
  raisedTiers: readonly string[]
  trackingUrl: string
  /** Whether customers are written to. */
  mayMail: boolean
  /** Made for this rendering: a form sent twice is one step. */
  formKey: string
  /** A refused step: whose form is shown again, and with what. */
  refused?: { step: string; form: FormState } | undefined
}

/** A rule applied, as it is stored. */
export type StoredDecision = {
  id: string
  kind: string
  clauseKey: string
  clauseNumber: number
  inputs: Record<string, unknown>
  result: Record<string, unknown>
  steps: Step[]
  at: Date
}

/** Whose machine it is, what else that customer has, and what happened to it before. */
export type ShownMachine = {
  found: {
    id: string
    name: string
    serialNumber: string | null
    customerId: string
    customerName: string | null
    deliveredOn: Day | null
    invoiceOn: Day | null
    components: readonly { key: string; name: string }[] | null
    category: string | null
    isConsumerGoods: boolean | null
  } | null
  own: readonly { id: string; name: string; serialNumber: string | null }[]
  stays: readonly {
    from: Day
    until: Day | null
    component: string | null
    fault: string | null
    requestId: string | null
  }[]
  /** Faults of the machine that were reported earlier and are solved. */
  solved: readonly { on: Day; component: string | null; fault: string | null }[]
}

/** One service request: when it is due, who has it, what may be done, what happened. */
export const ServiceRequestPage = (props: DetailProps) => {
  const { frame, request } = props
  const t = detailWords[frame.lang]
  const title = `${request.number} ${request.reporterName}`
  return (
    <ConsoleLayout {...frame} title={title} current="requests" islands={['due-countdown', 'copy-button', 'busy-form']}>
      <PrintHead
        company={frame.company.name}
        number={String(request.number)}
        date={fullMomentWords(frame.now, frame.timeZone, frame.lang)}
      />
      <PageHeader
        back={{ href: consolePaths.requests(), label: t.back }}
        title={
          <>
            <span class="muted">{request.number}</span> {request.product ?? request.reporterName}
          </>
        }
        answer={clockAnswer(props)}
        actions={<Badge>{statusWords[frame.lang][request.status]}</Badge>}
      />
      <div class="split">
        <div>
          <Section title={t.described}>
            <p class="typed">{request.description}</p>
            <Photos lang={frame.lang} photos={photosOf(props, null)} />
          </Section>
          <StepForms {...props} />
          <Conversation {...props} />
          <History {...props} />
        </div>
        <div>
          <ClockList {...props} />
          <CoverageSection {...props} />
          <Section title={t.facts}>
            <Facts items={factsOf(props)} />
          </Section>
          <Section title={t.tracking}>
            <CopyButton lang={frame.lang} value={props.trackingUrl} label={t.tracking} />
          </Section>
        </div>
      </div>
    </ConsoleLayout>
  )
}

/** Leads to the customer's card; a held request has no customer yet. */
const CustomerName = ({ frame, request }: Pick<DetailProps, 'frame' | 'request'>) =>
  request.customerId && may(frame.member.role, 'register.read') ? (
    <a href={consolePaths.customer(request.customerId)}>{request.reporterName}</a>
  ) : (
    <span>{request.reporterName}</span>
  )

function factsOf({ frame, request, members }: DetailProps): Fact[] {
  const { lang, now, timeZone } = frame
  const t = detailWords[lang]
  const assignee = members.find(({ id }) => id === request.assigneeId)?.name
  const facts: (Fact | false | null | '')[] = [
    { term: t.customer, value: <CustomerName frame={frame} request={request} /> },
    { term: t.phone, value: <a href={`tel:${request.phoneKey}`}>{request.reporterPhone}</a> },
    request.reporterEmail && {
      term: t.email,
      value: <a href={`mailto:${request.reporterEmail}`}>{request.reporterEmail}</a>,
    },
    request.address && { term: t.address, value: request.address },
    request.zone && { term: t.zone, value: wordsOf(zones, request.zone, lang) },
    request.product && { term: t.product, value: request.product },
    request.serialNumber && { term: t.serial, value: request.serialNumber },
    request.wishedAt && {
      term: t.wished,
      value: <Moment at={request.wishedAt} now={now} timeZone={timeZone} lang={lang} />,
    },
    {
      term: t.urgency,
      value: `${wordsOf(urgencyNames, request.urgency, lang)} · ${wordsOf(impactNames, request.impact, lang)}`,
    },
    request.standing !== 'held' && { term: t.priority, value: wordsOf(priorityNames, request.priority, lang) },
    { term: t.assignee, value: assignee ?? listWords[lang].nobody },
    { term: t.type, value: requestTypeWords[lang][request.type] },
    { term: t.channel, value: channelWords[lang][request.channel] },
    { term: t.received, value: <Moment at={request.receivedAt} now={now} timeZone={timeZone} lang={lang} /> },
    request.heldBecause &&
      request.standing !== 'held' && { term: t.heldBecause, value: heldWords(request.heldBecause, lang).text },
    request.resolution && { term: t.resolution, value: request.resolution },
  ]
  return facts.filter((fact): fact is Fact => Boolean(fact))
}
