import { Agent, request as ask, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { portTrouble } from './trouble.ts'

export type Edge = { port: number; passTo(port: number): void; close(): Promise<void> }

/**
 * What stands before the Worker in the cloud: it alone says who the visitor is, and lets nobody reach what belongs to
 * the platform (E-02). Listens from the first moment, so that a taken port is known before anything else is done.
 */
export async function openEdge(wanted: number): Promise<Edge> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  let target: number | undefined
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    if (isReserved(request)) return refuse(response, 404)
    if (target === undefined) return refuse(response, 503)
    pass(request, response, target, agent)
  }
  const four = await listen(answer, wanted, '127.0.0.1')
  const { port } = four.address() as AddressInfo
  const six = await listen(answer, port, '::1').catch(() => undefined)
  return {
    port,
    passTo(workerPort) {
      target = workerPort
    },
    async close() {
      agent.destroy()
      await Promise.all([four, ...(six ? [six] : [])].map(stop))
    },
  }
}

function listen(answer: (request: IncomingMessage, response: ServerResponse) => void, port: number, host: string) {
  return new Promise<Server>((resolve, reject) => {
    const server = createServer({ keepAliveTimeout: 60_000 }, answer)
    server.once('error', (error) => reject(portTrouble(error, port, 'PORT')))
    server.listen(port, host, () => resolve(server))
  })
}

function stop(server: Server) {
  const stopped = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  return stopped
}

function isReserved({ method, url = '/' }: IncomingMessage) {
  const path = decodeLoosely(url.split('?')[0] ?? '/').replace(/\/{2,}/g, '/')
  return method === 'TRACE' || method === 'CONNECT' || /^\/(cdn-cgi|__scheduled)(\/|$)/i.test(path)
}

function decodeLoosely(path: string) {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Names only the platform may use; a visitor's are dropped. */
const isPlatformHeader = (name: string) =>
  /^(cf-|mf-|x-forwarded-|x-real-ip$|true-client-ip$|forwarded$)/.test(name) || name === 'connection'

function pass(request: IncomingMessage, response: ServerResponse, port: number, agent: Agent) {
  const headers: string[] = []
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at]!
    if (!isPlatformHeader(name.toLowerCase())) headers.push(name, request.rawHeaders[at + 1]!)
  }
  headers.push('CF-Connecting-IP', (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''))
  const onward = ask({
    host: '127.0.0.1',
    port,
    agent,
    method: request.method,
    path: request.url,
    headers,
    setHost: false,
  })
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    answer.pipe(response)
    answer.on('error', () => response.destroy())
  })
  onward.on('error', () => (response.headersSent ? response.destroy() : refuse(response, 502)))
  response.on('close', () => onward.destroy())
  request.pipe(onward)
}

const words: Record<number, string> = {
  404: 'Not found',
  502: 'Aftercare is not answering just now.',
  503: 'Aftercare is starting; try again in a moment.',
}

function refuse(response: ServerResponse, status: number) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
  response.end(`${words[status]}\n`)
}
