import { addDays, dayOf } from '#rules/day.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read } from '#tenants/round-trip.ts'
import type { PublicScope, Tenant, TenantScope } from '#tenants/scope.ts'
import { hashOf, type Vault } from '#tenants/vault.ts'
import type { Platform } from '../platform/platform.ts'
import {
  countFeedsOf,
  findFeed,
  findFeedById,
  findFeedOf,
  listFeedAppointments,
  listFeedAssets,
  listFeedContracts,
  writeFeed,
  writeFeedRevoked,
} from '../queries/calendar-feed.ts'
import { commitAs } from '../queries/guard.ts'
import { findOwnCompany } from '../queries/session.ts'

/** What stands in the address: derived, not stored, so that its owner can copy it again (decision 14). */
export const feedSecret = (vault: Vault, { id }: Pick<Tenant, 'id'>, feedId: string) =>
  vault.mac('calendar feed', `${id} ${feedId}`)

type Scope = TenantScope & { platform: Platform }

/** Whoever has one already has one. */
export async function makeFeed(scope: Scope): Promise<void> {
  const { db, tenant, actor, now, platform } = scope
  const [[current], [counted]] = await read(db, [findFeedOf(db, actor.id), countFeedsOf(db, actor.id)])
  if (current) return
  const id = newId(now)
  const hash = await hashOf(await feedSecret(platform.vault, tenant, id))
  const subject = { id: `feed:${actor.id}`, version: 2 * (counted?.all ?? 0) }
  await once(() =>
    commitAs(scope, subject, { name: 'member.feed_made' }, [
      writeFeed(db, { id, hash, memberId: actor.id, createdAt: now }),
    ]),
  )
}

/** What is revoked already is revoked. */
export async function revokeFeed(scope: Scope, id: string): Promise<void> {
  const { db, actor, now } = scope
  const [[feed], [counted]] = await read(db, [findFeedById(db, actor.id, id), countFeedsOf(db, actor.id)])
  if (!feed) throw new NotFound('calendar feed')
  if (feed.revokedAt) return
  const subject = { id: `feed:${actor.id}`, version: 2 * (counted?.all ?? 1) - 1 }
  await once(() =>
    commitAs(scope, subject, { name: 'member.feed_revoked' }, [writeFeedRevoked(db, { id, memberId: actor.id }, now)]),
  )
}

/** The same wish at the same moment has won. */
async function once(act: () => Promise<void>) {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
}

const dayMs = 86_400_000

/** One round trip; undefined for an address that is nobody's. What ends in the next thirteen months, and what ended a month ago. */
export async function loadFeed({ db, now }: PublicScope, secret: string) {
  const hash = await hashOf(secret)
  const today = dayOf(now, 'UTC')
  const span = { from: addDays(today, -31), until: addDays(today, 396) }
  const since = new Date(now.getTime() - dayMs)
  const [[feed], [company], contracts, assets, own, all] = await read(db, [
    findFeed(db, hash),
    findOwnCompany(db),
    listFeedContracts(db, hash, span),
    listFeedAssets(db, hash, span),
    listFeedAppointments(db, hash, 'own', since),
    listFeedAppointments(db, hash, 'all', since),
  ])
  if (!feed || !company) return undefined
  const appointments = [...new Map([...own, ...all].map((one) => [one.id, one])).values()]
  return { feed, company, contracts, assets, appointments }
}
