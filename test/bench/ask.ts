import { request } from 'node:http'
import type { HttpRequest } from './job.ts'
import type { BareAnswer } from './workerd.ts'

/** One request; fetch would not let the Host header be said. */
export function ask(port: number, { method = 'GET', path, headers, body }: HttpRequest): Promise<BareAnswer> {
  return new Promise((resolve, reject) => {
    const onward = request({ port, host: '127.0.0.1', method, path, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const pairs = Object.entries(answer.headersDistinct).flatMap(([name, values]) =>
          (values ?? []).map((value) => [name, value] as [string, string]),
        )
        const passed = pairs.filter(
          ([name]) => !['content-length', 'transfer-encoding', 'connection', 'date'].includes(name),
        )
        resolve({ status: answer.statusCode ?? 0, headers: passed, body: Buffer.concat(chunks).toString('utf8') })
      })
    })
    onward.on('error', reject)
    onward.end(body)
  })
}
