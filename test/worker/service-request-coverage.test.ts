import { and, asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { coverageOf } from '#rules/coverage.ts'
import type { CoverageInputs } from '#rules/coverage-fact.ts'
import type { Clause } from '#rules/policy.ts'
import type { Role } from '#rules/role.ts'
import { verdictIn } from '#rules/service-request-coverage.ts'
import { assetRepairs, assets } from '#schema/tenant/asset.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { clauses } from '#schema/tenant/policy.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, type RequestStep } from '#web/paths.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { type Product, startProduct } from '../harness.ts'
import { machineIds, type Register, registerMachine } from '../registered-machine.ts'
import { report, type TestCompany, textOf } from '../report-form.ts'

let product: Product
let acme: TestCompany

/** Monday 2026-01-12, 10:30 in Shanghai. */
beforeEach(async () => {
  product = await startProduct({ now: new Date('2026-01-12T02:30:00Z') })
  acme = await product.company('acme')
})

const request = async () => (await acme.db.select().from(serviceRequests).orderBy(asc(serviceRequests.number)))[0]!
const judged = () => acme.db.select().from(decisions).where(eq(decisions.kind, 'coverage')).orderBy(asc(decisions.at))
const contract = async () => (await acme.db.select().from(contracts))[0]!

async function reported(register: Register | null, changes: Record<string, string> = {}) {
  if (register) await registerMachine(acme, register)
  const { path, response } = await report(product, acme, changes)
  expect(response.status).toBe(303)
  const { id } = await request()
  return { id, path }
}

async function take(id: string, step: RequestStep, fields: Record<string, string>, role: Role = 'supervisor') {
  product.clock.now = new Date(product.clock.now.getTime() + 60_000)
  const cookie = await acme.cookieOf(role)
  const keyed = { idempotencyKey: newSecret(), ...fields }
  return product.post(acme.host, consolePaths.requestStep(id, step), keyed, cookie)
}

async function shown(id: string, lang = 'zh-CN', role: Role = 'supervisor') {
  const cookie = `${await acme.cookieOf(role)}; __Host-lang=${lang}`
  return textOf(await (await product.get(acme.host, consolePaths.request(id), cookie)).text())
}

const tracked = async (path: string, lang = 'zh-CN') =>
  textOf(await (await product.get(acme.host, path, `__Host-lang=${lang}`)).text())

/** What every stored verdict says of itself must come out again. */
async function expectRepeatable() {
  const rows = await judged()
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    const [version] = await read(acme.db, [
      acme.db.select().from(clauses).where(eq(clauses.versionId, row.policyVersionId)).orderBy(asc(clauses.position)),
    ])
    const again = coverageOf(row.inputs as unknown as CoverageInputs, version as unknown as Clause[])
    expect(again).toEqual(verdictIn(row))
  }
}

describe('at intake', () => {
  test('[S4.4-04] [S4.5-06] a machine inside its term is free, provided that the cause is a covered one', async () => {
    await registerMachine(acme)
    await report(product, acme, {})
    const row = await request()
    expect(row).toMatchObject({ assetId: machineIds.asset, coverage: 'free_under_warranty' })
    const [decision, ...others] = await judged()
    expect(others).toEqual([])
    expect(decision).toMatchObject({
      id: row.coverageDecisionId,
      subject: row.id,
      policyVersionId: row.policyVersionId,
    })
    expect(verdictIn(decision!)).toMatchObject({ presumed: true, until: '2026-03-25', versionId: row.policyVersionId })
    await expectRepeatable()
    expect(await shown(row.id)).toMatch(
      /保修内免费.*查明原因前暂按此处理.*2025年3月25日交付 \+ 12 个月 → 2026年3月25日，含当天/,
    )
    expect(await shown(row.id, 'en')).toMatch(
      /Free under warranty.*Delivered 25 Mar 2025 \+ 12 months → 25 Mar 2026, last day included/,
    )
  })

  test('takes no round trip more than without a machine', async () => {
    await registerMachine(acme)
    await report(product, acme, { phone: '13700000001' })
    product.calls.length = 0
    await report(product, acme, { phone: '13700000002', description: '又一台' })
    expect(product.calls.length).toBeLessThanOrEqual(3)
  })

  test('[S4.4-02] [S4.5-05] after its term it is charged', async () => {
    const { id } = await reported({ asset: { deliveredOn: '2022-03-25' } })
    expect(await request()).toMatchObject({ coverage: 'chargeable' })
    expect(await shown(id)).toMatch(/收费.*保修期已过/)
    expect(verdictIn((await judged())[0]!)).toMatchObject({ look: null })
  })

  test('[S4.4-03] a maintenance contract pays where the warranty no longer does', async () => {
    const { id } = await reported({ asset: { deliveredOn: '2022-03-25' }, contract: {} })
    expect(await request()).toMatchObject({ coverage: 'under_contract' })
    expect(await shown(id)).toMatch(/合同服务.*人工、配件、路费由合同包含/)
    await expectRepeatable()
  })

  test('a machine that nobody knows needs a look, and the page says what to do', async () => {
    const { id } = await reported(null)
    expect(await request()).toMatchObject({ assetId: null, coverage: 'needs_a_look' })
    expect(await shown(id)).toMatch(/待核实.*请先找到设备/)
    expect(await shown(id, 'en')).toMatch(/Needs a look.*Find the machine first/)
  })

  test('an enquiry gets no verdict', async () => {
    await reported({}, { type: 'enquiry' })
    expect(await request()).toMatchObject({ type: 'enquiry', coverage: null, coverageDecisionId: null })
    expect(await judged()).toEqual([])
  })

  test('a company that promises no warranty is not sent to look for a machine', async () => {
    for (const row of await acme.db.select().from(clauses)) {
      const rules = JSON.parse(JSON.stringify(row.rules).replaceAll('"warranty.lines":', '"warranty.other":'))
      await acme.db
        .update(clauses)
        .set({ rules })
        .where(and(eq(clauses.versionId, row.versionId), eq(clauses.key, row.key)))
    }
    await reported(null)
    expect(await request()).toMatchObject({ coverage: null, coverageDecisionId: null })
  })

  test('what is held gets its verdict when somebody accepts it', async () => {
    const { id } = await reported({}, { homepage: 'https://spam.example' })
    expect(await request()).toMatchObject({ standing: 'held', coverage: null, assetId: machineIds.asset })
    expect((await take(id, 'release', { verdict: 'accept' })).status).toBe(303)
    expect(await request()).toMatchObject({
      ...{ standing: 'accepted', coverage: 'free_under_warranty', customerId: machineIds.customer },
    })
  })

  test('a call written down gets one too', async () => {
    await registerMachine(acme)
    const call = { channel: 'phone', type: 'fault', phone: '021-6000 1000', name: '李强', email: '', address: '' }
    const more = {
      zone: '',
      product: '',
      serialNumber: 'sn 1001',
      description: '漏水',
      urgency: 'normal',
      impact: 'one',
    }
    const fields = { idempotencyKey: newSecret(), ...call, ...more }
    expect((await product.post(acme.host, consolePaths.requests(), fields, await acme.cookieOf('agent'))).status).toBe(
      303,
    )
    expect(await request()).toMatchObject({ assetId: machineIds.asset, coverage: 'free_under_warranty' })
  })
})

describe('once the cause is known', () => {
  const found = (cause: string, more: Record<string, string> = {}) => ({
    cause,
    otherCause: '',
    component: '',
    ...more,
  })

  test.each([
    ['[S1.2-01] a fault of manufacture', 'manufacture'],
    ['[S1.2-01] a fault of assembly', 'assembly'],
    ['[S1.2-01] a fault of the material', 'material'],
    ['[S4.1-02] a fault of the design', 'design'],
  ])('%s is put right free of charge', async (_, cause) => {
    const { id } = await reported({})
    expect((await take(id, 'cause', found(cause), 'engineer')).status).toBe(303)
    expect(await request()).toMatchObject({ coverage: 'free_under_warranty', cause, component: null })
    const [, second] = await judged()
    expect(verdictIn(second!)).toMatchObject({ presumed: false, items: { labour: 'warranty', parts: 'warranty' } })
    await expectRepeatable()
  })

  test('an excluded cause is charged; the page says what was thought before', async () => {
    const { id, path } = await reported({})
    await take(id, 'cause', found('misuse'), 'engineer')
    expect(await request()).toMatchObject({ coverage: 'chargeable', cause: 'misuse' })
    const page = await shown(id)
    expect(page).toMatch(/收费.*故障原因不在保修范围内/)
    expect(page).toContain('判断为“保修内免费（查明原因前暂按此处理）”')
    expect(await tracked(path)).toContain('故障原因不在保修范围内。这次服务按公示的价格收费。')
    expect(await tracked(path, 'en')).toContain('The warranty does not cover the cause of the fault.')
    await expectRepeatable()
  })

  test('a part has a term of its own', async () => {
    const { id } = await reported({ asset: { installedOn: '2023-03-25', deliveredOn: null } })
    expect(await request()).toMatchObject({ coverage: 'needs_a_look' })
    await take(id, 'cause', found('material', { component: 'compressor' }))
    expect(await request()).toMatchObject({ coverage: 'free_under_warranty', component: 'compressor' })
    await take(id, 'cause', found('material', { component: 'panel' }))
    expect(await request()).toMatchObject({ coverage: 'chargeable', component: 'panel' })
  })

  test('one that the policy does not name needs a look, in the finder’s own words', async () => {
    const { id } = await reported({})
    await take(id, 'cause', found('other', { otherCause: '老鼠咬断电线' }))
    expect(await request()).toMatchObject({ coverage: 'needs_a_look', cause: '老鼠咬断电线' })
    expect(await shown(id)).toContain('老鼠咬断电线')
  })

  test('what cannot be is refused beside its field, and what was typed is kept', async () => {
    const { id } = await reported({})
    for (const [fields, text] of [
      [found('other'), '请写明是什么原因'],
      [found('rats'), '请选择制度列出的原因'],
      [found('material', { component: 'wheel' }), '请从这台设备的部件里选择'],
    ] as const) {
      const cookie = `${await acme.cookieOf('engineer')}; __Host-lang=zh-CN`
      const keyed = { idempotencyKey: newSecret(), ...fields }
      const answer = await product.post(acme.host, consolePaths.requestStep(id, 'cause'), keyed, cookie)
      expect(answer.status).toBe(422)
      expect(textOf(await answer.text())).toContain(text)
    }
    expect(await request()).toMatchObject({ cause: null, causeKnownAt: null })
  })

  test('it can be said with the solution, and a stay in the depot makes the term longer', async () => {
    const { id } = await reported({ asset: { installedOn: '2025-03-25' } })
    const solved = { resolution: '换了轴承。', solvedCause: 'material', solvedOtherCause: '', solvedComponent: '' }
    const stay = { repairFrom: '2025-12-24', repairUntil: '2026-01-12' }
    expect((await take(id, 'resolution', { ...solved, ...stay }, 'engineer')).status).toBe(303)
    expect(await request()).toMatchObject({ status: 'resolved', cause: 'material', coverage: 'free_under_warranty' })
    const [row] = await acme.db.select().from(assetRepairs)
    expect(row).toMatchObject({ requestId: id, kind: 'repair', fromOn: '2025-12-24', untilOn: '2026-01-12' })
    await runTenantJobs(product.platform, acme.tenant.id)
    const [machine] = await acme.db.select().from(assets)
    expect(machine).toMatchObject({ warrantyEndsOn: '2026-04-14', version: 1 })
  })

  test('a stay that cannot be is refused, and nothing is solved', async () => {
    const { id } = await reported({})
    for (const stay of [
      { repairFrom: '2026-01-05', repairUntil: '' },
      { repairFrom: '2026-01-05', repairUntil: '2026-01-13' },
      { repairFrom: '2026-01-05', repairUntil: '2026-01-04' },
    ])
      expect((await take(id, 'resolution', { resolution: 'x', ...stay })).status).toBe(422)
    expect(await request()).toMatchObject({ status: 'received' })
    expect(await acme.db.select().from(assetRepairs)).toEqual([])
  })
})

describe('the machine', () => {
  test('chosen by its serial number changes the verdict, and whose request it is', async () => {
    await registerMachine(acme, { contactPhoneKey: '8613900000000' })
    const { path } = await report(product, acme, { serialNumber: '' })
    const { id, coverage, customerId } = await request()
    expect([coverage, customerId === machineIds.customer]).toEqual(['needs_a_look', false])
    expect((await take(id, 'machine', { serialNumber: 'sn-1001', assetId: '' }, 'engineer')).status).toBe(303)
    expect(await request()).toMatchObject({
      ...{ coverage: 'free_under_warranty', assetId: machineIds.asset, customerId: machineIds.customer },
    })
    expect(await tracked(path)).toContain('2026年3月25日')
  })

  test('that nobody knows is refused beside the field', async () => {
    const { id } = await reported({})
    const answer = await take(id, 'machine', { serialNumber: 'XX-9', assetId: '' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('value="XX-9"')
  })

  test('can be taken away again', async () => {
    const { id } = await reported({})
    expect((await take(id, 'machine', { serialNumber: '', assetId: 'none' })).status).toBe(303)
    expect(await request()).toMatchObject({ assetId: null, coverage: 'needs_a_look' })
    await expectRepeatable()
  })
})

describe('a fault that comes back', () => {
  const said = (more: Record<string, string>) => ({
    ...{ cause: 'material', otherCause: '', component: '', sameFault: '', fault: '' },
    ...more,
  })
  const days = (count: number) => {
    product.clock.now = new Date(product.clock.now.getTime() + count * 86_400_000)
  }
  /** Long after its term, put right once. */
  async function repairedOnce() {
    const { id } = await reported({ asset: { deliveredOn: '2020-03-25' } })
    const solved = { resolution: '换了密封圈。', solvedCause: 'material', solvedFault: '接头漏水' }
    expect((await take(id, 'resolution', solved, 'engineer')).status).toBe(303)
    expect(await request()).toMatchObject({ coverage: 'chargeable', fault: '接头漏水' })
    return id
  }
  const latest = async () => (await acme.db.select().from(serviceRequests).orderBy(asc(serviceRequests.number))).at(-1)!

  test('[R-SB-2] [S1.3-09] within the policy’s days is put right free of charge once its finder says so, and the page says why', async () => {
    await repairedOnce()
    days(20)
    await report(product, acme, { description: '又漏水了' })
    const { id } = await latest()
    expect(await latest()).toMatchObject({ coverage: 'chargeable', fault: null })
    expect(await shown(id)).toMatch(/是不是修过的同一故障.*接头漏水（2026年1月12日修好）/)
    expect((await take(id, 'cause', said({ sameFault: '接头漏水' }), 'engineer')).status).toBe(303)
    expect(await latest()).toMatchObject({ coverage: 'free_under_warranty', fault: '接头漏水' })
    expect(verdictIn((await judged()).at(-1)!)).toMatchObject({ warranty: { basis: 'repair', from: '2026-01-12' } })
    expect(await shown(id)).toMatch(/故障 接头漏水（2026年1月12日修过同样的故障）/)
    expect(await shown(id, 'en')).toMatch(/Fault 接头漏水 \(the same as repaired 12 Jan 2026\)/)
    await expectRepeatable()
  })

  test('that is another fault, or one that came too late, is charged', async () => {
    await repairedOnce()
    days(20)
    await report(product, acme, { description: '异响' })
    const { id } = await latest()
    await take(id, 'cause', said({ fault: '异响' }))
    expect(await latest()).toMatchObject({ coverage: 'chargeable', fault: '异响' })
    days(200)
    await report(product, acme, { description: '又漏水' })
    await take((await latest()).id, 'cause', said({ fault: ' 接头漏水。' }))
    expect(await latest()).toMatchObject({ coverage: 'chargeable' })
  })

  test('is not the repair that is being judged', async () => {
    const id = await repairedOnce()
    expect((await take(id, 'cause', said({ fault: '接头漏水' }))).status).toBe(303)
    expect(await request()).toMatchObject({ coverage: 'chargeable' })
    expect((await take(id, 'cause', said({ sameFault: '接头漏水' }))).status).toBe(422)
  })

  test('is known from a stay that was entered on the machine’s own page as well', async () => {
    await registerMachine(acme, { asset: { deliveredOn: '2020-03-25' } })
    const stay = { component: '', from: '2026-01-02', until: '2026-01-08', fault: '压缩机不启动', note: '' }
    const path = consolePaths.assetPart(machineIds.asset, 'stays')
    const cookie = await acme.cookieOf('supervisor')
    await product.post(acme.host, path, { idempotencyKey: newSecret(), ...stay }, cookie)
    await report(product, acme, {})
    const { id } = await request()
    await take(id, 'cause', said({ sameFault: '压缩机不启动' }))
    expect(await request()).toMatchObject({ coverage: 'free_under_warranty' })
  })

  test('without a cause is asked for one, and everything typed is kept', async () => {
    const { id } = await reported({})
    const answer = await take(id, 'resolution', { resolution: '好了。', solvedFault: '接头漏水' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Choose a cause, or “Looked at, none found”.')
    expect(page).toContain('value="接头漏水"')
    expect(await request()).toMatchObject({ status: 'received', fault: null })
  })
})

describe('a contract for all machines of a customer', () => {
  const whole: Register = { asset: { deliveredOn: '2020-03-25' }, contract: { coversAllAssets: true } }

  test.each([
    ['no serial number', ''],
    ['one that nobody knows', 'XX-9'],
  ])('pays at intake where the caller is known and the machine is not: %s', async (_, serialNumber) => {
    await registerMachine(acme, whole)
    const { path } = await report(product, acme, { serialNumber })
    const row = await request()
    expect(row).toMatchObject({ assetId: null, customerId: machineIds.customer, coverage: 'under_contract' })
    expect(await shown(row.id)).toMatch(/合同服务.*人工、配件、路费由合同包含/)
    expect(await tracked(path)).not.toContain('HT-2026-001')
    await expectRepeatable()
  })

  test('pays for a call that is written down too, and once a held report is accepted', async () => {
    await registerMachine(acme, whole)
    await report(product, acme, { serialNumber: '', homepage: 'https://spam.example' })
    const { id } = await request()
    expect(await request()).toMatchObject({ standing: 'held', coverage: null })
    await take(id, 'release', { verdict: 'accept' })
    expect(await request()).toMatchObject({ coverage: 'under_contract' })
    const call = {
      ...{ channel: 'phone', type: 'fault', phone: '021-6000 1000', name: '李强', email: '', address: '' },
      ...{ zone: '', product: '空压机', serialNumber: '', description: '漏水', urgency: 'normal', impact: 'one' },
    }
    const cookie = await acme.cookieOf('agent')
    await product.post(acme.host, consolePaths.requests(), { idempotencyKey: newSecret(), ...call }, cookie)
    const rows = await acme.db.select().from(serviceRequests).orderBy(asc(serviceRequests.number))
    expect(rows[1]).toMatchObject({ assetId: null, coverage: 'under_contract' })
  })

  test('is nothing to somebody else, and costs a report no round trip', async () => {
    await registerMachine(acme, whole)
    await report(product, acme, { phone: '13700000001' })
    product.calls.length = 0
    await report(product, acme, { phone: '13700000009', serialNumber: '', description: '别处' })
    expect(product.calls.length).toBeLessThanOrEqual(3)
    const rows = await acme.db.select().from(serviceRequests).orderBy(asc(serviceRequests.number))
    expect(rows[1]).toMatchObject({ coverage: 'needs_a_look' })
  })
})

describe('a stranger', () => {
  const stranger = { phone: '13700000009', name: '路人' }

  test.each(['zh-CN', 'en'])('reads the same about somebody’s machine as about nobody’s (%s)', async (lang) => {
    await registerMachine(acme, { contract: {} })
    const paths = []
    for (const serialNumber of ['SN-1001', 'SN-9999', ''])
      paths.push((await report(product, acme, { ...stranger, serialNumber, description: `坏了 ${serialNumber}` })).path)
    const pages = await Promise.all(paths.map((path) => tracked(path, lang)))
    const sentence = lang === 'en' ? 'We are checking whether this is free' : '这次服务是否收费，我们核实后告诉您。'
    const about = pages.map((page) => page.slice(page.indexOf(lang === 'en' ? 'What it costs' : '费用')).slice(0, 90))
    expect(about[0]).toContain(sentence)
    expect(new Set(about).size).toBe(1)
    for (const page of pages)
      for (const secret of ['华泰', 'HT-2026-001', '2026年3月25日', '25 Mar 2026']) expect(page).not.toContain(secret)
    const first = await request()
    expect(first).toMatchObject({ assetId: machineIds.asset, coverage: 'free_under_warranty' })
    expect(await shown(first.id, lang)).toContain('华泰纺织有限公司')
  })

  test('for whom a member vouches is told', async () => {
    await registerMachine(acme)
    const { path } = await report(product, acme, stranger)
    const { id } = await request()
    expect(await tracked(path)).not.toContain('2026年3月25日')
    expect((await take(id, 'machine', { serialNumber: '', assetId: machineIds.asset })).status).toBe(303)
    expect(await tracked(path)).toContain('您的设备在保修期内（到 2026年3月25日，含当天）')
  })
})

test('[GR-10] [S3.8-18] a third fault of consumer goods shows what the law may give', async () => {
  await registerMachine(acme, { product: { isConsumerGoods: true, category: 'appliance' } })
  for (const description of ['第一次', '第二次', '第三次']) {
    await report(product, acme, { description })
    product.clock.now = new Date(product.clock.now.getTime() + 40 * 86_400_000)
    if (description === '第三次') break
    const rows = await acme.db.select().from(serviceRequests).where(eq(serviceRequests.status, 'received'))
    await take(rows[0]!.id, 'resolution', { resolution: '修好了。' })
  }
  const [third] = await acme.db.select().from(serviceRequests).where(eq(serviceRequests.status, 'received'))
  expect(await shown(third!.id)).toMatch(/超过15日可能被认定为故意拖延.*收到至今 40 天/)
  expect(await shown(third!.id)).toMatch(/已达法定换货\/退货条件，请复核.*已经修过 2 次又出故障/)
  expect(await shown(third!.id, 'en')).toMatch(/Statutory exchange\/refund condition reached.*repaired 2 times/)
})

describe('overriding', () => {
  const because = { outcome: 'chargeable', because: '客户自行拆开过机壳。' }

  test('is shown with who and why, beside what the policy gives, and can be undone', async () => {
    const { id, path } = await reported({})
    expect((await take(id, 'coverage-override', because)).status).toBe(303)
    expect(await request()).toMatchObject({
      ...{ coverage: 'chargeable', coverageOverriddenBy: acme.memberOf('supervisor').id },
    })
    const page = await shown(id)
    for (const words of ['acme supervisor', '客户自行拆开过机壳。', '按制度计算的结果是“保修内免费'])
      expect(page).toContain(words)
    expect(await tracked(path)).toContain('我们核实过了：这次服务按公示的价格收费。')
    expect(await tracked(path)).not.toContain('2026年3月25日')
    expect((await take(id, 'coverage-override-end', {})).status).toBe(303)
    expect(await request()).toMatchObject({ coverage: 'free_under_warranty', coverageOverriddenBy: null })
  })

  test('stays when the cause becomes known, and the new verdict stands beside it', async () => {
    const { id } = await reported({})
    await take(id, 'coverage-override', { ...because, outcome: 'free_under_warranty' })
    await take(id, 'cause', { cause: 'misuse', otherCause: '', component: '' })
    expect(await request()).toMatchObject({ coverage: 'free_under_warranty' })
    expect(await shown(id)).toContain('按制度计算的结果是“收费”')
  })

  test('needs a reason, and a permission that an engineer does not have', async () => {
    const { id } = await reported({})
    expect((await take(id, 'coverage-override', { ...because, because: '' })).status).toBe(422)
    expect((await take(id, 'coverage-override', because, 'engineer')).status).toBe(403)
    expect(await request()).toMatchObject({ coverageOverriddenBy: null })
  })
})

describe('a visit of the contract', () => {
  const ended: Register = { asset: { deliveredOn: '2020-03-25' }, contract: { visits: 2, visitsUsed: 1 } }
  const arrive = async (id: string) => {
    await take(id, 'assignment', { memberId: acme.memberOf('engineer').id })
    return take(id, 'arrival', { at: '' })
  }

  test('is used up by the arrival, once, and does not speak against itself', async () => {
    const { id } = await reported(ended)
    expect((await arrive(id)).status).toBe(303)
    expect((await take(id, 'arrival', { at: '' })).status).toBe(422)
    expect(await contract()).toMatchObject({ visitsUsed: 2 })
    await take(id, 'cause', { cause: 'wear', otherCause: '', component: '' })
    await take(id, 'cause', { cause: 'none', otherCause: '', component: '' })
    expect(await request()).toMatchObject({ coverage: 'under_contract', visitContractId: machineIds.contract })
    expect(await contract()).toMatchObject({ visitsUsed: 2 })
    expect(await shown(id)).toContain('这次上门计入合同 HT-2026-001')
    await expectRepeatable()
  })

  test('is given back where something else pays after all, and used again when that is undone', async () => {
    const { id } = await reported(ended)
    await arrive(id)
    await take(id, 'coverage-override', { outcome: 'chargeable', because: '超出合同范围。' })
    expect(await contract()).toMatchObject({ visitsUsed: 1 })
    await take(id, 'coverage-override-end', {})
    expect(await contract()).toMatchObject({ visitsUsed: 2 })
  })

  test('is none while the warranty pays', async () => {
    const { id } = await reported({ contract: {} })
    await arrive(id)
    expect(await contract()).toMatchObject({ visitsUsed: 1 })
    expect(await request()).toMatchObject({ visitContractId: null })
  })

  test('that is no longer left makes it chargeable', async () => {
    await reported({ ...ended, contract: { visits: 2, visitsUsed: 2 } })
    expect(await request()).toMatchObject({ coverage: 'chargeable' })
  })
})
