import { asc } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { consolePaths } from '#web/paths.ts'
import { jpeg } from '../cases/photo.ts'
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

describe('exactly one request, whatever happens', () => {
  test('a double click: both answers lead to the same page', async () => {
    const { phone, key } = caller()
    const fields = { ...typed, phone, ...(await openForm(product, acme)) }
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(product, acme, fields)))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303]))
    expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1)
    expect(await requestsOf(key)).toHaveLength(1)
  })

  test('a retry an hour later is answered as the first time', async () => {
    const { phone, key } = caller()
    const { fields, path } = await report(product, acme, { phone })
    product.clock.now = new Date(product.clock.now.getTime() + 3_600_000)
    const again = await send(product, acme, fields)
    expect([again.status, again.headers.get('location')]).toEqual([303, path])
    expect(await requestsOf(key)).toHaveLength(1)
    product.clock.now = new Date(product.clock.now.getTime() - 3_600_000)
  })

  test('two tabs at the same moment, each with its own key', async () => {
    const { phone, key } = caller()
    const forms = await Promise.all([openForm(product, acme), openForm(product, acme)])
    const answers = await Promise.all(forms.map((secrets) => send(product, acme, { ...typed, phone, ...secrets })))
    const paths = answers.map((answer) => answer.headers.get('location')?.split('?')[0])
    expect(new Set(paths).size).toBe(1)
    expect(await requestsOf(key)).toHaveLength(1)
  })

  test('whoever reports the same again is told that it was added, on a retry as well, and so is the desk', async () => {
    const { phone, key } = caller()
    const { path } = await report(product, acme, { phone })
    const photo = { files: [{ bytes: jpeg({ width: 320 }) }] }
    const { fields, path: joined } = await report(product, acme, { phone }, photo)
    expect(joined).toBe(`${path}?joined=yes`)
    expect((await send(product, acme, fields, photo)).headers.get('location')).toBe(joined)

    const [request] = await requestsOf(key)
    const { number, id } = request!
    const told = await product.get(acme.host, joined, '__Host-lang=zh-CN')
    expect(textOf(await told.text())).toContain(`已并入您的 ${number} 号报修`)
    const english = await product.get(acme.host, joined, '__Host-lang=en')
    expect(textOf(await english.text())).toContain(`This was added to your request no. ${number}`)
    expect(textOf(await (await product.get(acme.host, path)).text())).not.toContain('已并入')

    const cookie = `${await acme.cookieOf('supervisor')}; __Host-lang=zh-CN`
    const desk = textOf(await (await product.get(acme.host, consolePaths.request(id), cookie)).text())
    expect(desk.match(/客户又提交了一次同样的内容，已并入本请求/g)).toHaveLength(1)
    expect(desk).toContain('补充了 1 张照片')
  })

  test('the same phone, machine and words after 0, 5 and 601 seconds are two requests (I04)', async () => {
    const { phone, key } = caller()
    const start = product.clock.now
    for (const seconds of [0, 5, 601]) {
      product.clock.now = new Date(start.getTime() + seconds * 1_000)
      await report(product, acme, { phone })
    }
    product.clock.now = start
    expect(await requestsOf(key)).toHaveLength(2)
  })

  test('back and changed: the form offers to add to the request that is there, and makes no second one', async () => {
    const { phone, key } = caller()
    const { fields, path } = await report(product, acme, { phone })
    const changed = await send(product, acme, { ...fields, description: '还漏水' })
    expect(changed.status).toBe(409)
    const page = await changed.text()
    expect(textOf(page)).toContain('这张表单已经提交过了')
    expect(page).toContain(`action="${path}/messages"`)
    expect(await requestsOf(key)).toHaveLength(1)
  })

  test('an answer lost after the commit: sending again finds the request', async () => {
    let broken = false
    const lossy = await startProduct({
      changes: {
        files: {
          put: async () => {},
          get: async () => undefined,
          remove: async () => {},
        },
      },
    })
    const company = await lossy.company('lossy')
    const { openDb } = lossy.platform
    lossy.platform.openDb = (tenant) => {
      const db = openDb(tenant)
      const batch = db.$client.batch.bind(db.$client)
      db.$client.batch = async (statements, mode) => {
        const result = await batch(statements, mode)
        if (broken && mode === 'write') throw new Error('TimeoutError: the answer was lost')
        return result
      }
      return db
    }
    const fields = { ...typed, ...(await openForm(lossy, company)) }
    broken = true
    const unsure = await send(lossy, company, fields)
    expect([303, 503]).toContain(unsure.status)
    broken = false
    const again = await send(lossy, company, fields)
    expect(again.status).toBe(303)
    expect(await requestsOf('8613800138000', company)).toHaveLength(1)
  })

  test('when the database does not answer, the page says so, keeps every word and the same key', async () => {
    const deaf = await startProduct()
    const company = await deaf.company('deaf')
    const fields = { ...typed, ...(await openForm(deaf, company)) }
    const { openDb } = deaf.platform
    deaf.platform.openDb = (tenant) => {
      const db = openDb(tenant)
      const batch = db.$client.batch.bind(db.$client)
      db.$client.batch = async (statements, mode) => {
        if (mode === 'write') throw new Error('TimeoutError: no answer')
        return batch(statements, mode)
      }
      return db
    }
    const response = await send(deaf, company, fields)
    expect(response.status).toBe(503)
    const page = await response.text()
    expect(textOf(page)).toContain('不确定有没有收到')
    expect(page).toContain(typed.description)
    expect(page).toContain(fields.idempotencyKey)
  })

  test('numbers follow one another, whoever comes at the same moment', async () => {
    const callers = Array.from({ length: 8 }, caller)
    await Promise.all(
      callers.map(({ phone }) => report(product, acme, { phone }, { from: `198.51.100.${phone.slice(-2)}` })),
    )
    const rows = await acme.db
      .select({ number: serviceRequests.number })
      .from(serviceRequests)
      .orderBy(asc(serviceRequests.number))
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => 1_001 + index))
  })
})
