import { expect, test } from 'vitest'
import { routesOf } from '../every-route.ts'
import { everyFlow } from '../faults/every-flow.ts'
import { startProduct } from '../harness.ts'

/** Routes that take a form and are not broken here, and why. */
const exempt: Record<string, string> = {
  'POST /language': 'writes a cookie, and nothing in any database',
  'POST /console/callers':
    'a search that is posted so that no telephone number stands in an address; it writes nothing',
}

test('every route that takes a form has its database calls broken, or says why not', async () => {
  const { app } = await startProduct()
  const posts = [...routesOf(app.hosts.tenant), ...routesOf(app.hosts.base), ...routesOf(app.hosts.files)].filter(
    (route) => !route.startsWith('GET '),
  )
  const covered = new Set([...everyFlow.map(({ route }) => route), ...Object.keys(exempt)])
  expect([...new Set(posts)].filter((route) => !covered.has(route))).toEqual([])
  expect([...covered].filter((route) => !posts.includes(route))).toEqual([])
})
