import { eq } from 'drizzle-orm'
import type { Day } from '#rules/day.ts'
import { assets } from '#schema/tenant/asset.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { write } from '#tenants/round-trip.ts'
import { writePlanningChanged } from '#worker/queries/planning.ts'
import type { World } from './notice-world.ts'

/** What is true of a contract or a machine from an instant on. */
export type Fact = { from: Date; endsOn: Day; status: 'active' | 'cancelled' | 'renewed' | 'unknown' }
export type Subject = {
  id: string
  tenantId: string
  kind: 'contract' | 'warranty'
  /** In order of `from`; before the first one nobody knew of it. */
  facts: Fact[]
}

export const factAt = ({ facts }: Subject, at: Date): Fact | undefined => facts.findLast(({ from }) => from <= at)

export type Change =
  | { at: Date; subject: Subject; do: 'enter'; endsOn: Day }
  | { at: Date; subject: Subject; do: 'move'; endsOn: Day }
  | { at: Date; subject: Subject; do: 'cancel' | 'renew' }

/** As a page of the console writes it: the rows, and that the plan is to be looked at again. The bell may be lost. */
export async function applyChange(world: World, change: Change) {
  const { subject } = change
  const db = world.dbOf(subject.tenantId)
  const last = factAt(subject, world.now)
  if (change.do === 'enter') subject.facts.push({ from: world.now, endsOn: change.endsOn, status: 'active' })
  else if (!last || last.status === 'unknown') return
  else if (change.do === 'move') subject.facts.push({ ...last, from: world.now, endsOn: change.endsOn })
  else subject.facts.push({ ...last, from: world.now, status: change.do === 'cancel' ? 'cancelled' : 'renewed' })
  const row = subject.kind === 'contract' ? contractWrite(world, change) : assetWrite(world, change)
  await write(db, [row, writePlanningChanged(db, world.now)], { repeatable: true })
  world.ring(subject.tenantId)
}

function contractWrite(world: World, change: Change) {
  const { id, tenantId } = change.subject
  const db = world.dbOf(tenantId)
  if (change.do === 'enter')
    return db
      .insert(contracts)
      .values({
        ...{ id, number: id, customerId: 'customer', title: nameOf(id), startsOn: '2026-01-01', covers: [] },
        ...{ endsOn: change.endsOn, createdAt: world.now },
      })
      .onConflictDoNothing()
  const columns =
    change.do === 'move'
      ? { endsOn: change.endsOn }
      : { status: change.do === 'cancel' ? ('cancelled' as const) : ('renewed' as const) }
  return db.update(contracts).set(columns).where(eq(contracts.id, id))
}

/** Its end stands as it was reckoned: no clock of the machine's own moves it. */
function assetWrite(world: World, change: Change) {
  const { id, tenantId } = change.subject
  const db = world.dbOf(tenantId)
  if (change.do === 'enter')
    return db
      .insert(assets)
      .values({
        ...{ id, customerId: 'customer', name: nameOf(id), warrantyEndsOn: change.endsOn, warrantyDecisionId: 'none' },
        createdAt: world.now,
      })
      .onConflictDoNothing()
  const columns = change.do === 'move' ? { warrantyEndsOn: change.endsOn } : { status: 'retired' as const }
  return db.update(assets).set(columns).where(eq(assets.id, id))
}

/** In words that no other one has. */
const nameOf = (id: string) => `Care of ${id}.`
