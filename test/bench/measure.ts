import { ask } from './ask.ts'
import type { BenchCompany } from './company.ts'
import type { DatabaseProgram } from './ground.ts'
import { type HttpRequest, messageOf, type Outcome, type Transaction } from './job.ts'
import { generateLoad } from './load.ts'
import { type Page, type PageName, pagesOf } from './page.ts'
import { processorSecondsOf } from './program.ts'
import { type Recorder, repeatable } from './recorder.ts'
import { type Weight, weightOf } from './weight.ts'
import { type BareAnswer, type Served, startBareWorker } from './workerd.ts'

/** `cost`: milliseconds of processor time that one request takes of each process. */
export type Figure = {
  page: PageName
  connections: number
  ours: Outcome
  cost: { worker: number; databases: number }
  bare?: Outcome
  sql?: Outcome
}

/** What was learnt of a page by asking it once: its bytes, and the SQL behind it. */
export type Studied = {
  page: Page
  weight: Weight
  answers: Record<string, BareAnswer>
  sql: Transaction[]
  trips: number
}

/** Asks every page through the recorder, and its SQL once without the Worker. */
export async function studyPages(
  worker: Served,
  databases: DatabaseProgram,
  recorder: Recorder,
  company: BenchCompany,
): Promise<Studied[]> {
  const studied: Studied[] = []
  for (const page of pagesOf(company, worker.port)) {
    const answers: Record<string, BareAnswer> = {}
    const sql: Transaction[] = []
    for (const request of page.requests) {
      const { answer, asked } = await studyRequest(worker, recorder, page, request)
      const again = page.name === 'submit' ? repeatable(asked, [company.policyVersionId]) : asked
      for (const statements of again) await proveRepeatable(databases.port, statements)
      answers[`${request.method ?? 'GET'} ${request.path}`] = answer
      sql.push({ requests: again.map(messageOf), status: 200 })
    }
    const trips = Math.max(...sql.map(({ requests }) => requests.length))
    studied.push({ page, weight: weightOf(Object.values(answers)[0]!.body), answers, sql, trips })
  }
  return studied
}

/** Asked twice: the first time, an isolate also proves whose database it is. */
async function studyRequest(worker: Served, recorder: Recorder, page: Page, request: HttpRequest) {
  await answerTo(worker.port, request)
  recorder.take()
  const answer = await answerTo(worker.port, request)
  if (answer.status !== page.status)
    throw new Error(`${page.name} answered ${answer.status}: ${answer.body.slice(0, 400)}`)
  return { answer, asked: recorder.take() }
}

/** A statement that fails is answered with 200 too, and is no floor for one that works. */
async function proveRepeatable(port: number, statements: HttpRequest) {
  const { status, body } = await answerTo(port, statements)
  const problem = /"type":"error".{0,300}|"step_errors":\[[^\]]*\{.{0,300}/.exec(body)
  if (status !== 200 || problem) throw new Error(`the same SQL alone answered ${status}: ${problem}`)
}

const answerTo = (port: number, { body, ...request }: HttpRequest) =>
  ask(port, { ...request, ...(body === undefined ? {} : { body: onlyOnce(body) }) })

let sent = 0
function onlyOnce(body: string): string {
  sent += 1
  return body.replaceAll('§1', String(sent).padStart(8, 'S')).replaceAll('§2', String(10_000_000 + sent))
}

export type Plan = {
  tries: number
  connections: readonly number[]
  seconds: number
  warmUpSeconds: number
  isFloorMeasured: boolean
}

export type Measured = { worker: Served; databases: DatabaseProgram }

/** Each page at each number of connections. */
export async function measurePages(
  studied: readonly Studied[],
  { worker, databases }: Measured,
  plan: Plan,
  tell: (figure: Figure) => void,
): Promise<Figure[]> {
  const figures: Figure[] = []
  const spent = () => [processorSecondsOf(worker.pid), processorSecondsOf(databases.pid)] as const
  for (const { page } of studied)
    for (const connections of plan.connections) {
      const tries: Figure[] = []
      for (let nth = 0; nth < plan.tries; nth++) {
        const before = spent()
        const ours = await generateLoad({ ...jobOf(plan, connections, page), port: worker.port })
        const [byWorker, byDatabases] = spent().map((seconds, at) => (seconds - before[at]!) * 1_000) as [
          number,
          number,
        ]
        const cost = { worker: byWorker / ours.total, databases: byDatabases / ours.total }
        tries.push({ page: page.name, connections, ours, cost })
      }
      figures.push(fastest(tries))
      tell(figures.at(-1)!)
    }
  return figures
}

/** On a machine that others use too, the fastest of several runs says most about the program. */
const fastest = (tries: readonly Figure[]) =>
  tries.reduce((best, one) => (one.ours.rate > best.ours.rate ? one : best), tries[0]!)

/** Afterwards, so that what the floors need of memory is not taken for ours. */
export async function measureFloors(
  studied: readonly Studied[],
  figures: Figure[],
  databases: DatabaseProgram,
  plan: Plan,
  tell: (figure: Figure) => void,
) {
  for (const { page, answers, sql } of studied) {
    const worker = await startBareWorker(answers)
    for (const figure of figures.filter((one) => one.page === page.name)) {
      const job = jobOf(plan, figure.connections, page)
      figure.bare = await generateLoad({ ...job, port: worker.port })
      figure.sql = await generateLoad({ ...job, port: databases.port, transactions: sql })
      tell(figure)
    }
    await worker.stop()
  }
}

const jobOf = ({ seconds, warmUpSeconds }: Plan, connections: number, { requests, status }: Page) => ({
  ...{ connections, seconds, warmUpSeconds },
  transactions: requests.map((request) => ({ requests: [messageOf(request)], status })),
})
