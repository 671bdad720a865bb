import { consolePaths, publicPaths } from '#web/paths.ts'
import type { Answer, Ground } from './ground.ts'
import { quantile } from './statistic.ts'
import { milliseconds, type Verdict } from './verdict.ts'

/** Busy for one company: 86,400 pages a day. */
const quietPerSecond = 1
const timesMore = 50

/** N-01: one company alone, then beside one that asks fifty times as often. */
export async function probeNoise(ground: Ground, seconds: number): Promise<Verdict[]> {
  const pages = [publicPaths.company(), publicPaths.report(), publicPaths.policy()]
  const from = (slug: string) => (nth: number) => ground.get(slug, pages[nth % pages.length]!)
  const quiet = from(ground.small.slug)
  const noisy = from(ground.large.slug)
  await steadily(10, quietPerSecond * timesMore, noisy)
  await steadily(5, quietPerSecond, quiet)
  const alone = await steadily(seconds, quietPerSecond, quiet)
  const [beside, noise] = await Promise.all([
    steadily(seconds, quietPerSecond, quiet),
    steadily(seconds, quietPerSecond * timesMore, noisy),
  ])
  const [before, after] = [quantile(timesOf(alone), 0.95), quantile(timesOf(beside), 0.95)]
  const failed = [...alone, ...beside].filter(({ status }) => status !== 200).length
  return [
    {
      probe: `N-01 a neighbour sends ${timesMore} times as much for ${seconds} s`,
      measured: `${beside.length} pages beside ${noise.length} of the neighbour’s: p95 ${milliseconds(before)} alone, ${milliseconds(after)} beside; ${failed} errors`,
      wanted: 'p95 < 2 ×, no error',
      isHeld: after < 2 * before && failed === 0,
    },
  ]
}

/** N-02: a search needs no cap of its own, for it reads one page: fifty at once take no longer than one after the other. */
export async function probeSearch(ground: Ground): Promise<Verdict[]> {
  const { large, small } = ground
  const path = `${consolePaths.requests()}?q=${encodeURIComponent('空调')}`
  const search = () => ground.get(large.slug, path, { cookie: large.cookie })
  await search()
  const alone: Answer[] = []
  for (let nth = 0; nth < 10; nth++) alone.push(await search())
  const inTurn = 50 * quantile(timesOf(alone), 0.5)
  const [searches, others] = await Promise.all([
    Promise.all(Array.from({ length: 50 }, search)),
    steadily(1, 20, () => ground.get(small.slug, publicPaths.report())),
  ])
  const slowest = Math.max(...timesOf(searches))
  const failed = [...searches, ...others].filter(({ status }) => status !== 200).length
  return [
    {
      probe: 'N-02 50 searches of 10,000 requests at once',
      measured: `the last after ${milliseconds(slowest)}, ${milliseconds(inTurn)} in turn; others’ slowest page ${milliseconds(Math.max(...timesOf(others)))}; ${failed} errors`,
      wanted: 'no longer than in turn, no error',
      isHeld: slowest < inTurn && failed === 0,
    },
  ]
}

/** N-03: whatever a path asks for, a page has its fifty rows. */
export async function probeRows(ground: Ground): Promise<Verdict[]> {
  const { large } = ground
  const asked = [
    '',
    '?limit=1e9',
    '?limit=1000000',
    '?page=1e9',
    '?rows[]=9&rows[]=9',
    '?after=&limit=999999',
    '?q=空&limit=1e9',
  ]
  const answers = await Promise.all(
    asked.map((query) => ground.get(large.slug, encodeURI(consolePaths.requests() + query), { cookie: large.cookie })),
  )
  const rows = answers.map(({ body }) => new Set(body.match(/\/console\/requests\/[0-9A-Z]{26}/g)).size)
  const bytes = Math.max(...answers.map(({ body }) => body.length))
  const failed = answers.filter(({ status }) => status >= 500).length
  return [
    {
      probe: 'N-03 a page asked for a thousand million rows',
      measured: `${Math.max(...rows)} rows and ${Math.round(bytes / 1024)} KiB at the most; ${failed} errors`,
      wanted: 'at most 200 rows',
      isHeld: Math.max(...rows) <= 200 && Math.max(...rows) > 0 && failed === 0,
    },
  ]
}

/** So many a second whether they are answered or not: a slow answer keeps nobody from asking. */
async function steadily(seconds: number, perSecond: number, send: (nth: number) => Promise<Answer>): Promise<Answer[]> {
  const started = performance.now()
  const answers: Promise<Answer>[] = []
  for (let nth = 0; nth < seconds * perSecond; nth++) {
    const wait = started + (nth * 1_000) / perSecond - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    answers.push(send(nth))
  }
  return Promise.all(answers)
}

const timesOf = (answers: readonly Answer[]) => answers.map(({ ms }) => ms)
