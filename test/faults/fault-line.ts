import { inject } from 'vitest'
import type { Wire } from '#tenants/open.ts'
import { patientMs } from '../databases.ts'
import type { FaultPlan, ProxiedCall } from './database-proxy.ts'

/** A road to the databases on which calls can be broken, lane by lane: a lane is planned and counted by itself. */
export type FaultLine = Wire & {
  plan(lane: string, faults: FaultPlan): Promise<void>
  calls(lane: string): Promise<ProxiedCall[]>
  /** The calls, once nothing of that lane is on its way any more. */
  settled(lane: string): Promise<ProxiedCall[]>
}

/** Short enough for tests, long enough for a call that nobody holds up; where nothing is planned, nobody hurries. */
const timeoutMs = 250
/** Longer than anybody waits. */
export const delayMs = 330

/** Every database is a lane, or all calls are one. */
export function faultLine(theOneLane?: string): FaultLine {
  const { url: proxy } = inject('databaseProxy')
  const laneOf = ({ pathname }: URL) => theOneLane ?? pathname.split('/')[1] ?? ''
  const control = async (method: string, what: string, lane: string, body?: FaultPlan) => {
    const ask = () =>
      fetch(`${proxy}/__proxy/${what}?lane=${lane}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
    const answer = await ask().catch(ask)
    if (!answer.ok) throw new Error(`database proxy: ${answer.status}`)
    return answer.json<ProxiedCall[]>()
  }
  const planned = new Set<string>()
  return {
    timeoutMs: patientMs,
    fetch: async (input, init) => {
      const { signal: own, ...rest } = init ?? {}
      const request = new Request(input, rest)
      const url = new URL(request.url)
      const headers = new Headers(request.headers)
      headers.set('x-aftercare-lane', laneOf(url))
      const body = request.body ? await request.arrayBuffer() : null
      const ours = AbortSignal.timeout(planned.has(laneOf(url)) ? timeoutMs : patientMs)
      const signal = own ? AbortSignal.any([own, ours]) : ours
      return fetch(proxy + url.pathname + url.search, { method: request.method, headers, body, signal })
    },
    plan: async (lane, faults) => {
      if (Object.keys(faults).length > 0) planned.add(lane)
      else planned.delete(lane)
      await control('PUT', 'plan', lane, faults)
    },
    calls: (lane) => control('GET', 'calls', lane),
    settled: (lane) => control('GET', 'settled', lane),
  }
}
