import type { Context } from 'hono'
import { consultationEnd } from '#rules/policy-consultation.ts'
import type { AwaitedPolicy, ConsoleFrame } from '#web/frame.ts'
import { publicPaths } from '#web/paths.ts'
import type { ConsoleApp } from './context.ts'

/** What every page of the console is given besides what it shows. */
export function consoleFrame(c: Context<ConsoleApp>): ConsoleFrame {
  const { lang, nonce, company, actor, now, awaited } = c.var
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
    awaited: awaitedBy(awaited, now, company.timeZone),
  }
}

/** Whose last day has passed waits for nobody any more. */
const awaitedBy = (rows: ConsoleApp['Variables']['awaited'], now: Date, timeZone: string): AwaitedPolicy[] =>
  rows.flatMap(({ policy, number, status, until }): AwaitedPolicy[] => {
    if (status === 'published') return [{ policy, number, until: null }]
    return until && now < consultationEnd(until, timeZone) ? [{ policy, number, until }] : []
  })
