import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { packIds } from '#rules/packs/pack-values.ts'
import { tenants } from '#schema/control-plane/tenant.ts'
import { companies } from '#schema/tenant/company.ts'
import { events } from '#schema/tenant/event.ts'
import { members } from '#schema/tenant/member.ts'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import { proceed } from '#tenants/provision.ts'
import { openToken } from '#tenants/register.ts'
import { reserveSignUp } from '#tenants/sign-up.ts'
import { companySeed } from '#worker/operations/company-seed.ts'
import { newGround, vault, wishFor } from './provision-ground.ts'

async function founded(packId: (typeof packIds)[number], country = 'CN') {
  const { ground } = await newGround()
  const wish = wishFor(`seed-${crypto.randomUUID().slice(0, 6)}`)
  const company = { ...wish.company, packId, country }
  const seeded = { ...ground, seed: companySeed('apac') }
  const reserved = await reserveSignUp(seeded, { ...wish, company })
  if (reserved.outcome !== 'reserved') throw new Error(reserved.outcome)
  const done = await proceed(seeded, reserved.journey)
  expect(done).toMatchObject({ outcome: 'published' })
  const row = (await ground.controlPlane.select().from(tenants).where(eq(tenants.slug, wish.slug)))[0]!
  return ground.databases.openNew(row.databaseUrl!, await openToken(vault, row, row.sealedToken!))
}

test.each(packIds)(
  '%s: the service policy is in force from the first moment, the staff policy a draft that says why',
  async (packId) => {
    const db = await founded(packId)
    const versions = await db.select().from(policyVersions).orderBy(policyVersions.policy)
    expect(versions).toMatchObject([
      { policy: 'service', number: 1, status: 'published', effectiveFrom: new Date('2026-05-01T01:00:00Z') },
      { policy: 'staff', number: 1, status: 'draft', effectiveFrom: null, publishedAt: null },
    ])
    expect(versions[1]!.note).toContain('草稿')
    for (const version of versions) {
      const rows = await db.select().from(clauses).where(eq(clauses.versionId, version.id)).orderBy(clauses.position)
      expect(rows.length).toBeGreaterThan(3)
      expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1))
      expect(rows.every(({ rules }) => rules.length > 0)).toBe(true)
    }
  },
)

test('[GR-01] [GR-16] what the law says to the first versions is kept with them', async () => {
  const db = await founded('TP-MFG')
  const [service, staff] = await db.select().from(policyVersions).orderBy(policyVersions.policy)
  expect(service!.findings.map(({ id }) => id)).toContain('GR-16')
  expect(staff!.findings.map(({ id }) => id)).toContain('GR-01')
})

test('every first row has its event, so that the next write counts on from it', async () => {
  const db = await founded('TP-GEN')
  const log = await db.select().from(events)
  const [company] = await db.select().from(companies)
  const [owner] = await db.select().from(members)
  const versions = await db.select().from(policyVersions)
  expect(company).toMatchObject({ id: 'company', version: 1, currency: 'CNY', languages: ['zh-CN', 'en'] })
  expect(owner).toMatchObject({ version: 1, role: 'owner', emailVerifiedAt: null, disabledAt: null })
  expect(log.map(({ subject, version }) => [subject, version]).sort()).toEqual(
    [['company', 1], [owner!.id, 1], ...versions.map(({ id }) => [id, 1])].sort(),
  )
  expect(log.map(({ name }) => name).sort()).toEqual([
    'company.founded',
    'member.joined',
    'policy.drafted',
    'policy.published',
  ])
})
