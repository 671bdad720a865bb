export interface TursoPlatformConfig {
  apiUrl: string
  organization: string
  group: string
  token: string
  /** How a database is reached, with `{hostname}` in it: `libsql://{hostname}`, or `http://{hostname}/` on this machine. */
  databaseUrl: string
  timeoutMilliseconds?: number
}

export interface TursoDatabase {
  name: string
  url: string
}

export interface TokenWish {
  access?: 'full-access' | 'read-only'
  /** Such as `2w1d30m`; without it the token has no end. */
  expiration?: string
}

export interface DatabaseBlocks {
  blockReads: boolean
  blockWrites: boolean
}

export interface TursoPlatform {
  /** Answers the existing database where there is one already, so that an interrupted sign-up can be resumed. */
  createDatabase: (name: string) => Promise<TursoDatabase>
  findDatabase: (name: string) => Promise<TursoDatabase | undefined>
  mintToken: (name: string, wish?: TokenWish) => Promise<string>
  /** Every token minted so far stops working. */
  invalidateTokens: (name: string) => Promise<void>
  configure: (name: string, blocks: DatabaseBlocks) => Promise<void>
  /** A database that is gone already counts as deleted. */
  deleteDatabase: (name: string) => Promise<void>
}

export type TursoFailure =
  /** No answer in time, or none that could be read: what was asked may or may not have happened. */
  | 'unreachable'
  | 'unauthorized'
  | 'rate-limited'
  /** The platform understood and said no. */
  | 'refused'
  | 'not-found'
  /** An answer that does not have the documented shape. */
  | 'unexpected'

export class TursoError extends Error {
  readonly failure: TursoFailure
  readonly operation: string
  readonly status: number | undefined
  constructor(failure: TursoFailure, operation: string, status?: number, said?: string) {
    const what = status === undefined ? failure : `${failure} (${status})`
    super(`Turso platform: ${operation}: ${what}${said ? `: ${said}` : ''}`)
    this.name = 'TursoError'
    this.failure = failure
    this.operation = operation
    this.status = status
  }
}

/** What this module needs from outside: the network, waiting and chance. */
export interface TursoPorts {
  fetch: (url: string, init: RequestInit) => Promise<Response>
  wait?: (milliseconds: number) => Promise<void>
  /** From 0 up to 1, as `Math.random` gives it. */
  random?: () => number
}

const TIMEOUT_MILLISECONDS = 4_000
const ATTEMPTS = 3
const FIRST_PAUSE_MILLISECONDS = 250
const LONGEST_PAUSE_MILLISECONDS = 2_000

export function tursoPlatform(config: TursoPlatformConfig, ports: TursoPorts): TursoPlatform {
  const call = (operation: string, method: string, path: string, body?: object) =>
    answerTo(config, ports, { operation, method, path, body })
  const find = async (name: string) => {
    const answer = await call('find database', 'GET', pathOf(name))
    if (answer.status === 404) return undefined
    return databaseOf(config, 'find database', accepted(config, 'find database', answer))
  }
  return {
    createDatabase: async (name) => {
      const operation = 'create database'
      const answer = await call(operation, 'POST', '/databases', { name, group: config.group })
      // A name that exists is documented as 409; a 400 may mean it too, so both are looked into.
      const existing = answer.status === 409 || answer.status === 400 ? await find(name) : undefined
      return existing ?? databaseOf(config, operation, accepted(config, operation, answer))
    },
    findDatabase: find,
    mintToken: async (name, { access = 'full-access', expiration = 'never' } = {}) => {
      const query = new URLSearchParams({ expiration, authorization: access })
      const answer = await call('mint token', 'POST', `${pathOf(name)}/auth/tokens?${query}`)
      return textAt(accepted(config, 'mint token', answer), 'mint token', 'jwt')
    },
    invalidateTokens: async (name) => {
      accepted(config, 'invalidate tokens', await call('invalidate tokens', 'POST', `${pathOf(name)}/auth/rotate`))
    },
    configure: async (name, { blockReads, blockWrites }) => {
      const body = { block_reads: blockReads, block_writes: blockWrites }
      const answer = await call('configure database', 'PATCH', `${pathOf(name)}/configuration`, body)
      const configured = fieldsOf(accepted(config, 'configure database', answer))
      const applied = configured.block_reads === blockReads && configured.block_writes === blockWrites
      if (!applied)
        throw new TursoError('unexpected', 'configure database', answer.status, 'the blocks were not applied')
    },
    deleteDatabase: async (name) => {
      const answer = await call('delete database', 'DELETE', pathOf(name))
      if (answer.status !== 404) accepted(config, 'delete database', answer)
    },
  }
}

interface Call {
  operation: string
  method: string
  path: string
  body: object | undefined
}

interface Answer {
  status: number
  body: unknown
  retryAfterSeconds: number
}

/** Every call here may be repeated: names are unique, blocks are set outright, and a spare token harms nobody. */
async function answerTo(config: TursoPlatformConfig, ports: TursoPorts, call: Call): Promise<Answer> {
  const { wait = waitFor, random = Math.random } = ports
  for (let attempt = 1; ; attempt++) {
    const answer = await attemptOf(config, ports, call)
    if (answer && answer.status !== 429 && answer.status < 500) return answer
    if (attempt === ATTEMPTS) {
      if (!answer) throw new TursoError('unreachable', call.operation)
      throw new TursoError(answer.status === 429 ? 'rate-limited' : 'unreachable', call.operation, answer.status)
    }
    const longest = FIRST_PAUSE_MILLISECONDS * 2 ** attempt
    const pause = Math.max(longest * (0.5 + random() / 2), (answer?.retryAfterSeconds ?? 0) * 1000)
    await wait(Math.min(pause, LONGEST_PAUSE_MILLISECONDS))
  }
}

/** Undefined when the answer did not arrive whole and in time. */
async function attemptOf(config: TursoPlatformConfig, ports: TursoPorts, call: Call): Promise<Answer | undefined> {
  const url = `${config.apiUrl.replace(/\/+$/, '')}/v1/organizations/${encodeURIComponent(config.organization)}${call.path}`
  const headers = { authorization: `Bearer ${config.token}`, 'content-type': 'application/json' }
  const init: RequestInit = {
    method: call.method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(config.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS),
    ...(call.body ? { body: JSON.stringify(call.body) } : {}),
  }
  try {
    const response = await ports.fetch(url, init)
    const text = await response.text()
    const retryAfterSeconds = Number(response.headers.get('retry-after')) || 0
    return { status: response.status, body: jsonOf(text), retryAfterSeconds }
  } catch {
    return undefined
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function accepted(config: TursoPlatformConfig, operation: string, { status, body }: Answer): unknown {
  if (status >= 200 && status < 300) return body
  const { error } = fieldsOf(body)
  const said = typeof error === 'string' ? error.replaceAll(config.token, '…').slice(0, 200) : undefined
  throw new TursoError(FAILURES[status] ?? (status >= 400 ? 'refused' : 'unexpected'), operation, status, said)
}

const FAILURES: Record<number, TursoFailure> = { 401: 'unauthorized', 403: 'unauthorized', 404: 'not-found' }

function databaseOf(config: TursoPlatformConfig, operation: string, body: unknown): TursoDatabase {
  const { database } = fieldsOf(body)
  const { group } = fieldsOf(database)
  if (typeof group === 'string' && group !== config.group) {
    throw new TursoError('refused', operation, undefined, 'the name is taken in another group')
  }
  const hostname = textAt(database, operation, 'Hostname')
  // Tokens are sent to this host: it must not be able to smuggle in another one.
  if (!/^[a-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9-]+)?$/i.test(hostname)) throw new TursoError('unexpected', operation)
  return { name: textAt(database, operation, 'Name'), url: config.databaseUrl.replace('{hostname}', hostname) }
}

function textAt(value: unknown, operation: string, field: string): string {
  const text = fieldsOf(value)[field]
  if (typeof text !== 'string' || text === '') throw new TursoError('unexpected', operation, undefined, `no ${field}`)
  return text
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

const pathOf = (name: string) => `/databases/${encodeURIComponent(name)}`

const waitFor = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
