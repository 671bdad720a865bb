import { isNull } from 'drizzle-orm'
import { type SignUp, signUps, type TenantRow } from '#schema/control-plane/tenant.ts'
import { migrations } from '#schema/migrations/tenant/index.ts'
import { deadLetterCommand } from './cli-dead-letter.ts'
import { hostCommand } from './cli-host.ts'
import { CliTrouble } from './cli-trouble.ts'
import { type Custody, resumeTenant, rotateToken, suspendTenant } from './custody.ts'
import type { HostnameDesk } from './hostname.ts'
import { migrateTenant } from './migrate.ts'
import type { ProvisionGround } from './newcomer.ts'
import { undo } from './provision.ts'
import { findSignUp, takeLease } from './provision-record.ts'
import { listTenantRows, tenantOf, writeTenant } from './register.ts'
import { takeRestored } from './restoration.ts'
import { read, write } from './round-trip.ts'
import type { Tenant, TenantDb } from './scope.ts'

/** What the operator stands on: the register, the databases behind it, and the keys. */
export type OperatorGround = Custody &
  HostnameDesk & {
    databases: Omit<ProvisionGround['databases'], 'openNew'>
    openDb(tenant: Tenant): TenantDb
  }

type Say = (line: string) => void
/** True when all went well. */
type Command = (ground: OperatorGround, args: readonly string[], say: Say) => Promise<boolean>

export const usage = `The operator's side of Aftercare.

  npm run tenants -- list                      every company, and sign-ups that are not finished
  npm run tenants -- migrate [SLUG]            bring databases to the newest schema
  npm run tenants -- suspend SLUG              pause a company: its pages say so, its database refuses
  npm run tenants -- resume SLUG               end the pause
  npm run tenants -- restored SLUG [DATABASE]  after its database was put back to an earlier state, or into another one:
                                               nothing that may have been sent since is sent again. Suspend it first
  npm run tenants -- rotate SLUG               a new token for its database; the old one stops working
  npm run tenants -- host add SLUG HOST        a name of its own, as in service.customer.com: says which DNS records to set
  npm run tenants -- host verify SLUG HOST     looks the record up; from then on the company is served there
  npm run tenants -- host remove SLUG HOST     ends that
  npm run tenants -- host list [SLUG]          every such name
  npm run tenants -- sweep                     let unfinished sign-ups be taken up at once
  npm run tenants -- sweep give-up ID          undo one sign-up: database, address and all
  npm run tenants -- dead-letters [seen]       bells that nobody could answer
`

export const commands: Record<string, Command> = {
  list,
  migrate,
  suspend: async (ground, [slug], say) => {
    const row = await suspendTenant(ground, named(slug))
    say(`${row.slug} is suspended: its database refuses from now on. ${pagesFollow}`)
    return true
  },
  resume: async (ground, [slug], say) => {
    const row = await resumeTenant(ground, named(slug))
    say(`${row.slug} is active again. ${pagesFollow}`)
    return true
  },
  rotate: async (ground, [slug], say) => {
    const row = await rotateToken(ground, named(slug))
    say(`The database of ${row.slug} has a new token. ${pagesFollow}`)
    return true
  },
  sweep,
  restored: async (ground, [slug, database], say) => {
    const { generation, restoredAt, databaseName } = await takeRestored(ground, named(slug), database)
    say(`${slug} is served from ${databaseName} from now on, as generation ${generation}.`)
    say(`What fell due before ${restoredAt.toISOString()} is looked up, or waits for a person, before it is sent.`)
    say('It is still suspended: resume it when you have looked.')
    return true
  },
  host: hostCommand,
  'dead-letters': deadLetterCommand,
}

const pagesFollow = 'Caches follow within three minutes.'

function named(slug: string | undefined): string {
  if (!slug) throw new CliTrouble('Which company? Give its slug.')
  return slug
}

async function list({ controlPlane }: OperatorGround, _args: readonly string[], say: Say) {
  const [rows, left] = await read(controlPlane, [listTenantRows(controlPlane), unfinished(controlPlane)])
  const newest = migrations.at(-1)!.name
  const lines = rows.map((row) => [
    row.slug,
    row.status,
    row.schemaVersion === newest ? 'newest schema' : `schema ${row.schemaVersion ?? 'none'}`,
    `since ${row.createdAt.toISOString().slice(0, 10)}`,
    row.name,
  ])
  for (const line of inColumns(lines)) say(line)
  say(`${rows.length} ${rows.length === 1 ? 'company' : 'companies'}.`)
  for (const signUp of left) say(unfinishedLine(signUp))
  return true
}

const unfinished = (controlPlane: OperatorGround['controlPlane']) =>
  controlPlane.select().from(signUps).where(isNull(signUps.finishedAt)).orderBy(signUps.createdAt).limit(100)

const unfinishedLine = ({ id, slug, step, attempt, failure, createdAt }: SignUp) =>
  `Sign-up ${id} (${slug}) of ${createdAt.toISOString()} stands at "${step}", attempt ${attempt}${failure ? `: ${failure}` : ''}.`

const inColumns = (lines: string[][]) => {
  const widths = lines.reduce<number[]>(
    (wide, line) => line.map((cell, at) => Math.max(cell.length, wide[at] ?? 0)),
    [],
  )
  return lines.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** Few at a time: a fleet that migrates all at once is an outage. */
const atOnce = 4

async function migrate(ground: OperatorGround, [slug]: readonly string[], say: Say) {
  const [rows] = await read(ground.controlPlane, [listTenantRows(ground.controlPlane)])
  const chosen = rows.filter((row) => (slug ? row.slug === slug : row.status === 'active'))
  if (slug && chosen.length === 0) throw new CliTrouble(`There is no company ${slug}.`)
  const waiting = chosen.entries()
  const done = { count: 0, failed: 0 }
  const work = async () => {
    for (const [, row] of waiting) {
      const told = await migrateOne(ground, row).catch((error: unknown) => {
        done.failed += 1
        return `failed: ${error instanceof Error ? error.message : 'unknown'}`
      })
      done.count += 1
      say(`[${done.count}/${chosen.length}] ${row.slug}: ${told}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  say(done.failed === 0 ? 'All are on the newest schema.' : `${done.failed} of ${chosen.length} failed; run it again.`)
  const suspended = rows.filter((row) => row.status === 'suspended').length
  if (suspended > 0 && !slug) say(`${suspended} suspended: their databases refuse, and follow once they are resumed.`)
  return done.failed === 0
}

async function migrateOne(ground: OperatorGround, row: TenantRow): Promise<string> {
  const tenant = await tenantOf(row, ground.vault, ground.baseHost)
  if (!tenant) return `left alone (${row.status})`
  const applied = await migrateTenant(ground.openDb(tenant))
  const schemaVersion = migrations.at(-1)!.name
  if (row.schemaVersion !== schemaVersion)
    await write(ground.controlPlane, [writeTenant(ground.controlPlane, row.id, { schemaVersion })], {
      repeatable: true,
    })
  return applied.length === 0 ? 'was on the newest schema' : `applied ${applied.join(', ')}`
}

/** Taking a lease away is safe: whoever had it finds out at the next step and stops. */
async function sweep(ground: OperatorGround, [act, id]: readonly string[], say: Say) {
  const { controlPlane } = ground
  if (act === 'give-up') return giveUp(ground, named(id), say)
  const [left] = await read(controlPlane, [unfinished(controlPlane)])
  for (const signUp of left) say(unfinishedLine(signUp))
  const freed = controlPlane.update(signUps).set({ leaseUntil: null }).where(isNull(signUps.finishedAt))
  await write(controlPlane, [freed], { repeatable: true })
  say(left.length === 0 ? 'Nothing is left in the middle.' : `The Worker takes up ${left.length} within a minute.`)
  return true
}

async function giveUp(ground: OperatorGround, id: string, say: Say) {
  const { controlPlane } = ground
  const [[signUp]] = await read(controlPlane, [findSignUp(controlPlane, id)])
  if (!signUp || signUp.finishedAt) throw new CliTrouble(`There is no unfinished sign-up ${id}.`)
  const nothing: ProvisionGround = { ...ground, databases: { ...ground.databases, openNew: never }, seed: never }
  const journey = await takeLease(nothing, signUp)
  if (!journey) throw new CliTrouble('A run is working on it just now; try again in half a minute.')
  await undo(nothing, journey)
  say(`The sign-up of ${signUp.slug} is undone; its address is free again.`)
  return true
}

const never = (): never => {
  throw new Error('undoing opens no database')
}
