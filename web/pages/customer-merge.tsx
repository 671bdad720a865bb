import type { Child } from 'hono/jsx'
import { mergeUndoDays } from '#rules/customer-merge.ts'
import { dayOf } from '#rules/day.ts'
import type { Customer } from '#schema/tenant/customer.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { RadioCards } from '../ui/choice.tsx'
import { EmptyState, PageHeader, Section } from '../ui/content.tsx'
import type { FormState } from '../ui/field.tsx'
import { ErrorSummary, Form, SearchForm } from '../ui/form.tsx'
import { Table } from '../ui/table.tsx'
import { customerWords, tierWords } from '../words/customer.ts'
import { countWords } from '../words/customer-card.ts'
import { customerMergeWords } from '../words/customer-merge.ts'
import { fullDayWords } from '../words/moment.ts'

export type ComparedCustomer = Pick<
  Customer,
  'id' | 'name' | 'kind' | 'phone' | 'email' | 'address' | 'tier' | 'ownerId' | 'createdAt'
> & {
  counts: Record<'contacts' | 'sites' | 'assets' | 'contracts' | 'serviceRequests' | 'renewals' | 'consents', number>
}

type Props = {
  frame: ConsoleFrame
  sides: readonly [ComparedCustomer, ComparedCustomer]
  memberNames: ReadonlyMap<string, string>
  formKey: string
  form: FormState | undefined
}

/** Both records beside one another, what will happen, and which of them stays. */
export const CustomerMergePage = (props: Props) => {
  const { frame, sides, formKey, form } = props
  const { lang } = frame
  const t = customerMergeWords[lang]
  const [one, other] = sides
  return (
    <ConsoleLayout {...frame} title={t.title} current="customers" islands={['busy-form']}>
      <PageHeader title={t.title} answer={t.answer} back={{ href: consolePaths.customer(one.id), label: one.name }} />
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} />
      <Comparison {...props} />
      <Section title={t.will}>
        <ul class="consequences">
          {t.consequences(mergeUndoDays).map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </Section>
      <Form action={consolePaths.customerMerge(one.id, other.id)} idempotencyKey={formKey} label={t.title}>
        <RadioCards
          {...{ lang, form, name: 'keep', label: t.keep }}
          options={sides.map(({ id, name, phone }, index) => ({
            value: id,
            label: t.one(index + 1),
            hint: t.keepThis(name, phone),
          }))}
        />
        <Actions>
          <Button>{t.merge}</Button>
        </Actions>
      </Form>
    </ConsoleLayout>
  )
}

/** On a phone the columns' heads are out of sight. */
const Side = ({ nth, children }: { nth: number; children?: Child }) => (
  <span class="merge-side" data-nth={nth}>
    {children}
  </span>
)

type Line = { name: string; values: readonly Child[] }

const Comparison = ({ frame, sides, memberNames }: Props) => {
  const { lang, timeZone } = frame
  const [t, words] = [customerMergeWords[lang], customerWords[lang]]
  const line = (name: string, of: (side: ComparedCustomer) => Child): Line => ({ name, values: sides.map(of) })
  const lines: Line[] = [
    line(t.rows.name, ({ id, name }) => <a href={consolePaths.customer(id)}>{name}</a>),
    line(t.rows.kind, ({ kind }) => words.kinds[kind]),
    line(t.rows.phone, ({ phone }) => phone || '—'),
    line(t.rows.email, ({ email }) => email ?? '—'),
    line(t.rows.address, ({ address }) => address ?? '—'),
    line(t.rows.tier, ({ tier }) => (tier ? tierWords(tier, lang) : words.noTier)),
    line(t.rows.owner, ({ ownerId }) => (ownerId && memberNames.get(ownerId)) || words.nobody),
    ...(['contacts', 'sites', 'assets', 'contracts', 'serviceRequests', 'renewals', 'consents'] as const).map((kind) =>
      line(t.rows[kind], ({ counts }) => countWords(counts[kind], 1_000)),
    ),
    line(t.rows.since, ({ createdAt }) => fullDayWords(dayOf(createdAt, timeZone), lang)),
  ]
  return (
    <Table
      caption={t.title}
      columns={[
        { head: t.field, phone: 'title', cell: ({ name }: Line) => <b>{name}</b> },
        { head: t.one(1), phone: 'line', wrap: true, cell: ({ values }) => <Side nth={1}>{values[0]}</Side> },
        { head: t.one(2), phone: 'line', wrap: true, cell: ({ values }) => <Side nth={2}>{values[1]}</Side> },
      ]}
      rows={lines}
    />
  )
}

export type Candidate = { id: string; name: string; phone: string; isSameName: boolean; isSamePhone: boolean }

type PickProps = {
  frame: ConsoleFrame
  customer: { id: string; name: string }
  query: string
  candidates: readonly Candidate[]
}

/** Which other record is the same customer. */
export const CustomerMergePickPage = ({ frame, customer, query, candidates }: PickProps) => {
  const { lang } = frame
  const t = customerMergeWords[lang].pick
  return (
    <ConsoleLayout {...frame} title={t.title} current="customers">
      <PageHeader
        title={t.title}
        answer={t.answer(customer.name)}
        back={{ href: consolePaths.customer(customer.id), label: customer.name }}
      />
      <SearchForm lang={lang} action={consolePaths.customerPart(customer.id, 'merge')} label={t.search} value={query} />
      {candidates.length === 0 ? (
        <EmptyState {...t.empty} icon="search" />
      ) : (
        <ul class="register">
          {candidates.map(({ id, name, phone, isSameName, isSamePhone }) => (
            <li>
              <a href={consolePaths.customer(id)}>{name}</a>
              <span class="muted">{phone}</span>
              {isSamePhone && <Badge meaning="soon">{t.samePhone}</Badge>}
              {isSameName && <Badge meaning="soon">{t.sameName}</Badge>}
              <ButtonLink href={consolePaths.customerMerge(customer.id, id)}>{t.compare}</ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </ConsoleLayout>
  )
}
