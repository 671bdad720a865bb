import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { isProved, needsSecondFactor } from '#rules/session.ts'
import { read } from '#tenants/round-trip.ts'
import { RecoveryCodesPage, SecondFactorPage, SecondFactorSetUpPage } from '#web/pages/account-second-factor.tsx'
import { consolePaths } from '#web/paths.ts'
import { refusedForm } from '#web/words/sign-in.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { permit } from '../middleware/permit.ts'
import { addSecondFactor, offerTotp, removeSecondFactor, renewRecoveryCodes } from '../operations/second-factor.ts'
import { countRecoveryCodes, findMember } from '../queries/member.ts'
import { deskOf } from './account.tsx'
import { passwordField } from './sign-in.tsx'

const confirmation = v.strictObject({
  sealed: v.pipe(v.string('unknown'), v.maxLength(400, 'unknown')),
  code: v.pipe(v.string('required'), v.trim(), v.nonEmpty('required'), v.maxLength(20, 'code')),
  password: v.optional(v.string()),
})
const removal = v.strictObject({ password: passwordField })
const renewal = v.strictObject({ codesProof: passwordField })

export const secondFactorRoutes = new Hono<ConsoleApp>()
  .use('/account/*', permit('account.own'))
  .get('/account/second-factor', (c) => show(c))
  .post('/account/second-factor', async (c) => {
    const posted = await parseForm(c, confirmation, { maxBytes: 16_384 })
    if (!posted.ok) return show(c, posted.errors, posted.typed.sealed)
    const added = await addSecondFactor(c.var, posted.values)
    if ('codes' in added) return c.html(<RecoveryCodesPage {...deskOf(c)} codes={added.codes} />)
    return show(c, { [added.refused.field]: added.refused.reason }, posted.values.sealed)
  })
  .post('/account/second-factor/removal', async (c) => {
    const posted = await parseForm(c, removal, { maxBytes: 16_384 })
    if (!posted.ok) return show(c, posted.errors)
    const removed = await removeSecondFactor(c.var, posted.values.password)
    if (removed.allowed) return c.redirect(`${consolePaths.account()}?told=removed`, 303)
    return show(c, { password: removed.reason })
  })
  .post('/account/second-factor/codes', async (c) => {
    const posted = await parseForm(c, renewal, { maxBytes: 16_384 })
    if (!posted.ok) return show(c, posted.errors)
    const renewed = await renewRecoveryCodes(c.var, posted.values.codesProof)
    if (renewed.allowed) return c.html(<RecoveryCodesPage {...deskOf(c)} codes={renewed.result.codes} isRenewal />)
    return show(c, { codesProof: renewed.reason })
  })

/** The set-up, or what is set up. A refused code keeps the key that the app already has. */
async function show(c: Context<ConsoleApp>, errors?: Record<string, string>, sealed?: string) {
  const { db, actor, company, lang, now, sessionProvedAt } = c.var
  const [[member], [codes]] = await read(db, [findMember(db, actor.id), countRecoveryCodes(db, actor.id)])
  const form = errors && refusedForm(lang, {}, errors)
  const desk = { ...deskOf(c), form, isRequired: needsSecondFactor(actor.role, company) }
  const status = errors ? 422 : 200
  if (member?.totpEnabledAt) return c.html(<SecondFactorPage {...desk} recoveryCodes={codes?.left ?? 0} />, status)
  const offer = await offerTotp(c.var, sealed)
  return c.html(<SecondFactorSetUpPage {...desk} offer={offer} isProved={isProved(sessionProvedAt, now)} />, status)
}
