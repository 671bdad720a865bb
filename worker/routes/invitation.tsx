import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { langs } from '#rules/lang.ts'
import { InvitationPage } from '#web/pages/invitation.tsx'
import { DoorAnswerPage } from '#web/pages/sign-in.tsx'
import { publicPaths } from '#web/paths.ts'
import { ButtonLink } from '#web/ui/button.tsx'
import { invitationWords } from '#web/words/invitation.ts'
import { refusedForm } from '#web/words/sign-in.ts'
import { afterwards, type PublicApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { acceptInvitation, findInvitation, rememberAddress } from '../operations/invitation.ts'
import { brandOf, knockOf, letIn, passwordField } from './sign-in.tsx'

/** What colleagues and customers read: one line, no control characters. */
export const nameField = v.pipe(
  v.string('name'),
  v.trim(),
  v.nonEmpty('name'),
  v.maxLength(80, 'too_long'),
  v.regex(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+$/u, 'text'),
)
export const langField = v.picklist(langs, 'choice')

const acceptance = v.strictObject({
  /** Shown, so that a browser remembers it with the password; what counts is whom the link was made for. */
  email: v.optional(v.string()),
  name: nameField,
  password: passwordField,
  lang: langField,
})

export const invitationRoutes = new Hono<PublicApp>()
  .get('/invitation/:token', (c) => show(c, c.req.param('token')))
  .post('/invitation/:token', async (c) => {
    const token = c.req.param('token')
    const posted = await parseForm(c, acceptance, { maxBytes: 16_384 })
    if (!posted.ok) return show(c, token, posted.typed, posted.errors)
    const { name, password, lang } = posted.values
    const accepted = await acceptInvitation(c.var, { token, name, password, lang }, knockOf(c))
    if (accepted.allowed) {
      afterwards(c, c.var.platform.ring(c.var.tenant.id))
      afterwards(c, rememberAddress(c.var.platform, c.var.tenant.id, accepted.result.email))
      return letIn(c, accepted.result.cookies, undefined)
    }
    return accepted.reason === 'link' ? show(c, token) : show(c, token, posted.typed, { password: accepted.reason })
  })

async function show(
  c: Context<PublicApp>,
  token: string,
  typed?: Record<string, string>,
  errors: Record<string, string> = {},
) {
  const { member, company } = await findInvitation(c.var, token)
  const { lang, nonce } = c.var
  const door = { lang, nonce, company: company && brandOf(company) }
  if (!member) {
    const { title, text, signIn } = invitationWords[lang].over
    const action = <ButtonLink href={publicPaths.signIn()}>{signIn}</ButtonLink>
    return c.html(<DoorAnswerPage {...door} {...{ title, text, action }} />, 422)
  }
  const { email, name, role } = member
  const form = typed && refusedForm(lang, typed, errors)
  return c.html(<InvitationPage {...door} {...{ token, form }} invited={{ email, name, role }} />, form ? 422 : 200)
}
