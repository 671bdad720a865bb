import { Hono } from 'hono'
import * as v from 'valibot'
import { TooMany } from '#tenants/errors.ts'
import { FindPage, FoundPage } from '#web/pages/find.tsx'
import { basePaths } from '#web/paths.ts'
import { findWords } from '#web/words/find.ts'
import { refusedForm, waitWords } from '#web/words/sign-in.ts'
import { afterwards, type BaseApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { findCompany } from '../operations/find-company.ts'
import { emailField } from './sign-in.tsx'

const findForm = v.strictObject({ email: emailField })

export const findRoutes = new Hono<BaseApp>()
  .get(basePaths.find(), (c) => c.html(<FindPage lang={c.var.lang} nonce={c.var.nonce} />))
  .post(basePaths.find(), async (c) => {
    const { lang, nonce, platform } = c.var
    const posted = await parseForm(c, findForm, { maxBytes: 4_096 })
    const form = refusedForm(lang, { email: posted.typed.email ?? '' }, posted.ok ? {} : posted.errors)
    if (!posted.ok) return c.html(<FindPage {...{ lang, nonce, form }} />, 422)
    const { email } = posted.values
    try {
      await findCompany(platform, { email, lang, address: platform.addressOf(c.req.raw) })
    } catch (error) {
      if (!(error instanceof TooMany)) throw error
      c.header('retry-after', String(error.retryAfterSeconds))
      const problem = findWords[lang].wait(waitWords(error.retryAfterSeconds, lang))
      return c.html(<FindPage {...{ lang, nonce, form, problem }} />, 429)
    }
    afterwards(c, platform.ringControlPlane())
    return c.html(<FoundPage {...{ lang, nonce, email }} />, 202)
  })
