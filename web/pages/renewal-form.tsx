import { decimalOf } from '#rules/money.ts'
import { lossReasons } from '#rules/renewal-stage.ts'
import { may } from '#rules/role.ts'
import { consolePaths } from '../paths.ts'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { Section } from '../ui/content.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { lossReasonWords } from '../words/renewal.ts'
import { renewalPageWords } from '../words/renewal-page.ts'
import type { RenewalProps } from './renewal.tsx'

/** What can be done next, the likeliest first. */
export const RenewalForms = (props: RenewalProps) => {
  if (props.stage === 'renewed') return null
  if (props.stage === 'lost') return <Comeback {...props} />
  return (
    <div class="panels">
      <Assign {...props} />
      <FollowUp {...props} />
      <Quote {...props} />
      <Renew {...props} />
      <Lose {...props} />
    </div>
  )
}

const Assign = ({ frame: { lang }, id, ownerId, members, form }: RenewalProps) => {
  const t = renewalPageWords[lang].assign
  const options = members.map((member) => ({ value: member.id, label: member.name }))
  return (
    <Section title={t.title}>
      <Form action={consolePaths.renewalStep(id, 'owner')} label={t.title}>
        <Select {...{ lang, form, options }} name="ownerId" label={t.field} value={ownerId ?? ''} />
        <Actions>
          <Button kind="quiet">{t.submit}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

const FollowUp = ({ frame: { lang }, id, followUpOn, today, form }: RenewalProps) => {
  const t = renewalPageWords[lang].followUp
  return (
    <Section title={t.title} hint={t.hint}>
      <Form action={consolePaths.renewalStep(id, 'follow-up')} label={t.title}>
        <Field {...{ lang, form }} name="followUpOn" label={t.field} type="date" min={today} value={followUpOn ?? ''} />
        <Actions>
          <Button kind="quiet">{t.submit}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

const Quote = ({ frame: { lang }, id, quoted, followUpOn, today, currency, form }: RenewalProps) => {
  const t = renewalPageWords[lang].quote
  return (
    <Section title={t.title}>
      <Form action={consolePaths.renewalStep(id, 'quote')} label={t.title}>
        <Field
          {...{ lang, form }}
          name="amount"
          label={t.amount}
          inputmode="decimal"
          unit={currency}
          value={quoted ? decimalOf(quoted) : ''}
          width="medium"
        />
        <Field {...{ lang, form }} name="askOn" label={t.on} type="date" min={today} value={followUpOn ?? today} />
        <Actions>
          <Button kind="quiet">{t.submit}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

const Renew = ({ frame, id, of, subjectId, customerId }: RenewalProps) => {
  const t = renewalPageWords[frame.lang].renew
  if (!may(frame.member.role, 'contracts.edit')) return null
  const href =
    of === 'contract'
      ? consolePaths.contractRenewal(subjectId)
      : `${consolePaths.newContract()}?customer=${customerId}&asset=${subjectId}&renewal=${id}`
  return (
    <Section title={t.title} hint={t.hint}>
      <Actions>
        <ButtonLink kind="primary" icon="file" href={href}>
          {t[of]}
        </ButtonLink>
      </Actions>
    </Section>
  )
}

const Lose = ({ frame: { lang }, id, form }: RenewalProps) => {
  const t = renewalPageWords[lang].lose
  const options = lossReasons
    .filter((reason) => reason !== 'lapsed')
    .map((reason) => ({ value: reason, label: lossReasonWords[lang][reason] }))
  return (
    <Section title={t.title}>
      <Form action={consolePaths.renewalStep(id, 'loss')} label={t.title}>
        <Select {...{ lang, form, options }} name="reason" label={t.field} />
        <Actions>
          <Button kind="danger">{t.submit}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

const Comeback = ({ frame: { lang }, id }: RenewalProps) => {
  const t = renewalPageWords[lang].comeback
  return (
    <Section title={t.title}>
      <Form action={consolePaths.renewalStep(id, 'comeback')} label={t.title}>
        <Actions>
          <Button kind="quiet">{t.submit}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
