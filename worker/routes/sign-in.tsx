import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { deviceOf } from '#rules/session.ts'
import type { Company } from '#schema/tenant/company.ts'
import { TooMany } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { SignInCodePage, SignInPage } from '#web/pages/sign-in.tsx'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { refusedForm } from '#web/words/sign-in.ts'
import type { BaseApp, PublicApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { ownPath } from '../middleware/own-path.ts'
import { endSession } from '../operations/session.ts'
import { type Knock, signIn } from '../operations/sign-in.ts'
import { signInWithCode } from '../operations/sign-in-code.ts'
import { blankSessionCookie, readSessionSecret } from '../queries/lucia.ts'
import { findOwnCompany } from '../queries/session.ts'

/** Lower case: what somebody signs in with. */
export const emailField = v.pipe(
  v.string('required'),
  v.trim(),
  v.nonEmpty('required'),
  v.maxLength(254, 'too_long'),
  v.toLowerCase(),
  v.regex(/^[^\s@<>"(),:;\\[\]]+@[^\s@<>"(),:;\\[\]]+\.[^\s@<>"(),:;\\[\]]+$/, 'email'),
)
/** Exactly as typed; a longer one is refused before it is hashed. */
export const passwordField = v.pipe(v.string('required'), v.nonEmpty('required'))
const next = v.optional(v.string())

const credentials = v.strictObject({ email: emailField, password: passwordField, next })
const codeForm = v.strictObject({ code: v.pipe(v.string('required'), v.trim(), v.nonEmpty('required')), next })

export const signInRoutes = new Hono<PublicApp>()
  .get('/sign-in', async (c) => {
    const told = c.req.query('told')
    const known = told === 'signed_out' || told === 'password_changed' ? told : undefined
    return c.html(<SignInPage {...(await door(c))} {...nextOf(c.req.query('next'))} told={known} />)
  })
  .post('/sign-in', async (c) => {
    const posted = await parseForm(c, credentials, { maxBytes: 16_384 })
    const next = nextOf(posted.typed.next)
    const show = async (errors: Record<string, string>, status: 422 | 429, waitSeconds?: number) => {
      const form = refusedForm(c.var.lang, { email: posted.typed.email ?? '' }, errors)
      return c.html(<SignInPage {...(await door(c))} {...next} form={form} waitSeconds={waitSeconds} />, status)
    }
    if (!posted.ok) return show(posted.errors, 422)
    try {
      const signedIn = await signIn(c.var, posted.values, knockOf(c))
      if (!signedIn.allowed) {
        note(c, 'sign_in.refused')
        return show({ form: signedIn.reason }, 422)
      }
      if ('codeSecret' in signedIn.result) {
        c.header('set-cookie', codeCookie(signedIn.result.codeSecret, 600))
        return c.redirect(withNext(publicPaths.signInCode(), next.next), 303)
      }
      return letIn(c, signedIn.result.cookies, next.next)
    } catch (error) {
      if (!(error instanceof TooMany)) throw error
      note(c, 'sign_in.slowed')
      c.header('retry-after', String(error.retryAfterSeconds))
      return show({}, 429, error.retryAfterSeconds)
    }
  })
  .get('/sign-in/code', async (c) => {
    if (!codeSecretOf(c)) return c.redirect(publicPaths.signIn(nextOf(c.req.query('next')).next), 303)
    return c.html(<SignInCodePage {...(await door(c))} {...nextOf(c.req.query('next'))} />)
  })
  .post('/sign-in/code', async (c) => {
    const posted = await parseForm(c, codeForm, { maxBytes: 16_384 })
    const next = nextOf(posted.typed.next)
    const show = async (errors: Record<string, string>) =>
      c.html(<SignInCodePage {...(await door(c))} {...next} form={refusedForm(c.var.lang, {}, errors)} />, 422)
    if (!posted.ok) return show(posted.errors)
    try {
      const given = { secret: codeSecretOf(c) ?? '', code: posted.values.code }
      const signedIn = await signInWithCode(c.var, given, knockOf(c))
      if (!signedIn.allowed) note(c, 'sign_in.code_refused')
      if (signedIn.allowed) return letIn(c, [...signedIn.result.cookies, codeCookie('', 0)], next.next)
      if (signedIn.reason === 'code') return show({ code: 'code' })
      const form = refusedForm(c.var.lang, {}, { form: signedIn.reason })
      return c.html(<SignInPage {...(await door(c))} {...next} form={form} />, 422)
    } catch (error) {
      if (!(error instanceof TooMany)) throw error
      note(c, 'sign_in.code_slowed')
      c.header('retry-after', String(error.retryAfterSeconds))
      c.header('set-cookie', codeCookie('', 0))
      return c.html(<SignInPage {...(await door(c))} {...next} waitSeconds={error.retryAfterSeconds} />, 429)
    }
  })
  .post('/sign-out', async (c) => {
    const secret = readSessionSecret(c.req.header('cookie') ?? '')
    if (secret) await endSession(c.var, secret)
    c.header('set-cookie', blankSessionCookie())
    return c.redirect(`${publicPaths.signIn()}?told=signed_out`, 303)
  })

/** The answer to whoever is not signed in and asked for a page of the console: 401, and the way in. Nothing is read for it. */
export function answerSignIn(c: Context<BaseApp>) {
  const wanted = c.req.method === 'GET' ? c.req.path + new URL(c.req.url).search : undefined
  const { lang, nonce } = c.var
  return c.html(<SignInPage {...{ lang, nonce }} {...nextOf(wanted)} told="please" />, 401)
}

export const knockOf = (c: Context<PublicApp>): Knock => {
  const cookies = c.req.header('cookie') ?? ''
  return {
    device: deviceFrom(c),
    address: c.var.platform.addressOf(c.req.raw),
    previousSecret: readSessionSecret(cookies),
    cookies,
  }
}

export const deviceFrom = (c: Pick<Context, 'req'>) => deviceOf(c.req.header('user-agent') ?? '')

/** What a page in front of the console shows besides its own; one round trip. */
export async function door(c: Context<PublicApp>) {
  const { db, lang, nonce } = c.var
  const [[company]] = await read(db, [findOwnCompany(db)])
  return { lang, nonce, company: company && brandOf(company) }
}

export const brandOf = ({ name, accent, logoKey }: Company) => ({
  name,
  accent,
  logoUrl: logoKey && publicPaths.logo(logoKey),
})

/** Only a page of the console of this very host (L-14). */
function nextOf(wanted: string | undefined) {
  const path = ownPath(wanted)
  const home = consolePaths.home()
  return path === home || path.startsWith(`${home}/`) || path.startsWith(`${home}?`) ? { next: path } : {}
}

const withNext = (path: string, next: string | undefined) => (next ? `${path}?next=${encodeURIComponent(next)}` : path)

export function letIn(c: Context<PublicApp>, cookies: readonly string[], next: string | undefined) {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
  return c.redirect(next ?? consolePaths.home(), 303)
}

/** For whoever watches the logs: that it happened, not to whom. */
function note(c: Context<PublicApp>, event: string) {
  const { platform, requestId, tenant } = c.var
  platform.log({ level: 'warn', event, requestId, tenantId: tenant.id })
}

const codeCookie = (secret: string, seconds: number) =>
  `__Host-sign-in=${secret}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${seconds}`

const codeSecretOf = (c: Context<PublicApp>) =>
  c.req.header('cookie')?.match(/(?:^|; )__Host-sign-in=([\w-]{43})(?:;|$)/)?.[1]
