import { beforeAll, expect, test } from 'vitest'
import { tenantRoutes } from '../every-route.ts'
import { everyFlow } from '../faults/every-flow.ts'
import { newStage, sendOnce } from '../faults/stage.ts'
import { type Product, startProduct } from '../harness.ts'
import { buildSite, type Site } from '../site.ts'

/** Calls to databases in flight, and how deep they wait for each other. */
const trips = { calls: 0, inFlight: 0, depth: 0, together: 0 }
const counting = {
  timeoutMs: 4_000,
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
    trips.calls++
    if (trips.inFlight++ === 0) trips.depth++
    trips.together = Math.max(trips.together, trips.inFlight)
    return fetch(input, init).finally(() => trips.inFlight--)
  },
}

let product: Product
let site: Site

beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00'), line: counting })
  site = await buildSite(product, 'acme')
  await product.get(site.host, '/')
}, 60_000)

async function tripsOf(path: string, cookie: string) {
  Object.assign(trips, { calls: 0, inFlight: 0, depth: 0, together: 0 })
  const { status } = await product.get(site.host, path, cookie)
  return { status, ...trips }
}

const pages = Object.entries(tenantRoutes).filter(([name]) => name.startsWith('GET '))

for (const [name, route] of pages) {
  const isOpen = route.needs === 'nobody' || route.needs === 'link'
  const most = isOpen ? 1 : 2
  test(`${name} takes ${isOpen ? 'one round trip' : 'two round trips'} at the most, one after the other`, async () => {
    const cookie = isOpen ? '' : await site.cookieOf('owner')
    const seen = await tripsOf(route.path(site.ids), cookie)
    expect(seen.status).toBe(route.gives ?? 200)
    expect(seen.calls).toBeLessThanOrEqual(most)
    expect(seen.depth).toBe(seen.calls)
    expect(seen.together).toBeLessThanOrEqual(1)
  })
}

test('a page whose tenant this isolate has not seen yet takes no round trip more: its identity rides along', async () => {
  const fresh = await product.company('fresh')
  Object.assign(trips, { calls: 0 })
  expect((await product.get(fresh.host, '/sign-in')).status).toBe(200)
  expect(trips.calls).toBe(1)
})

/** Session, load, batch. More needs a reason. */
const more: Record<string, { calls: number; because: string }> = {
  'POST /console/members/:id/second-factor/removal': {
    calls: 4,
    because: 'the own password is asked for in any case, and its tries are counted on their own',
  },
  'POST /console/imports/:id/steps': {
    calls: 4,
    because: 'what the register has of a stretch of rows can be asked once these are read',
  },
  'POST /sign-up': { calls: 18, because: 'each of its steps is written down before the next one is taken' },
}

for (const flow of everyFlow) {
  const { calls: most } = more[flow.route] ?? { calls: 3 }
  test(`${flow.route}${flow.title ? `, ${flow.title},` : ''} takes ${most} round trips at the most`, async () => {
    const stage = await (flow.open ?? newStage)()
    const form = await flow.fill(stage)
    await stage.product.get(stage.company.host, '/sign-in')
    await stage.line.plan(stage.lane, {})
    expect((await sendOnce(stage, form)).status).toBe(flow.done ?? 303)
    expect((await stage.line.settled(stage.lane)).length).toBeLessThanOrEqual(most)
  })
}
