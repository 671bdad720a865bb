import { beforeAll, describe, expect, test } from 'vitest'
import { importKinds } from '#rules/import.ts'
import { openSpreadsheet } from '#rules/spreadsheet-open.ts'
import { consolePaths } from '#web/paths.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { deflation } from '#worker/platform/deflation.ts'
import { receive } from '../fixtures.ts'
import { type Product, startProduct } from '../harness.ts'
import { importer } from './import-ground.ts'
import { wordsOn } from './page-form.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-11-22T09:00:00+08:00') })
}, 60_000)

async function newDesk(slug: string) {
  const company = await product.company(slug)
  return { company, desk: importer(product, company, await company.cookieOf('owner')) }
}

const rowsOf = async (
  company: { db: { $client: { execute(sql: string): Promise<{ rows: object[] }> } } },
  sql: string,
) => (await company.db.$client.execute(sql)).rows.map((row) => ({ ...row }))

const machines = `客户名称,联系人,电话,地址,产品型号,序列号,所属主机序列号,安装日期,保修月数
杭州示例食品有限公司,王小明,0571-8765 4321,文一西路1号,BX-120,A-1,,2025-06-01,24
杭州示例食品有限公司,李雷,138 0000 1111,人民路 9 号,BX-120,A-2,,2025-06-01,
张伟,,139 0000 0001,,KFR-35,K-1,A-9,2026-01-10,
张伟,,139 0000 0002,,KFR-35,K-2,,2026-01-10,
杭州示例食品有限公司,,,,BX-120,A-9,,,
坏行公司,,不是电话,,BX-120,A-10,,2025-13-40,
`

describe('a table of machines', () => {
  test('makes customers by name and number, contacts, sites, products by model, and machines with their warranty', async () => {
    const { company, desk } = await newDesk('made')
    const id = await desk.entered(machines, 'guess', '2026-12-01')
    expect(await desk.recordOf(id)).toMatchObject({ status: 'done', good: 5, bad: 1, written: 5 })
    expect(await rowsOf(company, 'select name, kind, phone from customers order by id')).toEqual([
      { name: '杭州示例食品有限公司', kind: 'company', phone: '0571-8765 4321' },
      { name: '张伟', kind: 'person', phone: '139 0000 0001' },
      { name: '张伟', kind: 'person', phone: '139 0000 0002' },
    ])
    expect(await rowsOf(company, 'select name, phone from contacts order by id')).toEqual([
      { name: '王小明', phone: '0571-8765 4321' },
      { name: '李雷', phone: '138 0000 1111' },
    ])
    expect(await rowsOf(company, 'select name, address from sites')).toEqual([
      { name: '人民路 9 号', address: '人民路 9 号' },
    ])
    expect(await rowsOf(company, 'select model_key from products order by model_key')).toEqual([
      { model_key: 'BX-120' },
      { model_key: 'KFR-35' },
    ])
    const stored = `select a.serial_number serial, p.serial_number parent, a.agreed_months months, a.notices_from,
      a.warranty_decision_id is not null decided from assets a left join assets p on p.id = a.parent_asset_id order by a.id`
    const common = { notices_from: '2026-12-01', decided: 1 }
    expect(await rowsOf(company, stored)).toEqual([
      { serial: 'A-1', parent: null, months: 24, ...common },
      { serial: 'A-2', parent: null, months: null, ...common },
      { serial: 'K-1', parent: 'A-9', months: null, ...common },
      { serial: 'K-2', parent: null, months: null, ...common },
      { serial: 'A-9', parent: null, months: null, ...common },
    ])
    const names = 'select name from events where subject in (select id from imports) order by version'
    expect((await rowsOf(company, names)).map((row) => Object.values(row)[0])).toEqual([
      ...['import.uploaded', 'import.mapped', 'import.started', 'import.finished'],
    ])
    const found = await desk.page(`${consolePaths.customers()}?q=${encodeURIComponent('李雷')}`)
    expect(found).toContain('杭州示例食品有限公司')
  })

  test('says of each bad row what is wrong, in words, and gives the bad rows back with it', async () => {
    const { company, desk } = await newDesk('bad')
    const id = await desk.checked(machines)
    const words = wordsOn(await desk.page(consolePaths.import(id)))
    expect(words).toContain('Row 7')
    expect(words).toContain('Phone “不是电话”: Not a valid phone number')
    expect(words).toContain('Installation date “2025-13-40”: Not a valid date')
    const answer = await product.get(
      company.host,
      consolePaths.importPart(id, 'bad-rows.xlsx'),
      await company.cookieOf('owner'),
    )
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''/)
    const opened = openSpreadsheet(new Uint8Array(await answer.arrayBuffer()), deflation)
    const rows = opened.allowed ? [...opened.result.rows].map((next) => (next.allowed ? next.result.cells : [])) : []
    expect(rows).toHaveLength(2)
    expect(rows[1]).toContain('坏行公司')
    expect(rows[1]!.at(-2)).toContain('Not a valid phone number')
    expect(rows[1]!.at(-1)).toBe('7')
  })

  test('imported again it changes nothing: every serial number is known', async () => {
    const { company, desk } = await newDesk('again')
    await desk.entered(machines)
    const before = await rowsOf(company, 'select id from assets union select id from customers order by 1')
    const id = await desk.checked(machines)
    expect(await desk.recordOf(id)).toMatchObject({ good: 0, bad: 6 })
    expect((await desk.post(consolePaths.importPart(id, 'entry'))).status).toBe(422)
    expect(await rowsOf(company, 'select id from assets union select id from customers order by 1')).toEqual(before)
  })

  test('is taken back as a whole, but for what somebody changed and what a request speaks of', async () => {
    const { company, desk } = await newDesk('back')
    const id = await desk.entered(machines)
    const { id: request } = await receive(product, company)
    await company.db.$client.batch(
      [
        `update assets set version = 1, note = 'moved' where serial_number = 'K-2'`,
        `update service_requests set asset_id = (select id from assets where serial_number = 'A-1') where id = '${request}'`,
      ],
      'write',
    )
    await desk.undone(id)
    expect(await desk.recordOf(id)).toMatchObject({ status: 'undone' })
    expect(await rowsOf(company, 'select serial_number from assets order by 1')).toEqual([
      { serial_number: 'A-1' },
      { serial_number: 'K-2' },
    ])
    const words = wordsOn(await desk.page(consolePaths.import(id)))
    for (const kept of ['BX-120 · A-1', 'KFR-35 · K-2', '张伟', '杭州示例食品有限公司']) expect(words).toContain(kept)
    expect(words).not.toContain('A-2')
    expect(await desk.count(`select count(*) from customers where phone = '139 0000 0001'`)).toBe(0)
    expect(await desk.count('select count(*) from register_search')).toBe(
      await desk.count('select count(*) from search_entries'),
    )
  })
})

describe('whoever is in a hurry, or away', () => {
  test('a file sent twice by one form is one import; steps at the same time do nothing twice', async () => {
    const { company, desk } = await newDesk('twice')
    const key = crypto.randomUUID()
    const answers = await Promise.all([1, 2].map(() => desk.upload(machines, 'guess', 'a.csv', key)))
    expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1)
    const id = answers[0]!.headers.get('location')!.split('/').at(-1)!
    expect((await Promise.all([desk.map(id), desk.map(id)])).map(({ status }) => status)).toEqual([303, 303])
    await Promise.all([desk.step(id), desk.step(id), desk.step(id)])
    const entry = consolePaths.importPart(id, 'entry')
    const entries = await Promise.all([desk.post(entry), desk.post(entry)])
    expect(entries.map(({ status }) => status)).toEqual([303, 303])
    await Promise.all([desk.step(id), desk.step(id), desk.step(id), desk.step(id)])
    expect(await desk.recordOf(id)).toMatchObject({ status: 'done', written: 5 })
    expect(await rowsOf(company, 'select count(*) n from assets')).toEqual([{ n: 5 }])
  })

  test('a closed tab is gone on with by the company’s jobs', async () => {
    const { company, desk } = await newDesk('jobs')
    const id = await desk.uploaded(machines)
    await desk.map(id)
    expect(product.rung).toContain(company.tenant.id)
    await runTenantJobs(product.platform, company.tenant.id)
    expect(await desk.recordOf(id)).toMatchObject({ status: 'checked', good: 5, bad: 1 })
    await desk.post(consolePaths.importPart(id, 'entry'))
    await runTenantJobs(product.platform, company.tenant.id)
    expect(await desk.recordOf(id)).toMatchObject({ status: 'done', written: 5 })
  })

  test('one import at a time is taken over', async () => {
    const { desk } = await newDesk('alone')
    const [one, other] = [await desk.checked(machines), await desk.checked(machines.replaceAll('A-', 'B-'))]
    await desk.post(consolePaths.importPart(one, 'entry'))
    const refused = await desk.post(consolePaths.importPart(other, 'entry'))
    expect([refused.status, wordsOn(await refused.text())]).toEqual([
      422,
      expect.stringContaining('Another import is under way'),
    ])
    await desk.run(one)
    expect((await desk.post(consolePaths.importPart(other, 'entry'))).status).toBe(303)
  })

  test('a machine that somebody enters by hand in between is not entered twice', async () => {
    const { company, desk } = await newDesk('between')
    const id = await desk.checked(machines)
    await desk.post(consolePaths.importPart(id, 'entry'))
    await company.db.$client.execute(
      `insert into assets (id, version, customer_id, name, serial_number, serial_key, status, installed_by_us, created_at)
        values ('01OWN', 1, 'c', 'x', 'A-1', 'A1', 'in_use', 0, 0)`,
    )
    await desk.run(id)
    expect(await desk.recordOf(id)).toMatchObject({ status: 'done', good: 4, bad: 2, written: 4 })
  })

  test('cells are forgotten after a month; an import that nobody finished is dropped', async () => {
    const { company, desk } = await newDesk('forgotten')
    const done = await desk.entered(machines)
    const open = await desk.checked(machines.replaceAll('A-', 'C-'))
    await company.db.$client.execute(`update imports set created_at = created_at - ${31 * 86_400_000}`)
    await runTenantJobs(product.platform, company.tenant.id)
    expect(await desk.count('select count(*) from import_chunks')).toBe(0)
    expect([(await desk.recordOf(done)).status, (await desk.recordOf(open)).status]).toEqual(['done', 'dropped'])
  })
})

test('columns once named are known in the next file, also those that mean nothing', async () => {
  const { desk } = await newDesk('known')
  const table = '买主,怎么联系,设备型号,内部编码\n甲公司,13800138000,BX-1,x\n'
  const first = await desk.uploaded(table, 'asset')
  const chosen = { 'column.0': 'customer', 'column.1': 'phone', 'column.2': 'product', 'column.3': '' }
  expect((await desk.map(first, chosen)).status).toBe(303)
  const second = await desk.uploaded(`设备型号,买主,怎么联系,内部编码\nBX-2,乙公司,13800138001,y\n`, 'asset')
  expect(JSON.parse(String((await desk.recordOf(second)).mapping))).toEqual(['product', 'customer', 'phone', null])
})

test('the go-live day keeps old ends from being announced, and its preview says how many', async () => {
  const { desk } = await newDesk('golive')
  const lines = Array.from(
    { length: 400 },
    (_, at) => `客户${at}有限公司,1380013${String(at).padStart(4, '0')},BX,S${at},2026-01-20,12`,
  )
  const id = await desk.checked(`客户名称,电话,产品型号,序列号,安装日期,保修月数\n${lines.join('\n')}\n`)
  const shown = async (from: string) => wordsOn(await desk.page(`${consolePaths.import(id)}?noticesFrom=${from}`))
  const countsIn = (words: string, what: string) =>
    Number(words.match(new RegExp(`${what}([\\d,]+) to customers`))?.[1]?.replace(',', '') ?? -1)
  const early = await shown('2026-11-22')
  const late = await shown('2026-12-31')
  expect(early).toContain('400 things end within 90 days')
  expect(countsIn(early, 'At once') + countsIn(early, 'Within 90 days')).toBeGreaterThanOrEqual(400)
  expect(countsIn(late, 'At once') + countsIn(late, 'Within 90 days')).toBe(0)
  expect(countsIn(late, 'Not sent because of this day')).toBeGreaterThanOrEqual(400)
})

const lists = {
  customer: `客户名称,客户类型,联系人,职务,电话,邮箱,地址,服务地点,区域,备注
示例食品有限公司,单位,王小明,主管,0571-8765 4321,wang@example.com,文一西路1号,,市区,"=HYPERLINK(""http://evil.example"")"
示例食品有限公司,单位,李雷,,138 0000 1111,,人民路 9 号,二厂,郊区,
张伟,个人,,,139 0000 0001,,,,,老客户
只有邮箱的单位,单位,,,,office@example.com,,,,
`,
  product: `产品名称,型号,产品线,消费品,部件
空压机,BX-120,整机,否,压缩机、控制器
+风机,FJ-1,,是,
`,
  asset: `客户名称,电话,地址,服务地点,产品型号,序列号,所属主机序列号,发票日期,安装日期,保修月数,状态,备注
示例食品有限公司,0571-8765 4321,文一西路1号,,BX-120,A-1,,2025-05-01,2025-06-01,24,在用,@重点
示例食品有限公司,0571-8765 4321,人民路 9 号,二厂,BX-120,A-2,A-1,,,,备用,
张伟,139 0000 0001,,,FJ-1,,,,2026-01-10,,,
`,
  contract: `合同编号,合同名称,客户名称,电话,开始日期,结束日期,覆盖设备序列号,覆盖全部设备,包含项目,合同金额,保养次数,自动续约,提前通知天数
HT-1,年度保养,示例食品有限公司,0571-8765 4321,2026-01-01,2026-12-31,A-1、A-2,否,人工、路费,12800.5,4,是,30
HT-2,全包,张伟,139 0000 0001,2026-03-01,2027-02-28,,是,,,,,
`,
}

describe.each(['csv', 'xlsx'] as const)('lists taken out as %s', (format) => {
  test('come in again as equal rows, and mean the same', async () => {
    const { company, desk } = await newDesk(`out-${format}`)
    const { company: other, desk: otherDesk } = await newDesk(`in-${format}`)
    for (const kind of importKinds) {
      const id = await desk.entered(lists[kind], kind)
      expect([kind, await desk.recordOf(id)]).toMatchObject([kind, { status: 'done', bad: 0 }])
    }
    for (const kind of importKinds) {
      const taken = await exported(company, kind, format)
      if (format === 'csv' && kind === 'customer') expect(new TextDecoder().decode(taken)).toContain(`'=HYPERLINK`)
      const id = await otherDesk.entered(taken as never, 'guess')
      expect([kind, await otherDesk.recordOf(id)]).toMatchObject([kind, { kind, status: 'done', bad: 0 }])
      expect([kind, cellsOf(await exported(other, kind, format))]).toEqual([kind, cellsOf(taken)])
    }
    for (const kind of ['product', 'asset', 'contract'] as const) {
      const id = await desk.checked((await exported(company, kind, format)) as never, kind)
      const reasons = [...(await desk.verdictsOf(id)).values()].flatMap(({ faults = [] }) =>
        faults.map((one) => one.reason),
      )
      expect([kind, new Set(reasons)]).toEqual([kind, new Set(['taken'])])
    }
  })
})

async function exported(company: Awaited<ReturnType<Product['company']>>, kind: string, format: 'csv' | 'xlsx') {
  product.calls.length = 0
  const answer = await product.get(company.host, consolePaths.exportFile(kind, format), await company.cookieOf('owner'))
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect(answer.status).toBe(200)
  return bytes
}

function cellsOf(bytes: Uint8Array) {
  const opened = openSpreadsheet(bytes, deflation)
  if (!opened.allowed) throw new Error(opened.reason)
  return [...opened.result.rows].map((next) => (next.allowed ? next.result.cells : next.reason))
}
