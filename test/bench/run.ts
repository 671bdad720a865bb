import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '#worker/local/folder.ts'
import { type BenchCompany, makeCompany } from './company.ts'
import { type DatabaseProgram, newSecrets, type Secrets, settingsFor, startDatabases } from './ground.ts'
import { messageOf } from './job.ts'
import { generateLoad } from './load.ts'
import { measureFloors, measurePages, type Plan, studyPages } from './measure.ts'
import { type PageName, pageNames } from './page.ts'
import { memoryOf } from './program.ts'
import { startRecorder } from './recorder.ts'
import { circumstances, lineOf, type Memory, type Size, sectionOf, weightLines } from './table.ts'
import { bundleWorker, type Served, startWorker } from './workerd.ts'

const { values: asked } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000,100000' },
    connections: { type: 'string', default: '1,16,32' },
    seconds: { type: 'string', default: '3' },
    /** Each figure is the fastest of so many runs: for a machine that others use too. */
    tries: { type: 'string', default: '1' },
    only: { type: 'string', default: pageNames.join(',') },
    'no-floor': { type: 'boolean', default: false },
    /** A folder that is kept, and used again by the next run; sessions last some hours. */
    keep: { type: 'string' },
    /** Writes docs/benchmarks.md. */
    write: { type: 'boolean', default: false },
  },
})
const numbers = (text: string) => text.split(',').map(Number)
const only = asked.only.split(',') as PageName[]
const plan: Plan = {
  tries: Number(asked.tries),
  connections: numbers(asked.connections),
  seconds: Number(asked.seconds),
  warmUpSeconds: Math.min(1, Number(asked.seconds)),
  isFloorMeasured: !asked['no-floor'],
}

/** `npm run bench -- --requests 10000 --only list,search --connections 16 --seconds 5 --no-floor --write` */
export async function bench() {
  const [load = 0] = loadavg()
  const bundle = bundleWorker()
  const sizes: Size[] = []
  for (const requests of numbers(asked.requests)) sizes.push(await measureSize(requests))
  const text = [
    ...circumstances(bundle.bytes, load, plan.tries),
    '',
    ...sizes.flatMap(sectionOf),
    ...weightLines(sizes[0]?.studied ?? []),
  ].join('\n')
  console.log(`\n${text}`)
  if (asked.write) writeInto(join(projectRoot, 'docs/benchmarks.md'), text)
}

async function measureSize(requests: number): Promise<Size> {
  const kept = asked.keep && join(asked.keep, String(requests))
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'aftercare-bench-'))
  try {
    const { secrets, company } = await companyIn(folder, requests)
    const databases = await startDatabases(folder, secrets)
    const studied = await study(databases, secrets, company)
    await databases.stop()
    return { requests, loadSeconds: company.loadSeconds, studied, ...(await measure(folder, secrets, studied)) }
  } finally {
    if (!kept) rmSync(folder, { recursive: true, force: true })
  }
}

type Kept = { secrets: Secrets; company: BenchCompany }

/** Loaded by a server of its own: what that needs of memory is not measured. */
async function companyIn(folder: string, requests: number): Promise<Kept> {
  const file = join(folder, 'company.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Kept
  const secrets = newSecrets()
  const databases = await startDatabases(folder, secrets)
  const company = await makeCompany(await settingsFor(databases, secrets), requests)
  await databases.stop()
  console.log(`${requests} requests loaded in ${company.loadSeconds.toFixed(1)} s`)
  writeFileSync(file, JSON.stringify({ secrets, company }), { mode: 0o600 })
  return { secrets, company }
}

async function study(databases: DatabaseProgram, secrets: Secrets, company: BenchCompany) {
  const recorder = await startRecorder(databases.port)
  const worker = await startWorker(await settingsFor(databases, secrets, recorder.url))
  const studied = await studyPages(worker, databases, recorder, company)
  await worker.stop()
  await recorder.close()
  return studied
}

/** In processes that have done nothing else before. */
async function measure(folder: string, secrets: Secrets, studied: Awaited<ReturnType<typeof study>>) {
  const databases = await startDatabases(folder, secrets)
  const worker = await startWorker(await settingsFor(databases, secrets))
  await generateLoad({
    port: worker.port,
    connections: 1,
    seconds: 0.2,
    warmUpSeconds: 0,
    transactions: firstVisits(studied),
  })
  await pause(5_000)
  const memory: Memory[] = [remembered('idle', worker, databases)]
  const wanted = studied.filter(({ page }) => only.includes(page.name))
  const figures = await measurePages(wanted, { worker, databases }, plan, (figure) => console.log(lineOf(figure)))
  memory.push(remembered('right after load', worker, databases))
  await pause(10_000)
  memory.push(remembered('10 s later', worker, databases))
  if (plan.isFloorMeasured)
    await measureFloors(wanted, figures, databases, plan, (figure) => console.log(lineOf(figure)))
  await worker.stop()
  await databases.stop()
  return { figures, memory }
}

const firstVisits = (studied: Awaited<ReturnType<typeof study>>) =>
  studied
    .filter(({ page }) => page.name !== 'submit')
    .map(({ page }) => ({ requests: [messageOf(page.requests[0]!)], status: page.status }))

const remembered = (what: string, worker: Served, databases: DatabaseProgram): Memory => ({
  what,
  worker: memoryOf(worker.pid),
  databases: memoryOf(databases.pid),
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const mark = '<!-- written by `npm run bench -- --write` from here on -->'

function writeInto(file: string, text: string) {
  const [head] = readFileSync(file, 'utf8').split(mark)
  writeFileSync(file, `${head}${mark}\n\n${text}`)
}
