import { mkdirSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { DatabaseHouse } from './house.ts'
import { errorBodyOf, RequestError } from './hrana.ts'
import { sendJson } from './http.ts'
import { Registry } from './registry.ts'
import { readTokenSecret } from './token.ts'

export interface DatabaseServerOptions {
  /** Where everything is kept; made if missing, readable by this user only. */
  dir: string
  /** 0 takes any free port. */
  port: number
  /** The bearer token of the Platform API and of `/admin`. */
  platformToken: string
  /** The organization in the Platform API's paths; `local` if not given. */
  organization?: string
  /** Keep a log of statements and round trips for tests. Costs more, the more different statements are in use. */
  statistics?: boolean
  /** Told of failures that are this server's own fault. */
  onError?: (error: unknown) => void
}

export interface DatabaseServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string
  port: number
  close: () => Promise<void>
}

const HOST = '127.0.0.1'
const LAST_ANSWERS_MILLISECONDS = 2_000

/** Turso on this machine: one file a database, Hrana at `/<database>/v2/pipeline`, the Platform API at `/v1`. */
export async function startDatabaseServer(options: DatabaseServerOptions): Promise<DatabaseServer> {
  const house = openDatabaseHouse(options)
  const server = createServer((request, response) => {
    house.answer(request, response).catch((error: unknown) => sendFailure(response, error, options.onError))
  })
  server.keepAliveTimeout = 60_000
  try {
    await listen(server, options.port)
  } catch (error) {
    house.close()
    throw error
  }
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  const close = async () => {
    await stopListening(server)
    house.close()
  }
  return { url: `http://${HOST}:${port}`, port, close }
}

/** The databases of a directory without the network before them; one process at a time may hold them. */
export function openDatabaseHouse(options: Omit<DatabaseServerOptions, 'port'>): DatabaseHouse {
  try {
    mkdirSync(options.dir, { recursive: true, mode: 0o700 })
    return new DatabaseHouse({
      platformToken: options.platformToken,
      organization: options.organization ?? 'local',
      statistics: options.statistics ?? false,
      secret: readTokenSecret(join(options.dir, 'token-secret')),
      registry: new Registry(options.dir),
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (/locked/.test(reason)) throw new Error(`Another database server is using ${options.dir}`)
    throw new Error(`The database server cannot use the directory ${options.dir}: ${reason}`)
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'the port is taken' : error.message
      reject(new Error(`The database server cannot listen on ${HOST}:${port}: ${reason}`))
    })
    server.listen(port, HOST, resolve)
  })
}

/** Requests under way are answered; those that do not come to an end are cut. */
async function stopListening(server: Server) {
  const stopped = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MILLISECONDS)
  await stopped
  clearTimeout(cut)
}

function sendFailure(response: ServerResponse, error: unknown, onError: DatabaseServerOptions['onError']) {
  if (!(error instanceof RequestError)) onError?.(error)
  if (response.headersSent) return void response.destroy()
  const { status, body } = failureOf(error)
  sendJson(response, status, body)
}

/** How what was thrown is told. */
export function failureOf(error: unknown): { status: number; body: object } {
  if (!(error instanceof RequestError)) return { status: 500, body: { error: errorBodyOf(error).message } }
  const { status, message, code } = error
  return { status, body: code === undefined ? { error: message } : { message, code } }
}
