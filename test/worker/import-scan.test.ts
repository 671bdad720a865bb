import { expect, inject, test } from 'vitest'
import { importKinds } from '#rules/import.ts'
import { consolePaths } from '#web/paths.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { startProduct } from '../harness.ts'
import { importer } from './import-ground.ts'

/**
 * What a statement may walk through: values handed in with it, one file's own rows, the few files of a company, and where
 * those of an export begin.
 */
const walked =
  /^(SCAN (json_each|j|v|n|p|part|linked|imports|identity|companies|members|channels|calendar_days|applied_migrations|plannings)\b|SCAN \d+|SCAN \(subquery|SCAN CONSTANT)/

type Entry = { sql: string; scans: string[]; fullscanSteps: number }

test('20,000 machines come in and go out a bounded amount of work at a time, and nothing walks through the register', async () => {
  const product = await startProduct({ now: new Date('2026-11-22T09:00:00+08:00') })
  const company = await product.company('many')
  const cookie = await company.cookieOf('owner')
  const desk = importer(product, company, cookie)
  const { url, platformToken } = inject('databaseServer')
  const headers = { authorization: `Bearer ${platformToken}` }
  const asked = `db=${company.tenant.databaseName}`
  await fetch(`${url}/admin/statistics?${asked}`, { method: 'DELETE', headers })

  const began = Date.now()
  const lines = Array.from(
    { length: 20_000 },
    (_, at) =>
      `杭州第${Math.floor(at / 4)}食品有限公司,王小明,0571-${String(80_000_000 + Math.floor(at / 4))},文一西路${Math.floor(at / 4)}号,BX-${at % 40},SN-${at},2025-06-01,24,老客户`,
  )
  const table = `客户名称,联系人,电话,地址,产品型号,序列号,安装日期,保修月数,备注\n${lines.join('\n')}\n`
  product.calls.length = 0
  const id = await desk.uploaded(table)
  const uploadCalls = product.calls.length
  expect(uploadCalls).toBeLessThanOrEqual(8)
  expect(await desk.count('select count(*) from import_chunks')).toBe(80)
  expect(await desk.count('select max(json_array_length(cells)) from import_chunks')).toBe(250)
  await desk.map(id)
  const uploadMs = Date.now() - began

  const most = { calls: 0, ms: 0 }
  const stepwise = async () => {
    let steps = 0
    for (let isOver = false; !isOver; steps++) {
      product.calls.length = 0
      const from = Date.now()
      isOver = (await desk.step(id)).isOver
      most.calls = Math.max(most.calls, product.calls.length)
      most.ms = Math.max(most.ms, Date.now() - from)
    }
    return steps
  }
  const checks = await stepwise()
  expect(await desk.recordOf(id)).toMatchObject({ good: 20_000, bad: 0, status: 'checked' })
  expect(checks).toBe(10)
  await desk.post(consolePaths.importPart(id, 'entry'))
  const entries = await stepwise()
  expect(entries).toBe(80)
  expect(most.calls).toBeLessThanOrEqual(4)
  expect(await desk.recordOf(id)).toMatchObject({ written: 20_000, status: 'done' })
  expect(await desk.count('select count(*) from assets where import_id is not null')).toBe(20_000)
  expect(await desk.count('select count(*) from customers')).toBe(5_000)
  expect(await desk.count('select count(*) from products')).toBe(40)

  for (const path of [
    consolePaths.imports(),
    consolePaths.import(id),
    `${consolePaths.import(id)}?only=all&after=60.12`,
  ]) {
    product.calls.length = 0
    expect([path, (await product.get(company.host, path, cookie)).status]).toEqual([path, 200])
    expect(product.calls.length).toBeLessThanOrEqual(2)
  }
  for (const kind of importKinds) {
    product.calls.length = 0
    const answer = await product.get(company.host, consolePaths.exportFile(kind, 'csv'), cookie)
    const text = await answer.text()
    if (kind === 'asset') {
      expect(text.split('\r\n')).toHaveLength(20_002)
      expect(product.calls.length).toBe(6)
    }
  }
  await desk.post(consolePaths.importPart(id, 'undoing'), { confirmed: 'yes' })
  const undoing = await desk.run(id)
  expect(undoing).toBeLessThanOrEqual(130)
  expect(await desk.count('select count(*) from assets')).toBe(0)
  expect(await desk.count('select count(*) from customers')).toBe(0)
  console.log(
    `20,000 machines: read and staged in ${uploadMs} ms (${uploadCalls} calls), judged in ${checks} steps, stored in ${entries}, ` +
      `at the most ${most.calls} calls and ${most.ms} ms a step, taken back in ${undoing}; ${Date.now() - began} ms in all`,
  )
  const answer = await fetch(`${url}/admin/statements?${asked}`, { headers })
  const { statements } = await answer.json<{ statements: Entry[] }>()
  const own = /^select (count|max)\(/
  const walks = statements
    .filter(({ sql }) => !own.test(sql))
    .flatMap(({ sql, scans }) =>
      scans.filter((line) => !walked.test(line)).map((line) => `${line}: ${sql.slice(0, 200)}`),
    )
  expect(walks).toEqual([])
  await runTenantJobs(product.platform, company.tenant.id)
}, 600_000)
