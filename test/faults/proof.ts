import { expect, inject, test } from 'vitest'
import { breakEveryCall, type Flow } from './flow.ts'

/** Every two calls are some thousand cases, on a machine that others use too. */
export const longest = inject('databaseProxy').pairs ? 5_400_000 : 600_000

/** A test for each flow. */
export function provesFlows(flows: readonly Flow[]) {
  for (const flow of flows) {
    const title = flow.title ? `, ${flow.title}` : ''
    test(
      `${flow.route}${title}: whichever database call breaks, nothing is lost and nothing doubled`,
      async () => {
        const { first, calls, cases, adds, failures } = await breakEveryCall(flow)
        expect(first.status).toBe(flow.done ?? 303)
        expect(adds).toEqual(flow.adds)
        expect(calls).toBeGreaterThan(0)
        expect(cases).toBeGreaterThan(calls)
        expect(failures.slice(0, 20)).toEqual([])
      },
      longest,
    )
  }
}
