import '#worker/local/sql-text.ts'
import '#worker/local/markup.ts'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10000' },
    /** Where to go on; several may run beside each other, each with seeds of its own. */
    from: { type: 'string', default: '1' },
    only: { type: 'string' },
    /** Instead: every mishap at every step of one visit, for one notice and for a digest. */
    single: { type: 'boolean', default: false },
    /** Three companies over a year each time, instead of one over some weeks: ten times as long. */
    year: { type: 'boolean', default: false },
  },
})

const { scenarios } = await import('./notice-story.ts')
const { simulate, tableOf } = await import('./notice-simulation.ts')
const { openHouse } = await import('./notice-house.ts')
const { breakEveryStep, everyMishap } = await import('./notice-single.ts')
const { certainties } = await import('./notice-story.ts')

if (values.single) await breakAll()
else await playAll()

async function breakAll() {
  const house = await openHouse()
  try {
    for (const certainty of certainties)
      for (const contracts of [1, 6]) {
        const { cases, failures } = await breakEveryStep(house, { certainty, contracts, mishaps: everyMishap })
        console.log(
          `${certainty}, ${contracts === 1 ? 'one notice' : 'a digest'}: ${cases} cases, ${failures.length} failures`,
        )
        for (const failure of failures) console.log(`  ${failure}`)
        if (failures.length > 0) process.exitCode = 1
      }
  } finally {
    await house.close()
  }
}

async function playAll() {
  const [from, seeds] = [Number(values.from), Number(values.seeds)]
  const only = scenarios.find((one) => one === values.only)
  if (values.only && !only) throw new Error(`There is no fault "${values.only}". Known: ${scenarios.join(', ')}.`)
  const started = performance.now()
  const size = values.year ? 'year' : 'small'
  const { table, failures } = await simulate({ from, seeds, size, only }, (done, failed) => {
    for (const one of failed) console.log(one)
    if (done % 100 === 0)
      console.log(`${done} of ${seeds}; to go on later: --from ${from + done} --seeds ${seeds - done}`)
  })
  console.log(
    `\n${tableOf(table)}\n\n${seeds} seeds from ${from} in ${Math.round((performance.now() - started) / 1_000)} s.`,
  )
  console.log(failures.length === 0 ? 'Nothing lost, nothing sent twice.' : `${failures.length} failures.`)
  process.exitCode = failures.length === 0 ? 0 : 1
}
