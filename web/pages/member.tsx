import { langs } from '#rules/lang.ts'
import { byPosition } from '#rules/member.ts'
import { roleOfPosition } from '#rules/packs/position.ts'
import { positions } from '#rules/policy-vocabulary.ts'
import { may, mayManage, type Role, roles } from '#rules/role.ts'
import { ConsoleLayout } from '#web/layout.tsx'
import { consolePaths } from '#web/paths.ts'
import { Badge, Banner } from '#web/ui/badge.tsx'
import { Button, ButtonLink } from '#web/ui/button.tsx'
import { RadioCards } from '#web/ui/choice.tsx'
import { PageHeader, Section } from '#web/ui/content.tsx'
import { Field, type FormState, type Option, Select } from '#web/ui/field.tsx'
import { ErrorSummary, Form } from '#web/ui/form.tsx'
import { type Column, RowLink, Table } from '#web/ui/table.tsx'
import { languageNames } from '#web/words/account.ts'
import type { Lang } from '#web/words/lang.ts'
import { memberWords } from '#web/words/member.ts'
import { roleWords } from '#web/words/role.ts'
import type { DeskProps } from './account.tsx'

export type ShownMember = {
  id: string
  name: string
  email: string
  role: Role
  position: string | null
  joinedAt: Date | null
  disabledAt: Date | null
  hasSecondFactor: boolean
  lang: Lang
}

export const memberNews = ['sent', 'withdrawn'] as const

type Props = DeskProps & {
  members: readonly ShownMember[]
  ownId: string
  isVerified: boolean
  languages: readonly Lang[]
  /** Of this rendering of the invitation's form. */
  formKey: string
  form?: FormState | undefined
  told?: (typeof memberNews)[number] | undefined
}

export const MembersPage = ({ members, ownId, isVerified, languages, formKey, form, told, ...desk }: Props) => {
  const { lang, member } = desk
  const t = memberWords[lang]
  const invited = members.filter(({ joinedAt }) => !joinedAt).length
  const working = members.filter(({ joinedAt, disabledAt }) => joinedAt && !disabledAt).length
  const manages = may(member.role, 'members.manage')
  return (
    <ConsoleLayout {...desk} title={t.title} current="members" path={consolePaths.members()}>
      <PageHeader title={t.title} answer={t.answer(working, invited)} />
      {told && <Banner kind="success">{told === 'sent' ? t.invite.sent : t.invite.withdrawn}</Banner>}
      <ErrorSummary
        lang={lang}
        errors={form?.errors ?? {}}
        labels={{ ...t.invite, role: t.role, position: t.position }}
      />
      <Table caption={t.caption} columns={columnsOf(lang, ownId, manages)} rows={members} />
      <p class="muted">
        <small>{t.roleHint}</small>
      </p>
      {manages && (
        <Section title={t.invite.title} hint={t.invite.hint} id="invite">
          {isVerified ? (
            <InviteForm {...{ lang, form, languages, formKey, own: member.role }} />
          ) : (
            <Banner kind="warn" title={t.invite.verifyFirst}>
              <ButtonLink kind="link" href={consolePaths.account()}>
                {t.invite.toAccount}
              </ButtonLink>
            </Banner>
          )}
        </Section>
      )}
    </ConsoleLayout>
  )
}

/** Addresses only for those who manage people (I-08). */
function columnsOf(lang: Lang, ownId: string, manages: boolean): Column<ShownMember>[] {
  const t = memberWords[lang]
  const email: Column<ShownMember> = { head: t.email, phone: 'detail', cell: (row) => row.email }
  return [
    {
      head: t.name,
      phone: 'title',
      cell: (row) => (
        <RowLink href={consolePaths.member(row.id)}>
          {row.name || row.email}
          {row.id === ownId && t.you}
        </RowLink>
      ),
    },
    { head: t.role, phone: 'detail', cell: (row) => roleWords[lang][row.role].name },
    { head: t.position, phone: 'detail', cell: (row) => positionWords(row.position, lang) },
    ...(manages ? [email] : []),
    { head: t.state, phone: 'end', cell: (row) => <StateBadge {...{ row, lang }} /> },
  ]
}

export const stateOf = ({ joinedAt, disabledAt }: Pick<ShownMember, 'joinedAt' | 'disabledAt'>) =>
  disabledAt ? 'disabled' : joinedAt ? 'working' : 'invited'

export const StateBadge = ({ row, lang }: { row: ShownMember; lang: Lang }) => {
  const state = stateOf(row)
  const meaning = state === 'working' ? 'fine' : state === 'invited' ? 'soon' : 'neutral'
  return <Badge meaning={meaning}>{memberWords[lang].states[state]}</Badge>
}

type InviteProps = Pick<Props, 'languages' | 'formKey'> & { lang: Lang; form: FormState | undefined; own: Role }

const InviteForm = ({ lang, form, languages, formKey, own }: InviteProps) => {
  const t = memberWords[lang].invite
  return (
    <Form action={consolePaths.invitations()} idempotencyKey={formKey} label={t.title}>
      <Field {...{ lang, form, name: 'name', label: t.name }} autocomplete="off" width="medium" />
      <Field
        {...{ lang, form, name: 'email', label: t.email, type: 'email' }}
        autocomplete="off"
        autocapitalize="none"
        width="medium"
      />
      <PositionChoice {...{ lang, form }} withRole />
      <RoleChoice
        {...{ lang, form, own, value: byPosition }}
        first={{ value: byPosition, label: memberWords[lang].byPosition, hint: memberWords[lang].byPositionHint }}
      />
      <RadioCards
        {...{ lang, form, name: 'lang', label: t.lang, value: languages[0] }}
        options={langs.map((value) => ({ value, label: languageNames[value] }))}
        row
      />
      <Button>{t.submit}</Button>
    </Form>
  )
}

type ChoiceProps = { lang: Lang; form: FormState | undefined; value?: string | undefined }

type RoleProps = ChoiceProps & { own: Role; first?: Option }

export const RoleChoice = ({ lang, form, value, own, first }: RoleProps) => (
  <RadioCards
    {...{ lang, form, value, name: 'role', label: memberWords[lang].role }}
    options={[
      ...(first ? [first] : []),
      ...roles
        .filter((role) => mayManage(own, role))
        .map((role) => ({ value: role, label: roleWords[lang][role].name, hint: roleWords[lang][role].text })),
    ]}
  />
)

type PositionProps = ChoiceProps & { withRole?: boolean }

export const PositionChoice = ({ lang, form, value, withRole }: PositionProps) => (
  <Select
    {...{ lang, form, value, name: 'position', label: memberWords[lang].position }}
    options={Object.keys(positions).map((key) => ({
      value: key,
      label: withRole ? positionAndRole(key, lang) : positionWords(key, lang),
    }))}
    empty={memberWords[lang].noPosition}
    width="medium"
    optional
  />
)

function positionAndRole(position: string, lang: Lang) {
  const role = roleOfPosition[position]
  return role ? memberWords[lang].inBrackets(positionWords(position, lang), roleWords[lang][role].name) : position
}

/** Positions are written as they stand in a sentence of the policy; here they stand alone. */
export const positionWords = (position: string | null, lang: Lang) => {
  const known = Object.entries(positions).find(([key]) => key === position)?.[1][lang]
  return known ? known.charAt(0).toUpperCase() + known.slice(1) : (position ?? '—')
}
