import { type Context, Hono } from 'hono'
import { type SignUpStep, signUpSteps } from '#schema/control-plane/tenant.ts'
import { NotFound } from '#tenants/errors.ts'
import { detailsOf } from '#tenants/newcomer.ts'
import { HandOverPage, SignUpProgressPage, SignUpUndonePage } from '#web/pages/hand-over.tsx'
import { basePaths } from '#web/paths.ts'
import { afterwards, type BaseApp } from '../middleware/context.ts'
import { continueSignUp, findOwnSignUp, prepareArrival } from '../operations/sign-up.ts'
import { originOf } from '../platform/host.ts'

const slowAfterMs = 15_000

/** The form's key stays in the browser that sent it: only there is the way into the new company shown. */
export const signUpCookie = (key: string) =>
  `__Host-sign-up=${key}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=86400`

const keyIn = (c: Context<BaseApp>) => c.req.header('cookie')?.match(/(?:^|; )__Host-sign-up=([\w-]{43})(?:;|$)/)?.[1]

export const signUpProgressRoutes = new Hono<BaseApp>().get(basePaths.signUpProgress(':id'), async (c) => {
  const { platform, lang, nonce, now } = c.var
  const key = keyIn(c)
  const signUp = key && (await findOwnSignUp(platform, c.req.param('id') ?? '', key))
  if (!signUp) throw new NotFound('sign-up')
  const { company } = detailsOf(signUp)
  if (signUp.step === 'undone') return c.html(<SignUpUndonePage {...{ lang, nonce }} />)
  if (signUp.step === 'published') return handOver(c, signUp)
  afterwards(c, continueSignUp(platform, signUp))
  c.header('refresh', '2')
  const slow = now.getTime() - signUp.createdAt.getTime() > slowAfterMs
  return c.html(<SignUpProgressPage {...{ lang, nonce, slow }} company={company.name} done={doneOf(signUp.step)} />)
})

async function handOver(c: Context<BaseApp>, signUp: NonNullable<Awaited<ReturnType<typeof findOwnSignUp>>>) {
  const { platform, lang, nonce } = c.var
  const arrival = await prepareArrival(platform, signUp)
  if (!arrival) throw new NotFound('company')
  const origin = originOf(platform.hosts, arrival.tenant.host)
  c.header('content-security-policy', policyFor(nonce, origin))
  // A company's host asks from where somebody is sent; `same-origin` would hide even that.
  c.header('referrer-policy', 'strict-origin')
  // Without scripts the code may grow old while the page is looked at.
  if (arrival.code) c.header('refresh', '50')
  const { name } = detailsOf(signUp).company
  return c.html(<HandOverPage {...{ lang, nonce, origin }} id={signUp.id} company={name} code={arrival.code} />)
}

/** As everywhere, but for the one form that leads to the company's own host. */
const policyFor = (nonce: string, origin: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    `form-action 'self' ${origin}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Of the four steps that a person is shown. */
function doneOf(step: SignUpStep): number {
  const at = signUpSteps.indexOf(step)
  if (at >= signUpSteps.indexOf('seeded')) return 3
  return at >= signUpSteps.indexOf('token_minted') ? 2 : 1
}
