import type { Context } from 'hono'
import type { ConsoleFrame } from '#web/frame.ts'
import { publicPaths } from '#web/paths.ts'
import type { ConsoleApp } from './context.ts'

/** What every page of the console is given besides what it shows. */
export function consoleFrame(c: Context<ConsoleApp>): ConsoleFrame {
  const { lang, nonce, company, actor, now } = c.var
  const url = new URL(c.req.url)
  return {
    lang,
    nonce,
    path: url.pathname + url.search,
    company: {
      name: company.name,
      logoUrl: company.logoKey && publicPaths.logo(company.logoKey),
      accent: company.accent,
    },
    member: { name: actor.name, role: actor.role },
    now,
    timeZone: company.timeZone,
  }
}
