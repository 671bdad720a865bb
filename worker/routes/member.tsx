import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { Decision } from '#rules/decision.ts'
import { byPosition, decideInvitedRole, type InvitationReason } from '#rules/member.ts'
import { positions } from '#rules/policy-vocabulary.ts'
import { roles } from '#rules/role.ts'
import { isProved } from '#rules/session.ts'
import { formKey } from '#rules/typed.ts'
import { Forbidden, NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { MembersPage, memberNews } from '#web/pages/member.tsx'
import { MemberDetailsPage, memberDetailsNews } from '#web/pages/member-details.tsx'
import { consolePaths } from '#web/paths.ts'
import { memberWords } from '#web/words/member.ts'
import { refusedForm } from '#web/words/sign-in.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { permit } from '../middleware/permit.ts'
import { invite, withdrawInvitation } from '../operations/invitation.ts'
import {
  changeRole,
  disableMember,
  enableMember,
  endMemberSessions,
  type MemberChangeReason,
  removeMemberSecondFactor,
} from '../operations/member.ts'
import type { Seat } from '../operations/proof.ts'
import { findMember, listMembers } from '../queries/member.ts'
import { deskOf } from './account.tsx'
import { langField, nameField } from './invitation.tsx'
import { emailField } from './sign-in.tsx'

const position = v.optional(
  v.union([v.literal(''), v.picklist(Object.keys(positions) as (keyof typeof positions)[])], 'choice'),
  '',
)
const role = v.picklist(roles, 'choice')
const invitation = v.strictObject({
  idempotencyKey: v.optional(formKey),
  ...{ name: nameField, email: emailField, position, lang: langField },
  role: v.picklist([...roles, byPosition], 'choice'),
})
const password = v.optional(v.string())
const roleChange = v.strictObject({ role, position, password })
const enabling = v.strictObject({ password })
const disabling = v.strictObject({ proof: password })
const sessionsEnd = v.strictObject({ sessionsProof: password })
const secondFactorRemoval = v.strictObject({ factorProof: password })

export const memberRoutes = new Hono<ConsoleApp>()
  .get('/members', permit('members.read'), (c) => showList(c))
  .post('/invitations', permit('members.manage'), async (c) => {
    const posted = await parseForm(c, invitation, { maxBytes: 8_192 })
    if (!posted.ok) return showList(c, posted)
    const { idempotencyKey, position, role, ...rest } = posted.values
    const given = decideInvitedRole(role, position || null)
    const invited = given.allowed
      ? await invite(c.var, { ...rest, role: given.result, position: position || null }, idempotencyKey)
      : given
    if (!invited.allowed) {
      const errors = { [invitationFields[invited.reason]]: invited.reason }
      return showList(c, { typed: posted.typed, errors })
    }
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    return c.redirect(`${consolePaths.members()}?told=sent`, 303)
  })
  .post('/invitations/:id/withdrawal', permit('members.manage'), async (c) => {
    await withdrawInvitation(c.var, c.req.param('id'))
    return c.redirect(`${consolePaths.members()}?told=withdrawn`, 303)
  })
  .get('/members/:id', permit('members.read'), (c) => showOne(c, c.req.param('id')))
  .post(
    '/members/:id/role',
    ...change('changed', 'password', roleChange, (seat, id, { role, position, password }) =>
      changeRole(seat, id, { role, position: position || null, password }),
    ),
  )
  .post(
    '/members/:id/disabling',
    ...change('disabled', 'proof', disabling, (seat, id, form) => disableMember(seat, id, form.proof)),
  )
  .post(
    '/members/:id/enabling',
    ...change('enabled', 'password', enabling, (seat, id, form) => enableMember(seat, id, form.password)),
  )
  .post(
    '/members/:id/sessions/end',
    ...change('signed_out', 'sessionsProof', sessionsEnd, (seat, id, form) =>
      endMemberSessions(seat, id, form.sessionsProof),
    ),
  )
  .post(
    '/members/:id/second-factor/removal',
    ...change('factor_removed', 'factorProof', secondFactorRemoval, (seat, id, form) =>
      removeMemberSecondFactor(seat, id, form.factorProof),
    ),
  )

/** Parses, changes one member, and says so on their page; `proofName` is the field that the password is typed into. */
function change<const Schema extends v.GenericSchema>(
  told: (typeof memberDetailsNews)[number],
  proofName: string,
  schema: Schema,
  make: (seat: Seat, id: string, form: v.InferOutput<Schema>) => Promise<Decision<true, MemberChangeReason>>,
) {
  const handle = async (c: Context<ConsoleApp>) => {
    const id = c.req.param('id')!
    const posted = await parseForm(c, schema, { maxBytes: 8_192 })
    if (!posted.ok) return showOne(c, id, posted)
    const made = await make(c.var, id, posted.values)
    if (made.allowed) {
      afterwards(c, c.var.platform.ring(c.var.tenant.id))
      return c.redirect(`${consolePaths.member(id)}?told=${told}`, 303)
    }
    if (made.reason === 'not_yours_to_change') throw new Forbidden('members.manage')
    const field = made.reason === 'required' || made.reason === 'wrong_password' ? proofName : 'form'
    return showOne(c, id, { typed: posted.typed, errors: { [field]: made.reason } })
  }
  return [permit('members.manage'), handle] as const
}

const invitationFields: Record<InvitationReason, string> = {
  ...{ unverified: 'form', member_exists: 'email', role_not_yours: 'role', position_needed: 'position' },
}

type Refused = { typed: Record<string, string>; errors: Record<string, string> }

async function showList(c: Context<ConsoleApp>, form?: Refused) {
  const { db, actor, company } = c.var
  const [members, [own]] = await read(db, [listMembers(db), findMember(db, actor.id)])
  return c.html(
    <MembersPage
      {...deskOf(c)}
      members={members.map(shownOf)}
      ownId={actor.id}
      isVerified={own?.emailVerifiedAt !== null}
      languages={company.languages}
      formKey={newSecret()}
      form={form && formOf(c, form)}
      told={memberNews.find((news) => news === c.req.query('told'))}
    />,
    form ? 422 : 200,
  )
}

async function showOne(c: Context<ConsoleApp>, id: string, form?: Refused) {
  const { db, actor, now, company, sessionProvedAt } = c.var
  const [[member]] = await read(db, [findMember(db, id)])
  if (!member) throw new NotFound('member')
  return c.html(
    <MemberDetailsPage
      {...deskOf(c)}
      shown={shownOf(member)}
      formKey={newSecret()}
      ownId={actor.id}
      now={now}
      timeZone={company.timeZone}
      isProved={isProved(sessionProvedAt, now)}
      form={form && formOf(c, form)}
      told={memberDetailsNews.find((news) => news === c.req.query('told'))}
    />,
    form ? 422 : 200,
  )
}

/** Only what is shown: never the row itself, which carries hashes and secrets. */
const shownOf = (member: Awaited<ReturnType<typeof listMembers>>[number]) => {
  const { id, name, email, role, position, lang, joinedAt, disabledAt, totpEnabledAt } = member
  return { id, name, email, role, position, lang, joinedAt, disabledAt, hasSecondFactor: totpEnabledAt !== null }
}

const formOf = (c: Context<ConsoleApp>, { typed, errors }: Refused) => {
  const { password: _, proof: __, sessionsProof: ___, factorProof: ____, ...shown } = typed
  return refusedForm(c.var.lang, shown, errors, memberWords[c.var.lang].reasons)
}
