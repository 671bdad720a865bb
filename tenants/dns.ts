import * as v from 'valibot'

/** The texts of a name's TXT records; none where there is no such name. */
export type FindTexts = (name: string) => Promise<string[]>

/** Nobody knows what the records say: the question has to be asked again. */
export class DnsTrouble extends Error {}

type Fetch = (url: string, init: RequestInit) => Promise<Response>

const answer = v.object({
  Status: v.number(),
  Answer: v.optional(v.array(v.object({ type: v.number(), data: v.string() })), []),
})
const txt = 16
const noSuchName = 3
const patienceMs = 10_000

/** DNS over HTTPS, as Cloudflare and Google answer it in JSON. */
export function dnsOverHttps(url: string, parts: { fetch: Fetch }): FindTexts {
  return async (name) => {
    const response = await parts
      .fetch(`${url}?name=${encodeURIComponent(name)}&type=TXT`, {
        headers: { accept: 'application/dns-json' },
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
      })
      .catch((error: unknown) => {
        throw new DnsTrouble(`DNS cannot be asked: ${error instanceof Error ? error.name : 'unknown'}.`)
      })
    if (!response.ok) throw new DnsTrouble(`DNS cannot be asked: ${new URL(url).host} answered ${response.status}.`)
    const parsed = v.safeParse(answer, await response.json().catch(() => undefined))
    if (!parsed.success) throw new DnsTrouble(`${new URL(url).host} answered what is no DNS answer.`)
    const { Status, Answer } = parsed.output
    if (Status !== 0 && Status !== noSuchName) throw new DnsTrouble(`DNS has no answer for ${name} (code ${Status}).`)
    return Answer.filter(({ type }) => type === txt).map(({ data }) => textOf(data))
  }
}

/** `"one" "two"` is one text that came in pieces of at most 255 bytes. */
const textOf = (data: string) =>
  /^\s*"/.test(data)
    ? [...data.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part]) => part!.replace(/\\(.)/g, '$1')).join('')
    : data
