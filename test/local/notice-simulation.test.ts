import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse } from '../faults/notice-house.ts'
import { simulate, tableOf } from '../faults/notice-simulation.ts'
import { breakEveryStep } from '../faults/notice-single.ts'
import { certainties } from '../faults/notice-story.ts'

/** Each fault six times with each kind of provider; `npm run faults -- notices` plays ten thousand, and with `--year` whole years. */
const seeds = 270

test('whatever befalls them, every notice reaches its person once, or waits for somebody to decide', async () => {
  const { table, failures } = await simulate({ from: 1, seeds, size: 'small' })
  console.log(tableOf(table))
  expect(failures).toEqual([])
}, 600_000)

describe('one fault at each step of the visit at which a notice is due', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
  }, 60_000)
  afterAll(() => house.close())

  /** `npm run faults -- notices --single` takes every kind of mishap. */
  const mishaps = [{ what: 'killed' as const, when: 'after' as const }]
  test.each(certainties)(
    'where the provider is one of "%s"',
    async (certainty) => {
      const { cases, failures } = await breakEveryStep(house, { certainty, contracts: 1, mishaps })
      expect(cases).toBeGreaterThan(25)
      expect(failures).toEqual([])
    },
    120_000,
  )

  test('where it is a digest', async () => {
    const { failures } = await breakEveryStep(house, {
      certainty: 'look_up',
      contracts: 6,
      mishaps,
    })
    expect(failures).toEqual([])
  }, 120_000)
})
