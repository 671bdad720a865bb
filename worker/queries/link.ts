import { and, eq, gt, isNull } from 'drizzle-orm'
import { members } from '#schema/tenant/member.ts'
import { type Link, links } from '#schema/tenant/session.ts'
import type { TenantDb } from '#tenants/scope.ts'

export type LinkPurpose = Link['purpose']

/** Zero or one row: the link as long as it can still be used, with whose it is. */
export const findLink = (db: TenantDb, purpose: LinkPurpose, hash: string, now: Date) =>
  db
    .select({ link: links, member: members })
    .from(links)
    .innerJoin(members, eq(members.id, links.memberId))
    .where(and(eq(links.hash, hash), eq(links.purpose, purpose), isNull(links.usedAt), gt(links.expiresAt, now)))
    .limit(1)

export const writeLink = (db: TenantDb, link: Omit<Link, 'usedAt'>) => db.insert(links).values(link)

/** All open links of one purpose: a newer one, or its use, ends the older ones. */
export const writeLinksUsed = (db: TenantDb, memberId: string, purpose: LinkPurpose, now: Date) =>
  db
    .update(links)
    .set({ usedAt: now })
    .where(and(eq(links.memberId, memberId), eq(links.purpose, purpose), isNull(links.usedAt)))
