import { basePaths, publicPaths } from '#web/paths.ts'
import type { Answer, Ground } from './ground.ts'
import { mannWhitney, quantile } from './statistic.ts'
import { milliseconds, probability, type Verdict } from './verdict.ts'

/** A form that must not tell whether somebody is known. */
type Form = { name: string; status: number; send(ground: Ground, email: string, from: string): Promise<Answer> }

const forms: Form[] = [
  {
    ...{ name: 'sign-in', status: 422 },
    send: (ground, email, from) =>
      ground.post(ground.small.slug, publicPaths.signIn(), { email, password: 'not the password' }, { from }),
  },
  {
    ...{ name: 'password reset', status: 202 },
    send: (ground, email, from) => ground.post(ground.small.slug, publicPaths.passwordReset(), { email }, { from }),
  },
  {
    ...{ name: 'find my company', status: 202 },
    send: (ground, email, from) => ground.post('', basePaths.find(), { email }, { from }),
  },
]

/** Known, unknown and disabled in turn, so that whatever else the machine does falls on all alike. */
export async function probeTiming(ground: Ground, pairs: number): Promise<Verdict[]> {
  const { small } = ground
  const known = `owner@${small.slug}.example`
  const disabled = `sales@${small.slug}.example`
  await ground.sql(small, `update members set disabled_at = 1 where email = '${disabled}'`)
  const verdicts: Verdict[] = []
  for (const form of forms) {
    const times: Record<Kind, number[]> = { known: [], unknown: [], disabled: [] }
    for (let pair = -warmUp; pair < pairs; pair++) {
      for (const kind of shuffled(form.name === 'find my company' ? kinds.slice(0, 2) : kinds)) {
        await Promise.all([ground.forgetTries(small), ground.forgetTries()])
        // As long as the known one; at find-my-company an address is written to once in six hours.
        const stranger = `o${String(pair + 100).padStart(4, '0')}@${small.slug}.example`
        const email = { known, disabled, unknown: stranger }[kind]
        const { status, ms } = await form.send(ground, email, `198.18.${(pair + 100) >> 8}.${(pair + 100) & 255}`)
        if (status !== form.status) throw new Error(`${form.name}, ${kind}: ${status}`)
        if (pair >= 0) times[kind].push(ms)
      }
    }
    verdicts.push(...compared(form.name, times))
  }
  return verdicts
}

const kinds = ['known', 'unknown', 'disabled'] as const
type Kind = (typeof kinds)[number]
const warmUp = 5

function compared(name: string, times: Record<Kind, number[]>): Verdict[] {
  return (['known', 'disabled'] as const)
    .filter((kind) => times[kind].length > 0)
    .map((kind) => {
      const [one, other] = [quantile(times[kind], 0.5), quantile(times.unknown, 0.5)]
      const p = mannWhitney(times[kind], times.unknown)
      const difference = `${one > other ? '+' : '−'}${milliseconds(Math.abs(one - other))}`
      return {
        probe: `L-02 ${name}: ${kind} against unknown`,
        measured: `${times[kind].length} each; medians ${milliseconds(one)} and ${milliseconds(other)} (${difference}), p = ${probability(p)}`,
        wanted: 'p > 0.01',
        isHeld: p > 0.01,
      }
    })
}

function shuffled<T>(all: readonly T[]): T[] {
  const left = [...all]
  return all.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]!)
}
