import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from 'altcha-lib/types'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { reportLimits } from '#rules/report.ts'
import { attempts } from '#schema/attempt.ts'
import { notices } from '#schema/notice.ts'
import { companies } from '#schema/tenant/company.ts'
import { clocks, serviceRequests } from '#schema/tenant/service-request.ts'
import { type Product, startProduct } from '../harness.ts'
import { openForm, report, send, type TestCompany, textOf, typed } from '../report-form.ts'

let product: Product
let acme: TestCompany

beforeEach(async () => {
  product = await startProduct({ now: new Date('2026-01-12T02:30:00Z') })
  acme = await product.company('acme')
})

const all = () => acme.db.select().from(serviceRequests)
const phone = (index: number) => `136${String(10_000_000 + index)}`

/** As if so many had come in this hour. */
const press = (key: string, count: number) =>
  acme.db
    .insert(attempts)
    .values({ key, count, expiresAt: new Date(product.clock.now.getTime() + 1_800_000) })
    .onConflictDoUpdate({ target: attempts.key, set: { count } })

async function solved(company = acme) {
  const challenge = await (await product.get(company.host, '/report/challenge')).json<Challenge>()
  const solution = await solveChallenge({ challenge, deriveKey })
  return btoa(JSON.stringify({ challenge, solution }))
}

test('the 21st report of a minute from one network is asked to wait, with all its words (F-01)', async () => {
  const fields = { ...typed, ...(await openForm(product, acme)) }
  for (let index = 0; index < reportLimits.perNetworkPerMinute; index++)
    expect((await send(product, acme, { ...fields, phone: 'x' })).status).toBe(422)
  const refused = await send(product, acme, fields)
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('60')
  const page = await refused.text()
  expect(textOf(page)).toContain('提交得太频繁了')
  expect(page).toContain(typed.description)
  expect(await all()).toHaveLength(0)
  expect((await send(product, acme, fields, { from: '203.0.113.8' })).status).toBe(303)
  product.clock.now = new Date(product.clock.now.getTime() + 61_000)
  expect((await send(product, acme, { ...fields, description: '后来的' }, {})).status).toBe(409)
})

test('the address in the table is a keyed hash', async () => {
  await report(product, acme)
  expect(JSON.stringify(await acme.db.select().from(attempts))).not.toContain('203.0.113.7')
})

describe('what looks like abuse is kept apart for a person, never lost and never promised anything', () => {
  test('a filled trap', async () => {
    const { response, path } = await report(product, acme, { homepage: 'https://spam.example', email: 'x@example.com' })
    expect(response.status).toBe(303)
    const [held] = await all()
    expect(held).toMatchObject({ standing: 'held', heldBecause: 'trap', customerId: null })
    expect(await acme.db.select().from(clocks)).toHaveLength(0)
    expect(await acme.db.select().from(notices).where(eq(notices.recipient, 'x@example.com'))).toHaveLength(0)
    const page = textOf(await (await product.get(acme.host, path, '__Host-lang=en')).text())
    expect(page).toContain('Received. A person will look at it first')
    expect(page).not.toContain('What we promise')
  })

  test('under pressure, a report without work done', async () => {
    await press('report company', reportLimits.proofFrom)
    const page = await (await product.get(acme.host, '/report')).text()
    expect(page).toContain('<proof-of-work')
    expect(textOf(page)).toContain('您的浏览器没有启用脚本')
    const { response } = await report(product, acme)
    expect(response.status).toBe(303)
    expect(await all()).toMatchObject([{ standing: 'held', heldBecause: 'no_proof' }])
  })

  test('a flood without work done is told to call, and told that nothing is stored', async () => {
    await press('report company', reportLimits.harderFrom)
    await press('report unproven', reportLimits.unprovenPerHour)
    const { response } = await report(product, acme)
    expect(response.status).toBe(429)
    const page = await response.text()
    expect(textOf(page)).toContain('现在收不下了')
    expect(page).toContain(typed.description)
    await acme.db.update(companies).set({ phone: '400-800-1234' })
    const { response: called } = await report(product, acme)
    expect(textOf(await called.text())).toContain('请打电话给我们')
    expect(await all()).toHaveLength(0)
  })
})

describe('the proof of work', () => {
  test('no company in peace asks for it', async () => {
    expect(await (await product.get(acme.host, '/report')).text()).not.toContain('proof-of-work')
  })

  test('a report with it is an ordinary one, also in a flood', async () => {
    await press('report company', reportLimits.proofFrom)
    await press('report unproven', reportLimits.unprovenPerHour)
    const { response } = await report(product, acme, { proof: await solved() })
    expect(response.status).toBe(303)
    expect(await all()).toMatchObject([{ standing: 'accepted' }])
  })

  test('it counts once: a replay is held, at the same moment too', async () => {
    await press('report company', reportLimits.proofFrom)
    const proof = await solved()
    await Promise.all([1, 2, 3].map((index) => report(product, acme, { proof, phone: phone(index) })))
    await report(product, acme, { proof, phone: phone(4) })
    expect((await all()).map(({ standing }) => standing).sort()).toEqual(['accepted', 'held', 'held', 'held'])
  })

  test('forged, altered, too late, or of another company: none counts', async () => {
    await press('report company', reportLimits.proofFrom)
    const proof = await solved()
    const sent = JSON.parse(atob(proof))
    const bravo = await product.company('bravo')
    const altered = [
      'nonsense',
      btoa('null'),
      btoa('7'),
      btoa(JSON.stringify({ ...sent, solution: null })),
      btoa(JSON.stringify({ ...sent, challenge: { ...sent.challenge, signature: 7 } })),
      btoa('{"challenge":{"parameters":{}},"solution":{}}'),
      btoa(JSON.stringify({ ...sent, solution: { ...sent.solution, counter: sent.solution.counter + 1 } })),
      btoa(JSON.stringify({ ...sent, challenge: { ...sent.challenge, signature: '00' } })),
      btoa(
        JSON.stringify({
          ...sent,
          challenge: { ...sent.challenge, parameters: { ...sent.challenge.parameters, keyPrefix: '0' } },
        }),
      ),
      btoa(
        JSON.stringify({
          ...sent,
          challenge: { ...sent.challenge, parameters: { ...sent.challenge.parameters, cost: 100_000_000 } },
        }),
      ),
      await solved(bravo),
    ]
    for (const [index, forged] of altered.entries()) await report(product, acme, { proof: forged, phone: phone(index) })
    product.clock.now = new Date(product.clock.now.getTime() + 21 * 60_000)
    await report(product, acme, { proof, phone: phone(90) })
    expect((await all()).map(({ standing }) => standing)).toEqual(Array(altered.length + 1).fill('held'))
  })

  test('more pressure asks for more work', async () => {
    const costAt = async (count: number) => {
      await press('report company', count)
      return (await (await product.get(acme.host, '/report/challenge')).json<Challenge>()).parameters.cost
    }
    expect(await costAt(reportLimits.proofFrom)).toBeLessThan(await costAt(reportLimits.harderFrom))
  })
})
