import { type Context, Hono } from 'hono'
import { networkOf } from '#rules/attempt.ts'
import { type Lang, langs } from '#rules/lang.ts'
import { slugOf } from '#rules/slug.ts'
import { TooMany, Unavailable } from '#tenants/errors.ts'
import { newSecret } from '#tenants/vault.ts'
import { SignUpPage } from '#web/pages/sign-up.tsx'
import { basePaths } from '#web/paths.ts'
import { waitWords } from '#web/words/sign-in.ts'
import { signUpWords, slugReasons } from '#web/words/sign-up.ts'
import type { BaseApp } from '../middleware/context.ts'
import { type FieldErrors, parseForm, type Typed } from '../middleware/form.ts'
import { languageChosen } from '../middleware/request-id.ts'
import { challengeFor, signUpAsking } from '../operations/proof-of-work.ts'
import { type SignUpReason, signUp } from '../operations/sign-up.ts'
import { signUpPressure } from '../operations/sign-up-limit.ts'
import { checkSlug, mayAskForSlug, suggestSlugs } from '../operations/slug-suggestion.ts'
import { signUpCookie, signUpProgressRoutes } from './hand-over-page.tsx'
import { defaultsOf, errorWords, keyOf, ownErrors, shownAgain, signUpForm, wishOf } from './sign-up-form.ts'

export const signUpRoutes = new Hono<BaseApp>()
  .get(basePaths.signUp(), (c) => show(c, {}))
  .get(basePaths.signUpSlug(), async (c) => {
    if (!mayAskForSlug(networkFrom(c), c.var.now)) return c.json({ error: 'too_many' }, 429)
    return c.json(await slugAnswer(c, (c.req.query('name') ?? '').slice(0, 80), slugOf(c.req.query('slug') ?? '')))
  })
  .get(basePaths.signUpChallenge(), async (c) => {
    const pressure = await signUpPressure(c.var.platform, networkFrom(c))
    return c.json(await challengeFor(signUpAsking(c.var.platform), { harder: pressure === 'harder' }))
  })
  .post(basePaths.signUp(), async (c) => {
    const posted = await parseForm(c, signUpForm, { maxBytes: 32_768 })
    const { typed } = posted
    const language = langs.find((lang) => lang === typed.language)
    if (language) return showIn(c, language, typed)
    const t = signUpWords[c.var.lang].problems
    if (typed.website) return show(c, { typed, problem: t.trapped, status: 422 })
    const errors = posted.ok ? {} : { ...ownErrors(typed), ...posted.errors }
    if (!slugOf(typed.slug ?? '')) return suggest(c, typed, errors)
    if (!posted.ok) return show(c, { typed, errors, status: 422 })
    try {
      const address = c.var.platform.addressOf(c.req.raw)
      const signedUp = await signUp(c.var.platform, wishOf(posted.values, c.var.lang, address))
      if (!signedUp.allowed) return refuse(c, typed, signedUp.reason)
      c.header('set-cookie', signUpCookie(posted.values.idempotencyKey))
      return c.redirect(basePaths.signUpProgress(signedUp.result.id), 303)
    } catch (error) {
      return trouble(c, typed, error)
    }
  })
  .route('/', signUpProgressRoutes)

/** The form goes on in another language; nothing is sent yet, and a password is never written into a page. */
function showIn(c: Context<BaseApp>, language: Lang, typed: Typed) {
  c.set('lang', language)
  c.header('set-cookie', languageChosen(language))
  return show(c, { typed, problem: typed.password ? signUpWords[language].problems.passwordAgain : undefined })
}

/** Nothing typed there: the company's own name makes one, to be looked at before it is taken. */
async function suggest(c: Context<BaseApp>, typed: Typed, errors: FieldErrors) {
  const suggestions = await suggestSlugs(c.var.platform, typed.companyName ?? '')
  const [first] = suggestions
  const slug = first ? { slug: first } : {}
  return show(c, {
    typed: { ...typed, ...slug },
    errors: { ...errors, slug: first ? 'unconfirmed' : 'required' },
    suggestions: suggestions.slice(1),
    status: 422,
  })
}

const networkFrom = (c: Context<BaseApp>) => networkOf(c.var.platform.addressOf(c.req.raw))

async function refuse(c: Context<BaseApp>, typed: Typed, reason: SignUpReason) {
  if (reason === 'proof')
    return show(c, { typed, problem: signUpWords[c.var.lang].problems.proof, needsProof: true, status: 422 })
  if (reason.startsWith('password_')) return show(c, { typed, errors: { password: reason }, status: 422 })
  const { suggestions } = await checkSlug(c.var.platform, slugOf(typed.slug ?? ''), typed.companyName ?? '')
  const status = reason === 'taken' || reason === 'too_similar' ? 409 : 422
  return show(c, { typed, errors: { slug: reason }, suggestions, status })
}

/** The form comes back with all but the password, and with the same key: sending it again is safe. */
function trouble(c: Context<BaseApp>, typed: Typed, error: unknown) {
  const { lang } = c.var
  const t = signUpWords[lang].problems
  if (error instanceof TooMany) {
    c.header('retry-after', String(error.retryAfterSeconds))
    const problem = t.wait(waitWords(error.retryAfterSeconds, lang))
    return show(c, { typed, problem, needsProof: wasAsked(typed), status: 429 })
  }
  if (!(error instanceof Unavailable)) throw error
  c.header('retry-after', '5')
  c.var.platform.log({ level: 'warn', event: 'sign_up.unavailable', requestId: c.var.requestId })
  const problem = error.mayHaveHappened ? t.unsure : t.busy
  return show(c, { typed, problem, needsProof: wasAsked(typed), status: 503 })
}

const wasAsked = ({ proof }: Typed) => proof !== undefined

type Shown = {
  typed?: Typed
  errors?: FieldErrors
  suggestions?: string[]
  problem?: string | undefined
  /** Found out by asking, where it is not known. */
  needsProof?: boolean
  status?: 200 | 409 | 422 | 429 | 503
}

async function show(c: Context<BaseApp>, shown: Shown) {
  const { typed, errors = {}, suggestions, problem, status = 200 } = shown
  const { lang, nonce, platform } = c.var
  const { hosts, dataRegion, operatorEmail } = platform
  const needsProof = shown.needsProof ?? (await isUnderPressure(c))
  const form = typed && { typed: shownAgain(typed), errors: errorWords(lang, errors) }
  return c.html(
    <SignUpPage
      {...{ lang, nonce, dataRegion, operatorEmail, form, suggestions, problem, needsProof, defaults: defaultsOf(c) }}
      afterSlug={`.${hosts.base}`}
      idempotencyKey={(typed && keyOf(typed)) ?? newSecret()}
    />,
    status,
  )
}

/** The form itself is shown whatever happens; the post is what counts. */
async function isUnderPressure(c: Context<BaseApp>): Promise<boolean> {
  try {
    return (await signUpPressure(c.var.platform, networkFrom(c))) !== 'none'
  } catch (error) {
    if (error instanceof Unavailable) return false
    throw error
  }
}

/** For the island: what it writes into the field while the person has typed none, and what it says below. */
async function slugAnswer(c: Context<BaseApp>, name: string, slug: string) {
  const { platform, lang } = c.var
  const t = signUpWords[lang]
  if (!slug) {
    const [first = '', ...suggestions] = await suggestSlugs(platform, name)
    return { slug: first, free: first !== '', text: first ? t.free : '', suggestions }
  }
  const { decision, suggestions } = await checkSlug(platform, slug, name)
  const text = decision.allowed ? t.free : slugReasons[lang][decision.reason]
  return { slug, free: decision.allowed, text, suggestions }
}
