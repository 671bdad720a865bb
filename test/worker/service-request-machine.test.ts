import { asc } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import {
  acme,
  contract,
  expectRepeatable,
  openDesk,
  product,
  reported,
  request,
  shown,
  take,
  tracked,
} from '../judged-request.ts'
import { machineIds, type Register, registerMachine } from '../registered-machine.ts'
import { report } from '../report-form.ts'

openDesk()

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
