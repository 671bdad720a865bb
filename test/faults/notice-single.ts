import { addMonths, instantOn } from '#rules/day.ts'
import { answerRings } from '#worker/jobs/index.ts'
import { chanceFrom } from '#worker/local/demo-chance.ts'
import type { Certainty } from '#worker/platform/sender.ts'
import { applyChange, type Subject } from './notice-fact.ts'
import type { House } from './notice-house.ts'
import { type Mishap, runIsolate } from './notice-isolate.ts'
import { failuresOf, judge } from './notice-oracle.ts'
import type { Story } from './notice-story.ts'
import { World } from './notice-world.ts'

export type Breaking = {
  certainty: Certainty
  /** How many contracts end on that day: more than five become one message. */
  contracts: number
  mishaps: readonly Pick<Mishap, 'when' | 'what'>[]
}

export const everyMishap: Breaking['mishaps'] = [
  { what: 'lost', when: 'before' },
  { what: 'lost', when: 'after' },
  { what: 'away', when: 'before' },
  { what: 'killed', when: 'before' },
  { what: 'killed', when: 'after' },
  { what: 'overlap', when: 'before' },
  { what: 'overlap', when: 'after' },
]

const zone = 'Asia/Shanghai'
const day = '2028-02-29'
const at = (time: string, on: Story['subjects'][number]['facts'][number]['endsOn'] = day) => instantOn(on, time, zone)
const bell = (platform: Parameters<typeof answerRings>[0], tenantId: string) =>
  answerRings(platform, {
    messages: [
      { ...{ id: '1', timestamp: at('09:00'), attempts: 1, body: { tenantId } }, ack: () => {}, retry: () => {} },
    ],
  })

/** The visit at which a notice is due, once for every step of it and every mishap there; then nothing is in the way. */
export async function breakEveryStep(house: House, breaking: Breaking): Promise<{ cases: number; failures: string[] }> {
  const begun = await begin(house, breaking)
  const failures: string[] = []
  let cases = 0
  const whole = await playOnce(house, begun, breaking, undefined)
  failures.push(...whole.failures)
  const waiting = Array.from({ length: whole.steps }, (_, step) =>
    breaking.mishaps.map((one) => ({ ...one, step })),
  ).flat()
  const work = async () => {
    for (let mishap = waiting.shift(); mishap; mishap = waiting.shift()) {
      const { failures: wrong } = await playOnce(house, begun, breaking, mishap)
      cases += 1
      const name = `${mishap.what} ${mishap.when} step ${mishap.step}, ${breaking.certainty}`
      failures.push(...wrong.map((one) => `${name}: ${one}`))
    }
  }
  await Promise.all(Array.from({ length: 6 }, work))
  for (const file of [begun.register, begun.company]) house.forget(file)
  return { cases, failures }
}

type Begun = {
  register: string
  company: string
  id: string
  tenant: World['known'] extends Map<string, infer T> ? T : never
  subjects: Subject[]
}

/** Up to the evening before, kept as copies: each case goes on from there. */
async function begin(house: House, { certainty, contracts }: Breaking): Promise<Begun> {
  const id = `single-${certainty.replaceAll('_', '-')}-${contracts}`
  const world = new World(house, `${id}-begun`, certainty, at('05:00', '2028-02-27'))
  await world.open()
  await world.found(id, zone)
  await runIsolate(world, {}, (platform) => bell(platform, id))
  const subjects: Subject[] = Array.from({ length: contracts }, (_, nth) => ({
    ...{ id: `${id}-${nth}`, tenantId: id, kind: 'contract' as const, facts: [] },
  }))
  const endsOn = addMonths(day, 1)
  for (const subject of subjects) await applyChange(world, { at: world.now, subject, do: 'enter', endsOn })
  world.now = at('18:00', '2028-02-28')
  await runIsolate(world, {}, (platform) => bell(platform, id))
  const register = house.snapshot(`${id}-begun-register`, `${id}-register`)
  const company = house.snapshot(id, `${id}-company`)
  const tenant = world.known.get(id)!
  await world.close()
  return { register, company, id, tenant, subjects }
}

let nth = 0
/** After a lease has run out, and a day later. */
const looks = [at('10:20'), at('12:00', '2028-03-01')]

async function playOnce(house: House, begun: Begun, { certainty }: Breaking, mishap: Mishap | undefined) {
  const { id, tenant, subjects } = begun
  const world = new World(house, `single-${nth++}`, certainty, at('09:02'))
  try {
    await world.resume(begun.register, begun.company, tenant, zone)
    const { steps } = await runIsolate(world, { mishap }, (platform) => bell(platform, id))
    for (const later of looks) {
      world.now = later
      await runIsolate(world, {}, (platform) => bell(platform, id))
    }
    const story: Story = {
      ...{ seed: 0, scenario: 'killed', certainty, start: at('05:00', '2028-02-27'), end: world.now },
      ...{ companies: [{ id, zone }], subjects, changes: [], troubles: [], moments: looks, chance: chanceFrom(1) },
    }
    return {
      steps,
      failures: failuresOf(
        await judge(world, story, { holds: [], visits: looks.map((one) => ({ at: one, isClear: true })) }),
      ),
    }
  } finally {
    await world.close()
  }
}
