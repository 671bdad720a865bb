import { asc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { verdictIn } from '#rules/service-request-coverage.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { acme, expectRepeatable, judged, openDesk, product, reported, request, shown, take } from '../judged-request.ts'
import { machineIds, registerMachine } from '../registered-machine.ts'
import { report } from '../report-form.ts'

openDesk()

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
