import { expect, test } from 'vitest'
import { simulate, tableOf } from '../faults/notice-simulation.ts'

/** Each fault four times with each kind of provider; `npm run faults -- notices` plays ten thousand, and with `--year` whole years. */
const seeds = 180

test('whatever befalls them, every notice reaches its person once, or waits for somebody to decide', async () => {
  const { table, failures } = await simulate({ from: 1, seeds, size: 'small' })
  console.log(tableOf(table))
  expect(failures).toEqual([])
}, 600_000)
