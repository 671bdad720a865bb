import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { probeRenders, probeSpray } from './crowd.ts'
import { type Ground, openGround } from './ground.ts'
import { probeNoise, probeRows, probeSearch } from './load.ts'
import { probeTiming } from './timing.ts'
import { studyTokens } from './token.ts'
import { probability, tableOf, type Verdict } from './verdict.ts'

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    tokens: { type: 'string', default: '100000' },
    pairs: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '600' },
    users: { type: 'string', default: '5000' },
    renders: { type: 'string', default: '10000' },
  },
})

const probes: Record<string, (ground: () => Promise<Ground>) => Promise<Verdict[]>> = {
  tokens: () => probeTokens(Number(asked.tokens)),
  rows: async (ground) => probeRows(await ground()),
  search: async (ground) => probeSearch(await ground()),
  renders: async (ground) => probeRenders(await ground(), Number(asked.renders)),
  spray: async (ground) => probeSpray(await ground(), Number(asked.users)),
  timing: async (ground) => probeTiming(await ground(), Number(asked.pairs)),
  noise: async (ground) => probeNoise(await ground(), Number(asked.seconds)),
}

/** `npm run probe -- --only tokens,spray --pairs 50 --seconds 60`. A case that is not held makes the command fail. */
export async function probe() {
  const names = asked.only?.split(',') ?? Object.keys(probes)
  const unknown = names.filter((name) => !probes[name])
  if (unknown.length > 0) throw new Error(`There is no probe ${unknown}. Known: ${Object.keys(probes).join(', ')}.`)
  const [load = 0] = loadavg()
  const [cpu] = cpus()
  let opened: Promise<Ground> | undefined
  const ground = () => {
    opened ??= openGround()
    return opened
  }
  const verdicts: Verdict[] = []
  try {
    for (const name of names) {
      const found = await probes[name]!(ground)
      verdicts.push(...found)
      for (const { probe, measured, isHeld } of found)
        console.log(`${isHeld ? 'held' : 'NOT HELD'}: ${probe}: ${measured}`)
    }
  } finally {
    await (await opened)?.close()
  }
  const when = new Date().toISOString().slice(0, 16).replace('T', ' ')
  const machine = `${cpus().length} × ${cpu?.model.trim()}, Node ${process.versions.node}`
  console.log(`\n${when} UTC, ${machine}, a load of ${load.toFixed(1)} by others before\n`)
  console.log(tableOf(verdicts).join('\n'))
  if (verdicts.some(({ isHeld }) => !isHeld)) process.exitCode = 1
}

async function probeTokens(tokens: number): Promise<Verdict[]> {
  const { repeated, shortest, chiSquare, p } = await studyTokens(tokens)
  return [
    {
      probe: `S-01 ${tokens} session tokens`,
      measured: `${repeated} repeated, ${shortest} bit, χ² of bytes ${chiSquare.toFixed(1)} (255 degrees), p = ${probability(p)}`,
      wanted: 'none repeated, 256 bit, p > 0.0001',
      isHeld: repeated === 0 && shortest === 256 && p > 0.0001,
    },
  ]
}
