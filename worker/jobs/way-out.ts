import { channelOf } from '#rules/channel.ts'
import { type ChannelOutcome, healthAfter, outcomeOfAnswer } from '#rules/channel-health.ts'
import type { Notice } from '#schema/notice.ts'
import type { Channel } from '#schema/tenant/channel.ts'
import { read, type Statement } from '#tenants/round-trip.ts'
import type { Tenant, TenantDb } from '#tenants/scope.ts'
import { isUsable } from '../operations/notice-recipient.ts'
import type { ChannelLine } from '../platform/channel/call.ts'
import { openChannel } from '../platform/channel/open.ts'
import { ownHostsOf } from '../platform/outside.ts'
import type { Mail, Platform } from '../platform/platform.ts'
import type { SendAnswer, Sender } from '../platform/sender.ts'
import {
  type ChannelKeeper,
  listChannelKeepers,
  listChannels,
  writeFared,
  writeSwitchedOff,
  writeTakenWay,
} from '../queries/channel.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { writeSuppressedSkipped, writeSuppression } from '../queries/suppression.ts'
import { alarmsOf } from './channel-alarm.ts'
import type { Outbox } from './send-notice.ts'

/** The platform's own mail server: it takes no key and answers no question afterwards. */
export const mailSender = (mail: Mail): Sender => ({
  certainty: mail.certainty ?? 'nobody_knows',
  send: async (message) =>
    message.via === 'email' ? mail.send(message) : { outcome: 'refused', reason: 'it goes by another way' },
  ...(mail.find ? { find: mail.find } : {}),
})

/** What a member needs to come in at all never depends on a server that the company itself may have set up wrongly. */
const byPlatform = new Set([
  ...['email_verification', 'password_reset', 'password_changed', 'invitation', 'welcome', 'channel_disabled'],
])

const minuteMs = 60_000
const system = 'system'

type Given = {
  tenant: Tenant
  db: TenantDb
  channels: readonly Channel[]
  keepers: readonly ChannelKeeper[]
}

/** One round trip; on the way what is due for addresses that get nothing more is taken out. */
export async function loadWaysOut(platform: Platform, tenant: Tenant, db: TenantDb): Promise<WaysOut> {
  const [channels, keepers] = await read(db, [
    listChannels(db),
    listChannelKeepers(db),
    writeSuppressedSkipped(db, platform.now()),
  ])
  return new WaysOut(platform, { tenant, db, channels, keepers })
}

/** By which way each message leaves, and what its answer says of that way and of the address. */
export class WaysOut {
  /** As they fare in this run. */
  private readonly channels: Map<string, Channel>
  /** Which way each message of this run takes; null: the platform's. */
  private readonly taken = new Map<string, string | null>()
  private readonly platform: Platform
  private readonly given: Given

  constructor(platform: Platform, given: Given) {
    this.platform = platform
    this.given = given
    this.channels = new Map(given.channels.map((channel) => [channel.id, channel]))
  }

  /** What may be out already is asked for where it went, whatever has been set up since. */
  wayFor(notice: Notice): ReturnType<Outbox['wayFor']> {
    const mayBeOut = notice.state === 'sending'
    const id = mayBeOut || notice.channel === 'staff' ? notice.channelId : this.chosenFor(notice)
    if (id === null) {
      this.taken.set(notice.key, null)
      return notice.channel === 'email' ? mailSender(this.platform.mail) : undefined
    }
    const channel = this.channels.get(id)
    const { outside } = this.platform
    if (!channel || !outside || !(mayBeOut || isUsable(channel))) return undefined
    if (!mayBeOut && this.isFull(channel)) return 'full'
    this.taken.set(notice.key, id)
    const sender = openChannel(lineOf(this.platform, outside), this.platform.vault, this.given.tenant.id, channel)
    return this.isUncertain(notice) ? unknowing(sender) : sender
  }

  /** Planned again after a restore: what sent it the first time may have been another of these ways. */
  private isUncertain({ channel, state, generation }: Notice): boolean {
    if (channel === 'staff' || state === 'sending' || generation >= this.given.tenant.generation) return false
    const own = [...this.channels.values()].filter(({ provider }) => channelOf[provider] === channel)
    return own.length > (channel === 'email' ? 0 : 1)
  }

  settledWith(leased: Notice): readonly Statement[] {
    if (leased.channel === 'staff') return []
    return [writeTakenWay(this.given.db, leased, this.taken.get(leased.key) ?? null)]
  }

  consequencesOf(notice: Notice, answer: SendAnswer): readonly Statement[] {
    const id = this.taken.get(notice.key)
    const channel = id ? this.channels.get(id) : undefined
    return [...this.suppressionOf(notice, answer), ...(channel ? this.faredBy(channel, answer) : [])]
  }

  /** The oldest that is in use. */
  private chosenFor({ channel, template }: Notice): string | null {
    if (channel === 'email' && byPlatform.has(template)) return null
    const own = [...this.channels.values()].find((one) => channelOf[one.provider] === channel && isUsable(one))
    return own?.id ?? null
  }

  private minute() {
    return Math.floor(this.platform.now().getTime() / minuteMs)
  }

  private isFull({ countedMinute, countedMessages, perMinute }: Channel) {
    return countedMinute === this.minute() && countedMessages >= perMinute
  }

  private suppressionOf(notice: Notice, answer: SendAnswer): Statement[] {
    const { channel, recipient, memberId } = notice
    if (answer.outcome !== 'refused' || channel === 'staff' || memberId || byPlatform.has(notice.template)) return []
    const reason = answer.badAddress ? ('bounced' as const) : answer.optedOut ? ('opted_out' as const) : undefined
    if (!reason || recipient === '') return []
    const { db } = this.given
    const at = this.platform.now()
    const told = { channel, address: recipient.toLowerCase(), scope: 'all' as const, reason, detail: answer.reason }
    return [writeSuppression(db, { ...told, at, by: system }), writePlanningChanged(db, at)]
  }

  private faredBy(channel: Channel, answer: SendAnswer): Statement[] {
    const { db } = this.given
    const now = this.platform.now()
    const minute = this.minute()
    const isSame = channel.countedMinute === minute
    const counted = { countedMinute: minute, countedMessages: isSame ? channel.countedMessages + 1 : 1 }
    const outcome = verdictOf(channel, answer)
    const health = healthAfter(channel, outcome, now)
    const fared = {
      ...counted,
      ...(health ? { failuresInARow: health.failuresInARow, failingSince: health.failingSince } : {}),
      ...(outcome === 'worked' ? { lastSentAt: now, lastFailure: null } : {}),
      ...(health && outcome !== 'worked' && answer.outcome !== 'sent' ? { lastFailure: answer.reason } : {}),
    }
    const after: Channel = { ...channel, ...fared, ...(health?.disables ? { disabledAt: now } : {}) }
    this.channels.set(channel.id, after)
    const written = [writeFared(db, channel.id, fared)]
    if (!health?.disables || channel.disabledAt) return written
    return [...written, ...this.switchedOff(after, now)]
  }

  private switchedOff(channel: Channel, now: Date): Statement[] {
    const { db, tenant, keepers } = this.given
    const others = [...this.channels.values()].filter(({ id }) => id !== channel.id)
    return [
      ...writeSwitchedOff(db, channel, now),
      writePlanningChanged(db, now),
      ...alarmsOf({ db, now, generation: tenant.generation }, channel, { keepers, others }),
    ]
  }
}

const unknowing = ({ send }: Sender): Sender => ({ certainty: 'nobody_knows', send })

const verdictOf = (channel: Channel, answer: SendAnswer): ChannelOutcome =>
  outcomeOfAnswer(
    { ...answer, waits: answer.outcome === 'later' && answer.notBeforeMs !== undefined },
    channelOf[channel.provider] === 'staff',
  )

export const lineOf = ({ now, hosts }: Platform, outside: NonNullable<Platform['outside']>): ChannelLine => ({
  outside,
  now,
  ownHosts: ownHostsOf(hosts),
})
