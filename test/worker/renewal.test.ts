import { beforeAll, expect, test } from 'vitest'
import { read } from '#tenants/round-trip.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { findRenewal } from '#worker/queries/renewal.ts'
import { type Product, startProduct } from '../harness.ts'
import { addRenewal } from '../site-renewal.ts'
import { wordsOn } from './page-form.ts'

let product: Product
let company: Awaited<ReturnType<Product['company']>>
let ids: Awaited<ReturnType<typeof addRenewal>>

beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-05-04T09:00:00+08:00') })
  company = await product.company('acme')
  ids = await addRenewal(company.db, { now: product.clock.now, owner: company.memberOf('sales').id })
}, 60_000)

const stored = async () => (await read(company.db, [findRenewal(company.db, ids.renewal)]))[0][0]!.renewal
const step = async (name: Parameters<typeof consolePaths.renewalStep>[1], fields: Record<string, string>) =>
  product.post(company.host, consolePaths.renewalStep(ids.renewal, name), fields, await company.cookieOf('sales'))

test('the customer sees what ends and answers with one button, without signing in', async () => {
  const page = await (await product.get(company.host, publicPaths.renewal(ids.renewalToken))).text()
  expect(wordsOn(page)).toContain('Yearly maintenance')
  const answer = await product.post(company.host, publicPaths.renewalAnswer(ids.renewalToken), { answer: 'renew' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, publicPaths.renewal(ids.renewalToken)])
  expect(await stored()).toMatchObject({ stage: 'answered', answer: 'renew', followUpOn: '2026-05-04' })
})

test('[S4.2-38] the sales director gives the follow-up to a salesperson; whoever is not here cannot have it', async () => {
  const agent = company.memberOf('agent').id
  expect((await step('owner', { ownerId: agent })).status).toBe(303)
  expect((await stored()).ownerId).toBe(agent)
  expect((await step('owner', { ownerId: 'nobody' })).status).toBe(422)
})

test('[S4.4-29] a visit to win the renewal is a day that its owner is reminded of; a quote and a loss follow', async () => {
  expect((await step('follow-up', { followUpOn: '2026-05-11' })).status).toBe(303)
  expect((await step('follow-up', { followUpOn: '2026-05-01' })).status).toBe(422)
  expect((await step('quote', { amount: 'a lot', askOn: '2026-05-12' })).status).toBe(422)
  expect((await step('quote', { amount: '12800.50', askOn: '2026-05-12' })).status).toBe(303)
  expect(await stored()).toMatchObject({ stage: 'quoted', quotedMinor: 1_280_050, currency: 'CNY' })
  expect((await step('loss', { reason: 'price' })).status).toBe(303)
  expect(await stored()).toMatchObject({ stage: 'lost', lostBecause: 'price', followUpOn: null })
  const late = await product.post(company.host, publicPaths.renewalAnswer(ids.renewalToken), { answer: 'call_me' })
  expect(late.status).toBe(409)
  expect((await step('comeback', {})).status).toBe(303)
  expect(await stored()).toMatchObject({ stage: 'answered', lostBecause: null })
})

test('the list filters by stage and draws the year’s ends; the page tells the history', async () => {
  const cookie = await company.cookieOf('sales')
  for (const view of ['', '?view=mine', '?view=answered', '?view=lost']) {
    const page = await product.get(company.host, consolePaths.renewals() + view, cookie)
    expect(page.status).toBe(200)
    const text = wordsOn(await page.text())
    expect(text.includes('Yearly maintenance')).toBe(view === '' || view === '?view=answered')
  }
  const page = await (await product.get(company.host, consolePaths.renewal(ids.renewal), cookie)).text()
  expect(page).toContain('/r/')
  expect(wordsOn(page)).toMatch(/客户答复了续约|The customer answered/)
})
