import { expect, inject, test } from 'vitest'
import { events } from '#schema/tenant/event.ts'
import { newId } from '#tenants/id.ts'
import { write } from '#tenants/round-trip.ts'
import { consolePaths } from '#web/paths.ts'
import { startProduct } from '../harness.ts'

/** Asked of SQLite itself: tables that grow with the company's business or its log. */
const growing = /SCAN (events|decisions|service_requests|clocks|messages|notices|clauses|policy_versions)\b/

test('no page of policy, calendar, settings or audit log scans a table that grows', async () => {
  const product = await startProduct()
  const acme = await product.company('acme')
  const cookie = await acme.cookieOf('admin')
  await write(acme.db, [
    acme.db.insert(events).values(
      Array.from({ length: 200 }, (_, at) => ({
        ...{ id: newId(product.clock.now), subject: `s-${at}`, version: 1, name: 'service_request.noted' },
        ...{ actor: acme.memberOf('agent').id, at: product.clock.now, detail: {} },
      })),
    ),
  ])
  await product.post(acme.host, consolePaths.policyDraft('service'), {}, cookie)
  const { url, platformToken } = inject('databaseServer')
  const headers = { authorization: `Bearer ${platformToken}` }
  await fetch(`${url}/admin/statistics?db=${acme.tenant.databaseName}`, { method: 'DELETE', headers })
  for (const path of [
    ...[consolePaths.policy('service'), consolePaths.policyVersion('service', 1), consolePaths.policyDraft('service')],
    ...[consolePaths.policyClause('service', 'TX-ARRIVE'), consolePaths.policyPublication('service')],
    ...[
      consolePaths.policyChanges('service', 2),
      consolePaths.calendar(),
      consolePaths.settings(),
      consolePaths.audit(),
    ],
    `${consolePaths.audit()}?kind=calendar&member=${acme.memberOf('owner').id}`,
  ]) {
    product.calls.length = 0
    expect([path, (await product.get(acme.host, path, cookie)).status]).toEqual([path, 200])
    expect([path, product.calls.length <= 2]).toEqual([path, true])
  }
  const answer = await fetch(`${url}/admin/statements?db=${acme.tenant.databaseName}`, { headers })
  const { statements } = await answer.json<{ statements: { sql: string; scans: string[]; fullscanSteps: number }[] }>()
  expect(statements.length).toBeGreaterThan(8)
  expect(statements.filter(({ scans }) => scans.some((line) => growing.test(line)))).toEqual([])
})
