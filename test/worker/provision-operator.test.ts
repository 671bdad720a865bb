import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { signUps, tenants } from '#schema/control-plane/tenant.ts'
import { commands, type OperatorGround } from '#tenants/cli-command.ts'
import { CliTrouble } from '#tenants/cli-trouble.ts'
import { appliedMigrations } from '#tenants/identity.ts'
import { openTenantDb } from '#tenants/open.ts'
import { finishSignUps, proceed } from '#tenants/provision.ts'
import { tenantOf } from '#tenants/register.ts'
import { reserveSignUp } from '#tenants/sign-up.ts'
import { newGround, realDatabases, vault, wireTo, wishFor } from './provision-ground.ts'

const unique = (name: string) => `${name}-${crypto.randomUUID().slice(0, 6)}`

async function office() {
  const { ground, clock } = await newGround()
  const forgotten: string[] = []
  const operator: OperatorGround = {
    ...{ controlPlane: ground.controlPlane, databases: realDatabases(), vault, baseHost: 'localhost' },
    ...{ now: () => clock.now, openDb: (tenant) => openTenantDb(tenant, wireTo()) },
    forget: async ({ host }) => void forgotten.push(host),
    ...{ ownHosts: ['localhost'], findTexts: async () => [], forgetHostname: async () => {} },
  }
  const run = async (name: string, ...args: string[]) => {
    const said: string[] = []
    const well = await commands[name]!(operator, args, (line) => said.push(line))
    return { well, said: said.join('\n') }
  }
  const signUp = async (name: string) => {
    const slug = unique(name)
    const reserved = await reserveSignUp(ground, wishFor(slug))
    if (reserved.outcome !== 'reserved') throw new Error(reserved.outcome)
    await proceed(ground, reserved.journey)
    return slug
  }
  const rowOf = async (slug: string) =>
    (await ground.controlPlane.select().from(tenants).where(eq(tenants.slug, slug)))[0]!
  return { ground, run, signUp, rowOf, forgotten }
}

test('list shows every company, and what is left in the middle', async () => {
  const { run, signUp, ground } = await office()
  const slug = await signUp('acme')
  const left = unique('left')
  await reserveSignUp(ground, wishFor(left))
  const { said } = await run('list')
  expect(said).toMatch(new RegExp(`${slug} +active +newest schema`))
  expect(said).toMatch(new RegExp(`${left} +provisioning`))
  expect(said).toContain(`(${left})`)
  expect(said).toContain('stands at "reserved", attempt 1')
})

test('migrate tells of each company, writes down its schema, and fails loudly for the one that cannot be reached', async () => {
  const { run, signUp, rowOf, ground } = await office()
  const slugs = [await signUp('one'), await signUp('two'), await signUp('three')]
  await ground.controlPlane.update(tenants).set({ schemaVersion: '0000_init' }).where(eq(tenants.slug, slugs[0]!))
  const { well, said } = await run('migrate')
  expect(well).toBe(true)
  for (const slug of slugs) expect(said).toContain(`${slug}: was on the newest schema`)
  expect(said).toContain('[3/3]')
  const row = await rowOf(slugs[0]!)
  const db = openTenantDb((await tenantOf(row, vault, 'localhost'))!, wireTo())
  expect((await db.select().from(appliedMigrations)).map(({ name }) => name)).toContain(row.schemaVersion)

  await realDatabases().remove((await rowOf(slugs[1]!)).databaseName)
  const again = await run('migrate')
  expect(again.well).toBe(false)
  expect(again.said).toContain(`${slugs[1]}: failed`)
  expect(again.said).toContain('1 of 3 failed')
})

test('suspend, resume and rotate say what they did, and the caches are told', async () => {
  const { run, signUp, rowOf, forgotten } = await office()
  const slug = await signUp('acme')
  expect((await run('suspend', slug)).said).toContain(`${slug} is suspended`)
  expect((await rowOf(slug)).status).toBe('suspended')
  await run('resume', slug)
  expect((await rowOf(slug)).status).toBe('active')
  const { sealedToken } = await rowOf(slug)
  await run('rotate', slug)
  expect((await rowOf(slug)).sealedToken).not.toBe(sealedToken)
  expect(forgotten).toEqual(Array.from({ length: 3 }, () => `${slug}.localhost`))
})

test('what does not exist is said plainly', async () => {
  const { run } = await office()
  await expect(run('suspend', 'nobody')).rejects.toThrow('company nobody not found')
  await expect(run('suspend')).rejects.toBeInstanceOf(CliTrouble)
  await expect(run('migrate', 'nobody')).rejects.toBeInstanceOf(CliTrouble)
  await expect(run('sweep', 'give-up', 'X')).rejects.toBeInstanceOf(CliTrouble)
})

test('sweep lets what is left be taken up at once; giving up undoes it', async () => {
  const { run, ground, rowOf } = await office()
  const [slug, other] = [unique('left'), unique('given')]
  await reserveSignUp(ground, wishFor(slug))
  expect(await finishSignUps(ground)).toEqual([])
  expect((await run('sweep')).said).toContain('takes up 1 within a minute')
  expect((await finishSignUps(ground)).map(({ outcome }) => outcome)).toEqual(['published'])

  await reserveSignUp(ground, wishFor(other))
  await run('sweep')
  const [signUp] = await ground.controlPlane.select().from(signUps).where(eq(signUps.slug, other))
  expect((await run('sweep', 'give-up', signUp!.id)).said).toContain(`${other} is undone`)
  expect(await rowOf(other)).toBeUndefined()
  expect((await reserveSignUp(ground, wishFor(other))).outcome).toBe('reserved')
})
