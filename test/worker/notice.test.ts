import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { notices } from '#schema/notice.ts'
import { companies } from '#schema/tenant/company.ts'
import { events } from '#schema/tenant/event.ts'
import { renewals } from '#schema/tenant/renewal.ts'
import { read } from '#tenants/round-trip.ts'
import { consolePaths } from '#web/paths.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { type Product, startProduct } from '../harness.ts'
import { addEnding, addNotice } from '../site-notice.ts'
import { wordsOn } from './page-form.ts'

let product: Product
let company: Awaited<ReturnType<Product['company']>>
let cookie: string

beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
}, 60_000)
beforeEach(async () => {
  product.clock.now = new Date('2026-01-12T09:00:00+08:00')
  product.sent.length = 0
  company = await product.company(`n${crypto.randomUUID().slice(0, 8)}`)
  cookie = await company.cookieOf('supervisor')
})

const db = () => company.db
const page = async (path: string) => (await product.get(company.host, path, cookie)).text()
const post = (path: string, fields: Record<string, string> = {}) => product.post(company.host, path, fields, cookie)
const rowOf = async (key: string) =>
  (await read(db(), [db().select().from(notices).where(eq(notices.key, key))]))[0][0]!
const eventsOf = async (key: string) =>
  (await read(db(), [db().select().from(events).where(eq(events.subject, key))]))[0].map(({ name }) => name)
const runAt = async (at: string) => {
  product.clock.now = new Date(at)
  await runTenantJobs(product.platform, company.tenant.id)
}
/** Where a button of a page leads. */
const buttons = (html: string, step: string) =>
  [...html.matchAll(new RegExp(`formaction="([^"]+/${step}[^"]*)"`, 'g'))].map(([, to]) => to!.replaceAll('&amp;', '&'))
const mailsToCustomer = () => product.sent.filter(({ to }) => to === 'luo@customer.example')

test('what will be sent stands under its day: whom, what, when and why, before there is a row of it', async () => {
  await addEnding(db(), product.clock.now, { number: 'HT-1', endsOn: '2026-03-31' })
  const text = wordsOn(await page(consolePaths.notices()))
  expect(text).toContain('空压机年度保养')
  expect(text).toContain('罗芳 · luo@customer.example')
  expect(text).toContain('Ends 31 Mar 2026, 1 month before → Sat 28 Feb 2026, 09:00')
  expect((await read(db(), [db().select().from(notices)]))[0]).toEqual([])
})

test('its preview says what the customer will read, and shows no secret', async () => {
  await addEnding(db(), product.clock.now, { number: 'HT-1', endsOn: '2026-03-31' })
  const href = (await page(consolePaths.notices())).match(/href="(\/console\/notices\/[\w-]{43}\?subject=[^"]+)"/)![1]!
  const html = await page(href)
  const text = wordsOn(html)
  expect(text).toContain('您的维护合同“空压机年度保养”将于2026年3月31日到期')
  expect(text).toMatch(/\/r\/…/)
  expect(html).not.toMatch(/\/r\/[\w-]{20,}/)
  expect(text).toMatch(/Service policy version 1, clause \d+/)
})

test('what is held back is not sent at its time; released later, it goes out at once, late, with the customer’s page behind it', async () => {
  await addEnding(db(), product.clock.now, { number: 'HT-1', endsOn: '2026-03-31' })
  for (const path of buttons(await page(consolePaths.notices()), 'hold'))
    expect((await post(path, { back: 'list' })).headers.get('location')).toMatch(/^\/console\/notices\?done=hold#n-/)
  const [held] = (
    await read(db(), [db().select().from(notices).where(eq(notices.recipient, 'luo@customer.example'))])
  )[0]
  expect(held).toMatchObject({ state: 'held', dueAt: new Date('2026-02-28T01:00:00Z') })
  expect(held!.settledBy).toBe(company.memberOf('supervisor').id)
  await runAt('2026-03-02T02:00:00Z')
  expect(mailsToCustomer()).toEqual([])
  cookie = await company.cookieOf('supervisor')
  expect((await post(consolePaths.noticeStep(held!.key, 'release'))).status).toBe(303)
  expect(await rowOf(held!.key)).toMatchObject({ state: 'planned', isLate: true, dueAt: product.clock.now })
  expect(product.rung).toContain(company.tenant.id)
  await runAt('2026-03-02T02:01:00Z')
  expect(mailsToCustomer().map(({ text }) => text)).toEqual([expect.stringContaining('本应更早发出')])
  const link = mailsToCustomer()[0]!.text.match(/https:\/\/[^/]+(\/r\/[\w-]{43})/)![1]!
  expect((await product.get(company.host, link)).status).toBe(200)
  expect(await eventsOf(held!.key)).toEqual(['notice.held', 'notice.released'])
})

test('what was due before the go-live day is listed with its reason, and goes out only if somebody sends it', async () => {
  await addEnding(db(), product.clock.now, { number: 'HT-1', endsOn: '2026-01-25' })
  expect(wordsOn(await page(consolePaths.notices()))).toContain('It was due before the go-live day')
  await runAt('2026-01-12T02:00:00Z')
  expect(mailsToCustomer()).toEqual([])
  const html = await page(consolePaths.notices())
  for (const path of buttons(html, 'release')) expect((await post(path)).status).toBe(303)
  await runAt('2026-01-12T02:01:00Z')
  expect(mailsToCustomer()).toHaveLength(1)
  expect((await read(db(), [db().select().from(renewals)]))[0]).toHaveLength(1)
})

test('nothing that sells is released without consent', async () => {
  const { contractId, contactId } = await addEnding(db(), product.clock.now, { number: 'HT-1', endsOn: '2026-03-31' })
  const key = await addNotice(db(), product.clock.now, {
    ...{ state: 'skipped', because: 'no_consent', dueAt: new Date('2026-01-10T01:00:00Z'), content: 'commercial' },
    ...{ kind: 'contract_end', subject: contractId, ends_on: '2026-03-31', lead: '1 month' },
    ...{ recipient_id: `contact:${contactId}`, template: 'ending_customer' },
  })
  const answer = await post(consolePaths.noticeStep(key, 'release'))
  expect([answer.status, wordsOn(await answer.text())]).toEqual([422, expect.stringContaining('not agreed to offers')])
  expect((await rowOf(key)).state).toBe('skipped')
  const consent = `insert into consents (id, customer_id, channel, address, source, granted_at, by)
    select 'c', customer_id, 'email', 'luo@customer.example', 'phone', 1, 'x' from contracts`
  await db().$client.execute(consent)
  expect((await post(consolePaths.noticeStep(key, 'release'))).status).toBe(303)
})

test('where nobody knows, somebody says that it arrived, or has it sent again: once, however often the form comes', async () => {
  const dueAt = new Date('2026-01-12T01:00:00Z')
  const row = { state: 'unknown', dueAt, attempt: 1, failure: 'the lease ran out: it may have been sent' }
  const [arrived, again] = [await addNotice(db(), dueAt, row), await addNotice(db(), dueAt, row)]
  const ledger = wordsOn(await page(consolePaths.noticeLedger()))
  expect(ledger).toContain('2 messages failed, or nobody knows')
  expect(wordsOn(await page(consolePaths.notice(arrived)))).toContain('It was handed over and nobody answered')
  expect((await post(consolePaths.noticeStep(arrived, 'arrived'))).status).toBe(303)
  expect(await rowOf(arrived)).toMatchObject({ state: 'sent', settledBy: company.memberOf('supervisor').id })
  expect((await post(consolePaths.noticeStep(arrived, 'again'), { attempt: '1' })).status).toBe(303)
  expect((await rowOf(arrived)).state).toBe('sent')

  const form = consolePaths.noticeStep(again, 'again')
  expect((await post(form, { attempt: '1' })).status).toBe(303)
  expect(await rowOf(again)).toMatchObject({ state: 'planned', attempt: 1 })
  await db().update(notices).set({ state: 'unknown', attempt: 2 }).where(eq(notices.key, again))
  expect((await post(form, { attempt: '1' })).status).toBe(303)
  expect((await rowOf(again)).state).toBe('unknown')
  expect(await eventsOf(again)).toEqual(['notice.sent_again'])
})

test('one that is under way is left alone', async () => {
  const dueAt = new Date('2026-01-12T01:00:00Z')
  const key = await addNotice(db(), dueAt, { state: 'sending', dueAt, attempt: 1, lease_until: dueAt.getTime() + 9e5 })
  for (const step of ['hold', 'release', 'arrived', 'again'] as const)
    expect((await post(consolePaths.noticeStep(key, step), step === 'again' ? { attempt: '1' } : {})).status).toBe(422)
  expect(await rowOf(key)).toMatchObject({ state: 'sending', attempt: 1 })
})

test('an agent reads what was sent and decides nothing; an engineer does not read it', async () => {
  const key = await addNotice(db(), product.clock.now, { state: 'held', dueAt: product.clock.now })
  cookie = await company.cookieOf('agent')
  expect(wordsOn(await page(consolePaths.notice(key)))).not.toContain('Release')
  expect((await post(consolePaths.noticeStep(key, 'release'))).status).toBe(403)
  cookie = await company.cookieOf('engineer')
  expect((await product.get(company.host, consolePaths.noticeLedger(), cookie)).status).toBe(403)
})

test('before the go-live day is changed one sees whom that would write to at once; importing old machines mails nobody', async () => {
  for (const nth of [1, 2, 3])
    await addEnding(db(), product.clock.now, {
      number: `HT-${nth}`,
      endsOn: '2026-01-25',
      email: `c${nth}@customer.example`,
    })
  const preview = async (day: string) => wordsOn(await page(`${consolePaths.noticeGoLive()}?day=${day}`))
  expect(await preview('2026-01-12')).toContain('nothing goes out at once')
  expect(await preview('2025-12-01')).toMatch(/3 messages go out at once, to 3 people/)
  expect((await post(consolePaths.noticeGoLive(), { day: '2025-12-01' })).status).toBe(303)
  const [[stored]] = await read(db(), [db().select().from(companies)])
  expect(stored).toMatchObject({ noticesFrom: '2025-12-01' })
  await runAt('2026-01-12T02:00:00Z')
  expect(product.sent.filter(({ to }) => /^c\d@/.test(to))).toHaveLength(3)
  for (const day of ['', '2026-02-30', '1999-12-31', '2030-01-01'])
    expect((await post(consolePaths.noticeGoLive(), { day })).status).toBe(422)
})

test('the ledger goes on page by page, in every state, without losing or repeating one', async () => {
  const same = new Date('2026-01-10T01:00:00Z')
  for (let nth = 0; nth < 120; nth++)
    await addNotice(db(), same, { state: 'sent', dueAt: nth % 3 ? same : new Date(same.getTime() - nth * 1000) })
  for (const query of ['', '?state=sent']) {
    const seen: string[] = []
    for (let path: string | undefined = consolePaths.noticeLedger() + query; path; ) {
      const html = await page(path)
      seen.push(
        ...[...html.matchAll(/class="row-link" href="\/console\/notices\/([\w-]{43})"/g)].map(([, key]) => key!),
      )
      path = html.match(/href="([^"]*after=[^"]*)"/)?.[1]?.replaceAll('&amp;', '&')
    }
    expect([seen.length, new Set(seen).size]).toEqual([120, 120])
  }
})

test('the page of a mail with a one-time link says that the link is not shown; one that failed is not sent without it', async () => {
  const key = await addNotice(db(), product.clock.now, {
    ...{
      state: 'failed',
      dueAt: product.clock.now,
      kind: 'message',
      template: 'invitation',
      failure: '550 at envelope',
    },
    data: { inviter: 'Chen' },
  })
  const text = wordsOn(await page(consolePaths.notice(key)))
  expect(text).toContain('It held a one-time link')
  expect(text).toContain('refused it (code 550)')
  expect(text).not.toContain('preview')
  expect((await post(consolePaths.noticeStep(key, 'again'), { attempt: '0' })).status).toBe(422)
})

test('whatever a server said of somebody’s address is not repeated', async () => {
  const key = await addNotice(db(), product.clock.now, {
    ...{ state: 'failed', dueAt: product.clock.now, failure: '<secret@inbox.example> said no' },
    provider_id: '250 <secret@inbox.example> queued as 4F2',
  })
  const html = await page(consolePaths.notice(key))
  expect(html).not.toContain('secret@inbox.example')
  expect(html).toContain('queued as 4F2')
})
