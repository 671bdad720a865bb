import { Hono } from 'hono'
import * as v from 'valibot'
import { TooMany } from '#tenants/errors.ts'
import { NewPasswordPage, PasswordResetPage } from '#web/pages/password-reset.tsx'
import { DoorAnswerPage } from '#web/pages/sign-in.tsx'
import { publicPaths } from '#web/paths.ts'
import { ButtonLink } from '#web/ui/button.tsx'
import { passwordResetWords } from '#web/words/password-reset.ts'
import { refusedForm } from '#web/words/sign-in.ts'
import { afterwards, type PublicApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { askForPasswordReset, resetPassword } from '../operations/password-reset.ts'
import { door, emailField, passwordField } from './sign-in.tsx'

const ask = v.strictObject({ email: emailField })
const choice = v.strictObject({ password: passwordField })

export const passwordResetRoutes = new Hono<PublicApp>()
  .get('/password-reset', async (c) => c.html(<PasswordResetPage {...(await door(c))} />))
  .post('/password-reset', async (c) => {
    const posted = await parseForm(c, ask, { maxBytes: 4_096 })
    if (!posted.ok) {
      const form = refusedForm(c.var.lang, posted.typed, posted.errors)
      return c.html(<PasswordResetPage {...(await door(c))} form={form} />, 422)
    }
    try {
      await askForPasswordReset(c.var, posted.values.email, c.var.platform.addressOf(c.req.raw))
    } catch (error) {
      if (!(error instanceof TooMany)) throw error
      c.header('retry-after', String(error.retryAfterSeconds))
      const form = refusedForm(c.var.lang, posted.typed, {})
      return c.html(<PasswordResetPage {...(await door(c))} form={form} waitSeconds={error.retryAfterSeconds} />, 429)
    }
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    const { title, text } = passwordResetWords[c.var.lang].asked
    return c.html(<DoorAnswerPage {...(await door(c))} title={title} text={text(posted.values.email)} />, 202)
  })
  .get('/password-reset/:token', async (c) =>
    c.html(<NewPasswordPage {...(await door(c))} token={c.req.param('token')} />),
  )
  .post('/password-reset/:token', async (c) => {
    const token = c.req.param('token')
    const posted = await parseForm(c, choice, { maxBytes: 16_384 })
    const show = async (errors: Record<string, string>) =>
      c.html(<NewPasswordPage {...(await door(c))} token={token} form={refusedForm(c.var.lang, {}, errors)} />, 422)
    if (!posted.ok) return show(posted.errors)
    const reset = await resetPassword(c.var, token, posted.values.password)
    if (reset.allowed) {
      afterwards(c, c.var.platform.ring(c.var.tenant.id))
      return c.redirect(`${publicPaths.signIn()}?told=password_changed`, 303)
    }
    if (reset.reason !== 'link') return show({ password: reset.reason })
    const { title, text, again } = passwordResetWords[c.var.lang].over
    const action = <ButtonLink href={publicPaths.passwordReset()}>{again}</ButtonLink>
    return c.html(<DoorAnswerPage {...(await door(c))} {...{ title, text, action }} />, 422)
  })
