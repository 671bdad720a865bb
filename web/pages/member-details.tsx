import { may, mayManage } from '#rules/role.ts'
import { ConsoleLayout } from '#web/layout.tsx'
import { consolePaths } from '#web/paths.ts'
import { Banner } from '#web/ui/badge.tsx'
import { Actions, Button } from '#web/ui/button.tsx'
import { type Fact, Facts, PageHeader, Section } from '#web/ui/content.tsx'
import type { FormState } from '#web/ui/field.tsx'
import { ErrorSummary, Form } from '#web/ui/form.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { memberWords } from '#web/words/member.ts'
import { roleWords } from '#web/words/role.ts'
import { type DeskProps, ProofField } from './account.tsx'
import { PositionChoice, positionWords, RoleChoice, type ShownMember, StateBadge, stateOf } from './member.tsx'

export const memberDetailsNews = ['changed', 'disabled', 'enabled', 'signed_out', 'factor_removed'] as const

type Props = DeskProps & {
  shown: ShownMember
  ownId: string
  now: Date
  timeZone: string
  isProved: boolean
  /** Of this rendering of the form that sends an invitation again. */
  formKey: string
  form?: FormState | undefined
  told?: (typeof memberDetailsNews)[number] | undefined
}

export const MemberDetailsPage = ({ shown, ownId, now, timeZone, isProved, formKey, form, told, ...desk }: Props) => {
  const { lang, member } = desk
  const t = memberWords[lang]
  const manages = may(member.role, 'members.manage') && mayManage(member.role, shown.role)
  const name = shown.name || shown.email
  const parts = { shown, isProved, formKey, form, lang, own: member.role }
  return (
    <ConsoleLayout {...desk} title={name} current="members" path={consolePaths.member(shown.id)}>
      <PageHeader
        title={name}
        answer={<StateBadge row={shown} lang={lang} />}
        back={{ href: consolePaths.members(), label: t.title }}
      />
      {told && <Banner kind="success">{newsOf(t, told)}</Banner>}
      <ErrorSummary
        lang={lang}
        errors={form?.errors ?? {}}
        kept={isProved && !shown.hasSecondFactor ? 'all' : 'but_password'}
      />
      <Facts items={factsOf({ shown, now, timeZone, lang, manages })} />
      {!manages && <p class="muted">{t.notYours}</p>}
      {manages && stateOf(shown) === 'invited' && <Invited {...parts} />}
      {manages && stateOf(shown) === 'working' && <RoleSection {...parts} />}
      {manages && stateOf(shown) === 'working' && shown.id !== ownId && (
        <>
          <SigningOut {...parts} />
          {shown.hasSecondFactor && <FactorRemoval {...parts} />}
          <Disabling {...parts} />
        </>
      )}
      {manages && stateOf(shown) === 'disabled' && <Enabling {...parts} />}
    </ConsoleLayout>
  )
}

const newsOf = (t: (typeof memberWords)['en'], told: (typeof memberDetailsNews)[number]) =>
  ({
    ...{ changed: t.change.done, disabled: t.disable.done, enabled: t.enable.done },
    ...{ signed_out: t.signOut.done, factor_removed: t.removeFactor.done },
  })[told]

type FactProps = Pick<Props, 'shown' | 'now' | 'timeZone' | 'lang'> & { manages: boolean }

function factsOf({ shown, now, timeZone, lang, manages }: FactProps): Fact[] {
  const t = memberWords[lang]
  const own = manages
    ? [
        { term: t.email, value: shown.email },
        { term: t.secondFactor, value: shown.hasSecondFactor ? t.on : t.off },
      ]
    : []
  const joined = shown.joinedAt && {
    term: t.joined,
    value: <Moment {...{ at: shown.joinedAt, now, timeZone, lang }} />,
  }
  return [
    { term: t.role, value: roleWords[lang][shown.role].name },
    { term: t.position, value: positionWords(shown.position, lang) },
    ...own,
    ...(joined ? [joined] : []),
  ]
}

type PartProps = Pick<Props, 'shown' | 'isProved' | 'formKey' | 'form' | 'lang'> & { own: DeskProps['member']['role'] }

const RoleSection = ({ shown, isProved, form, lang, own }: PartProps) => {
  const t = memberWords[lang].change
  return (
    <Section title={t.title}>
      <Form action={consolePaths.memberRole(shown.id)} label={t.title}>
        <RoleChoice {...{ lang, form, own, value: shown.role }} />
        <PositionChoice {...{ lang, form, value: shown.position ?? '' }} />
        {!isProved && <ProofField {...{ lang, form }} />}
        <Button>{t.submit}</Button>
      </Form>
    </Section>
  )
}

const SigningOut = ({ shown, isProved, form, lang }: PartProps) => {
  const t = memberWords[lang].signOut
  return (
    <Section title={t.title} hint={t.hint}>
      <Form action={consolePaths.memberSessionsEnd(shown.id)} label={t.title}>
        {!isProved && <ProofField {...{ lang, form }} name="sessionsProof" />}
        <Button kind="quiet">{t.submit}</Button>
      </Form>
    </Section>
  )
}

const FactorRemoval = ({ shown, form, lang }: PartProps) => {
  const t = memberWords[lang].removeFactor
  return (
    <Section title={t.title} hint={t.hint}>
      <Form action={consolePaths.memberTotpRemoval(shown.id)} label={t.title}>
        <ProofField {...{ lang, form }} name="factorProof" />
        <Button kind="danger">{t.submit}</Button>
      </Form>
    </Section>
  )
}

const Disabling = ({ shown, isProved, form, lang }: PartProps) => {
  const t = memberWords[lang].disable
  return (
    <Section title={t.title} hint={t.hint}>
      <Form action={consolePaths.memberDisabling(shown.id)} label={t.title}>
        {!isProved && <ProofField {...{ lang, form }} name="proof" />}
        <Button kind="danger">{t.submit}</Button>
      </Form>
    </Section>
  )
}

const Enabling = ({ shown, isProved, form, lang }: PartProps) => {
  const t = memberWords[lang].enable
  return (
    <Section title={t.title} hint={t.hint}>
      <Form action={consolePaths.memberEnabling(shown.id)} label={t.title}>
        {!isProved && <ProofField {...{ lang, form }} />}
        <Button>{t.submit}</Button>
      </Form>
    </Section>
  )
}

const Invited = ({ shown, formKey, lang }: PartProps) => {
  const t = memberWords[lang].invite
  return (
    <Section title={t.pending}>
      <Actions>
        <Form action={consolePaths.invitations()} idempotencyKey={formKey} hidden={againOf(shown)} label={t.again}>
          <Button>{t.again}</Button>
        </Form>
        <Form action={consolePaths.invitationWithdrawal(shown.id)} label={t.withdraw}>
          <Button kind="danger">{t.withdraw}</Button>
        </Form>
      </Actions>
    </Section>
  )
}

const againOf = ({ name, email, role, position, lang }: ShownMember) => ({
  name,
  email,
  role,
  position: position ?? '',
  lang,
})
