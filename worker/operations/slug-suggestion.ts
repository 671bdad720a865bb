import { allow, type Decision, refuse } from '#rules/decision.ts'
import { decideSlug, type SlugRefusal } from '#rules/slug.ts'
import { type Romanise, slugAlternatives, slugCandidates } from '#rules/slug-candidate.ts'
import { findTakenSlugs } from '#tenants/slug.ts'
import type { Platform } from '../platform/platform.ts'

const most = 3

/** Free address names for a company, the best one first; none when its name says nothing that can be spelled. */
export async function suggestSlugs(platform: Platform, companyName: string): Promise<string[]> {
  const candidates = slugCandidates(companyName, await romaniser(companyName))
  return free(platform, candidates, candidates[0])
}

export type SlugCheck = { decision: Decision<string, SlugRefusal>; suggestions: string[] }

/** Whether a name can be had, and what to take instead. */
export async function checkSlug(platform: Platform, slug: string, companyName: string): Promise<SlugCheck> {
  const decided = decideSlug(slug)
  const taken = decided.allowed ? (await findTakenSlugs(platform.controlPlane(), [slug])).get(slug) : undefined
  if (decided.allowed && !taken) return { decision: allow(slug), suggestions: [] }
  const others = slugCandidates(companyName, await romaniser(companyName))
  const offered = decided.allowed ? slugAlternatives(slug, others) : others
  return { decision: taken ? refuse(taken) : decided, suggestions: await free(platform, offered, slug) }
}

async function free(platform: Platform, slugs: readonly string[], stem: string | undefined): Promise<string[]> {
  const all = [...new Set([...slugs, ...(stem ? slugAlternatives(stem, []) : [])])]
  if (all.length === 0) return []
  const taken = await findTakenSlugs(platform.controlPlane(), all)
  return all.filter((slug) => !taken.has(slug)).slice(0, most)
}

/** The dictionary is half a megabyte: an isolate reads it when the first Chinese name comes. */
async function romaniser(name: string): Promise<Romanise> {
  if (!/\p{Script=Han}/u.test(name)) return () => []
  const { pinyin } = await import('pinyin-pro')
  return (chinese) => pinyin(chinese, { toneType: 'none', type: 'array', v: true })
}

const mostAMinute = 90
const mostRemembered = 10_000
const asked = new Map<string, { count: number; until: number }>()

/** Questions while typing are counted in this isolate only: a database write each would cost more than the answer. */
export function mayAskForSlug(network: string, now: Date): boolean {
  const at = now.getTime()
  const seen = asked.get(network)
  const counted = seen && seen.until > at ? { ...seen, count: seen.count + 1 } : { count: 1, until: at + 60_000 }
  asked.delete(network)
  if (asked.size >= mostRemembered) asked.delete(asked.keys().next().value ?? '')
  asked.set(network, counted)
  return counted.count <= mostAMinute
}
