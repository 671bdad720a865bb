import { Hono } from 'hono'
import { EmailVerificationPage } from '#web/pages/email-verification.tsx'
import { DoorAnswerPage } from '#web/pages/sign-in.tsx'
import { consolePaths } from '#web/paths.ts'
import { ButtonLink } from '#web/ui/button.tsx'
import { emailVerificationWords } from '#web/words/email-verification.ts'
import type { PublicApp } from '../middleware/context.ts'
import { confirmEmail } from '../operations/email-verification.ts'
import { door } from './sign-in.tsx'

export const emailVerificationRoutes = new Hono<PublicApp>()
  .get('/email-verification/:token', async (c) =>
    c.html(<EmailVerificationPage {...(await door(c))} token={c.req.param('token')} />),
  )
  .post('/email-verification/:token', async (c) => {
    const { done, over } = emailVerificationWords[c.var.lang]
    const confirmed = await confirmEmail(c.var, c.req.param('token'))
    const { title, text } = confirmed.allowed ? done : over
    const action = confirmed.allowed ? (
      <ButtonLink href={consolePaths.home()}>{done.console}</ButtonLink>
    ) : (
      <ButtonLink href={consolePaths.account()}>{over.account}</ButtonLink>
    )
    return c.html(<DoorAnswerPage {...(await door(c))} {...{ title, text, action }} />, confirmed.allowed ? 200 : 422)
  })
