import { Hono } from 'hono'
import { isDifferent, shadowOf } from '#rules/policy-shadow.ts'
import { read } from '#tenants/round-trip.ts'
import { PolicyShadowPage } from '#web/pages/policy-shadow.tsx'
import { consolePaths } from '#web/paths.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { draftFrom, draftQueries } from '../operations/policy-draft.ts'
import { overridesOf } from '../queries/calendar-day.ts'
import { listShadowClocks, listShadowPauses, listShadowRequests } from '../queries/policy-shadow.ts'
import { kindOf } from './policy.tsx'

/** A draft beside the version in force: what the last requests would have been promised. Nothing of it is kept. */
export const policyShadowRoutes = new Hono<ConsoleApp>().get(
  '/:kind/draft/shadow',
  permit('policy.edit'),
  async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const { db, now } = c.var
    const [requests, clocks, pauses, ...answers] = await read(db, [
      listShadowRequests(db),
      listShadowClocks(db),
      listShadowPauses(db),
      ...draftQueries(c.var, kind),
    ])
    const draft = draftFrom(c.var, kind, answers)
    if (!draft) return c.redirect(consolePaths.policy(kind), 303)
    const overrides = overridesOf(draft.days)
    const tried = kind === 'service' ? requests : []
    const shadows = tried.map((request) => {
      const own = { clocks: clocks.filter(isOf(request)), pauses: pauses.filter(isOf(request)) }
      const shadow = shadowOf(draft.clauses, overrides, { ...request, ...own }, now)
      return { request, clocks: shadow.allowed ? shadow.result : [] }
    })
    const lines = shadows.flatMap(({ request, clocks: all }) =>
      all.filter(isDifferent).map((clock) => ({ request, clock })),
    )
    return c.html(
      <PolicyShadowPage
        frame={consoleFrame(c)}
        {...{ kind, version: draft.version, lines, clocks: shadows.flatMap(({ clocks: all }) => all) }}
        requestCount={tried.length}
      />,
    )
  },
)

const isOf =
  ({ id }: { id: string }) =>
  ({ requestId }: { requestId: string }) =>
    requestId === id
