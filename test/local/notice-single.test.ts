import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from '../faults/notice-house.ts'
import { breakEveryStep, everyMishap } from '../faults/notice-single.ts'
import { certainties } from '../faults/notice-story.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
}, 60_000)
afterAll(() => house.close())

/** More than five on one day become a digest: `npm run faults -- notices --single` breaks that of every provider. */
const cases = [
  ...certainties.map((certainty) => ({ certainty, what: 'one notice', contracts: 1 })),
  { certainty: 'look_up' as const, what: 'a digest', contracts: 6 },
]

test.each(cases)(
  'whatever breaks at whichever step of the visit that sends $what, it is out once, or waits for somebody to decide: $certainty',
  async ({ certainty, contracts }) => {
    const { cases, failures } = await breakEveryStep(house, { certainty, contracts, mishaps: everyMishap })
    expect(cases).toBeGreaterThan(25 * everyMishap.length)
    expect(failures).toEqual([])
  },
  300_000,
)
