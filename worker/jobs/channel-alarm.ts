import { takesTopic } from '#rules/channel.ts'
import type { Channel } from '#schema/tenant/channel.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { isUsable } from '../operations/notice-recipient.ts'
import type { ChannelKeeper } from '../queries/channel.ts'
import { writeNotice } from '../queries/notice.ts'

type At = { db: TenantDb; now: Date; generation: number }
type Told = { keepers: readonly ChannelKeeper[]; others: readonly Channel[] }

/**
 * Who hears that a way out was switched off: the owners and administrators by mail, and the robots that take alarms.
 * The keys are of this failure, so that two runs that see it tell it once.
 */
export function alarmsOf({ db, now, generation }: At, channel: Channel, { keepers, others }: Told): Statement[] {
  const since = channel.failingSince ?? now
  const about = {
    ...{ provider: channel.provider, channel: channel.name, since: since.getTime() },
    failure: channel.lastFailure ?? '',
  }
  const row = {
    ...{ template: 'channel_disabled', kind: 'alarm' as const, subject: channel.id },
    ...{ createdAt: now, generation },
  }
  const keyFor = (who: string) => `alarm-${channel.id}-${since.getTime()}-${who}`
  const mails = keepers.map(({ id, name, email, lang }) => {
    const own = { channel: 'email' as const, recipient: email, recipientId: `member:${id}`, memberId: id }
    return writeNotice(db, { ...row, ...own, key: keyFor(id), lang, data: { ...about, to: name } })
  })
  const robots = others.filter(takesAlarms).map(({ id }) => {
    const own = { channel: 'staff' as const, recipient: id, recipientId: `channel:${id}`, channelId: id }
    const lang = keepers[0]?.lang ?? 'zh-CN'
    return writeNotice(db, { ...row, ...own, key: keyFor(id), lang, data: { ...about, to: '' } })
  })
  return [...mails, ...robots]
}

const takesAlarms = (channel: Channel) => isUsable(channel) && takesTopic(channel, 'alarms')
