import { and, asc, between, eq, gt, gte, sql } from 'drizzle-orm'
import type { Clause } from '#rules/policy.ts'
import { type ClauseRow, clauses } from '#schema/tenant/policy.ts'
import { newId } from '#tenants/id.ts'
import type { TenantDb } from '#tenants/scope.ts'
import type { VersionId } from './policy-version.ts'

export const listClausesOf = (db: TenantDb, versionId: VersionId) =>
  db.select().from(clauses).where(eq(clauses.versionId, versionId)).orderBy(asc(clauses.position))

/** A row was checked when it was written: as a rule takes it. */
export const clauseOf = ({ key, chapter, number, title, text, rules }: ClauseRow): Clause =>
  ({ key, chapter, number, title, text, rules }) as Clause

export const writeClauses = (db: TenantDb, versionId: string, document: readonly Clause[], now: Date) =>
  db.insert(clauses).values(document.map((clause, position) => ({ id: newId(now), versionId, position, ...clause })))

export const writeClauseEdit = (db: TenantDb, versionId: string, { key, title, text, rules }: Clause) =>
  db
    .update(clauses)
    .set({ title, text, rules: [...rules] })
    .where(and(eq(clauses.versionId, versionId), eq(clauses.key, key)))

/** Room for one more clause at `position`: those after it move down. */
export const writeClauseInserted = (db: TenantDb, versionId: string, clause: Clause, position: number, now: Date) => [
  db
    .update(clauses)
    .set({ position: sql`${clauses.position} + 1`, number: sql`${clauses.number} + 1` })
    .where(and(eq(clauses.versionId, versionId), gte(clauses.position, position))),
  db.insert(clauses).values({ id: newId(now), versionId, position, ...clause, number: position + 1 }),
]

export const writeClauseRemoved = (db: TenantDb, versionId: string, key: string, position: number) => [
  db.delete(clauses).where(and(eq(clauses.versionId, versionId), eq(clauses.key, key))),
  db
    .update(clauses)
    .set({ position: sql`${clauses.position} - 1`, number: sql`${clauses.number} - 1` })
    .where(and(eq(clauses.versionId, versionId), gt(clauses.position, position))),
]

/** From one place to another: those between make room by one, and the clause takes its new chapter along. */
export function writeClauseMoved(db: TenantDb, versionId: string, { key, chapter }: Clause, from: number, to: number) {
  const step = from < to ? sql`- 1` : sql`+ 1`
  const [first, last] = from < to ? [from + 1, to] : [to, from - 1]
  return [
    db
      .update(clauses)
      .set({ position: sql`${clauses.position} ${step}`, number: sql`${clauses.number} ${step}` })
      .where(and(eq(clauses.versionId, versionId), between(clauses.position, first, last))),
    db
      .update(clauses)
      .set({ position: to, number: to + 1, chapter })
      .where(and(eq(clauses.versionId, versionId), eq(clauses.key, key))),
  ]
}
