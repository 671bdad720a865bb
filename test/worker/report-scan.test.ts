import { expect, inject, test } from 'vitest'
import { newSecret } from '#tenants/vault.ts'
import { jpeg } from '../cases/photo.ts'
import { startProduct } from '../harness.ts'
import { openForm, report, send, typed } from '../report-form.ts'

type Asked = { sql: string; runs: number; fullscanSteps: number; scans: string[] }

/** Small whatever happens: one row, a few dozen days a year, the company's own people. */
/** `walk`, `later`: a machine and those before or after it, twelve at the most, each found by its key. `answer…`: what a query found. */
const small =
  /SCAN (companies|calendar_days|members|identity|applied_migrations|walk|later|answer\d|(\d+ )?CONSTANT ROWS?)\b/

test('no public page and no post of it scans a table that grows', async () => {
  const product = await startProduct({ now: new Date('2026-01-12T02:30:00Z') })
  const acme = await product.company('acme')
  for (let index = 0; index < 40; index++)
    await report(product, acme, { phone: `137${10_000_000 + index}` }, { from: `10.0.0.${index}` })
  const { path } = await report(product, acme, { phone: '13900000001' }, { files: [{ bytes: jpeg() }] })

  const { url, platformToken } = inject('databaseServer')
  const headers = { authorization: `Bearer ${platformToken}` }
  await fetch(`${url}/admin/statistics?db=${acme.tenant.databaseName}`, { method: 'DELETE', headers })
  for (const open of ['/', '/policy', '/privacy', '/report', '/report/challenge', path, `${path}/cancellation`])
    expect([open, (await product.get(acme.host, open)).status]).toEqual([open, 200])
  const fields = { ...typed, phone: '13900000002', email: 'a@example.com', ...(await openForm(product, acme)) }
  await send(product, acme, { ...fields, phone: 'x' }, { files: [{ bytes: jpeg() }] })
  expect((await send(product, acme, fields)).status).toBe(303)
  expect((await send(product, acme, fields)).status).toBe(303)
  const message = { idempotencyKey: newSecret(), body: '补充' }
  expect((await send(product, acme, message, {}, `${path}/messages`)).status).toBe(303)
  expect(
    (await send(product, acme, { idempotencyKey: newSecret(), reason: '' }, {}, `${path}/cancellation`)).status,
  ).toBe(303)

  const answer = await fetch(`${url}/admin/statements?db=${acme.tenant.databaseName}`, { headers })
  const { statements } = await answer.json<{ statements: Asked[] }>()
  expect(statements.length).toBeGreaterThan(25)
  const scanning = statements
    .map(({ sql, scans }) => ({ sql, scans: scans.filter((line) => line.includes('SCAN') && !small.test(line)) }))
    .filter(({ scans }) => scans.length > 0)
  expect(scanning).toEqual([])
})
