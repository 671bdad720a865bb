import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { OpenDatabase } from './database.ts'
import { errorBodyOf, type HranaPipeline, RequestError } from './hrana.ts'
import { bearerOf, readJson, sendJson } from './http.ts'
import { answerPlatform, type Platform } from './platform-api.ts'
import type { Registry } from './registry.ts'
import { StatementLog } from './statistics.ts'
import { type Caller, Stream } from './stream.ts'
import { TokenCheck } from './token.ts'

export interface HouseRules {
  platformToken: string
  organization: string
  statistics: boolean
  registry: Registry
  secret: Buffer
}

/** One request, however it came here. */
export interface Call {
  method: string
  /** Path and query. */
  url: string
  host: string
  bearer: string | undefined
  /** Under which its work is counted. */
  label: string | undefined
  body: () => Promise<unknown>
  onHangUp: (then: () => void) => void
}

/** Every database that is open, and who may reach it: takes each HTTP request to the one who answers it. */
export class DatabaseHouse {
  readonly #rules: HouseRules
  readonly #platform: Platform
  readonly #tokens: TokenCheck
  readonly #open = new Map<string, OpenDatabase>()
  readonly #logs = new Map<string, StatementLog>()
  readonly #parked = new Map<string, Stream>()

  constructor(rules: HouseRules) {
    this.#rules = rules
    this.#tokens = new TokenCheck(rules.secret)
    this.#platform = {
      ...rules,
      closeDatabase: (name) => {
        this.#open.get(name)?.close()
        this.#open.delete(name)
        this.#logs.delete(name)
      },
      reopenDatabase: (name) => this.#open.get(name)?.forgetIdleConnections(),
    }
  }

  async answer(request: IncomingMessage, response: ServerResponse) {
    const label = request.headers['x-aftercare-request']
    const { method = 'GET', url = '/', headers } = request
    const call = {
      ...{ method, url, host: headers.host ?? '', bearer: bearerOf(headers.authorization) },
      label: typeof label === 'string' ? label : undefined,
      body: () => readJson(request),
      // Whoever hangs up never learns the baton, so an open transaction need not wait for its time limit.
      onHangUp: (then: () => void) => void response.once('close', () => response.writableFinished || then()),
    }
    sendJson(response, 200, await this.reply(call))
  }

  /** What is answered with 200; everything else is thrown, most of it as `RequestError`. */
  async reply(call: Call): Promise<object | undefined> {
    const { method, host, bearer } = call
    const { pathname, searchParams: query } = new URL(call.url, 'http://local')
    const [first = '', ...path] = pathname.split('/').filter(Boolean).map(decoded)
    if (first === 'health') return { ok: true }
    if (first === 'v1' || first === 'admin') {
      if (!sameSecret(bearer ?? '', this.#rules.platformToken)) throw new RequestError(401, 'Unauthorized')
      if (first === 'admin') return this.#admin(method, path[0], query)
      return answerPlatform(this.#platform, { method, path, query, body: await call.body(), host })
    }
    const [version, endpoint] = path
    if (version !== 'v2' && version !== 'v3') throw new RequestError(404, 'not found')
    const caller = this.#callerOf(first, call)
    if (endpoint === undefined) return { version }
    if (endpoint !== 'pipeline' || method !== 'POST') throw new RequestError(404, 'not found')
    const database = this.#database(first)
    return this.#pipeline(database, caller, pipelineOf(await call.body()), call.onHangUp)
  }

  close() {
    for (const database of this.#open.values()) database.close()
    this.#open.clear()
    this.#platform.registry.close()
  }

  #callerOf(name: string, { bearer: token, label }: Call): Caller {
    if (token === undefined) throw unauthorized('Expected authorization header but none given')
    const record = this.#platform.registry.databases.get(name)
    const checked = this.#tokens.check(record, token, new Date())
    if ('refused' in checked) throw unauthorized(checked.refused)
    return { readOnly: checked.access === 'read-only', request: label }
  }

  #database(name: string): OpenDatabase {
    const open = this.#open.get(name)
    if (open) return open
    const record = this.#platform.registry.databases.get(name)
    if (!record) throw new RequestError(404, `Namespace \`${name}\` doesn't exist`)
    const database = new OpenDatabase(this.#platform.registry.fileOf(name), record, this.#logOf(name))
    this.#open.set(name, database)
    return database
  }

  async #pipeline(database: OpenDatabase, caller: Caller, pipeline: HranaPipeline, onHangUp: Call['onHangUp']) {
    database.log?.noteRoundTrip(caller.request)
    const stream = this.#streamOf(database, caller, pipeline.baton)
    onHangUp(() => stream.close())
    const results: object[] = []
    try {
      for (const request of pipeline.requests) results.push(await resultOf(stream, request))
    } catch (error) {
      stream.close()
      throw error
    }
    return { baton: stream.park(this.#parked), base_url: null, results }
  }

  #streamOf(database: OpenDatabase, caller: Caller, baton: string | null | undefined): Stream {
    if (!baton) return new Stream(database, caller)
    const stream = this.#parked.get(baton)
    if (stream?.database !== database) {
      throw new RequestError(400, 'The stream has expired due to inactivity', 'STREAM_EXPIRED')
    }
    this.#parked.delete(baton)
    stream.resume(caller)
    return stream
  }

  #logOf(name: string): StatementLog | undefined {
    if (!this.#rules.statistics) return undefined
    const log = this.#logs.get(name) ?? new StatementLog()
    this.#logs.set(name, log)
    return log
  }

  #admin(method: string, what: string | undefined, query: URLSearchParams): object {
    const log = this.#logOf(query.get('db') ?? '')
    if (!log) throw new RequestError(409, 'The server was started without statistics')
    if (what === 'statements') return { statements: log.statements(query.get('request')) }
    if (what === 'round-trips') return log.roundTrips()
    if (what !== 'statistics' || method !== 'DELETE') throw new RequestError(404, 'not found')
    log.clear()
    return {}
  }
}

async function resultOf(stream: Stream, request: HranaPipeline['requests'][number]): Promise<object> {
  try {
    return { type: 'ok', response: { type: request.type, ...(await stream.answer(request)) } }
  } catch (error) {
    if (error instanceof RequestError) throw error
    return { type: 'error', error: errorBodyOf(error) }
  }
}

function pipelineOf(body: unknown): HranaPipeline {
  const usable = typeof body === 'object' && body !== null && 'requests' in body && Array.isArray(body.requests)
  if (!usable) throw new RequestError(400, 'The body of the request is not a Hrana pipeline')
  return body as HranaPipeline
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new RequestError(400, 'The path of the request is not valid')
  }
}

const unauthorized = (reason: string) => new RequestError(401, `Unauthorized: \`${reason}\``)

/** Compares digests, so that neither the length nor the first difference shows in the time taken. */
function sameSecret(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash('sha256').update(text).digest())
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}
