import { read, write } from '#tenants/round-trip.ts'
import { raiseTickAlarm } from '../operations/tick-alarm.ts'
import type { Platform } from '../platform/platform.ts'
import { listDueTenants, listUnsweptTenants, writeNextRing, writeSwept } from '../queries/tenant-due.ts'
import { writeTick } from '../queries/tick.ts'

const minuteMs = 60_000
const mostDue = 200
const ringAgainMs = 5 * minuteMs
const mostSwept = 100
/** What one run may have open towards other services. */
const atOnce = 6
/** Tenants with something planned are visited twice an hour, the others once a day, whatever the hints say. */
const sweepEveryMs = { scheduled: 30 * minuteMs, others: 24 * 60 * minuteMs }

/** One ring for every tenant whose hint is due; one that is not answered rings again. */
export async function ringDueTenants(platform: Platform) {
  const db = platform.controlPlane()
  const now = platform.now()
  await raiseTickAlarm(platform)
  const [due] = await read(db, [listDueTenants(db, now, mostDue)])
  await ringAll(platform, due)
  const ids = due.map(({ id }) => id)
  const later = new Date(now.getTime() + ringAgainMs)
  const moved = ids.length > 0 ? [writeNextRing(db, ids, now, later)] : []
  await write(db, [...moved, writeTick(db, 'due', now)], { repeatable: true })
}

/** Heals lost hints and lost rings, so many tenants at a time. */
export async function sweepTenants(platform: Platform) {
  const db = platform.controlPlane()
  const now = platform.now()
  const before = (ms: number) => new Date(now.getTime() - ms)
  const [scheduled, others] = await read(db, [
    listUnsweptTenants(db, true, before(sweepEveryMs.scheduled), mostSwept),
    listUnsweptTenants(db, false, before(sweepEveryMs.others), mostSwept),
  ])
  const swept = [...scheduled, ...others]
  await ringAll(platform, swept)
  const ids = swept.map(({ id }) => id)
  const marked = ids.length > 0 ? [writeSwept(db, ids, now)] : []
  await write(db, [...marked, writeTick(db, 'sweep', now)], { repeatable: true })
}

/** One that cannot be rung now is met again at the next tick. */
async function ringAll(platform: Platform, tenants: { id: string }[]) {
  for (let at = 0; at < tenants.length; at += atOnce)
    await Promise.all(tenants.slice(at, at + atOnce).map(({ id }) => platform.ring(id)))
}
