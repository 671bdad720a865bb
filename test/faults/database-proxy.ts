import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'

/** What happens to one call on its way between the Worker and the database server. */
export type Fault =
  | { kind: 'pass' }
  | { kind: 'delay'; milliseconds: number }
  /** The connection breaks before the database has seen the request. */
  | { kind: 'cut before' }
  /** The database has done it, and the answer never arrives. */
  | { kind: 'cut after' }
  /** The database gets the request twice, one after the other; which of its answers comes back. */
  | { kind: 'twice'; answer: 'first' | 'second' }
  /** An answer of something in between; the database has seen nothing. */
  | { kind: 'status'; status: number }

export interface ProxiedCall {
  /** Counted from 1 since the last reset. */
  ordinal: number
  method: string
  path: string
  /** The caller's `x-aftercare-request`. */
  request: string | null
  fault: Fault['kind']
  /** The database's last status, null when it saw nothing. */
  databaseStatus: number | null
  /** The status that the caller got, null when the connection was cut. */
  status: number | null
}

/** Faults by ordinal: `{ "2": { "kind": "cut after" } }` breaks the second call, `"2+"` the second and all after it. */
export type FaultPlan = Record<string, Fault>

/** Callers that name a lane have a plan and a count of their own, so that they may go at the same time. */
export const laneHeader = 'x-aftercare-lane'

export interface DatabaseProxy {
  url: string
  /** Takes the place of the plan before, and starts counting again. */
  plan: (faults: FaultPlan, lane?: string) => void
  calls: (lane?: string) => ProxiedCall[]
  close: () => Promise<void>
}

export interface DatabaseProxyOptions {
  /** The database server, such as `http://127.0.0.1:8080`. */
  target: string
  /** 0, the default, takes any free port. */
  port?: number
}

interface Passed {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

const CONTROL = '/__proxy'

/**
 * Stands between the Worker and the database server and breaks the calls it is told to. Controlled by its methods, or
 * over HTTP from wherever a test runs: `PUT /__proxy/plan` takes a FaultPlan, `GET /__proxy/calls` gives the calls,
 * `GET /__proxy/settled` once nothing is on its way any more; each with `?lane=`.
 * The caller's Host goes through, so databases found by way of the proxy are reached by way of it, too.
 */
export async function startDatabaseProxy({ target, port = 0 }: DatabaseProxyOptions): Promise<DatabaseProxy> {
  const road = new Road(new URL(target))
  const server = createServer((incoming, outgoing) => {
    road.take(incoming, outgoing).catch(() => void outgoing.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    road.close()
  }
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`
  return {
    url,
    plan: (faults, lane = '') => road.plan(faults, lane),
    calls: (lane = '') => road.lane(lane).calls,
    close,
  }
}

interface Lane {
  calls: ProxiedCall[]
  faults: FaultPlan
  /** What is on its way to the database or back. */
  under: Set<Promise<void>>
}

class Road {
  readonly #lanes = new Map<string, Lane>()
  readonly #target: URL
  readonly #agent = new Agent({ keepAlive: true })

  constructor(target: URL) {
    this.#target = target
  }

  plan(faults: FaultPlan, name: string) {
    const lane = this.lane(name)
    lane.faults = faults
    lane.calls = []
  }

  lane(name: string): Lane {
    const lane = this.#lanes.get(name) ?? { calls: [], faults: {}, under: new Set() }
    this.#lanes.set(name, lane)
    return lane
  }

  close() {
    this.#agent.destroy()
  }

  async take(incoming: IncomingMessage, outgoing: ServerResponse) {
    const body = await bytesOf(incoming)
    const path = incoming.url ?? '/'
    if (path.startsWith(CONTROL))
      return this.#control(incoming.method ?? 'GET', path.slice(CONTROL.length), body, outgoing)
    const lane = this.lane(String(incoming.headers[laneHeader] ?? ''))
    const ordinal = lane.calls.length + 1
    const fault = faultAt(lane.faults, ordinal)
    const label = incoming.headers['x-aftercare-request']
    const call: ProxiedCall = {
      ordinal,
      method: incoming.method ?? 'GET',
      path: path.split('?')[0] ?? path,
      request: typeof label === 'string' ? label : null,
      fault: fault.kind,
      databaseStatus: null,
      status: null,
    }
    lane.calls.push(call)
    const way = this.#suffer(fault, call, () => this.#pass(incoming, body, call), outgoing)
    lane.under.add(way)
    await way.finally(() => lane.under.delete(way))
  }

  async #suffer(fault: Fault, call: ProxiedCall, pass: () => Promise<Passed>, outgoing: ServerResponse) {
    const answer = (passed: Passed) => {
      call.status = passed.status
      send(outgoing, passed)
    }
    switch (fault.kind) {
      case 'pass':
        return answer(await pass())
      case 'delay':
        await new Promise((resolve) => setTimeout(resolve, fault.milliseconds))
        return answer(await pass())
      case 'cut before':
        return void outgoing.destroy()
      case 'cut after':
        await pass()
        return void outgoing.destroy()
      case 'twice': {
        const answers = { first: await pass(), second: await pass() }
        return answer(answers[fault.answer])
      }
      case 'status':
        return answer(jsonAnswer(fault.status, { error: 'the proxy was told to fail' }))
    }
  }

  #pass(incoming: IncomingMessage, body: Buffer, call: ProxiedCall): Promise<Passed> {
    const { connection, 'transfer-encoding': encoding, expect, ...headers } = incoming.headers
    return new Promise((resolve, reject) => {
      const onward = request(
        {
          host: this.#target.hostname,
          port: this.#target.port,
          method: incoming.method,
          path: incoming.url,
          headers: { ...headers, 'content-length': body.length },
          agent: this.#agent,
        },
        (answer) => {
          const status = answer.statusCode ?? 500
          call.databaseStatus = status
          bytesOf(answer).then((bytes) => resolve({ status, headers: answer.headers, body: bytes }), reject)
        },
      )
      onward.once('error', reject)
      onward.end(body)
    })
  }

  async #control(method: string, what: string, body: Buffer, outgoing: ServerResponse) {
    const { pathname, searchParams } = new URL(what, 'http://proxy')
    const name = searchParams.get('lane') ?? ''
    if (method === 'PUT' && pathname === '/plan') this.plan(JSON.parse(body.toString('utf8')), name)
    else if (method !== 'GET' || (pathname !== '/calls' && pathname !== '/settled'))
      return send(outgoing, jsonAnswer(404, { error: 'not found' }))
    const lane = this.lane(name)
    while (pathname === '/settled' && lane.under.size > 0) await Promise.allSettled(lane.under)
    send(outgoing, jsonAnswer(200, method === 'PUT' ? {} : lane.calls))
  }
}

function faultAt(faults: FaultPlan, ordinal: number): Fault {
  const since = Object.keys(faults).find((key) => key.endsWith('+') && Number.parseInt(key, 10) <= ordinal)
  return faults[ordinal] ?? (since ? faults[since] : undefined) ?? { kind: 'pass' }
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function send(outgoing: ServerResponse, { status, headers, body }: Passed) {
  const { connection, 'keep-alive': keepAlive, 'transfer-encoding': encoding, ...kept } = headers
  outgoing.writeHead(status, { ...kept, 'content-length': String(body.length) })
  outgoing.end(body)
}

function jsonAnswer(status: number, value: unknown): Passed {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) }
}
