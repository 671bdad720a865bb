import { Hono } from 'hono'
import * as v from 'valibot'
import { langs } from '#rules/lang.ts'
import type { BaseApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { ownPath } from '../middleware/own-path.ts'
import { languageChosen } from '../middleware/request-id.ts'

const choice = v.strictObject({ lang: v.picklist(langs, 'choice'), back: v.optional(v.string(), '/') })

/** The language chosen in the page's head; back to the page it was chosen on. */
export const languageRoutes = new Hono<BaseApp>().post('/language', async (c) => {
  const posted = await parseForm(c, choice)
  if (!posted.ok) return c.redirect('/', 303)
  c.header('set-cookie', languageChosen(posted.values.lang))
  return c.redirect(ownPath(posted.values.back), 303)
})
