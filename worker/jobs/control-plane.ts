import { write } from '#tenants/round-trip.ts'
import { finishSignUps } from '../operations/sign-up.ts'
import { originOf } from '../platform/host.ts'
import type { Platform } from '../platform/platform.ts'
import { deleteExpiredAttempts } from '../queries/expiry.ts'
import { writeTick } from '../queries/tick.ts'
import { sendDueNotices } from './send-notice.ts'
import { mailSender } from './way-out.ts'

/** What waits in the register of tenants itself. */
export async function runControlPlaneJobs(platform: Platform) {
  const db = platform.controlPlane()
  const now = platform.now()
  await finishSignUps(platform)
  await sendDueNotices(platform, {
    db,
    owner: 'control-plane',
    generation: 1,
    wayFor: () => mailSender(platform.mail),
    letterhead: { company: 'Aftercare', origin: originOf(platform.hosts, platform.hosts.base), timeZone: 'UTC' },
  })
  await write(db, [deleteExpiredAttempts(db, now), writeTick(db, 'control-plane', now)], { repeatable: true })
}
