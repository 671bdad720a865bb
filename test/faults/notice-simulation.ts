import { openHouse } from './notice-house.ts'
import { failuresOf, type Verdict } from './notice-oracle.ts'
import { play } from './notice-play.ts'
import { certainties, type Scenario, type Size, scenarios, storyOf } from './notice-story.ts'

export type Wanted = { from: number; seeds: number; size: Size; only?: Scenario | undefined; atOnce?: number }
export type Tally = {
  worlds: number
  planned: number
  sent: number
  parked: number
  lost: number
  twice: number
  wrong: number
}
export type Result = { table: Map<string, Tally>; failures: string[] }

/** Plays one seed after the other, some at a time; each is a world of its own. */
export async function simulate(
  { from, seeds, size, only, atOnce = 6 }: Wanted,
  tell: (done: number, failed: string[]) => void = () => {},
): Promise<Result> {
  const house = await openHouse()
  const result: Result = { table: new Map(), failures: [] }
  let next = from
  let done = 0
  const work = async () => {
    while (next < from + seeds) {
      const seed = next++
      const story = storyOf(seed, size, only)
      const failed = await play(house, story).then(
        (verdict) => {
          add(result.table, `${story.scenario} ${story.certainty}`, verdict)
          return failuresOf(verdict)
        },
        (error: unknown) => [`broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
      )
      const command = `npm run faults -- notices --from ${seed} --seeds 1${size === 'year' ? ' --year' : ''}${only ? ` --only ${only}` : ''}`
      const told = failed.map((one) => `seed ${seed} (${story.scenario}, ${story.certainty}): ${one}\n    ${command}`)
      result.failures.push(...told)
      tell(++done, told)
    }
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, work))
  } finally {
    await house.close()
  }
  return result
}

function add(table: Map<string, Tally>, name: string, verdict: Verdict) {
  const { planned, sent, parked, lost, twice, wrong } = verdict
  const before = table.get(name) ?? { worlds: 0, planned: 0, sent: 0, parked: 0, lost: 0, twice: 0, wrong: 0 }
  table.set(name, {
    worlds: before.worlds + 1,
    planned: before.planned + planned,
    sent: before.sent + sent,
    parked: before.parked + parked,
    lost: before.lost + lost.length,
    twice: before.twice + twice.length,
    wrong: before.wrong + wrong.length,
  })
}

const columns = ['worlds', 'planned', 'sent', 'parked', 'lost', 'twice', 'wrong'] as const

/** Faults down, kinds of provider across: one line each. */
export function tableOf(table: ReadonlyMap<string, Tally>): string {
  const head = ['fault'.padEnd(13), 'provider'.padEnd(13), ...columns.map((one) => one.padStart(8))].join(' ')
  const lines = scenarios.flatMap((scenario) =>
    certainties.flatMap((certainty) => {
      const tally = table.get(`${scenario} ${certainty}`)
      return tally
        ? [
            [scenario.padEnd(13), certainty.padEnd(13), ...columns.map((one) => String(tally[one]).padStart(8))].join(
              ' ',
            ),
          ]
        : []
    }),
  )
  return [head, ...lines].join('\n')
}
