import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HttpRequest } from './job.ts'

export type Recorder = { url: string; take(): HttpRequest[]; close(): Promise<unknown> }

/** Stands between the Worker and the databases and writes down what is asked, to ask it again without the Worker. */
export async function startRecorder(databasePort: number): Promise<Recorder> {
  let seen: HttpRequest[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const path = request.url ?? '/'
      const headers = { host: `127.0.0.1:${databasePort}`, authorization: request.headers.authorization ?? '' }
      seen.push({
        method: 'POST',
        path,
        headers: { ...headers, 'content-type': 'application/json' },
        body: body.toString(),
      })
      const onward = ask({
        port: databasePort,
        host: '127.0.0.1',
        method: request.method ?? 'POST',
        path,
        headers: request.headers,
      })
      onward.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      onward.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = seen
      seen = []
      return taken
    },
    close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      return closed
    },
  }
}

/**
 * The recorded requests, to be asked again. What can be stored only once has a mark at the end of every id and hash in
 * it (generator.ts); what was alike stays alike.
 */
export const repeatable = (recorded: readonly HttpRequest[], kept: readonly string[]): HttpRequest[] =>
  recorded.map((request) => ({ ...request, body: marked(request.body ?? '', kept) }))

const marked = (body: string, kept: readonly string[]) =>
  body
    .replace(/"([0-9A-Z]{18})[0-9A-Z]{8}"/g, (whole, head: string) =>
      kept.includes(whole.slice(1, -1)) ? whole : `"${head}§1"`,
    )
    .replace(/([":])([\w-]{35})[\w-]{8}"/g, '$1$2§1"')
