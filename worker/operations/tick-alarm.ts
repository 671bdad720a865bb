import { silentSince } from '#rules/tick.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { Platform } from '../platform/platform.ts'
import { noticeBinding, writeNotice } from '../queries/notice.ts'
import { listTicks } from '../queries/tick.ts'

/**
 * Whoever looks (the health page that a monitor asks, the first tick after a silence) tells the operator, once a
 * silence. Answers since when there was none.
 */
export async function raiseTickAlarm(platform: Platform): Promise<Date | null> {
  const db = platform.controlPlane()
  const now = platform.now()
  const [ticks] = await read(db, [listTicks(db)])
  const since = silentSince(ticks, now)
  if (!since) return null
  platform.log({ level: 'error', event: 'tick.silent', since: since.toISOString() })
  if (platform.operatorEmail) {
    const key = await platform.vault.mac('notice', `tick silent ${since.getTime()}`)
    const recipient = JSON.stringify({ recipient: platform.operatorEmail })
    const sealed = await platform.vault.seal(recipient, noticeBinding('control-plane', key))
    const data = { since: since.getTime() }
    const notice = { key, recipient: '', template: 'tick_silent', lang: 'en' as const, data, sealed, subject: 'tick' }
    await write(db, [writeNotice(db, { ...notice, createdAt: now })], { repeatable: true })
    await platform.ringControlPlane()
  }
  return since
}
