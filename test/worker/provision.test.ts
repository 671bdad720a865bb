import { eq, ne } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { memberAddresses, signUps, slugTombstones, tenants } from '#schema/control-plane/tenant.ts'
import { identity } from '#schema/tenant/identity.ts'
import { members } from '#schema/tenant/member.ts'
import type { ProvisionGround } from '#tenants/newcomer.ts'
import { finishSignUps, mostAttempts, proceed, resumeSignUp } from '#tenants/provision.ts'
import { openToken } from '#tenants/register.ts'
import { type Reservation, reserveSignUp } from '#tenants/sign-up.ts'
import { newGround, vault, type wireTo, wishFor } from './provision-ground.ts'

const unique = (name: string) => `${name}-${crypto.randomUUID().slice(0, 6)}`
const journeyOf = (reservation: Reservation) => {
  if (reservation.outcome !== 'reserved') throw new Error(reservation.outcome)
  return reservation.journey
}
const later = (date: Date, seconds: number) => new Date(date.getTime() + seconds * 1000)

async function publishedDb(ground: ProvisionGround, slug: string) {
  const row = (await ground.controlPlane.select().from(tenants).where(eq(tenants.slug, slug)))[0]!
  const token = await openToken(vault, row, row.sealedToken!)
  return { row, token, db: ground.databases.openNew(row.databaseUrl!, token) }
}

test('a sign-up leaves an active company with its own database, identity and owner, and nothing of the owner in the register', async () => {
  const { ground } = await newGround()
  const slug = unique('acme')

  const done = await proceed(ground, journeyOf(await reserveSignUp(ground, wishFor(slug))))

  expect(done.outcome).toBe('published')
  const { row, db } = await publishedDb(ground, slug)
  expect(row).toMatchObject({ status: 'active', slug, databaseName: `t-${row.id.toLowerCase()}` })
  expect(await db.select().from(identity)).toMatchObject([{ tenantId: row.id, generation: 1 }])
  expect(await db.select().from(members)).toMatchObject([{ role: 'owner', email: `owner@${slug}.example` }])
  expect(await ground.controlPlane.select().from(signUps)).toMatchObject([{ step: 'published', owner: null }])
  expect(await ground.controlPlane.select().from(memberAddresses)).toMatchObject([
    { tenantId: row.id, emailHash: `hash of ${slug}` },
  ])
})

test('while it is under way the owner lies sealed in the register', async () => {
  const { ground } = await newGround()
  const wish = wishFor(unique('acme'))
  await reserveSignUp(ground, wish)
  const [row] = await ground.controlPlane.select().from(signUps)
  const stored = JSON.stringify(row)
  for (const secret of [wish.owner.email, wish.owner.name, wish.owner.passwordHash, wish.key])
    expect(stored).not.toContain(secret)
})

/** Cuts the line at the nth request: before it is sent, or after it was carried out and before the answer comes. */
function cutLine(at: number, when: 'before' | 'after') {
  const line = { calls: 0, cutFrom: at }
  const wire = {
    timeoutMs: 4_000,
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      line.calls++
      const dead = line.calls >= line.cutFrom
      if (dead && (when === 'before' || line.calls > line.cutFrom)) throw new TypeError('fetch failed')
      const answer = await fetch(input as Request, init)
      if (!dead) return answer
      await answer.arrayBuffer()
      throw new TypeError('fetch failed')
    },
  }
  return { line, wire: wire as ReturnType<typeof wireTo> }
}

for (const when of ['before', 'after'] as const)
  test(`a run that dies ${when} any of its calls is finished by the next one, with one company and one database`, async () => {
    const { ground, clock, over } = await newGround()
    const whole = cutLine(Number.POSITIVE_INFINITY, when)
    await runUntilDead(over(whole.wire))
    expect(whole.line.calls).toBeGreaterThan(10)

    for (let at = 1; at <= whole.line.calls; at++) {
      const { slug, key } = await runUntilDead(over(cutLine(at, when).wire))
      clock.now = later(clock.now, 3_600)
      await finishSignUps(ground, { limit: 10 })
      const again = await reserveSignUp(ground, { ...wishFor(slug), key })
      if (again.outcome === 'reserved') await proceed(ground, again.journey)

      const rows = await ground.controlPlane.select().from(tenants).where(eq(tenants.slug, slug))
      expect([at, rows.map((row) => row.status)]).toEqual([at, ['active']])
      const { row, db } = await publishedDb(ground, slug)
      expect(await db.select().from(members)).toHaveLength(1)
      expect(await db.select().from(identity)).toMatchObject([{ tenantId: row.id }])
    }
    expect(await ground.controlPlane.select().from(signUps).where(ne(signUps.step, 'published'))).toEqual([])
  }, 120_000)

/** One whole sign-up over a line that may break; what is thrown stays in the dead run. */
async function runUntilDead(ground: ProvisionGround) {
  const wish = wishFor(unique('crash'))
  await reserveSignUp(ground, wish)
    .then((reservation) => proceed(ground, journeyOf(reservation)))
    .catch(() => {})
  return wish
}

test('the same form sent twice at once makes one company', async () => {
  const { ground } = await newGround()
  const wish = wishFor(unique('twice'))
  const both = await Promise.all([reserveSignUp(ground, wish), reserveSignUp(ground, wish)])
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['repeated', 'reserved'])
  expect(await ground.controlPlane.select().from(tenants)).toHaveLength(1)
})

test('the same key with another address name is still the first company', async () => {
  const { ground } = await newGround()
  const wish = wishFor(unique('first'))
  await reserveSignUp(ground, wish)
  const again = await reserveSignUp(ground, { ...wish, slug: unique('second') })
  expect(again).toMatchObject({ outcome: 'repeated', signUp: { slug: wish.slug } })
})

test('a slug that is taken, or looks like one, is refused', async () => {
  const { ground } = await newGround()
  await reserveSignUp(ground, wishFor('corner-shop'))
  for (const [slug, reason] of [
    ['corner-shop', 'taken'],
    ['comer-shop', 'too_similar'],
    ['cornershop', 'too_similar'],
    ['c0rner-sh0p', 'too_similar'],
  ] as const)
    expect([slug, await reserveSignUp(ground, wishFor(slug))]).toEqual([slug, { outcome: 'refused', reason }])
})

test('[T-08] the slug of a retired company is refused for ever', async () => {
  const { ground } = await newGround()
  const slug = unique('gone')
  await proceed(ground, journeyOf(await reserveSignUp(ground, wishFor(slug))))
  await ground.controlPlane.delete(tenants).where(eq(tenants.slug, slug))
  expect(await reserveSignUp(ground, wishFor(slug))).toEqual({ outcome: 'refused', reason: 'taken' })
})

test('a run whose lease was taken over stops and publishes nothing twice', async () => {
  const { ground, clock } = await newGround()
  const journey = journeyOf(await reserveSignUp(ground, wishFor(unique('slow'))))
  clock.now = later(clock.now, 60)
  const taken = await resumeSignUp(ground, journey.signUp)
  expect(taken.outcome).toBe('published')
  expect(await proceed(ground, journey)).toMatchObject({ outcome: 'elsewhere' })
  expect(await ground.controlPlane.select().from(memberAddresses)).toHaveLength(1)
})

/** A run that hangs while it makes the database; `letGo` lets it go on, long after its lease ended. */
async function hangingRun(name: string) {
  const { ground, clock } = await newGround()
  let letGo = () => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const create: typeof ground.databases.create = (database) => gate.then(() => ground.databases.create(database))
  const journey = journeyOf(await reserveSignUp(ground, wishFor(unique(name))))
  const hanging = proceed({ ...ground, databases: { ...ground.databases, create } }, journey)
  clock.now = later(clock.now, 60)
  return { ground, clock, journey, hanging, letGo }
}

test('a run that wakes up after another one took over records nothing', async () => {
  const { ground, journey, hanging, letGo } = await hangingRun('zombie')
  const mintToken = () => Promise.reject(new Error('away'))
  const second = await resumeSignUp({ ...ground, databases: { ...ground.databases, mintToken } }, journey.signUp)
  expect(second.outcome).toBe('postponed')
  letGo()
  expect(await hanging).toMatchObject({ outcome: 'elsewhere' })
  expect(await ground.controlPlane.select().from(signUps)).toMatchObject([{ step: 'database_created', attempt: 2 }])
})

test('a run that wakes up after the sign-up was undone leaves no database behind', async () => {
  const { ground, journey, hanging, letGo } = await hangingRun('ghost')
  await ground.controlPlane.update(signUps).set({ attempt: mostAttempts })
  const [signUp] = await ground.controlPlane.select().from(signUps)
  expect((await resumeSignUp(ground, signUp!)).outcome).toBe('undone')
  letGo()
  expect(await hanging).toMatchObject({ outcome: 'elsewhere' })
  await expect(ground.databases.mintToken(journey.tenant.databaseName)).rejects.toThrow('not-found')
})

test('while another run has the lease, nobody takes it', async () => {
  const { ground } = await newGround()
  const { signUp } = journeyOf(await reserveSignUp(ground, wishFor(unique('busy'))))
  expect(await resumeSignUp(ground, signUp)).toMatchObject({ outcome: 'elsewhere' })
  expect(await finishSignUps(ground)).toEqual([])
})

test('what cannot be finished is undone: no database, no register row, address and key free again', async () => {
  const { ground, clock } = await newGround()
  const wish = wishFor(unique('never'))
  const broken: ProvisionGround = {
    ...ground,
    seed: () => {
      throw new Error('cannot be seeded')
    },
  }
  const first = await proceed(broken, journeyOf(await reserveSignUp(broken, wish)))
  expect(first).toEqual({ outcome: 'postponed', failure: 'Error' })

  let outcomes: string[] = []
  for (let attempt = 0; attempt <= mostAttempts && !outcomes.includes('undone'); attempt++) {
    clock.now = later(clock.now, 3_600)
    outcomes = (await finishSignUps(broken)).map(({ outcome }) => outcome)
  }

  expect(outcomes).toEqual(['undone'])
  const [signUp] = await ground.controlPlane.select().from(signUps)
  expect(signUp).toMatchObject({ step: 'undone', owner: null })
  expect(await ground.controlPlane.select().from(tenants)).toEqual([])
  expect(await ground.controlPlane.select().from(slugTombstones)).toEqual([])
  await expect(ground.databases.mintToken(`t-${signUp!.tenantId.toLowerCase()}`)).rejects.toThrow('not-found')
  expect((await reserveSignUp(ground, wish)).outcome).toBe('reserved')
})

test("[T-10] the token of one company is refused by another one's database", async () => {
  const { ground } = await newGround()
  const [a, b] = [unique('acme'), unique('bravo')]
  for (const slug of [a, b]) await proceed(ground, journeyOf(await reserveSignUp(ground, wishFor(slug))))
  const [acme, bravo] = [await publishedDb(ground, a), await publishedDb(ground, b)]
  const crossed = ground.databases.openNew(bravo.row.databaseUrl!, acme.token)
  await expect(crossed.select().from(members)).rejects.toMatchObject({
    cause: { message: expect.stringMatching(/401/) },
  })
  await expect(openToken(vault, bravo.row, acme.row.sealedToken!)).rejects.toThrow()
})
