import { dayOf } from '#rules/day.ts'
import { may } from '#rules/role.ts'
import type { Consent } from '#schema/tenant/consent.ts'
import type { Contact, Customer, Site } from '#schema/tenant/customer.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge, Banner } from '../ui/badge.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { type Fact, Facts, PageHeader, Section } from '../ui/content.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { PhoneText } from '../ui/phone.tsx'
import { languageNames } from '../words/account.ts'
import { customerWords, tierWords } from '../words/customer.ts'
import { customerCardWords } from '../words/customer-card.ts'
import { fullDayWords } from '../words/moment.ts'
import { zoneLabel } from '../words/zone.ts'
import {
  ContractList,
  type ListedContract,
  type ListedMachine,
  type ListedRenewal,
  type ListedRequest,
  MachineList,
  RenewalList,
  RequestList,
} from './customer-business.tsx'
import { Likely, type LikelyCustomer, type ListedMerge, Merges } from './customer-double.tsx'
import { CustomerHistory, type HistoryEvent } from './customer-history.tsx'
import { ConsentList, ContactList, SiteList, type Suppressed } from './customer-people.tsx'

export const customerNews = [
  ...['added', 'changed', 'archived', 'restored', 'contact', 'contact_removed', 'site', 'site_removed'],
  ...['consent', 'withdrawn', 'merged', 'undone'],
] as (keyof (typeof customerCardWords)['en']['told'])[]

export type CustomerProps = {
  frame: ConsoleFrame
  customer: Customer
  contacts: readonly Contact[]
  sites: readonly Site[]
  machines: readonly ListedMachine[]
  contracts: readonly ListedContract[]
  requests: readonly ListedRequest[]
  renewals: readonly ListedRenewal[]
  consents: readonly Consent[]
  suppressions: readonly Suppressed[]
  merges: readonly ListedMerge[]
  history: readonly HistoryEvent[]
  likely: { phone: readonly LikelyCustomer[]; name: readonly LikelyCustomer[] }
  memberNames: ReadonlyMap<string, string>
  formKey: string
  told?: (typeof customerNews)[number] | undefined
  /** Why a form of this page was refused, in words. */
  refused?: string | undefined
}

/** Who it is, whom to call, what they have, what they asked for, what was done. */
export const CustomerPage = (props: CustomerProps) => {
  const { frame, customer, machines, requests, told, refused } = props
  const { lang, timeZone } = frame
  const [t, card] = [customerWords[lang], customerCardWords[lang]]
  const open = requests.filter((request) => request.open).length
  return (
    <ConsoleLayout {...frame} title={customer.name} current="customers" islands={['busy-form']}>
      <PageHeader
        back={{ href: consolePaths.customers(), label: t.back }}
        title={
          <>
            {customer.name} {customer.tier && <Badge>{tierWords(customer.tier, lang)}</Badge>}
          </>
        }
        answer={card.answer(machines.length, open)}
        actions={<Doings {...props} />}
      />
      {told && <Banner kind="success">{card.told[told]}</Banner>}
      {refused && <ErrorSummary lang={lang} errors={{ form: refused }} />}
      {customer.archivedAt && (
        <Banner>{card.archivedOn(fullDayWords(dayOf(customer.archivedAt, timeZone), lang))}</Banner>
      )}
      <Likely {...props} />
      <div class="split">
        <div>
          <RequestList {...props} />
          <MachineList {...props} />
          <ContractList {...props} />
          <RenewalList {...props} />
          <CustomerHistory {...props} ownName={customer.name} />
        </div>
        <div>
          <Section title={card.facts}>
            <Facts items={factsOf(props)} />
          </Section>
          <ContactList {...props} />
          <SiteList {...props} />
          <ConsentList {...props} />
          <Merges {...props} />
        </div>
      </div>
    </ConsoleLayout>
  )
}

/** The number travels in the body, never in an address. */
const Doings = ({ frame: { lang, member }, customer, contacts, formKey }: CustomerProps) => {
  const card = customerCardWords[lang]
  const phone = customer.phone || contacts.find((contact) => contact.phone)?.phone
  const part = customer.archivedAt ? 'restoration' : 'archiving'
  return (
    <>
      {may(member.role, 'register.edit') && (
        <>
          <Form
            action={consolePaths.customerPart(customer.id, part)}
            idempotencyKey={formKey}
            label={customer.archivedAt ? card.restore : card.archive}
          >
            <Button kind="quiet">{customer.archivedAt ? card.restore : card.archive}</Button>
          </Form>
          <ButtonLink href={consolePaths.customerPart(customer.id, 'details')}>{card.edit}</ButtonLink>
        </>
      )}
      {may(member.role, 'requests.create') && phone && (
        <Form action={consolePaths.callers()} hidden={{ phone }} label={card.call}>
          <Button icon="phone">{card.call}</Button>
        </Form>
      )}
    </>
  )
}

function factsOf({ frame, customer, memberNames }: CustomerProps): Fact[] {
  const { lang } = frame
  const t = customerWords[lang]
  const facts: (Fact | false | null | '')[] = [
    { term: t.form.kind, value: t.kinds[customer.kind] },
    customer.phone && { term: t.form.phone, value: <PhoneText phone={customer.phone} phoneKey={customer.phoneKey} /> },
    customer.email && { term: t.form.email, value: <a href={`mailto:${customer.email}`}>{customer.email}</a> },
    customer.address && { term: t.form.address, value: customer.address },
    customer.zone && { term: t.form.zone, value: zoneLabel(customer.zone, lang) },
    { term: t.form.tier, value: customer.tier ? tierWords(customer.tier, lang) : t.noTier },
    { term: t.form.owner, value: (customer.ownerId && memberNames.get(customer.ownerId)) || t.nobody },
    customer.lang && { term: t.form.lang, value: languageNames[customer.lang] },
    customer.note && { term: t.form.note, value: <span class="typed">{customer.note}</span> },
  ]
  return facts.filter((fact): fact is Fact => Boolean(fact))
}
