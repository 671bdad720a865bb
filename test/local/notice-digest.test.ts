import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMonths, instantOn } from '#rules/day.ts'
import { answerRings } from '#worker/jobs/index.ts'
import { applyChange, type Subject } from '../faults/notice-fact.ts'
import { type House, openHouse } from '../faults/notice-house.ts'
import { runIsolate } from '../faults/notice-isolate.ts'
import { World } from '../faults/notice-world.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
}, 60_000)
afterAll(() => house.close())

const zone = 'Asia/Shanghai'
const at = (day: '2027-05-05' | '2027-05-08', time: string) => instantOn(day, time, zone)
const tenantId = 'digest'

const visit = (world: World) =>
  runIsolate(world, {}, (platform) =>
    answerRings(platform, {
      messages: [
        { ...{ id: '1', timestamp: world.now, attempts: 1, body: { tenantId } }, ack: () => {}, retry: () => {} },
      ],
    }),
  )

test('a digest that its provider never took speaks only of what still holds when it leaves', async () => {
  const world = new World(house, 'digest-world', 'look_up', at('2027-05-05', '05:00'))
  await world.open()
  await world.found(tenantId, zone)
  await visit(world)
  const endsOn = addMonths('2027-05-08', 1)
  const subjects = Array.from({ length: 7 }, (_, nth): Subject => {
    return { id: `care-${nth}`, tenantId, kind: 'contract', facts: [] }
  })
  for (const subject of subjects) await applyChange(world, { at: world.now, subject, do: 'enter', endsOn })

  world.now = at('2027-05-08', '09:02')
  world.weather = { loses: 'not_taken' }
  await visit(world)
  expect(world.provider.delivered).toEqual([])

  world.weather = {}
  await applyChange(world, { at: world.now, subject: subjects[3]!, do: 'cancel' })
  world.now = at('2027-05-08', '10:02')
  await visit(world)
  const texts = world.provider.delivered.map(({ text }) => text)
  expect(texts).toHaveLength(1)
  expect(texts[0]).toContain('Care of care-2.')
  expect(texts[0]).not.toContain('Care of care-3.')
  await world.close()
})
