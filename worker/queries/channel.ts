import { and, asc, count, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { notices } from '#schema/notice.ts'
import { type Channel, channels } from '#schema/tenant/channel.ts'
import { events } from '#schema/tenant/event.ts'
import { members } from '#schema/tenant/member.ts'
import { newId } from '#tenants/id.ts'
import type { Statement } from '#tenants/round-trip.ts'
import type { Database, TenantDb } from '#tenants/scope.ts'
import { statement } from './statement.ts'

/** More than this nobody sets up; what is removed keeps its row. */
export const mostChannels = 40

export const listChannels = (db: TenantDb) =>
  db
    .select()
    .from(channels)
    .where(isNull(channels.removedAt))
    .orderBy(asc(channels.createdAt), asc(channels.id))
    .limit(mostChannels)

export const findChannel = (db: TenantDb, id: string) =>
  db
    .select()
    .from(channels)
    .where(and(eq(channels.id, id), isNull(channels.removedAt)))
    .limit(1)

/** Also one that was removed. */
export const findAnyChannel = (db: TenantDb, id: string) =>
  db.select().from(channels).where(eq(channels.id, id)).limit(1)

export const countChannels = (db: TenantDb) =>
  db.select({ all: count() }).from(channels).where(isNull(channels.removedAt))

export const writeChannel = (db: TenantDb, channel: typeof channels.$inferInsert) => db.insert(channels).values(channel)

/** Only the version that was loaded; the event row in the same batch is the lock. */
export const writeChannelChange = (
  db: TenantDb,
  { id, version }: Pick<Channel, 'id' | 'version'>,
  change: Partial<Channel>,
) =>
  db
    .update(channels)
    .set({ ...change, version: version + 1 })
    .where(and(eq(channels.id, id), eq(channels.version, version)))

/** Whoever looks after the ways out. */
export const listChannelKeepers = (db: TenantDb) =>
  db
    .select({ id: members.id, name: members.name, email: members.email, lang: members.lang })
    .from(members)
    .where(and(inArray(members.role, ['owner', 'admin']), isNull(members.disabledAt), isNotNull(members.joinedAt)))
    .limit(20)
export type ChannelKeeper = Awaited<ReturnType<typeof listChannelKeepers>>[number]

/** Which way a message takes now is written with its lease: afterwards only that way can tell what became of it. */
export const writeTakenWay = (
  db: Database,
  { key, attempt, leaseUntil }: { key: string; attempt: number; leaseUntil: Date | null },
  channelId: string | null,
) =>
  db
    .update(notices)
    .set({ channelId })
    .where(
      and(
        eq(notices.key, key),
        eq(notices.state, 'sending'),
        eq(notices.attempt, attempt),
        leaseUntil ? eq(notices.leaseUntil, leaseUntil) : undefined,
      ),
    )

type Fared = Partial<
  Pick<Channel, 'failuresInARow' | 'failingSince' | 'lastFailure' | 'lastSentAt' | 'countedMinute' | 'countedMessages'>
>

export const writeFared = (db: TenantDb, id: string, fared: Fared) =>
  db.update(channels).set(fared).where(eq(channels.id, id))

/** By whichever run comes first; the log says so once. */
export function writeSwitchedOff(db: TenantDb, channel: Pick<Channel, 'id'>, at: Date): Statement[] {
  const off = db
    .update(channels)
    .set({ disabledAt: at, disabledBecause: 'failing', version: sql`${channels.version} + 1` })
    .where(and(eq(channels.id, channel.id), isNull(channels.disabledAt)))
  const logged = sql`insert into ${events} (id, subject, version, name, actor, at, detail)
    select ${newId(at)}, ${channels.id}, ${channels.version}, 'channel.disabled', 'system', ${at.getTime()}, '{"because":"failing"}'
    from ${channels} where ${channels.id} = ${channel.id} and ${channels.disabledAt} = ${at.getTime()}
    on conflict do nothing`
  return [off, statement(logged)]
}
