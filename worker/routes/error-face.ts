import type { Context } from 'hono'
import { telHref } from '#rules/phone.ts'
import type { ErrorFace } from '#web/pages/error.tsx'
import type { BaseApp, ConsoleApp } from '../middleware/context.ts'
import { ownPath } from '../middleware/own-path.ts'
import { knownFront } from '../operations/front.ts'
import { canonicalHost } from '../platform/host.ts'
import { readSessionSecret } from '../queries/lucia.ts'
import { brandOf } from './sign-in.tsx'

/** Whose pages these are and who asked, as far as is known without asking a database: it may be the trouble. */
export function faceOf(c: Context<BaseApp>, status: number): ErrorFace {
  const { tenant, company: own }: Partial<ConsoleApp['Variables']> = c.var
  const isSomebodys = tenant !== undefined || status >= 500
  const company = own ?? (isSomebodys ? knownFront(canonicalHost(new URL(c.req.url).host))?.company : undefined)
  const { pathname, search } = new URL(c.req.url)
  return {
    company: company && brandOf(company),
    phone: company?.phone ? { text: company.phone, href: telHref(company.phone) } : null,
    isMember: Boolean(readSessionSecret(c.req.header('cookie') ?? '')),
    path: c.req.method === 'GET' ? ownPath(pathname + search) : '/',
  }
}
