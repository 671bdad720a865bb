/** Requests sent one after the other, as one: what somebody waits for. Whole HTTP messages, with marks (generator.ts). */
export type Transaction = { requests: string[]; status: number }

export type Job = {
  port: number
  connections: number
  seconds: number
  warmUpSeconds: number
  transactions: Transaction[]
}

/** Per second and in milliseconds; failures by status; `total` with the warm-up. */
export type Outcome = {
  total: number
  rate: number
  p50: number
  p99: number
  failures: Record<string, number>
  bytes: number
}

export type HttpRequest = { method?: string; path: string; headers: Record<string, string>; body?: string }

export function messageOf({ method = 'GET', path, headers, body }: HttpRequest): string {
  const all = body === undefined ? headers : { ...headers, 'content-length': String(lengthOf(body)) }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n${body ?? ''}`
}

/** Marks 1 and 2 become eight bytes each. */
const lengthOf = (body: string) => Buffer.byteLength(body.replace(/§[12]/g, '12345678'))
