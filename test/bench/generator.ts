import { connect } from 'node:net'
import { type Answer, answerReader } from './answer.ts'
import type { Job, Outcome, Transaction } from './job.ts'

/** A process of its own: sends what its job says over so many connections, and counts. Job on stdin, outcome on stdout. */
async function main() {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk
  const job = JSON.parse(text) as Job
  const before = job.warmUpSeconds > 0 ? (await run(job, job.warmUpSeconds)).total : 0
  const outcome = await run(job, job.seconds)
  process.stdout.write(JSON.stringify({ ...outcome, total: outcome.total + before }))
}

async function run(job: Job, seconds: number): Promise<Outcome> {
  const tally = { latencies: [] as number[], failures: {} as Record<string, number>, bytes: 0 }
  const transactions = job.transactions.map(prepared)
  const salt = Math.floor(Math.random() * 36 ** 4)
  let turn = 0
  const started = performance.now()
  const end = started + seconds * 1_000
  const work = async () => {
    const ask = await connection(job.port)
    while (performance.now() < end) {
      const nth = turn++
      const { requests, status } = transactions[nth % transactions.length]!
      const began = performance.now()
      let last: Answer | undefined
      for (const request of requests) last = await ask(request(salt, nth))
      if (last?.status === status) tally.latencies.push(performance.now() - began)
      else tally.failures[`${last?.status}`] = (tally.failures[`${last?.status}`] ?? 0) + 1
      tally.bytes += last?.bytes ?? 0
    }
    ask.close()
  }
  await Promise.all(Array.from({ length: job.connections }, work))
  const elapsed = (performance.now() - started) / 1_000
  return outcomeOf(tally, elapsed)
}

function outcomeOf(
  { latencies, failures, bytes }: { latencies: number[]; failures: Record<string, number>; bytes: number },
  elapsed: number,
): Outcome {
  const sorted = Float64Array.from(latencies).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return {
    total: sorted.length,
    rate: sorted.length / elapsed,
    p50: at(0.5),
    p99: at(0.99),
    failures,
    bytes: bytes / (sorted.length || 1),
  }
}

/** Fixed requests are encoded once; marks become what no other request has. */
function prepared({ requests, status }: Transaction) {
  return {
    status,
    requests: requests.map((text) => {
      if (!/§[123]/.test(text)) {
        const fixed = Buffer.from(text)
        return () => fixed
      }
      return (salt: number, nth: number) => Buffer.from(unique(text, salt, nth))
    }),
  }
}

/** 1: eight letters or digits; 2: eight digits; 3: the rest of an address in 10.0.0.0/8, another network each time. */
function unique(text: string, salt: number, nth: number): string {
  const letters = (salt.toString(36).padStart(4, '0') + nth.toString(36).padStart(4, '0')).toUpperCase().slice(-8)
  const digits = String((salt * 7_919 + nth) % 100_000_000).padStart(8, '0')
  const address = `${nth % 250}.${Math.floor(nth / 250) % 250}.${salt % 250}`
  return text.replaceAll('§1', letters).replaceAll('§2', digits).replaceAll('§3', address)
}

type Ask = ((request: Buffer) => Promise<Answer>) & { close(): void }

/** One connection that is kept; a next request waits for the answer to the one before. */
function connection(port: number): Promise<Ask> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let answered: ((answer: Answer) => void) | undefined
    let failed: (error: Error) => void = reject
    const read = answerReader((answer) => answered?.(answer))
    socket.on('data', read)
    socket.on('error', (error) => failed(error))
    socket.on('close', () => failed(new Error('the connection was closed')))
    const ask = (request: Buffer) =>
      new Promise<Answer>((resolveAnswer, rejectAnswer) => {
        answered = resolveAnswer
        failed = rejectAnswer
        socket.write(request)
      })
    socket.on('connect', () => resolve(Object.assign(ask, { close: () => void socket.destroy() })))
  })
}

await main()
