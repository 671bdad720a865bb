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
    <Section
      title={t.title}
      actions={
        mayEdit && (
          <ButtonLink kind="link" href={consolePaths.customerPart(customer.id, 'contacts/new')}>
            {t.new}
          </ButtonLink>
        )
      }
    >
      {contacts.length === 0 && <p class="muted">{t.empty}</p>}
      <ul class="register">
        {contacts.map((contact) => (
          <li>
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
          </li>
        ))}
      </ul>
    </Section>
  )
}

export const SiteList = ({ frame: { lang, member }, customer, sites }: PeopleProps) => {
  const t = customerWords[lang].site
  const mayEdit = may(member.role, 'register.edit')
  return (
    <Section
      title={t.title}
      actions={
        mayEdit && (
          <ButtonLink kind="link" href={consolePaths.customerPart(customer.id, 'sites/new')}>
            {t.new}
          </ButtonLink>
        )
      }
    >
      {sites.length === 0 && <p class="muted">{t.empty}</p>}
      <ul class="register">
        {sites.map((site) => (
          <li>
            {mayEdit ? <a href={consolePaths.customerSite(customer.id, site.id)}>{site.name}</a> : <b>{site.name}</b>}
            <span>{site.address}</span>
            {(site.zone || site.timeZone) && (
              <span class="muted">
                {[site.zone && zoneLabel(site.zone, lang), site.timeZone && timeZoneLabel(site.timeZone, lang)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

type ConsentProps = PeopleProps & Pick<CustomerProps, 'consents' | 'suppressions' | 'memberNames' | 'formKey'>

/** What was agreed to, how, and what was refused since. */
export const ConsentList = (props: ConsentProps) => {
  const { frame, customer, consents } = props
  const t = consentWords[frame.lang]
  const mayEdit = may(frame.member.role, 'consents.edit')
  return (
    <Section
      title={t.title}
      hint={t.hint}
      actions={
        mayEdit && (
          <ButtonLink kind="link" href={consolePaths.customerPart(customer.id, 'consents/new')}>
            {t.add}
          </ButtonLink>
        )
      }
    >
      {consents.length === 0 && <p class="muted">{t.empty}</p>}
      <ul class="register">
        {consents.map((consent) => (
          <li>
            <ConsentLine {...props} consent={consent} mayEdit={mayEdit} />
          </li>
        ))}
      </ul>
      <Refusals {...props} />
    </Section>
  )
}

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
