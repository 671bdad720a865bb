import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { events } from '#schema/tenant/event.ts'
import { members } from '#schema/tenant/member.ts'
import { type Gaps, prepared, preparedTogether } from '#tenants/prepared.ts'
import { preparedInsert } from '#tenants/prepared-insert.ts'
import { read, write } from '#tenants/round-trip.ts'
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

const membersAndEvents = (db: TenantDb, role: Gaps<{ role: 'owner' }>['role'] | 'owner') =>
  [
    db.select().from(members).where(eq(members.role, role)).orderBy(asc(members.id)),
    db.select({ member: members, event: events }).from(members).leftJoin(events, eq(events.subject, 'nobody')).limit(1),
    db.select().from(events).orderBy(asc(events.id)).limit(3),
    db.select({ id: events.id }).from(events).where(eq(events.id, 'nobody')),
  ] as const
const findTogether = preparedTogether((db: TenantDb, { role }: Gaps<{ role: 'owner' }>) => membersAndEvents(db, role))

test('several as one statement answer what they answer one by one: dates, flags, JSON, joins and nothing', async () => {
  const apart = await read(acme, membersAndEvents(acme, 'owner'))
  const [together] = await read(acme, [findTogether(acme, { role: 'owner' })])
  expect(together).toStrictEqual(apart)
  expect(together.map((rows) => rows.length)).toEqual([1, 1, 3, 0])
  expect(together[1][0]!.event).toBeNull()
})

const writeEvent = preparedInsert(events)
const writeNext = preparedInsert<typeof events, Omit<typeof events.$inferInsert, 'version'> & { after: number }>(
  events,
  {
    reckoned: (_, { after }) => ({ version: sql`${after} + 1` }),
    onConflict: 'nothing',
  },
)

test('a row is written with its dates and its JSON, with what the statement reckons, and once', async () => {
  const row = { subject: 'x', actor: 'customer', name: 'something.happened', at: now, detail: { words: ['多', "'"] } }
  const next = { ...row, id: 'b', after: 1 }
  await write(acme, [writeEvent(acme, { ...row, id: 'a', version: 1 }), writeNext(acme, next), writeNext(acme, next)])
  const [rows] = await read(acme, [acme.select().from(events).where(eq(events.subject, 'x')).orderBy(asc(events.id))])
  expect(rows).toStrictEqual([
    { ...row, id: 'a', version: 1 },
    { ...row, id: 'b', version: 2 },
  ])
})
