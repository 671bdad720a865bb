import { type SlugRefusal, slugSkeleton } from '#rules/slug.ts'
import { slugTombstones } from '#schema/control-plane/tenant.ts'
import { listTombstones } from './register.ts'
import { read } from './round-trip.ts'
import type { ControlPlaneDb } from './scope.ts'

/** The register also holds what a slug looks like, under a name that no slug can have: the key refuses look-alikes. */
const lookOf = (slug: string) => `~${slugSkeleton(slug)}`

export const writeTombstones = (db: ControlPlaneDb, slug: string, tenantId: string, at: Date) =>
  db.insert(slugTombstones).values([
    { slug, tenantId, at },
    { slug: lookOf(slug), tenantId, at },
  ])

/** Which of these are not free, and why: one round trip for all. */
export async function findTakenSlugs(
  db: ControlPlaneDb,
  slugs: readonly string[],
): Promise<Map<string, SlugRefusal & ('taken' | 'too_similar')>> {
  const [rows] = await read(db, [listTombstones(db, [...slugs, ...slugs.map(lookOf)])])
  const held = new Set(rows.map((row) => row.slug))
  const taken = new Map<string, 'taken' | 'too_similar'>()
  for (const slug of slugs) {
    if (held.has(slug)) taken.set(slug, 'taken')
    else if (held.has(lookOf(slug))) taken.set(slug, 'too_similar')
  }
  return taken
}
