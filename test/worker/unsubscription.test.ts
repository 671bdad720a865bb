import { beforeAll, describe, expect, test } from 'vitest'
import { notices } from '#schema/notice.ts'
import { consents } from '#schema/tenant/consent.ts'
import { write } from '#tenants/round-trip.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { suppressionWords } from '#web/words/suppression.ts'
import { unsubscribeTicket } from '#worker/operations/unsubscribe-ticket.ts'
import { type Product, startProduct } from '../harness.ts'

let product: Product
let count = 0
beforeAll(async () => {
  product = await startProduct()
})

const zh = suppressionWords['zh-CN']
const t = suppressionWords.en

async function offered() {
  const company = await product.company(`offer-${count++}`)
  const { now } = product.clock
  const row = {
    ...{
      channel: 'email' as const,
      recipient: 'Buyer@Example.com',
      template: 'ending_customer',
      lang: 'zh-CN' as const,
    },
    ...{ data: {}, subject: 'a1', dueAt: now, createdAt: now, content: 'commercial' as const },
  }
  const { db } = company
  await write(db, [
    db.insert(notices).values({ ...row, key: 'sent-offer', state: 'sent' }),
    db.insert(notices).values({ ...row, key: 'next-offer', state: 'planned' }),
    db.insert(notices).values({ ...row, key: 'held-offer', state: 'held', recipient: 'buyer@example.com' }),
    db.insert(notices).values({ ...row, key: 'their-notice', state: 'planned', content: 'service' }),
    db.insert(notices).values({ ...row, key: 'other-offer', state: 'planned', recipient: 'other@example.com' }),
    db.insert(consents).values({
      ...{ id: 'k1', channel: 'email', address: 'buyer@example.com', grantedAt: now, source: 'form', by: 'm' },
    }),
  ])
  const path = publicPaths.unsubscribe(await unsubscribeTicket(product.platform.vault, company.tenant, 'sent-offer'))
  const all = async (sql: string) => (await db.$client.execute(sql)).rows
  const states = async () =>
    Object.fromEntries((await all('select key, state from notices')).map(({ key, state }) => [key, state]))
  return { company, path, all, states }
}

describe('unsubscribing from what sells', () => {
  test('looking changes nothing; the button does it, without a log-in and without scripts', async () => {
    const { company, path, all, states } = await offered()
    const page = await (await product.get(company.host, path)).text()
    expect(page).toContain(zh.unsubscribeButton)
    expect(page).toContain(`action="${path}"`)
    expect(page).toContain('bu***@example.com')
    expect(page).not.toContain('buyer@example.com')
    expect(await all('select * from suppressions')).toEqual([])
    const done = await product.post(company.host, path, {})
    expect(done.status).toBe(200)
    expect(await done.text()).toContain(zh.unsubscribedTitle)
    expect(await all('select channel, address, scope, reason, "by" from suppressions')).toMatchObject([
      { channel: 'email', address: 'buyer@example.com', scope: 'commercial', reason: 'unsubscribed', by: 'customer' },
    ])
    expect(await states()).toEqual({
      'sent-offer': 'sent',
      'next-offer': 'cancelled',
      'held-offer': 'cancelled',
      'their-notice': 'planned',
      'other-offer': 'planned',
    })
    expect((await all('select withdrawn_at from consents'))[0]!.withdrawn_at).not.toBeNull()
  })

  test('a mail program’s one click: posted from nowhere, without a cookie (RFC 8058)', async () => {
    const { company, path, all } = await offered()
    const { status } = await product.send(company.host, path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(status).toBe(200)
    expect(await all('select scope from suppressions')).toMatchObject([{ scope: 'commercial' }])
  })

  test('a page of another origin cannot do it in somebody’s browser', async () => {
    const { company, path, all } = await offered()
    const headers = { origin: 'https://evil.example' }
    expect((await product.send(company.host, path, { method: 'POST', headers })).status).toBe(403)
    expect(
      (await product.send(company.host, path, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })).status,
    ).toBe(403)
    expect(await all('select * from suppressions')).toEqual([])
  })

  test('twice is once; a ticket that was altered, or is another company’s, opens nothing', async () => {
    const { company, path, all } = await offered()
    await product.post(company.host, path, {})
    expect((await product.post(company.host, path, {})).status).toBe(200)
    expect(await all('select * from suppressions')).toHaveLength(1)
    expect((await product.post(company.host, `${path.slice(0, -1)}_`, {})).status).toBe(404)
    const other = await offered()
    expect((await product.post(other.company.host, path, {})).status).toBe(404)
    expect(await other.all('select * from suppressions')).toEqual([])
  })

  test('only a person lets an address in again, with a reason that stays in the log', async () => {
    const { company, path, all } = await offered()
    await product.post(company.host, path, {})
    const cookie = await company.cookieOf('admin')
    const list = await (await product.get(company.host, consolePaths.suppressions(), cookie)).text()
    expect(list).toContain('buyer@example.com')
    expect(list).toContain(t.reasons.unsubscribed)
    const key = { channel: 'email', address: 'buyer@example.com', scope: 'commercial' }
    const asked = await product.get(company.host, consolePaths.suppressionRestoring(key), cookie)
    expect(await asked.text()).toContain(t.restoreHint)
    const without = await product.post(company.host, consolePaths.suppressionRemoval(), { ...key, reason: ' ' }, cookie)
    expect(without.status).toBe(422)
    expect(await without.text()).toContain(t.required)
    const fields = { ...key, reason: '客户来电要求恢复' }
    expect((await product.post(company.host, consolePaths.suppressionRemoval(), fields, cookie)).status).toBe(303)
    expect(await all('select * from suppressions')).toEqual([])
    const audit = await (await product.get(company.host, consolePaths.audit(), cookie)).text()
    expect(audit).toContain('客户来电要求恢复')
  })
})
