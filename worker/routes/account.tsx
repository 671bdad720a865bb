import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { isProved } from '#rules/session.ts'
import { formKey } from '#rules/typed.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { type AccountNews, AccountPage, accountNews } from '#web/pages/account.tsx'
import { AccountSessionsPage } from '#web/pages/account-session.tsx'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { momentWords } from '#web/words/moment.ts'
import { refusedForm } from '#web/words/sign-in.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { permit } from '../middleware/permit.ts'
import { changePassword, changeProfile } from '../operations/account.ts'
import { feedSecret } from '../operations/calendar-feed.ts'
import { askForVerification } from '../operations/email-verification.ts'
import { prove } from '../operations/proof.ts'
import { endOtherSessions, endOwnSession, sessionHandle } from '../operations/session.ts'
import { originOf } from '../platform/host.ts'
import { findFeedOf } from '../queries/calendar-feed.ts'
import { countRecoveryCodes, findMember } from '../queries/member.ts'
import { listSessions } from '../queries/session.ts'
import { langField, nameField } from './invitation.tsx'
import { brandOf, deviceFrom, passwordField } from './sign-in.tsx'

const profile = v.strictObject({ name: nameField, email: v.optional(v.string()), lang: langField })
const passwordChange = v.strictObject({ password: passwordField, newPassword: passwordField })
const verification = v.strictObject({ idempotencyKey: v.optional(formKey) })
const proof = v.strictObject({ password: v.optional(v.string()) })

export const accountRoutes = new Hono<ConsoleApp>()
  .use('/account/*', permit('account.own'))
  .get('/account', (c) => showAccount(c, { told: accountNews.find((news) => news === c.req.query('told')) }))
  .post('/account', async (c) => {
    const posted = await parseForm(c, profile, { maxBytes: 4_096 })
    if (!posted.ok) return showAccount(c, { profile: posted })
    const { name, lang } = posted.values
    await changeProfile(c.var, { name, lang })
    return c.redirect(`${consolePaths.account()}?told=saved`, 303)
  })
  .post('/account/password', async (c) => {
    const posted = await parseForm(c, passwordChange, { maxBytes: 16_384 })
    if (!posted.ok) return showAccount(c, { password: { errors: posted.errors } })
    const changed = await changePassword(c.var, posted.values, { device: deviceFrom(c) })
    if ('refused' in changed)
      return showAccount(c, { password: { errors: { [changed.refused.field]: changed.refused.reason } } })
    c.header('set-cookie', changed.cookie)
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    return c.redirect(`${consolePaths.account()}?told=changed`, 303)
  })
  .post('/account/email-verification', async (c) => {
    const posted = await parseForm(c, verification, { maxBytes: 4_096 })
    await askForVerification(c.var, posted.ok ? posted.values.idempotencyKey : undefined)
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    return c.redirect(`${consolePaths.account()}?told=sent`, 303)
  })
  .get('/account/sessions', (c) => showSessions(c))
  .post('/account/sessions/end-others', async (c) => {
    const posted = await parseForm(c, proof, { maxBytes: 4_096 })
    const proved = posted.ok ? await prove(c.var, posted.values.password) : undefined
    if (!proved?.allowed) return showSessions(c, { password: proved?.reason ?? 'required' })
    await endOtherSessions(c.var, c.var.sessionId, proved.result.writes)
    return c.redirect(`${consolePaths.accountSessions()}?told=ended`, 303)
  })
  .post('/account/sessions/:handle/end', async (c) => {
    if (!(await endOwnSession(c.var, c.req.param('handle')))) throw new NotFound('session')
    return c.redirect(`${consolePaths.accountSessions()}?told=ended`, 303)
  })

type Refused = { typed?: Record<string, string>; errors: Record<string, string> }

async function showAccount(
  c: Context<ConsoleApp>,
  { profile, password, told }: { profile?: Refused; password?: Refused; told?: AccountNews | undefined },
) {
  const { db, actor, now, lang } = c.var
  const [[member], [codes], sessions, [feed]] = await read(db, [
    findMember(db, actor.id),
    countRecoveryCodes(db, actor.id),
    listSessions(db, actor.id, now),
    findFeedOf(db, actor.id),
  ])
  if (!member) throw new NotFound('member')
  const account = {
    name: member.name,
    email: member.email,
    lang: member.lang,
    isVerified: member.emailVerifiedAt !== null,
    hasSecondFactor: member.totpEnabledAt !== null,
    recoveryCodes: codes?.left ?? 0,
    sessions: sessions.length,
  }
  return c.html(
    <AccountPage
      {...deskOf(c)}
      account={account}
      verificationKey={newSecret()}
      feed={feed ? await shownFeed(c, feed) : null}
      profileForm={profile && refusedForm(lang, profile.typed ?? {}, profile.errors)}
      passwordForm={password && refusedForm(lang, {}, password.errors)}
      told={told}
    />,
    profile || password ? 422 : 200,
  )
}

async function shownFeed(c: Context<ConsoleApp>, { id, createdAt }: { id: string; createdAt: Date }) {
  const { platform, tenant, now, company, lang } = c.var
  const secret = await feedSecret(platform.vault, tenant, id)
  const url = originOf(platform.hosts, tenant.host) + publicPaths.calendarFeed(secret)
  return { id, url, made: momentWords(createdAt, now, company.timeZone, lang) }
}

async function showSessions(c: Context<ConsoleApp>, errors?: Record<string, string>) {
  const { db, actor, now, lang, company, sessionId, sessionProvedAt } = c.var
  const [sessions] = await read(db, [listSessions(db, actor.id, now)])
  const shown = sessions.map(({ id, device, createdAt, lastSeenAt }) => ({
    handle: sessionHandle(id),
    device,
    createdAt,
    lastSeenAt,
    isThis: id === sessionId,
  }))
  return c.html(
    <AccountSessionsPage
      {...deskOf(c)}
      sessions={shown}
      now={now}
      timeZone={company.timeZone}
      isProved={isProved(sessionProvedAt, now)}
      form={errors && refusedForm(lang, {}, errors)}
      ended={c.req.query('told') === 'ended'}
    />,
    errors ? 422 : 200,
  )
}

/** What every page of the console is told. */
export function deskOf(c: Context<ConsoleApp>) {
  const { lang, nonce, company, actor } = c.var
  return { lang, nonce, company: brandOf(company), member: { name: actor.name, role: actor.role } }
}
