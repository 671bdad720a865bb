import { inject } from 'vitest'
import type { Fault, FaultPlan } from './database-proxy.ts'
import { delayMs } from './fault-line.ts'
import { type Ending, newStage, type Outcome, type Stage, sendOnce } from './stage.ts'
import { addedTo, differences, type Stored } from './stored.ts'

export type Form = {
  path: string
  fields?: Record<string, string> | FormData
  cookie?: string
  host?: string
  /** Sent by a program and not from a page: as it is, with these headers. */
  raw?: { body: string; headers?: Record<string, string> }
}

/** A form that writes: how it comes to be filled in, and what it leaves behind when nothing breaks. */
export type Flow = {
  /** `POST /console/requests/:id/reply`, as the app names it; more than one flow may take the same route. */
  route: string
  /** What makes it different from the others of its route. */
  title?: string
  /** Where it happens, if not at a company of its own. */
  open?(): Promise<Stage>
  /** Brings the company to where the form makes sense. What it answers is sent, and sent again, as it is. */
  fill(stage: Stage): Promise<Form>
  /** What goes on by itself afterwards. */
  settle?(stage: Stage): Promise<unknown>
  /** Rows more, or fewer, in each table. */
  adds: Record<string, number>
  /** The answer to a form that was taken. */
  done?: number
  /** Sent again although it was taken: 'same' has a key of its own; otherwise what a person is told, and why that is right. */
  again?: 'same' | { status: number; because: string }
  /** Another end that is as right, in rows. */
  orElse?: { adds: Record<string, number>; because: string }
  /** Hashes a password: the most telling faults only, unless asked for all. */
  isCostly?: boolean
}

const cut: Fault[] = [{ kind: 'cut before' }, { kind: 'cut after' }]
const late: Fault = { kind: 'delay', milliseconds: delayMs }
const twice: Fault = { kind: 'twice', answer: 'second' }
const away: Fault = { kind: 'status', status: 503 }
const others = [twice, away]

export type Case = { name: string; plan: FaultPlan }

/**
 * Each call in turn with each fault, for this call alone and from this call on. The main job has them all; other forms
 * have the most telling ones, and all of them with `npm run faults`.
 */
export function casesOf(flow: Pick<Flow, 'isCostly' | 'route'>, calls: number): Case[] {
  const isWhole = isThorough() || (mainJob.test(flow.route) && !flow.isCostly)
  const single = isWhole ? [...cut, late, ...others] : cut
  const lasting = isWhole ? [...cut.slice(1), late] : cut.slice(1)
  const cases = [...Array(calls).keys()].flatMap((index) => [
    ...single.map((fault) => caseOf([`${index + 1}`, fault])),
    ...lasting.map((fault) => caseOf([`${index + 1}+`, fault])),
    ...(isWhole ? [caseOf([`${index + 1}`, twice], [`${index + 2}+`, away])] : []),
  ])
  return isThorough() ? [...cases, ...pairsOf(flow, calls)] : cases
}

/** Signing up, reporting, following, and working on a request. */
const mainJob = /^POST \/(sign-up|report|t\/|console\/requests)/

const isThorough = () => inject('databaseProxy').pairs

/** Two broken calls, of which the second may be one of the form's second sending. */
function pairsOf({ isCostly }: Pick<Flow, 'isCostly'>, calls: number): Case[] {
  const faults = isCostly ? cut.slice(1) : [...cut, ...others]
  const upTo = 2 * calls + 1
  const cases: Case[] = []
  for (let first = 1; first <= calls; first++)
    for (let second = first + 1; second <= upTo; second++)
      for (const one of faults) for (const other of faults) cases.push(caseOf([`${first}`, one], [`${second}`, other]))
  return cases
}

const caseOf = (...faults: [string, Fault][]): Case => ({
  name: faults.map(([ordinal, { kind }]) => `call ${ordinal} ${kind}`).join(', '),
  plan: Object.fromEntries(faults),
})

export type Verdict = { first: Ending; calls: number; cases: number; adds: Record<string, number>; failures: string[] }

/** Sends the form once undisturbed, then once for every case, and tells what went otherwise than it should. */
export async function breakEveryCall(flow: Flow, atOnce = flow.isCostly ? 2 : 6): Promise<Verdict> {
  const whole = await play(flow, {})
  const cases = casesOf(flow, whole.calls)
  const failures: string[] = []
  const waiting = [...cases]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { name, plan } = next
      const seen = await play(flow, plan, { before: whole.before, goesOn: name.includes(',') })
      failures.push(...wrongIn(flow, whole, seen).map((wrong) => `${name}: ${wrong}`))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return {
    first: whole.first,
    calls: whole.calls,
    cases: cases.length,
    adds: addedTo(whole.before, whole.afterFirst),
    failures,
  }
}

type Known = { before?: Stored /** The plan holds for the second sending, too. */; goesOn?: boolean }

async function play(flow: Flow, plan: FaultPlan, { before: known, goesOn = false }: Known = {}): Promise<Outcome> {
  const stage = await (flow.open ?? newStage)()
  const form = await flow.fill(stage)
  const before = known ?? (await stage.stored())
  await stage.line.plan(stage.lane, plan)
  const first = await sendOnce(stage, form)
  const calls = (await stage.line.calls(stage.lane)).length
  if (!Object.keys(plan).length) await flow.settle?.(stage)
  const afterFirst = first.reason === 'unavailable' || !Object.keys(plan).length ? await stage.settledRows() : before
  if (!goesOn) await stage.line.plan(stage.lane, {})
  const repeats: Ending[] = []
  const wanted = flow.again || first.reason ? 1 : 0
  for (let left = 4; left > 0 && repeats.filter(isHeard).length < wanted; left--) {
    if ((repeats.at(-1) ?? first).reason === 'too_many') await stage.wait()
    if (goesOn && left === 2) await stage.line.plan(stage.lane, {})
    repeats.push(await sendOnce(stage, form))
  }
  await flow.settle?.(stage)
  const done = [first, ...repeats].filter(({ status }) => status === (flow.done ?? 303))
  const ledTo = [...new Set(done.map(({ location }) => location))].map(stage.plain)
  return { before, first, calls, afterFirst, repeats, after: await stage.settledRows(), logs: stage.logs(), ledTo }
}

const isHeard = ({ reason }: Ending) => !reason

function wrongIn(
  flow: Flow,
  whole: Outcome,
  { before, first, afterFirst, repeats, after, logs, ledTo }: Outcome,
): string[] {
  const { done = 303, again } = flow
  const wrong: string[] = []
  const may = new Set([done, ...(typeof again === 'object' ? [again.status] : [])])
  if (!first.reason && first.status !== done) wrong.push(`answered ${first.status}`)
  for (const ending of repeats)
    if (isHeard(ending) && !may.has(ending.status)) wrong.push(`sent again: ${ending.status}`)
  if (repeats.length > 0 && !isHeard(repeats.at(-1)!)) wrong.push('sent again four times, and never sure')
  if (first.reason === 'unavailable')
    wrong.push(...differences(before, afterFirst).map((line) => `said that nothing was stored, but ${line}`))
  if (ledTo.length > 0 && ledTo.join() !== whole.ledTo.join()) wrong.push(`led to ${ledTo}`)
  if (!isAsElse(flow, addedTo(before, after))) wrong.push(...differences(whole.after, after))
  return [...wrong, ...logs.filter((event) => event === 'request.broken')]
}

const isAsElse = ({ orElse }: Flow, { attempts: _, ...added }: Record<string, number>) =>
  orElse !== undefined && JSON.stringify(sorted(orElse.adds)) === JSON.stringify(sorted(added))

const sorted = (counts: Record<string, number>) => Object.entries(counts).sort(([a], [b]) => a.localeCompare(b))
