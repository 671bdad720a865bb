import { Hono } from 'hono'
import * as v from 'valibot'
import { SignInPage } from '#web/pages/sign-in.tsx'
import { signInWords } from '#web/words/sign-in.ts'
import type { PublicApp } from '../middleware/context.ts'
import { afterwards } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { redeemHandOver } from '../operations/hand-over.ts'
import { door, knockOf, letIn } from './sign-in.tsx'

const arrival = v.strictObject({ code: v.string('required') })

/** Posted by the browser from the sign-up page of the base host, the one other origin that may (middleware/origin.ts). */
export const handOverRoutes = new Hono<PublicApp>().post('/welcome', async (c) => {
  const posted = await parseForm(c, arrival, { maxBytes: 4_096 })
  const redeemed = posted.ok ? await redeemHandOver(c.var, posted.values.code, knockOf(c)) : undefined
  if (!redeemed?.allowed) {
    const { title, text } = signInWords[c.var.lang].handOver
    return c.html(<SignInPage {...(await door(c))} form={{ typed: {}, errors: { form: `${title}: ${text}` } }} />, 422)
  }
  afterwards(c, c.var.platform.ring(c.var.tenant.id))
  return letIn(c, redeemed.result.cookies, undefined)
})
