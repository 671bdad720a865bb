import { expect, test } from 'vitest'
import type { Role } from '#rules/role.ts'
import { startProduct } from '../harness.ts'
import { buildSite, type Site } from '../site.ts'

/** Answers overtake each other: every call to a database takes its own time. */
const unsteady = {
  timeoutMs: 4_000,
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 6))
    return fetch(input, init)
  },
}

const visits: { role: Role | null; path: (site: Site) => string }[] = [
  { role: 'owner', path: () => '/console/settings' },
  { role: 'supervisor', path: () => '/console/requests' },
  { role: 'agent', path: ({ ids }) => `/console/requests/${ids.request}` },
  { role: 'engineer', path: () => '/console/account' },
  { role: 'admin', path: () => '/console/members' },
  { role: 'sales', path: () => '/console/policies/service' },
  { role: null, path: () => '/' },
  { role: null, path: () => '/report' },
  { role: null, path: ({ ids }) => `/t/${ids.token}` },
  { role: null, path: () => '/sign-in' },
]

test('P-01 two thousand requests of two companies and twelve members at once: everybody sees their own', async () => {
  const product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00'), line: unsteady })
  const sites = [await buildSite(product, 'acme'), await buildSite(product, 'bravo')] as const
  const asked = await Promise.all(
    sites.flatMap((site, at) =>
      visits.map(async ({ role, path }) => ({
        site,
        other: sites[1 - at]!,
        path: path(site),
        cookie: role ? await site.cookieOf(role) : '',
        name: role ? site.company.memberOf(role).name : '',
      })),
    ),
  )
  const waiting = Array.from({ length: 100 }, () => asked).flat()
  expect(waiting).toHaveLength(2_000)
  const wrong: string[] = []
  const visitor = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { site, other, path, cookie, name } = next
      const response = await product.get(site.host, path, cookie)
      const seen = `${[...response.headers].join()} ${await response.text()}`
      if (response.status !== 200 || !seen.includes(site.canary)) wrong.push(`${path}: ${response.status}`)
      if (seen.includes(other.canary)) wrong.push(`${path}: shows the other company`)
      if (name && !seen.includes(`${name} ${site.canary}`)) wrong.push(`${path}: not ${name}`)
    }
  }
  await Promise.all(Array.from({ length: 40 }, visitor))
  expect(wrong).toEqual([])
}, 120_000)
