import type { Child } from 'hono/jsx'
import { dayOf } from '#rules/day.ts'
import { may } from '#rules/role.ts'
import type { Consent } from '#schema/tenant/consent.ts'
import { consolePaths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Section } from '../ui/content.tsx'
import { Form } from '../ui/form.tsx'
import { PhoneText } from '../ui/phone.tsx'
import { consentWords } from '../words/consent.ts'
import { customerWords } from '../words/customer.ts'
import { fullDayWords } from '../words/moment.ts'
import { timeZoneLabel } from '../words/place.ts'
import { zoneLabel } from '../words/zone.ts'
import type { CustomerProps } from './customer.tsx'

export type Suppressed = { channel: 'email' | 'sms'; address: string; scope: 'commercial' | 'all' }

type PeopleProps = Pick<CustomerProps, 'frame' | 'customer' | 'contacts' | 'sites'>

export const ContactList = ({ frame: { lang, member }, customer, contacts }: PeopleProps) => {
  const t = customerWords[lang].contact
  const mayEdit = may(member.role, 'register.edit')
  return (
    <PeopleSection
      title={t.title}
      empty={t.empty}
      add={mayEdit && { href: consolePaths.customerPart(customer.id, 'contacts/new'), text: t.new }}
      rows={contacts}
      line={(contact) => (
        <>
          {mayEdit ? (
            <a href={consolePaths.customerContact(customer.id, contact.id)}>{contact.name}</a>
          ) : (
            <b>{contact.name}</b>
          )}
          {contact.duty && <span class="muted">{contact.duty}</span>}
          {contact.phone && (
            <span>
              <PhoneText phone={contact.phone} phoneKey={contact.phoneKey} />
            </span>
          )}
          {contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
          {!contact.isNotified && <Badge>{t.notNotified}</Badge>}
        </>
      )}
    />
  )
}

export const SiteList = ({ frame: { lang, member }, customer, sites }: PeopleProps) => {
  const t = customerWords[lang].site
  const mayEdit = may(member.role, 'register.edit')
  return (
    <PeopleSection
      title={t.title}
      empty={t.empty}
      add={mayEdit && { href: consolePaths.customerPart(customer.id, 'sites/new'), text: t.new }}
      rows={sites}
      line={(site) => (
        <>
          {mayEdit ? <a href={consolePaths.customerSite(customer.id, site.id)}>{site.name}</a> : <b>{site.name}</b>}
          <span>{site.address}</span>
          {(site.zone || site.timeZone) && (
            <span class="muted">
              {[site.zone && zoneLabel(site.zone, lang), site.timeZone && timeZoneLabel(site.timeZone, lang)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          )}
        </>
      )}
    />
  )
}

type ConsentProps = PeopleProps & Pick<CustomerProps, 'consents' | 'suppressions' | 'memberNames' | 'formKey'>

/** What was agreed to, how, and what was refused since. */
export const ConsentList = (props: ConsentProps) => {
  const { frame, customer, consents } = props
  const t = consentWords[frame.lang]
  const mayEdit = may(frame.member.role, 'consents.edit')
  return (
    <PeopleSection
      title={t.title}
      hint={t.hint}
      empty={t.empty}
      add={mayEdit && { href: consolePaths.customerPart(customer.id, 'consents/new'), text: t.add }}
      rows={consents}
      line={(consent) => <ConsentLine {...props} consent={consent} mayEdit={mayEdit} />}
    >
      <Refusals {...props} />
    </PeopleSection>
  )
}

type SectionProps<Row> = {
  title: string
  hint?: string
  empty: string
  /** For whoever may. */
  add: { href: string; text: string } | false
  rows: readonly Row[]
  line: (row: Row) => Child
  children?: Child
}

const PeopleSection = <Row,>({ title, hint, empty, add, rows, line, children }: SectionProps<Row>) => (
  <Section
    title={title}
    hint={hint}
    actions={
      add && (
        <ButtonLink kind="link" href={add.href}>
          {add.text}
        </ButtonLink>
      )
    }
  >
    {rows.length === 0 && <p class="muted">{empty}</p>}
    <ul class="register">
      {rows.map((row) => (
        <li>{line(row)}</li>
      ))}
    </ul>
    {children}
  </Section>
)

const ConsentLine = (props: ConsentProps & { consent: Consent; mayEdit: boolean }) => {
  const { frame, customer, consent, memberNames, formKey, mayEdit } = props
  const { lang, timeZone } = frame
  const t = consentWords[lang]
  const day = (at: Date) => fullDayWords(dayOf(at, timeZone), lang)
  return (
    <>
      <span>
        {t.channels[consent.channel]} {shownAddress(props, consent)}{' '}
        {!consent.withdrawnAt && <Badge meaning="fine">{t.active}</Badge>}
      </span>
      <span class="typed">{consent.source}</span>
      <span class="muted">{t.granted(day(consent.grantedAt), memberNames.get(consent.by) ?? t.formerMember)}</span>
      {consent.withdrawnAt && <span class="muted">{t.withdrawnOn(day(consent.withdrawnAt))}</span>}
      {mayEdit && !consent.withdrawnAt && (
        <Form
          action={consolePaths.consentWithdrawal(customer.id, consent.id)}
          idempotencyKey={formKey}
          label={t.withdraw}
        >
          <Button kind="link">{t.withdraw}</Button>
        </Form>
      )}
    </>
  )
}

const Refusals = (props: ConsentProps) => {
  const { frame, suppressions } = props
  const t = consentWords[frame.lang]
  if (suppressions.length === 0) return null
  return (
    <ul class="register">
      {suppressions.map((refusal) => (
        <li>
          <span>
            {t.channels[refusal.channel]} {shownAddress(props, refusal)}
          </span>
          <Badge meaning="late">{t.refused[refusal.scope]}</Badge>
        </li>
      ))}
    </ul>
  )
}

/** A number as somebody wrote it, not as it is compared. */
const shownAddress = (
  { customer, contacts }: PeopleProps,
  { channel, address }: { channel: string; address: string },
) =>
  channel === 'email'
    ? address
    : ([customer, ...contacts].find(({ phoneKey }) => phoneKey === address)?.phone ?? `+${address}`)
