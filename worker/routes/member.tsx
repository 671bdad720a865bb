import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { positions } from '#rules/policy-vocabulary.ts'
import { roles } from '#rules/role.ts'
import { isProved } from '#rules/session.ts'
import { Forbidden, NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
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
import { findMember, listMembers } from '../queries/member.ts'
import { deskOf } from './account.tsx'
import { langField, nameField } from './invitation.tsx'
import { emailField } from './sign-in.tsx'

const position = v.optional(
  v.union([v.literal(''), v.picklist(Object.keys(positions) as (keyof typeof positions)[])], 'choice'),
  '',
)
const role = v.picklist(roles, 'choice')
const invitation = v.strictObject({ name: nameField, email: emailField, role, position, lang: langField })
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
    const { position, ...rest } = posted.values
    const invited = await invite(c.var, { ...rest, position: position || null })
    if (!invited.allowed) {
      const field = { unverified: 'form', member_exists: 'email', role_not_yours: 'role' }[invited.reason]
      return showList(c, { typed: posted.typed, errors: { [field]: invited.reason } })
    }
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    return c.redirect(`${consolePaths.members()}?told=sent`, 303)
  })
  .post('/invitations/:id/withdrawal', permit('members.manage'), async (c) => {
    await withdrawInvitation(c.var, c.req.param('id'))
    return c.redirect(`${consolePaths.members()}?told=withdrawn`, 303)
  })
  .get('/members/:id', permit('members.read'), (c) => showOne(c, c.req.param('id')))
  .post('/members/:id/role', permit('members.manage'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, roleChange, { maxBytes: 8_192 })
    if (!posted.ok) return showOne(c, id, posted)
    const { role, position, password } = posted.values
    const changed = await changeRole(c.var, id, { role, position: position || null, password })
    return changed.allowed ? backTo(c, id, 'changed') : refused(c, id, changed.reason, 'password', posted.typed)
  })
  .post('/members/:id/disabling', permit('members.manage'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, disabling, { maxBytes: 8_192 })
    if (!posted.ok) return showOne(c, id, posted)
    const changed = await disableMember(c.var, id, posted.values.proof)
    return changed.allowed ? backTo(c, id, 'disabled') : refused(c, id, changed.reason, 'proof')
  })
  .post('/members/:id/enabling', permit('members.manage'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, enabling, { maxBytes: 8_192 })
    if (!posted.ok) return showOne(c, id, posted)
    const changed = await enableMember(c.var, id, posted.values.password)
    return changed.allowed ? backTo(c, id, 'enabled') : refused(c, id, changed.reason, 'password')
  })
  .post('/members/:id/sessions/end', permit('members.manage'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, sessionsEnd, { maxBytes: 8_192 })
    if (!posted.ok) return showOne(c, id, posted)
    const ended = await endMemberSessions(c.var, id, posted.values.sessionsProof)
    return ended.allowed ? backTo(c, id, 'signed_out') : refused(c, id, ended.reason, 'sessionsProof')
  })
  .post('/members/:id/second-factor/removal', permit('members.manage'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, secondFactorRemoval, { maxBytes: 8_192 })
    if (!posted.ok) return showOne(c, id, posted)
    const removed = await removeMemberSecondFactor(c.var, id, posted.values.factorProof)
    return removed.allowed ? backTo(c, id, 'factor_removed') : refused(c, id, removed.reason, 'factorProof')
  })

type Refused = { typed: Record<string, string>; errors: Record<string, string> }

const backTo = (c: Context<ConsoleApp>, id: string, told: (typeof memberDetailsNews)[number]) =>
  c.redirect(`${consolePaths.member(id)}?told=${told}`, 303)

function refused(
  c: Context<ConsoleApp>,
  id: string,
  reason: MemberChangeReason,
  proofName: string,
  typed: Record<string, string> = {},
) {
  if (reason === 'not_yours_to_change') throw new Forbidden('members.manage')
  const field = reason === 'required' || reason === 'wrong_password' ? proofName : 'form'
  return showOne(c, id, { typed, errors: { [field]: reason } })
}

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
