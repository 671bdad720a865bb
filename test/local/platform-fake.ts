import { OpenApi } from './openapi.ts'

/** One answer that departs from the normal course, used up by the next call. */
export type PlatformFault =
  | { fault: 'status'; status: number; error: string; retryAfterSeconds?: number }
  /** Never answers; the caller's own time limit has to end it. */
  | { fault: 'silence' }
  | { fault: 'no connection' }
  /** What was asked is done, and the answer is lost on the way. */
  | { fault: 'lost answer' }
  /** An answer of some proxy in between that is not the vendor's. */
  | { fault: 'not json'; status: number }
  | { fault: 'body'; body: object }
  | { fault: 'redirect'; location: string }

interface FakeDatabase {
  group: string
  blockReads: boolean
  blockWrites: boolean
  tokens: number
}

const ORGANIZATION = 'local'
const vendor = new OpenApi('test/cases/turso-platform-openapi.json')

/** The vendor's platform as its own file describes it: every request and every answer is held against that file. */
export class PlatformFake {
  readonly calls: string[] = []
  readonly faults: PlatformFault[] = []
  readonly databases = new Map<string, FakeDatabase>()
  /** What 400 and 409 mean for a name that exists has not always been the same. */
  statusForExistingName = 409
  readonly #token: string

  constructor(token: string) {
    this.#token = token
  }

  fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const method = init.method ?? 'GET'
    const { exchange, problems } = vendor.match(method, url, typeof init.body === 'string' ? init.body : undefined)
    this.calls.push(exchange.operationId)
    if (problems.length > 0) throw new Error(`The request departs from the vendor's file: ${problems.join('; ')}`)
    const fault = this.faults.shift()
    if (fault) return this.#faulty(fault, url, init)
    const authorized = new Headers(init.headers).get('authorization') === `Bearer ${this.#token}`
    const { status, body } = authorized
      ? this.#answer(exchange.operationId, exchange.path, exchange.body)
      : { status: 401, body: { error: 'unauthorized' } }
    const departures = vendor.answerProblems(exchange.operationId, status, body)
    if (departures.length > 0) throw new Error(`The fake departs from the vendor's file: ${departures.join('; ')}`)
    return body === undefined ? new Response(null, { status }) : Response.json(body, { status })
  }

  async #faulty(fault: PlatformFault, url: string, init: RequestInit): Promise<Response> {
    switch (fault.fault) {
      case 'status': {
        const headers = fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) }
        return Response.json({ error: fault.error }, { status: fault.status, headers })
      }
      case 'silence':
        return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
      case 'no connection':
        throw new TypeError('fetch failed')
      case 'lost answer':
        await this.fetch(url, init)
        throw new TypeError('fetch failed')
      case 'not json':
        return new Response('<html>Bad gateway</html>', { status: fault.status })
      case 'body':
        return Response.json(fault.body)
      case 'redirect':
        return new Response(null, { status: 302, headers: { location: fault.location } })
    }
  }

  #answer(operationId: string, path: Record<string, string>, body: unknown): { status: number; body?: object } {
    if (path.organizationSlug !== ORGANIZATION) return { status: 404, body: { error: 'organization not found' } }
    if (operationId === 'createDatabase') return this.#create(body)
    const name = path.databaseName ?? ''
    const database = this.databases.get(name)
    if (!database)
      return { status: 404, body: { error: `could not find database with name ${name}: record not found` } }
    switch (operationId) {
      case 'getDatabase':
        return { status: 200, body: { database: { ...describe(name), group: database.group } } }
      case 'deleteDatabase':
        this.databases.delete(name)
        return { status: 200, body: { database: name } }
      case 'createDatabaseToken':
        database.tokens++
        return { status: 200, body: { jwt: `header.${name}.${database.tokens}` } }
      case 'invalidateDatabaseTokens':
        database.tokens = 0
        return { status: 200 }
      case 'updateDatabaseConfiguration': {
        const { block_reads: blockReads, block_writes: blockWrites } = Object(body)
        Object.assign(database, { blockReads, blockWrites })
        return { status: 200, body: { block_reads: blockReads, block_writes: blockWrites } }
      }
      default:
        throw new Error(`The fake does not answer ${operationId}`)
    }
  }

  #create(body: unknown): { status: number; body: object } {
    const { name, group } = Object(body)
    if (group !== 'default') return { status: 400, body: { error: 'group not found' } }
    if (this.databases.has(name)) {
      return { status: this.statusForExistingName, body: { error: `database with name ${name} already exists` } }
    }
    this.databases.set(name, { group, blockReads: false, blockWrites: false, tokens: 0 })
    return { status: 200, body: { database: describe(name) } }
  }
}

function describe(name: string) {
  return { Name: name, DbId: `id-of-${name}`, Hostname: `${name}-${ORGANIZATION}.turso.io` }
}
