import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { verdictIn } from '#rules/service-request-coverage.ts'
import { assetRepairs, assets } from '#schema/tenant/asset.ts'
import { clauses } from '#schema/tenant/policy.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import {
  acme,
  expectRepeatable,
  judged,
  openDesk,
  product,
  reported,
  request,
  shown,
  take,
  tracked,
} from '../judged-request.ts'
import { machineIds, registerMachine } from '../registered-machine.ts'
import { report, textOf } from '../report-form.ts'

openDesk()

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
