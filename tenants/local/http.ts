import type { IncomingMessage, ServerResponse } from 'node:http'
import { RequestError } from './hrana.ts'

const LARGEST_BODY_BYTES = 64 * 1024 * 1024

export function readJson(request: IncomingMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= LARGEST_BODY_BYTES) return void chunks.push(chunk)
      chunks.length = 0
      // What still comes is taken and dropped: whoever is sending does not listen before the end.
      request.removeAllListeners('data').resume()
      reject(new RequestError(413, 'The body of the request is too large'))
    })
    request.once('error', () => reject(new RequestError(400, 'The body of the request broke off')))
    request.once('end', () => {
      try {
        resolve(length === 0 ? undefined : JSON.parse(Buffer.concat(chunks, length).toString('utf8')))
      } catch {
        reject(new RequestError(400, 'The body of the request is not JSON'))
      }
    })
  })
}

export function sendJson(response: ServerResponse, status: number, body: object | undefined) {
  const text = body === undefined ? '' : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

export const bearerOf = (authorization: string | null | undefined) => /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
