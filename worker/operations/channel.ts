import type { ChannelProvider } from '#rules/channel.ts'
import type { ChannelForm } from '#rules/channel-form.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { Channel } from '#schema/tenant/channel.ts'
import { NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { openChannel, openSecrets, sealSecrets } from '../platform/channel/open.ts'
import { ownHostsOf } from '../platform/outside.ts'
import type { Platform } from '../platform/platform.ts'
import type { Outgoing, SendAnswer } from '../platform/sender.ts'
import {
  countChannels,
  findAnyChannel,
  findChannel,
  mostChannels,
  writeChannel,
  writeChannelChange,
} from '../queries/channel.ts'
import { commitAs } from '../queries/guard.ts'
import { findIdempotency } from '../queries/idempotency.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { countedFor, countTries } from './attempt.ts'
import { sendingOf, storeOnce } from './sending.ts'

type Scope = TenantScope & { platform: Platform }

export type ChannelWish = ChannelForm & { name: string; perMinute: number; topics: string[] }

/** The same form sent twice is one channel. */
export async function addChannel(
  scope: Scope,
  provider: ChannelProvider,
  { settings, secrets, ...wish }: ChannelWish,
  formKey: string,
): Promise<Decision<true, 'too_many'>> {
  const { db, tenant, now, actor, platform } = scope
  const sending = await sendingOf(scope, 'channel', formKey, JSON.stringify({ provider, ...wish, settings }))
  const [[before], [counted]] = await read(db, [findIdempotency(db, sending.key), countChannels(db)])
  if (before) return allow(true)
  if ((counted?.all ?? 0) >= mostChannels) return refuse('too_many')
  const id = newId(now)
  const sealed = await sealSecrets(platform.vault, tenant.id, { id }, secrets)
  const row = { id, version: 1, provider, ...wish, settings, sealed, createdAt: now, createdBy: actor.id }
  const event = { name: 'channel.added', detail: { provider, channel: wish.name } }
  await storeOnce(scope, sending, id, (guard) =>
    commitAs(scope, { id, version: 0 }, event, [guard, writeChannel(db, row), writePlanningChanged(db, now)]),
  )
  return allow(true)
}

const dayMs = 86_400_000

/** What is the same already is saved already; `version` is the form's. A change is a new start for what has failed. */
export async function changeChannel(
  scope: Scope,
  channel: Channel,
  version: number,
  { settings, secrets, ...wish }: ChannelWish,
): Promise<Decision<true, 'stale'>> {
  const { db, tenant, now, platform } = scope
  const former = await openSecrets(platform.vault, tenant.id, channel)
  const merged = mergedSecrets(channel, former, secrets, now)
  const next = { ...wish, settings }
  const fields = (['name', 'perMinute', 'topics', 'settings'] as const).filter(
    (name) => JSON.stringify(sorted(next[name])) !== JSON.stringify(sorted(channel[name])),
  )
  const hasNewSecret = Object.entries(secrets).some(([name, secret]) => former[name] !== secret)
  if (fields.length === 0 && !hasNewSecret) return allow(true)
  if (version !== channel.version) return refuse('stale')
  const sealed = hasNewSecret ? await sealSecrets(platform.vault, tenant.id, channel, merged) : channel.sealed
  const changed = { ...next, sealed, failuresInARow: 0, failingSince: null, lastFailure: null }
  const detail = {
    channel: wish.name,
    provider: channel.provider,
    fields: [...fields, ...(hasNewSecret ? ['secret'] : [])],
  }
  await commitAs(scope, channel, { name: 'channel.changed', detail }, [
    writeChannelChange(db, channel, changed),
    writePlanningChanged(db, now),
  ])
  return allow(true)
}

/** Key order is nobody's change. */
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, one]) => [name, sorted(one)]),
      )
    : value

/** For a day the key before signs too, so that receivers can take the new one in their own time. */
function mergedSecrets(
  { provider }: Channel,
  former: Record<string, string>,
  typed: Record<string, string>,
  now: Date,
) {
  const isRotated =
    provider === 'webhook' && typed.signingKey && former.signingKey && typed.signingKey !== former.signingKey
  return {
    ...former,
    ...typed,
    ...(isRotated ? { formerKey: former.signingKey!, formerUntil: new Date(now.getTime() + dayMs).toISOString() } : {}),
  }
}

/** Switched off twice is off. */
export async function disableChannel(scope: TenantScope, id: string): Promise<void> {
  const channel = await loadChannel(scope, id)
  if (channel.disabledAt) return
  await stepped(scope, channel, 'channel.disabled', { disabledAt: scope.now, disabledBecause: 'by_hand' })
}

export async function enableChannel(scope: TenantScope, id: string): Promise<void> {
  const channel = await loadChannel(scope, id)
  if (!channel.disabledAt) return
  const fresh = { failuresInARow: 0, failingSince: null, lastFailure: null }
  await stepped(scope, channel, 'channel.enabled', { disabledAt: null, disabledBecause: null, ...fresh })
}

/** Its row stays for the ledger's sake, its secrets do not. */
export async function removeChannel(scope: TenantScope, id: string): Promise<void> {
  const [[channel]] = await read(scope.db, [findAnyChannel(scope.db, id)])
  if (!channel) throw new NotFound('channel')
  if (channel.removedAt) return
  await stepped(scope, channel, 'channel.removed', { removedAt: scope.now, sealed: null })
}

async function stepped(scope: TenantScope, channel: Channel, name: string, change: Partial<Channel>) {
  const { db, now } = scope
  const detail = { channel: channel.name, provider: channel.provider }
  await commitAs(scope, channel, { name, detail }, [
    writeChannelChange(db, channel, change),
    writePlanningChanged(db, now),
  ])
}

export async function loadChannel({ db }: Pick<TenantScope, 'db'>, id: string): Promise<Channel> {
  const [[channel]] = await read(db, [findChannel(db, id)])
  if (!channel) throw new NotFound('channel')
  return channel
}

/** Which secrets are stored, never what they are. */
export const secretNamesOf = async ({ platform, tenant }: Scope, channel: Channel) =>
  Object.keys(await openSecrets(platform.vault, tenant.id, channel))

type Compose = (channel: Channel, key: string) => Outgoing | undefined

/** One message to whoever tries it, and what came of it; counted, so that nobody is flooded. The same form is one message. */
export async function testChannel(
  scope: Scope,
  id: string,
  formKey: string,
  compose: Compose,
): Promise<SendAnswer['outcome'] | undefined> {
  const { db, tenant, now, platform, actor } = scope
  const counted = await countedFor(scope, 'channel test', actor.id)
  const sending = await sendingOf(scope, `channel test ${id}`, formKey, '')
  const [[channel], [before]] = await countTries(
    scope,
    [counted],
    [findChannel(db, id), findIdempotency(db, sending.key)],
  )
  if (!channel) throw new NotFound('channel')
  if (before) return channel.lastFailure === null ? 'sent' : 'later'
  const message = compose(channel, `test-${sending.key}`)
  if (!message) return undefined
  const answer = await answerTo(platform, tenant.id, channel, message)
  const detail = { channel: channel.name, provider: channel.provider, outcome: answer.outcome }
  const fared =
    answer.outcome === 'sent'
      ? { failuresInARow: 0, failingSince: null, lastFailure: null, lastSentAt: now }
      : { lastFailure: answer.reason }
  await storeOnce(scope, sending, id, (guard) =>
    commitAs(scope, channel, { name: 'channel.tested', detail }, [guard, writeChannelChange(db, channel, fared)]),
  )
  return answer.outcome
}

async function answerTo(
  platform: Platform,
  tenantId: string,
  channel: Channel,
  message: Outgoing,
): Promise<SendAnswer> {
  const { outside, now, hosts, vault } = platform
  if (!outside) return { outcome: 'later', reason: 'not_reached' }
  return openChannel({ outside, now, ownHosts: ownHostsOf(hosts) }, vault, tenantId, channel).send(message)
}
