import { consolePaths, publicPaths } from '#web/paths.ts'
import type { Ground } from './ground.ts'
import type { Verdict } from './verdict.ts'

/** L-04: each name tried once, each from an address of its own. */
export async function probeSpray(ground: Ground, names: number): Promise<Verdict[]> {
  const { small } = ground
  await ground.forgetTries(small)
  const heard = { count: 0, beforeFirstRefusal: -1 }
  for (let nth = 0; nth < names; nth++) {
    const from = `198.${18 + (nth >> 16)}.${(nth >> 8) & 255}.${nth & 255}`
    const fields = { email: `user${nth}@${small.slug}.example`, password: 'Spring2026!' }
    const { status } = await ground.post(small.slug, publicPaths.signIn(), fields, { from })
    if (status === 422) heard.count++
    else if (status !== 429) throw new Error(`sign-in answered ${status}`)
    else if (heard.beforeFirstRefusal < 0) heard.beforeFirstRefusal = nth
  }
  await ground.forgetTries(small)
  const { count, beforeFirstRefusal } = heard
  return [
    {
      probe: `L-04 one password for ${names} users from as many addresses`,
      measured: `refused after ${beforeFirstRefusal}; ${count} of ${names} were heard`,
      wanted: 'refused after at most 100',
      isHeld: beforeFirstRefusal >= 0 && beforeFirstRefusal <= 100,
    },
  ]
}

const atOnce = 100

/** P-01: pages of two companies, rendered for two people at the same moments. */
export async function probeRenders(ground: Ground, renders: number): Promise<Verdict[]> {
  const { large, small } = ground
  const people = [
    { ...large, canary: `canary-${crypto.randomUUID()}` },
    { ...small, canary: `canary-${crypto.randomUUID()}` },
  ]
  for (const person of people)
    await ground.sql(person, `update members set name = '${person.canary}' where role = 'supervisor'`)
  const seen = { own: 0, foreign: 0, failed: 0 }
  const waiting = Array.from({ length: renders }, (_, nth) => nth)
  const work = async () => {
    for (let nth = waiting.pop(); nth !== undefined; nth = waiting.pop()) {
      const [person, other] = nth % 2 ? [people[0]!, people[1]!] : [people[1]!, people[0]!]
      const { status, body } = await ground.get(person.slug, consolePaths.account(), { cookie: person.cookie })
      if (status !== 200) seen.failed++
      if (body.includes(person.canary)) seen.own++
      if (body.includes(other.canary)) seen.foreign++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return [
    {
      probe: `P-01 ${renders} pages for two people, ${atOnce} at once`,
      measured: `${seen.own} with their own name, ${seen.foreign} with the other’s, ${seen.failed} failed`,
      wanted: 'all with their own, none with the other’s',
      isHeld: seen.own === renders && seen.foreign === 0,
    },
  ]
}
