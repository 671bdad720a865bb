import { Hono } from 'hono'
import { basePaths } from '#web/paths.ts'
import type { BaseApp } from '../middleware/context.ts'
import { raiseTickAlarm } from '../operations/tick-alarm.ts'

/** For the operator's monitor: 200 while the scheduled ticks come, 503 when none came for an hour. Says nothing else. */
export const healthRoutes = new Hono<BaseApp>().get(basePaths.health(), async (c) => {
  const since = await raiseTickAlarm(c.var.platform)
  return since ? c.json({ status: 'silent', since: since.toISOString() }, 503) : c.json({ status: 'ok' })
})
