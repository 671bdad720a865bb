import { and, eq, gt } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { members } from '#schema/tenant/member.ts'
import { type Gaps, prepared } from '#tenants/prepared.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { startProduct } from '../harness.ts'

let built = 0
const findMember = prepared((db: TenantDb, { email, since }: Gaps<{ email: string; since: Date }>) => {
  built++
  return db
    .select({ name: members.name, createdAt: members.createdAt })
    .from(members)
    .where(and(eq(members.email, email), gt(members.createdAt, since)))
})
const listOwners = prepared((db: TenantDb) => db.select().from(members).where(eq(members.role, 'owner')))

const now = new Date('2026-05-01T01:00:00Z')
const since = new Date(now.getTime() - 1)
let acme: TenantDb
let globex: TenantDb

beforeAll(async () => {
  const product = await startProduct({ now })
  acme = (await product.company('acme')).db
  globex = (await product.company('globex')).db
}, 60_000)

test('its text is built once; each call has values of its own, however many are on their way', async () => {
  const emails = ['agent@acme.example', 'sales@acme.example', 'nobody@acme.example']
  const queries = emails.map((email) => findMember(acme, { email, since }))
  const found = await read(acme, queries)
  expect(found).toEqual([[{ name: 'acme agent', createdAt: now }], [{ name: 'acme sales', createdAt: now }], []])
  expect(await read(acme, [findMember(acme, { email: emails[0]!, since: now })])).toEqual([[]])
  expect(built).toBe(1)
})

test('it is asked of the database that is read, and of no other that it was asked of before', async () => {
  const emails = ['agent@acme.example', 'agent@globex.example']
  const both = (db: TenantDb) =>
    read(
      db,
      emails.map((email) => findMember(db, { email, since })),
    )
  const [ours, theirs] = await Promise.all([both(acme), both(globex)])
  expect(ours.map((rows) => rows.length)).toEqual([1, 0])
  expect(theirs.map((rows) => rows.length)).toEqual([0, 1])
})

test('it answers what the same query answers that is built for each call', async () => {
  const plain = acme.select().from(members).where(eq(members.role, 'owner'))
  const [[owner], [same], ...none] = await read(acme, [listOwners(acme), plain])
  expect(owner).toStrictEqual(same)
  expect(owner).toMatchObject({ name: 'acme owner', createdAt: now, totpEnabledAt: null })
  expect(none).toEqual([])
  expect(await read(acme, [listOwners(acme)])).toStrictEqual([[owner]])
})
