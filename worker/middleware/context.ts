import type { Context } from 'hono'
import type { Lang } from '#rules/lang.ts'
import type { Company } from '#schema/tenant/company.ts'
import type { PublicScope, TenantScope } from '#tenants/scope.ts'
import type { Platform } from '../platform/platform.ts'
import type { Awaited } from '../queries/policy-awaited.ts'

type Always = { platform: Platform; now: Date; requestId: string; nonce: string; lang: Lang }

/** The base host: nobody's tenant yet. */
export type BaseApp = { Variables: Always }

/** A tenant's host, open to everybody. `c.var` is itself a PublicScope. */
export type PublicApp = { Variables: Always & PublicScope }

/** A tenant's host, a member at work. `c.var` is itself a TenantScope. */
export type ConsoleApp = {
  Variables: Always &
    TenantScope & { company: Company; sessionId: string; sessionProvedAt: Date; awaited: readonly Awaited[] }
}

/** Runs after the answer has gone, where the platform can; a failure is logged, never shown. */
export function afterwards(c: Pick<Context, 'executionCtx'> & { var: Always }, work: Promise<unknown>) {
  const guarded = work.catch((error: unknown) =>
    c.var.platform.log({
      level: 'warn',
      event: 'afterwards.failed',
      requestId: c.var.requestId,
      error: error instanceof Error ? error.name : 'unknown',
    }),
  )
  try {
    c.executionCtx.waitUntil(guarded)
  } catch {
    // Outside workerd there is no execution context; the promise goes on by itself.
  }
}
