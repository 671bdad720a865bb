import { canonicalHost } from './host.ts'
import type { Hosts } from './platform.ts'

/** How the ways that companies set up reach the world. */
export type Outside = {
  fetch(url: string, init: RequestInit): Promise<Response>
  /** The addresses of a name, none where there is no such name; undefined: nobody answers just now. */
  resolve(host: string): Promise<readonly string[] | undefined>
  /** Tests only: servers on this machine. */
  allowsLoopback?: boolean
}

/** The open internet, its names asked for over HTTPS (RFC 8484's JSON form). */
export const openInternet = (dnsUrl: string): Outside => ({
  fetch: (url, init) => fetch(url, init),
  async resolve(host) {
    const answers = await Promise.all((['A', 'AAAA'] as const).map((type) => ask(dnsUrl, host, type)))
    const known = answers.filter((answer) => answer !== undefined)
    return known.length === 0 ? undefined : known.flat()
  },
})

const recordTypes = { A: 1, AAAA: 28 }
const dnsTimeoutMs = 3_000

async function ask(dnsUrl: string, host: string, type: keyof typeof recordTypes): Promise<string[] | undefined> {
  try {
    const answer = await fetch(`${dnsUrl}?name=${encodeURIComponent(host)}&type=${type}`, {
      headers: { accept: 'application/dns-json' },
      signal: AbortSignal.timeout(dnsTimeoutMs),
    })
    if (!answer.ok) return undefined
    const { Status, Answer = [] } = (await answer.json()) as {
      Status: number
      Answer?: { type: number; data: string }[]
    }
    if (Status !== 0 && Status !== noSuchName) return undefined
    return Answer.filter((one) => one.type === recordTypes[type]).map(({ data }) => data)
  } catch {
    return undefined
  }
}

const noSuchName = 3

/** Nothing is sent to ourselves. */
export const ownHostsOf = ({ base, files }: Hosts) => [canonicalHost(base), canonicalHost(files)]
