import * as v from 'valibot'
import type { Ring } from '../platform/env.ts'
import type { Platform } from '../platform/platform.ts'
import { runControlPlaneJobs } from './control-plane.ts'
import { ringDueTenants, sweepTenants } from './ring-tenant.ts'
import { runTenantJobs } from './tenant.ts'

type Task = (platform: Platform) => Promise<void>

/** The whole timetable; the same expressions stand in wrangler.toml. Cron and queue are doorbells: nothing is lost when one stays silent. */
export const timetable: Record<string, Task[]> = {
  '* * * * *': [ringDueTenants, runControlPlaneJobs],
  '*/15 * * * *': [sweepTenants],
}

/** One task's failure keeps none of the others from running. */
export async function runTick(platform: Platform, cron: string) {
  for (const task of timetable[cron] ?? []) await guarded(platform, `tick ${cron} ${task.name}`, () => task(platform))
}

const ring = v.union([v.object({ tenantId: v.string() }), v.object({ controlPlane: v.literal(true) })])

/** However often a tenant's bell was rung in this batch, its jobs run once. A failed run rings again later. */
export async function answerRings(platform: Platform, batch: Pick<MessageBatch<Ring>, 'messages'>) {
  const done = new Map<string, boolean>()
  for (const message of batch.messages) {
    const parsed = v.safeParse(ring, message.body)
    if (!parsed.success) {
      message.ack()
      continue
    }
    const key = 'tenantId' in parsed.output ? parsed.output.tenantId : ''
    if (!done.has(key)) done.set(key, await answerRing(platform, parsed.output))
    if (done.get(key)) message.ack()
    else message.retry()
  }
}

const answerRing = (platform: Platform, rung: Ring) =>
  'tenantId' in rung
    ? guarded(platform, 'jobs', () => runTenantJobs(platform, rung.tenantId), rung.tenantId)
    : guarded(platform, 'jobs control-plane', () => runControlPlaneJobs(platform))

async function guarded(platform: Platform, what: string, run: () => Promise<void>, tenantId?: string) {
  try {
    await run()
    return true
  } catch (error) {
    platform.log({
      level: 'error',
      event: 'job.failed',
      what,
      error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
      ...(tenantId ? { tenantId } : {}),
    })
    return false
  }
}
