import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import type { Figure, Studied } from './measure.ts'
import type { PageName } from './page.ts'
import type { MemoryUse } from './program.ts'
import type { Weight } from './weight.ts'

export type Memory = { what: string; worker: MemoryUse; databases: MemoryUse }
export type Size = { requests: number; loadSeconds: number; figures: Figure[]; studied: Studied[]; memory: Memory[] }

/** What issue 2 asks of 16 connections with 10,000 requests, per second: ten times the best of its peers. */
const goals: Record<PageName, number> = { form: 1_710, submit: 310, list: 320, one: 480, search: 340 }

const titles: Record<PageName, string> = {
  form: 'public form',
  submit: 'report sent',
  list: 'list of requests',
  one: 'one request',
  search: 'search (two characters)',
}

const whole = (value: number) => Math.round(value).toLocaleString('en')
const short = (ms: number) => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0))
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0)

export function lineOf({ page, connections, ours, cost, bare, sql }: Figure): string {
  const failed = Object.entries(ours.failures).map(([status, count]) => `${count} × ${status}`)
  const cells = [
    ...[titles[page], String(connections), whole(ours.rate), short(ours.p50), short(ours.p99)],
    ...[cost.worker.toFixed(2), cost.databases.toFixed(2)],
    ...(bare && sql ? [whole(bare.rate), short(bare.p50), whole(sql.rate), short(sql.p50)] : ['', '', '', '']),
    ...[connections === 16 ? whole(goals[page]) : '', failed.join(', ')],
  ]
  return `| ${cells.join(' | ')} |`
}

const figureHead = [
  '| page | connections | per second | p50 ms | p99 ms | CPU ms Worker | database | bare Worker /s | p50 | its SQL alone /s | p50 | goal /s | failed |',
  '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|',
]

export function sectionOf({ requests, loadSeconds, figures, memory }: Size): string[] {
  return [
    `## ${whole(requests)} service requests`,
    '',
    ...figureHead,
    ...figures.map(lineOf),
    '',
    '| memory, MB | workerd RSS | PSS | its own | databases RSS | PSS | its own | together RSS | PSS | their own |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...memory.map(memoryLine),
    '',
    `Loaded in ${loadSeconds.toFixed(0)} s.`,
    '',
  ]
}

function memoryLine({ what, worker, databases }: Memory): string {
  const together = {
    rss: worker.rss + databases.rss,
    pss: worker.pss + databases.pss,
    own: worker.own + databases.own,
  }
  const figures = [worker, databases, together].flatMap(({ rss, pss, own }) => [rss, pss, own])
  return `| ${[what, ...figures.map(megabytes)].join(' | ')} |`
}

export function weightLines(studied: readonly Studied[]): string[] {
  const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1)
  const cells = ({ raw, gzip, resources, all, allGzip }: Weight) =>
    [kilobytes(raw), kilobytes(gzip), String(resources), kilobytes(all), kilobytes(allGzip)].join(' | ')
  return [
    '## Bytes of a page, and its round trips',
    '',
    '| page | KiB | gzip | further files | KiB in all | gzip | database round trips |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...studied.map(({ page, weight, trips }) => `| ${titles[page.name]} | ${cells(weight)} | ${trips} |`),
    '',
  ]
}

/** Which machine, when, and what exactly was measured. */
export function circumstances(bundleBytes: number, load: number, tries: number): string[] {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const changed = git(
    'status',
    '--porcelain',
    '--untracked-files=no',
    '--',
    'rules',
    'schema',
    'tenants',
    'web',
    'worker',
  )
  const commit = `${git('rev-parse', '--short', 'HEAD')}${changed ? ' and changes that are not committed' : ''}`
  const [cpu] = cpus()
  return [
    `- ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, commit ${commit}`,
    `- ${cpus().length} × ${cpu?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}`,
    `- others on this machine: a load of ${load.toFixed(1)} before the first run; each figure is the fastest of ${tries}`,
    `- the Worker minified: ${whole(bundleBytes / 1024)} KiB`,
  ]
}
