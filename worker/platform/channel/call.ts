import { decideChannelUrl, decidePublicHost } from '#rules/channel-url.ts'
import { isPublicAddress } from '#rules/public-address.ts'
import type { Outside } from '../outside.ts'
import type { SendAnswer } from '../sender.ts'

/** What a channel is given: the world, the clock, and the names that are our own. */
export type ChannelLine = { outside: Outside; now(): Date; ownHosts: readonly string[]; timeoutMs?: number }

export type Reply = { status: number; headers: Headers; text: string }
type Called = { reply: Reply } | { failed: SendAnswer }
type Call = { url: string; method?: 'POST' | 'GET'; headers: Record<string, string>; body?: string }

const usualTimeoutMs = 15_000
const largestReply = 64 * 1024

/**
 * One request and what is known of it. Only what never left is `later`; whatever may have arrived is `lost`. Redirects
 * are not followed: they could lead anywhere.
 */
export async function callOutside({ outside, timeoutMs = usualTimeoutMs }: ChannelLine, call: Call): Promise<Called> {
  const { url, method = 'POST', headers, body } = call
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const response = await outside.fetch(url, {
      ...{ method, headers, redirect: 'manual', signal },
      ...(body === undefined ? {} : { body }),
    })
    return { reply: { status: response.status, headers: response.headers, text: await textOf(response) } }
  } catch (error) {
    const isUnsent = unsent.has(codeOf(error))
    return { failed: isUnsent ? { outcome: 'later', reason: 'not_reached' } : { outcome: 'lost', reason: 'no_answer' } }
  }
}

/** Codes of a connection that never came about: not a byte of the request has left. */
const unsent = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
])

function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array
    size += bytes.byteLength
    if (size > largestReply) break
    chunks.push(bytes)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

/** Checked when it was saved, and here again: a name may have come to mean another place since. */
export async function checkUrl(line: ChannelLine, url: string): Promise<SendAnswer | undefined> {
  const { ownHosts, outside } = line
  const { allowsLoopback } = outside
  const decision = decideChannelUrl(url, { ownHosts, allowsLoopback })
  if (!decision.allowed) return { outcome: 'refused', reason: `not_allowed ${decision.reason}` }
  return checkHost(line, new URL(decision.result).hostname)
}

export async function checkHost(line: ChannelLine, host: string): Promise<SendAnswer | undefined> {
  const { outside, ownHosts } = line
  if (outside.allowsLoopback && /^(127\.0\.0\.1|localhost)$/.test(host)) return undefined
  const decision = decidePublicHost(host, { ownHosts })
  if (!decision.allowed) return { outcome: 'refused', reason: `not_allowed ${decision.reason}` }
  const addresses = await outside.resolve(decision.result)
  if (!addresses?.length) return { outcome: 'later', reason: 'not_resolved' }
  return addresses.every(isPublicAddress) ? undefined : { outcome: 'refused', reason: 'not_allowed url_address' }
}

/** What a status that is no success says; a 5xx may come after the message was taken. */
export function answerOfStatus({ status, headers }: Reply, now: Date): SendAnswer {
  const pause = pauseOf(headers, now)
  if (status === 429 || status === 503)
    return {
      outcome: 'later',
      reason: `busy ${status}`,
      ...(status === 429 || pause ? { notBeforeMs: pause ?? 60_000 } : {}),
    }
  if (status === 408 || status === 425) return { outcome: 'later', reason: `busy ${status}` }
  if (status === 401 || status === 403) return { outcome: 'later', reason: `auth ${status}` }
  if (status === 410) return { outcome: 'refused', reason: 'gone 410' }
  if (status >= 300 && status < 400) return { outcome: 'refused', reason: `redirect ${status}` }
  return status >= 500
    ? { outcome: 'lost', reason: `busy ${status}` }
    : { outcome: 'refused', reason: `refused ${status}` }
}

const longestPauseMs = 24 * 3_600_000

/** `Retry-After`, in seconds or as a date. */
function pauseOf(headers: Headers, now: Date): number | undefined {
  const told = headers.get('retry-after') ?? headers.get('x-ogw-ratelimit-reset')
  if (!told) return undefined
  const ms = /^\d+$/.test(told.trim()) ? Number(told) * 1000 : Date.parse(told) - now.getTime()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestPauseMs) : undefined
}

/** JSON as an object; undefined for anything else, whatever its status says. */
export function objectIn({ text }: Reply): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

export const wrongWay: SendAnswer = { outcome: 'refused', reason: 'wrong_way' }
