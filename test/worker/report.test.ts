import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ClockInputs, recomputed } from '#rules/promise.ts'
import { matchOf } from '#rules/search-gram.ts'
import { notices } from '#schema/notice.ts'
import { customers } from '#schema/tenant/customer.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { events } from '#schema/tenant/event.ts'
import { clocks } from '#schema/tenant/service-request.ts'
import { type Product, startProduct } from '../harness.ts'
import {
  caller,
  openForm,
  openOffice,
  report,
  requestsFrom,
  send,
  type TestCompany,
  textOf,
  typed,
} from '../report-form.ts'

let product: Product
let acme: TestCompany

beforeAll(async () => {
  ;({ product, acme } = await openOffice())
})

const requestsOf = (phoneKey: string, company = acme) => requestsFrom(company, phoneKey)

describe('a report becomes a request with a promise', () => {
  test('name, phone, address, machine and fault are recorded at once, under a number', async () => {
    const { phone, key } = caller()
    const { response } = await report(product, acme, { phone, email: 'Wang@Example.com' })
    expect(response.status).toBe(303)
    const [request] = await requestsOf(key)
    expect(request).toMatchObject({
      ...{ status: 'received', standing: 'accepted', channel: 'web_form', reporterName: '王芳', reporterPhone: phone },
      ...{ reporterEmail: 'wang@example.com', address: '人民路 8 号', zone: 'urban', product: 'KFR-35' },
      ...{ serialNumber: 'SN-1001', description: typed.description, urgency: 'normal', lang: 'zh-CN', version: 1 },
      ...{ onSite: true, open: true, consentedToExport: true, nextDueKind: 'arrival' },
    })
    expect(request!.number).toBeGreaterThan(1_000)
    const [event] = await acme.db.select().from(events).where(eq(events.subject, request!.id))
    expect(event).toMatchObject({ name: 'service_request.received', actor: 'customer', version: 1 })
  })

  test('[S4.4-26] an urban call on Monday 10:30 is promised within six working hours, with its reckoning', async () => {
    const { phone, key } = caller()
    const { path } = await report(product, acme, { phone })
    const [request] = await requestsOf(key)
    const rows = await acme.db.select().from(clocks).where(eq(clocks.requestId, request!.id))
    const arrival = rows.find(({ kind }) => kind === 'arrival')!
    expect(arrival.dueAt).toEqual(new Date('2026-01-12T08:30:00Z'))
    const page = textOf(await (await product.get(acme.host, path, '__Host-lang=zh-CN')).text())
    expect(page).toContain('今天 16:30 前有人到场')
    expect(page).toContain('今天 10:30–16:30，计 6 小时')
    expect(page).toContain(`第 ${arrival.clauseNumber} 条`)
    const english = textOf(await (await product.get(acme.host, path, '__Host-lang=en')).text())
    expect(english).toContain('Somebody is with you by today 16:30')
    expect(english).toContain(`Clause ${arrival.clauseNumber}`)
  })

  test('[S4.4-27] a suburban call has an hour more', async () => {
    const { phone, key } = caller()
    await report(product, acme, { phone, zone: 'suburban' })
    const [request] = await requestsOf(key)
    expect(request!.nextDueAt).toEqual(new Date('2026-01-12T09:30:00Z'))
  })

  test('every promise can be computed again from what is stored of it', async () => {
    const { phone, key } = caller()
    await report(product, acme, { phone })
    const [request] = await requestsOf(key)
    const rows = await acme.db.select().from(clocks).where(eq(clocks.requestId, request!.id))
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['arrival', 'resolution', 'response'])
    for (const row of rows) {
      const [decision] = await acme.db.select().from(decisions).where(eq(decisions.id, row.decisionId))
      const again = recomputed(decision!.inputs as unknown as ClockInputs)
      expect(again.allowed && again.result.at).toEqual(row.dueAt)
      expect(again.allowed && again.result.steps).toEqual(decision!.steps)
    }
  })

  test('a wish after the limit is the promised time; an earlier one waits for a person', async () => {
    const late = caller()
    await report(product, acme, { phone: late.phone, wishedAt: '2026-01-13T10:00' })
    const [wished] = await requestsOf(late.key)
    const rows = await acme.db.select().from(clocks).where(eq(clocks.requestId, wished!.id))
    expect(rows.find(({ kind }) => kind === 'arrival')!.dueAt).toEqual(new Date('2026-01-13T02:00:00Z'))

    const early = caller()
    const { path } = await report(product, acme, { phone: early.phone, wishedAt: '2026-01-12T11:00' })
    expect((await requestsOf(early.key))[0]!.nextDueAt).toEqual(new Date('2026-01-12T08:30:00Z'))
    expect(textOf(await (await product.get(acme.host, path)).text())).toContain('我们会打电话和您确认')
  })

  test('a promise that rests on a year without holiday table says that it is provisional (GR-23)', async () => {
    const later = await startProduct({ now: new Date('2026-12-31T08:00:00Z') })
    const company = await later.company('newyear')
    const { path } = await report(later, company, {})
    expect(textOf(await (await later.get(company.host, path)).text())).toContain('时间是暂定的')
  })

  test('who called before stays who they are: a stranger changes nobody by typing', async () => {
    const { phone, key } = caller()
    await report(product, acme, { phone, name: '王芳', address: '人民路 8 号' })
    await report(product, acme, { phone, name: '李四', address: '别处 1 号', description: '另一台漏水' })
    const known = await acme.db.select().from(customers).where(eq(customers.phoneKey, key))
    expect(known).toMatchObject([{ name: '王芳', address: '人民路 8 号' }])
    const both = await requestsOf(key)
    expect(both.map(({ customerId }) => customerId)).toEqual([known[0]!.id, known[0]!.id])
  })

  test('a mail goes to an address once a day, and nothing typed is in it', async () => {
    const email = 'once@example.com'
    const first = caller()
    const secret = 'SECRET-WORDS-OF-A-STRANGER'
    await report(product, acme, { phone: first.phone, email, description: secret, name: secret })
    await report(product, acme, { phone: caller().phone, email })
    const planned = await acme.db.select().from(notices).where(eq(notices.recipient, email))
    expect(planned).toHaveLength(1)
    expect(planned[0]).toMatchObject({ template: 'request_received', lang: 'zh-CN', state: 'planned' })
    const [request] = await requestsOf(first.key)
    expect(planned[0]!.data).toMatchObject({ number: request!.number })
    expect(JSON.stringify(planned)).not.toContain('SECRET')
    expect(product.rung).toContain(acme.tenant.id)
  })
})

test('it is found by two Chinese characters, by the end of its phone number, by its serial number and its own', async () => {
  const { phone, key } = caller()
  await report(product, acme, { phone, description: '冷凝器KFR35漏水，有焦味', serialNumber: 'HT-2041-88B' })
  const [request] = await requestsOf(key)
  const found = async (asked: string) => {
    const { rows } = await acme.db.$client.execute({
      sql: 'select rowid from service_request_search where grams match ?',
      args: [matchOf(asked)!],
    })
    return rows.some((row) => row.rowid === request!.number)
  }
  for (const asked of [
    '漏水',
    '冷凝',
    '焦味',
    '焦',
    'kfr35',
    phone,
    phone.slice(-4),
    'HT-2041',
    '88b',
    String(request!.number),
  ])
    expect([asked, await found(asked)]).toEqual([asked, true])
  for (const asked of ['水漏', '制冷', '9999999']) expect([asked, await found(asked)]).toEqual([asked, false])
})

test('a company whose people have proved no address yet writes to nobody', async () => {
  const young = await product.company('young')
  await young.db.run('update members set email_verified_at = null')
  const { response } = await report(product, young, { email: 'stranger@example.com' })
  expect(response.status).toBe(303)
  expect(await young.db.select().from(notices).where(eq(notices.recipient, 'stranger@example.com'))).toHaveLength(0)
})

test('a report takes two round trips, three at the most', async () => {
  const fields = { ...typed, phone: caller().phone, ...(await openForm(product, acme)) }
  product.calls.length = 0
  expect((await send(product, acme, fields)).status).toBe(303)
  expect(product.calls.length).toBeLessThanOrEqual(3)
  expect(product.calls.length).toBe(2)
})
