import { standingOn } from '#rules/contract-agreement.ts'
import { type Day, dayOf } from '#rules/day.ts'
import { coveredCauses, excludedCauses, freeItems } from '#rules/policy-vocabulary-terms.ts'
import { listed, wordsOf } from '#rules/policy-words.ts'
import { may } from '#rules/role.ts'
import type { Contract } from '#schema/tenant/contract.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { type Fact, Facts, PageHeader, PrintHead, Section } from '../ui/content.tsx'
import { Field, type FormState, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { Timeline } from '../ui/history.tsx'
import { Moment } from '../ui/moment.tsx'
import { moneyWords } from '../ui/money.tsx'
import { contractWords } from '../words/contract.ts'
import { contractFormWords } from '../words/contract-form.ts'
import { fullDayWords } from '../words/moment.ts'
import { ContractState } from './contract-list.tsx'

type Neighbour = {
  id: string
  number: string
  title: string
  startsOn: Day
  endsOn: Day
  previousContractId: string | null
}

export type ContractCardProps = {
  frame: ConsoleFrame
  contract: Contract
  customer: { id: string; name: string } | null
  assets: readonly { id: string; name: string; serialNumber: string | null; removedAt: Date | null }[]
  neighbours: readonly Neighbour[]
  events: readonly { name: string; actor: string; at: Date; detail: Record<string, unknown> }[]
  members: ReadonlyMap<string, string>
  formKey: string
  refused?: { step: string; form: FormState } | undefined
}

/** One contract: until when it runs, what it pays for, and what comes after it. */
export const ContractPage = (props: ContractCardProps) => {
  const { frame, contract } = props
  const { lang } = frame
  const t = contractFormWords[lang]
  const today = dayOf(frame.now, frame.timeZone)
  const mayEdit = may(frame.member.role, 'contracts.edit')
  return (
    <ConsoleLayout {...frame} title={contract.title} current="contracts" islands={['busy-form']}>
      <PrintHead company={frame.company.name} number={contract.number} date={fullDayWords(today, lang)} />
      <PageHeader
        back={{ href: consolePaths.contracts(), label: t.list }}
        title={
          <>
            <span class="muted">{contract.number}</span> {contract.title}
          </>
        }
        answer={answerOf(contract, today, lang)}
        actions={
          <>
            <ContractState {...{ row: contract, today, lang }} />
            {mayEdit && <ButtonLink href={consolePaths.contractPart(contract.id, 'details')}>{t.edit}</ButtonLink>}
            {mayEdit && contract.status === 'active' && (
              <ButtonLink kind="primary" href={consolePaths.contractRenewal(contract.id)}>
                {t.renew}
              </ButtonLink>
            )}
          </>
        }
      />
      <div class="split">
        <div>
          <Section title={t.parts.agreed}>
            <Facts items={factsOf(props)} />
          </Section>
          {mayEdit && <Steps {...props} today={today} />}
          <History {...props} />
        </div>
        <div>
          <Machines {...props} />
          <Neighbours {...props} />
        </div>
      </div>
    </ConsoleLayout>
  )
}

function answerOf(contract: Contract, today: Day, lang: ConsoleFrame['lang']) {
  const t = contractFormWords[lang]
  const standing = standingOn(contract, today)
  if (standing === 'cancelled')
    return t.cancelled(fullDayWords(contract.cancelledOn ?? contract.endsOn, lang), contract.cancelledBecause ?? '')
  if (standing === 'not_begun') return t.begins(fullDayWords(contract.startsOn, lang))
  return (standing === 'ended' || standing === 'renewed' ? t.ended : t.runs)(fullDayWords(contract.endsOn, lang))
}

function factsOf({ frame: { lang }, contract, customer, members }: ContractCardProps): Fact[] {
  const t = contractFormWords[lang]
  const causes = { ...coveredCauses, ...excludedCauses }
  const names = (keys: readonly string[], of: Parameters<typeof wordsOf>[0]) =>
    keys.length > 0
      ? listed(
          keys.map((key) => wordsOf(of, key, lang)),
          lang,
        )
      : t.nothing
  const { priceMinor, currency, visits, visitsUsed, autoRenew, autoRenewNoticeDays, ownerId, note } = contract
  const renewal = [contractWords[lang].autoRenew, autoRenewNoticeDays ? t.noticed(autoRenewNoticeDays) : '']
  return [
    {
      term: t.fields.customer,
      value: customer && <a href={consolePaths.customer(customer.id)}>{customer.name}</a>,
    },
    { term: t.fields.startsOn, value: fullDayWords(contract.startsOn, lang) },
    { term: t.fields.endsOn, value: fullDayWords(contract.endsOn, lang) },
    {
      term: t.fields.price,
      value: priceMinor !== null && currency ? moneyWords(priceMinor, currency, lang) : t.noPrice,
    },
    { term: t.fields.covers, value: names(contract.covers, freeItems) },
    { term: t.fields.excluded, value: names(contract.excluded, causes) },
    { term: t.fields.visits, value: visits === null ? t.unlimited : t.usedOf(visitsUsed, visits) },
    ...(autoRenew
      ? [{ term: t.parts.renewal, value: renewal.filter(Boolean).join(lang === 'zh-CN' ? '，' : ', ') }]
      : []),
    { term: t.fields.owner, value: (ownerId && members.get(ownerId)) || t.nobody },
    ...(note ? [{ term: t.fields.note, value: <span class="typed">{note}</span> }] : []),
  ]
}

const Machines = ({ frame: { lang }, contract, assets }: ContractCardProps) => {
  const t = contractFormWords[lang]
  return (
    <Section title={t.parts.machines}>
      {contract.coversAllAssets && <p>{t.allMachines}</p>}
      <ul class="lines">
        {assets.map(({ id, name, serialNumber, removedAt }) => (
          <li>
            {removedAt ? name : <a href={consolePaths.asset(id)}>{name}</a>} {serialNumber}
            {removedAt && <div class="muted">{t.formerly}</div>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Neighbours = ({ frame: { lang }, contract, neighbours }: ContractCardProps) => {
  if (neighbours.length === 0) return null
  const t = contractFormWords[lang]
  return (
    <Section title={t.parts.renewal}>
      <ul class="lines">
        {neighbours.map((one) => (
          <li>
            <span class="muted">{one.previousContractId === contract.id ? t.next : t.previous}</span>{' '}
            <a href={consolePaths.contract(one.id)}>
              {one.number} {one.title}
            </a>
            <div class="muted">
              {contractWords[lang].term(fullDayWords(one.startsOn, lang), fullDayWords(one.endsOn, lang))}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Steps({ frame: { lang }, contract, formKey, refused, today }: ContractCardProps & { today: Day }) {
  const t = contractFormWords[lang]
  const form = refused?.step === 'cancellation' ? refused.form : undefined
  return (
    <section class="steps-offered no-print" aria-label={t.steps}>
      {contract.status === 'active' && (
        <details open={form !== undefined} name="step" id="cancellation">
          <summary>{t.cancel.title}</summary>
          <Form
            action={consolePaths.contractPart(contract.id, 'cancellation')}
            idempotencyKey={formKey}
            label={t.cancel.title}
          >
            {form && <ErrorSummary lang={lang} errors={form.errors} />}
            <Field {...{ lang, form }} name="on" type="date" label={t.cancel.on} value={today} width="medium" />
            <Textarea {...{ lang, form }} name="reason" label={t.cancel.reason} maxlength={500} rows={3} />
            <Actions>
              <Button kind="danger">{t.cancel.save}</Button>
            </Actions>
          </Form>
        </details>
      )}
      <details name="step" id="removal">
        <summary>{t.removal.title}</summary>
        <Form
          action={consolePaths.contractPart(contract.id, 'removal')}
          idempotencyKey={formKey}
          label={t.removal.title}
        >
          <p class="hint">{t.removal.hint}</p>
          <Actions>
            <Button kind="danger">{t.removal.save}</Button>
          </Actions>
        </Form>
      </details>
    </section>
  )
}

function History({ frame, events, members }: ContractCardProps) {
  const t = contractFormWords[frame.lang]
  const items = events.flatMap(({ name, actor, at, detail }) => {
    const title = t.events[name]
    if (!title) return []
    const why = typeof detail.because === 'string' ? t.notExtended[detail.because] : undefined
    const text = [typeof detail.reason === 'string' ? detail.reason : undefined, why].filter(Boolean).join(' ')
    const when = <Moment at={at} now={frame.now} timeZone={frame.timeZone} lang={frame.lang} />
    return [{ title, by: members.get(actor) ?? t.system, at: when, text: text || undefined }]
  })
  return (
    <Section title={t.history}>
      <Timeline items={items} />
    </Section>
  )
}
