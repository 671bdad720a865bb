import { nameKeyOf } from '#rules/customer.ts'
import { write } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { chanceFrom } from './demo-chance.ts'
import { type Crew, type LifeRows, lifeOf, newLifeRows } from './demo-load-life.ts'
import { insertions } from './demo-load-row.ts'
import { type Fate, type Person, peopleOf, type Setting, storyAt } from './demo-story.ts'

const requestsADay = 100
const dayMs = 86_400_000
const inOneBatch = 1_000

/**
 * Fills a company with so many service requests, the oldest first, as if a hundred came every day: one in twelve still
 * open, the recent ones above all. Real rules and real shapes; what a load of them needs, and no more (no photos, no mails).
 */
export async function loadRequests(db: TenantDb, count: number, setting: Setting, crew: Crew, firstNumber = 1_001) {
  const chance = chanceFrom(setting.cast.seed + count)
  const spanMs = (count / requestsADay) * dayMs
  const from = setting.now.getTime() - spanMs
  const people = peopleOf({ ...setting, chance, cast: { ...setting.cast, requests: 3, customers: 1 } })
  const known = new Map<Person, string>()
  const own = { ...setting, chance }
  for (let done = 0; done < count; done += inOneBatch) {
    const rows = newLifeRows()
    for (let nth = done; nth < Math.min(count, done + inOneBatch); nth++) {
      const at = new Date(Math.round(from + ((nth + 0.5) / count) * spanMs))
      const person = people()
      const fate = fateOf(chance, nth / count)
      const story = { ...storyAt(own, person, at), photos: 0, ...(fate ? { fate } : {}) }
      lifeOf(
        own,
        crew,
        story,
        { number: firstNumber + nth, customerId: customerOf(known, person, rows, story.at, chance) },
        rows,
      )
    }
    await write(db, insertions(rows))
  }
}

const openFates: readonly Fate[] = [
  'unanswered',
  'unanswered',
  'unanswered',
  'stuck',
  'stuck',
  'stuck',
  'parts',
  'customer',
]

/** Undefined: it went its way. */
function fateOf(chance: ReturnType<typeof chanceFrom>, age: number): Fate | undefined {
  if (chance.happens(0.001)) return 'held'
  if (chance.happens(0.03)) return 'resolved'
  return chance.happens(age > 0.9 ? 0.66 : 0.008) ? chance.pick(openFates) : undefined
}

function customerOf(
  known: Map<Person, string>,
  person: Person,
  rows: LifeRows,
  at: Date,
  chance: ReturnType<typeof chanceFrom>,
): string {
  const id = known.get(person) ?? chance.id(at)
  if (!known.has(person)) {
    known.set(person, id)
    const { name, phone, phoneKey, email, address, zone } = person
    rows.customers.push({
      ...{
        id,
        version: 0,
        kind: 'person',
        name,
        nameKey: nameKeyOf(name),
        phone,
        phoneKey,
        email,
        address,
        zone,
        createdAt: at,
      },
      ...{ tier: null, lang: null, ownerId: null, note: null, mergedInto: null, archivedAt: null, importId: null },
    })
  }
  return id
}
