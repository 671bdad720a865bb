import type { Lang } from '#rules/lang.ts'
import { impactNames, urgencyNames } from '#rules/policy-vocabulary.ts'
import { wordsOf } from '#rules/policy-words.ts'
import { channels, impacts, requestTypes, type ServiceRequestStatus, urgencies } from '#rules/service-request.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/choice.tsx'
import { PageHeader } from '../ui/content.tsx'
import { Field, type FormState, Select, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { Moment } from '../ui/moment.tsx'
import { callWords } from '../words/call.ts'
import { tierWords } from '../words/customer.ts'
import { channelWords, requestTypeWords, statusWords } from '../words/service-request.ts'
import { zoneWords } from '../words/zone.ts'

export type Caller = {
  id: string
  name: string
  kind: 'company' | 'person'
  email: string | null
  address: string | null
  zone: string | null
  tier: string | null
  /** Whose number it is, where it is not the customer's own. */
  contact: { name: string; duty: string | null; email: string | null } | null
}
export type CallerMachine = { id: string; name: string; serialNumber: string | null }
export type EarlierRequest = {
  id: string
  number: number
  status: ServiceRequestStatus
  open: boolean
  product: string | null
  description: string
  receivedAt: Date
}

type Props = {
  frame: ConsoleFrame
  zones: readonly string[]
  formKey: string
  /** Undefined before a number was looked up; null when nobody is known by it. */
  caller: Caller | null | undefined
  machines: readonly CallerMachine[]
  earlier: readonly EarlierRequest[]
  form: FormState
}

/** One short screen: the number first, since it fills in most of the rest. */
export const ServiceRequestEntryPage = (props: Props) => {
  const { frame, form, formKey } = props
  const { lang } = frame
  const t = callWords[lang]
  return (
    <ConsoleLayout {...frame} title={t.title} current="requests" islands={['busy-form', 'caller-lookup']}>
      <PageHeader title={t.title} answer={t.answer} back={{ href: consolePaths.requests(), label: t.back }} />
      <ErrorSummary lang={lang} errors={form.errors} labels={labelsOf(lang)} />
      <caller-lookup data-url={consolePaths.callers()}>
        <Form action={consolePaths.requests()} idempotencyKey={formKey} label={t.title}>
          <CallerFields {...props} />
          <MachineFields {...props} />
          <VisitFields {...props} />
          <Actions>
            <Button>{t.save}</Button>
          </Actions>
        </Form>
      </caller-lookup>
    </ConsoleLayout>
  )
}

const CallerFields = (props: Props) => {
  const { frame, form, caller } = props
  const { lang } = frame
  const t = callWords[lang]
  return (
    <>
      <Field {...{ lang, form }} name="phone" type="tel" label={t.phone} autocomplete="off" autofocus maxlength={40} />
      <Actions>
        <Button kind="quiet" icon="search" formaction={consolePaths.callers()}>
          {t.find}
        </Button>
      </Actions>
      <div class="caller" aria-live="polite">
        <CallerCard {...props} />
      </div>
      <Field
        {...{ lang, form }}
        name="name"
        label={t.name}
        value={caller?.contact?.name ?? caller?.name}
        autocomplete="off"
        maxlength={80}
      />
      <Textarea {...{ lang, form }} name="description" label={t.description} rows={3} maxlength={4000} />
    </>
  )
}

/** Who this number is, what they have, and what they called about: what is still open first. */
const CallerCard = ({ frame, caller, machines, earlier }: Pick<Props, 'frame' | 'caller' | 'machines' | 'earlier'>) => {
  const { lang, now, timeZone } = frame
  const t = callWords[lang]
  if (caller === undefined) return null
  return (
    <>
      <p>
        <b>{caller ? t.known : t.unknown}</b>
        {caller && <CallerName {...{ frame, caller }} />}
      </p>
      {machines.length > 0 && (
        <ul aria-label={t.machines}>
          {machines.map((machine) => (
            <li>
              <a href={consolePaths.asset(machine.id)}>{machine.name}</a>{' '}
              {machine.serialNumber && <span class="muted">{machine.serialNumber}</span>}
            </li>
          ))}
        </ul>
      )}
      {earlier.length > 0 && (
        <ul aria-label={t.earlier}>
          {earlier.map((request) => (
            <li>
              <a href={consolePaths.request(request.id)}>
                {request.number} {request.product ?? request.description.slice(0, 30)}
              </a>{' '}
              {request.open && <Badge meaning="soon">{t.open}</Badge>}{' '}
              <span class="muted">
                {statusWords[lang][request.status]} ·{' '}
                <Moment at={request.receivedAt} now={now} timeZone={timeZone} lang={lang} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Leads to the customer's card (S1.1-02). */
const CallerName = ({ frame, caller }: { frame: ConsoleFrame; caller: Caller }) => (
  <>
    {' '}
    <a href={consolePaths.customer(caller.id)}>{caller.name}</a>
    {caller.contact && (
      <span class="muted"> {[caller.contact.name, caller.contact.duty].filter(Boolean).join(' · ')}</span>
    )}{' '}
    {caller.tier && <Badge>{tierWords(caller.tier, frame.lang)}</Badge>}
  </>
)

function labelsOf(lang: Lang): Record<string, string> {
  const {
    phone,
    name,
    description,
    product,
    serial: serialNumber,
    urgency,
    impact,
    address,
    zone,
    email,
  } = callWords[lang]
  return { phone, name, description, product, serialNumber, urgency, impact, address, zone, email }
}

const MachineFields = ({ frame: { lang }, form }: Props) => {
  const t = callWords[lang]
  const urgent = urgencies.map((value) => ({ value, label: wordsOf(urgencyNames, value, lang) }))
  const reach = impacts.map((value) => ({ value, label: wordsOf(impactNames, value, lang) }))
  return (
    <div class="field-row">
      <Field {...{ lang, form }} name="product" label={t.product} optional maxlength={100} />
      <Field {...{ lang, form }} name="serialNumber" label={t.serial} optional maxlength={60} />
      <Select {...{ lang, form }} name="urgency" label={t.urgency} options={urgent} value="normal" empty={false} />
      <Select {...{ lang, form }} name="impact" label={t.impact} options={reach} value="one" empty={false} />
    </div>
  )
}

const VisitFields = ({ frame: { lang }, form, zones, caller }: Props) => {
  const t = callWords[lang]
  const places = zones.map((value) => ({ value, label: zoneWords(value, lang) }))
  const kinds = requestTypes.map((value) => ({ value, label: requestTypeWords[lang][value] }))
  const ways = channels.map((value) => ({ value, label: channelWords[lang][value] }))
  return (
    <>
      <Checkbox {...{ lang, form }} name="onSite" label={t.onSite} checked={zones.length > 0} optional />
      <div class="field-row">
        <Field
          {...{ lang, form }}
          name="address"
          label={t.address}
          value={caller?.address ?? ''}
          optional
          maxlength={200}
        />
        {places.length > 0 && (
          <Select {...{ lang, form }} name="zone" label={t.zone} options={places} value={caller?.zone ?? ''} optional />
        )}
        <Field
          {...{ lang, form }}
          name="email"
          type="email"
          label={t.email}
          value={caller?.contact?.email ?? caller?.email ?? ''}
          optional
          maxlength={254}
        />
        <Select {...{ lang, form }} name="type" label={t.type} options={kinds} value="fault" empty={false} />
        <Select {...{ lang, form }} name="channel" label={t.channel} options={ways} value="phone" empty={false} />
      </div>
    </>
  )
}
