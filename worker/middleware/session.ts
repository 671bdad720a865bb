import { createMiddleware } from 'hono/factory'
import { needsSecondFactor } from '#rules/session.ts'
import { Forbidden, Unauthenticated } from '#tenants/errors.ts'
import { write } from '#tenants/round-trip.ts'
import { consolePaths } from '#web/paths.ts'
import { type LiveSession, readSessionSecret, validateSession } from '../queries/lucia.ts'
import { afterwards, type ConsoleApp } from './context.ts'
import { languageCookie } from './request-id.ts'

/** Who is signed in, and their company: the first of a page's two round trips. Nobody: `Unauthenticated`. */
export const session = createMiddleware<ConsoleApp>(async (c, next) => {
  const secret = readSessionSecret(c.req.header('cookie') ?? '')
  if (!secret) throw new Unauthenticated()
  const { live, known, writes } = await validateSession(c.var, secret)
  if (writes.length > 0) afterwards(c, write(c.var.db, writes))
  if (!known) {
    const { requestId, tenant, platform } = c.var
    platform.log({ level: 'warn', event: 'session.unknown', requestId, tenantId: tenant.id })
  }
  if (!live) throw new Unauthenticated()

  const { id, role, name, email, lang } = live.member
  c.set('actor', { id, role, name, email, lang })
  if (!c.req.header('cookie')!.includes(`${languageCookie}=`)) c.set('lang', lang)
  c.set('company', live.company)
  c.set('awaited', live.awaited)
  c.set('sessionId', live.session.id)
  c.set('sessionProvedAt', live.session.provedAt)
  if (lacksSecondFactor(live) && !isOwnAccount(c.req.path)) {
    if (c.req.method === 'GET') return c.redirect(consolePaths.accountTotp(), 303)
    throw new Forbidden('second_factor')
  }
  await next()
})

const lacksSecondFactor = ({ member, company }: LiveSession) =>
  needsSecondFactor(member.role, company) && !member.totpEnabledAt

const isOwnAccount = (path: string) => path === consolePaths.account() || path.startsWith(`${consolePaths.account()}/`)
