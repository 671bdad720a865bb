import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { events } from '#schema/tenant/event.ts'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import { consolePaths } from '#web/paths.ts'
import { startProduct } from '../harness.ts'
import { formOn, wordsOn } from './page-form.ts'

const draft = consolePaths.policyDraft('service')
const clausePath = (key: string) => consolePaths.policyClause('service', key)

async function desk(role: 'admin' | 'owner' = 'admin', lang = 'en') {
  const product = await startProduct()
  const acme = await product.company('acme')
  const cookie = `${await acme.cookieOf(role)}; __Host-lang=${lang}`
  const open = async (path: string) => {
    const response = await product.get(acme.host, path, cookie)
    return { status: response.status, page: await response.text() }
  }
  const send = async (path: string, form: FormData | Record<string, string> = {}) => {
    const response = await product.post(acme.host, path, form, cookie)
    return { status: response.status, to: response.headers.get('location'), page: await response.text() }
  }
  return { product, acme, cookie, open, send }
}

test('the service policy reads as a document in both languages, in two round trips', async () => {
  const { product, acme, cookie, open } = await desk()
  const { page } = await open(consolePaths.policy('service'))
  expect(wordsOn(page)).toMatch(/Version 1, in force since 1 May 2026, 09:00, \d+ clauses/)
  expect(wordsOn(page)).toContain('urban 6, suburban 7 working hours')
  expect(wordsOn(page)).not.toMatch(/\{\{|sla\.|TX-|undefined/)
  product.calls.length = 0
  const zh = await product.get(acme.host, consolePaths.policy('service'), cookie.replace('lang=en', 'lang=zh-CN'))
  expect(wordsOn(await zh.text())).toContain('市区 6 个工作小时、郊区 7 个工作小时')
  expect(product.calls).toHaveLength(2)
})

test('[GR-01] [GR-02] the staff policy is shown as the draft that it is, and says why', async () => {
  const { open } = await desk()
  const words = wordsOn((await open(consolePaths.policy('staff'))).page)
  expect(words).toContain('Why this is still a draft')
  expect(words).toContain('nothing is decided under it')
})

test('every member may read the policy; only who edits it may begin a draft', async () => {
  const { product, acme, send } = await desk()
  const agent = await acme.cookieOf('agent')
  expect((await product.get(acme.host, consolePaths.policy('service'), agent)).status).toBe(200)
  await send(draft)
  for (const path of [
    draft,
    clausePath('TX-ARRIVE'),
    consolePaths.policyPublication('service'),
    consolePaths.policyClauses('service'),
  ])
    expect([path, (await product.get(acme.host, path, agent)).status]).toEqual([path, 403])
  for (const path of [
    draft,
    clausePath('TX-ARRIVE'),
    consolePaths.policyPublication('service'),
    consolePaths.policyClauseRemoval('service', 'TX-ARRIVE'),
  ])
    expect([path, (await product.post(acme.host, path, {}, agent)).status]).toEqual([path, 403])
  expect((await product.get(acme.host, consolePaths.policyVersion('service', 2), agent)).status).toBe(404)
})

test('a draft holds all clauses of the version in force, and there is one at a time', async () => {
  const { acme, send, open } = await desk()
  const both = await Promise.all([send(draft), send(draft)])
  await send(draft)
  expect(both.map(({ status, to }) => [status, to])).toEqual([
    [303, draft],
    [303, draft],
  ])
  const versions = await acme.db.select().from(policyVersions).where(eq(policyVersions.policy, 'service'))
  expect(versions.map(({ number, status }) => [number, status])).toEqual([
    [1, 'published'],
    [2, 'draft'],
  ])
  const rows = await Promise.all(
    versions.map(({ id }) => acme.db.select().from(clauses).where(eq(clauses.versionId, id))),
  )
  expect(rows[1]!.map(({ key, rules, text }) => ({ key, rules, text }))).toEqual(
    rows[0]!.map(({ key, rules, text }) => ({ key, rules, text })),
  )
  expect(wordsOn((await open(draft)).page)).toContain('Nothing is changed yet')
})

test('a changed number is saved, shown in both languages and told as a difference', async () => {
  const { product, acme, open, send } = await desk()
  await send(draft)
  const form = await formOn((await open(clausePath('TX-ARRIVE'))).page, clausePath('TX-ARRIVE'))
  expect(form.get('sla.arrival.zones.0.amount')).toBe('6')
  form.set('sla.arrival.zones.0.amount', '4')
  product.calls.length = 0
  const saved = await send(clausePath('TX-ARRIVE'), form)
  expect([saved.status, product.calls.length]).toEqual([303, 3])
  expect(wordsOn((await open(clausePath('TX-ARRIVE'))).page)).toContain('urban 4, suburban 7')
  const changes = wordsOn((await open(consolePaths.policyChanges('service', 2))).page)
  expect(changes).toContain('One clause is different')
  expect(changes).toMatch(/urban 6, suburban 7.*urban 4, suburban 7/)
  const [row] = await acme.db.select().from(events).where(eq(events.name, 'policy.clause_changed'))
  expect(row!.detail).toMatchObject({ policy: 'service', number: 2 })
})

test('saving the same thing twice is saving it once', async () => {
  const { acme, open, send } = await desk()
  await send(draft)
  const form = await formOn((await open(clausePath('TX-ARRIVE'))).page, clausePath('TX-ARRIVE'))
  form.set('sla.arrival.zones.0.amount', '4')
  expect((await send(clausePath('TX-ARRIVE'), form)).status).toBe(303)
  expect((await send(clausePath('TX-ARRIVE'), form)).status).toBe(303)
  expect(await acme.db.select().from(events).where(eq(events.name, 'policy.clause_changed'))).toHaveLength(1)
})

test('a refused number keeps everything typed and says what is wrong, in the language of the reader', async () => {
  const { product, acme, cookie, open, send } = await desk()
  await send(draft)
  const form = await formOn((await open(clausePath('TX-ARRIVE'))).page, clausePath('TX-ARRIVE'))
  form.set('sla.arrival.zones.0.amount', 'six')
  form.set('sla.arrival.zones.1.name', 'Riverside')
  const refused = await send(clausePath('TX-ARRIVE'), form)
  expect(refused.status).toBe(422)
  expect(wordsOn(refused.page)).toContain('Enter a number.')
  expect(refused.page).toContain('value="six"')
  expect(refused.page).toContain('value="Riverside"')
  const zh = await product.post(acme.host, clausePath('TX-ARRIVE'), form, cookie.replace('lang=en', 'lang=zh-CN'))
  expect(wordsOn(await zh.text())).toContain('请填写数字。')
})

test('a slot can neither be lost from the text nor invented', async () => {
  const { open, send } = await desk()
  await send(draft)
  const form = await formOn((await open(clausePath('TX-ARRIVE'))).page, clausePath('TX-ARRIVE'))
  const text = String(form.get('text.en'))
  expect(text).toContain('{Time to arrive, by zone}')
  form.set('text.en', 'We come quickly. {Time to arrive, by zone}')
  const lost = await send(clausePath('TX-ARRIVE'), form)
  expect([lost.status, wordsOn(lost.page)]).toEqual([
    422,
    expect.stringContaining('must keep “{A time the customer wishes}”'),
  ])
  expect(lost.page).toContain('We come quickly.')
  form.set('text.en', `${text} {Coffee}`)
  expect(wordsOn((await send(clausePath('TX-ARRIVE'), form)).page)).toContain('no parameter called “{Coffee}”')
  form.set('text.en', `Engineers hurry. ${text}`)
  expect((await send(clausePath('TX-ARRIVE'), form)).status).toBe(303)
  expect(wordsOn((await open(draft)).page)).toContain('Engineers hurry. For on-site work')
})

test('whoever saves over another change of the same clause is told first, and keeps what was typed', async () => {
  const { open, send } = await desk()
  await send(draft)
  const mine = await formOn((await open(clausePath('TX-ARRIVE'))).page, clausePath('TX-ARRIVE'))
  const theirs = await formOn((await open(clausePath('TX-ARRIVE'))).page, clausePath('TX-ARRIVE'))
  theirs.set('sla.arrival.zones.0.amount', '3')
  await send(clausePath('TX-ARRIVE'), theirs)
  mine.set('sla.arrival.zones.0.amount', '5')
  const stale = await send(clausePath('TX-ARRIVE'), mine)
  expect(stale.status).toBe(409)
  expect(wordsOn(stale.page)).toContain('Somebody changed this clause meanwhile')
  expect(wordsOn(stale.page)).toContain('urban 3')
  expect(stale.page).toContain('value="5"')
  expect((await send(clausePath('TX-ARRIVE'), await formOn(stale.page, clausePath('TX-ARRIVE')))).status).toBe(303)
})

test('two people can change two clauses at the same time', async () => {
  const { open, send } = await desk()
  await send(draft)
  const one = await formOn((await open(clausePath('TX-ARRIVE'))).page, clausePath('TX-ARRIVE'))
  const other = await formOn((await open(clausePath('TX-RESOLVE'))).page, clausePath('TX-RESOLVE'))
  one.set('sla.arrival.zones.0.amount', '3')
  other.set('sla.resolution.hours.P1', '2')
  const answers = await Promise.all([send(clausePath('TX-ARRIVE'), one), send(clausePath('TX-RESOLVE'), other)])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(wordsOn((await open(draft)).page)).toContain('2 clauses differ')
})

test('an example says what the clause does to a call late on a Friday, and follows what is typed', async () => {
  const { product, acme, cookie, open, send } = await desk()
  await send(draft)
  const page = wordsOn((await open(clausePath('TX-ARRIVE'))).page)
  expect(page).toContain('A request that comes in on Fri 8 May, 16:30')
  const form = await formOn((await open(clausePath('TX-ARRIVE'))).page, clausePath('TX-ARRIVE'))
  form.set('sla.arrival.zones.0.amount', '1')
  const query = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]))
  const path = `${consolePaths.policyClauseEffect('service', 'TX-ARRIVE')}?${query}`
  product.calls.length = 0
  const effect = await product.get(acme.host, path, cookie)
  expect([effect.status, product.calls.length]).toEqual([200, 2])
  expect(wordsOn(await effect.text())).toMatch(/urban 1, suburban 7.*somebody is there by Fri 8 May, 17:30/)
  query.set('sla.arrival.zones.0.amount', 'x')
  expect((await product.get(acme.host, path.replace(/\?.*/, `?${query}`), cookie)).status).toBe(422)
})

test('a clause of plain text is added once however often it is sent, and can be removed again', async () => {
  const { acme, open, send } = await desk()
  await send(draft)
  const path = consolePaths.policyClauses('service')
  const form = await formOn((await open(path)).page, path)
  const chapter = (await open(path)).page.match(/<option value="([^"]+)"/g)![1]!.match(/"([^"]+)"/)![1]!
  form.set('chapter', chapter)
  form.set('title.en', 'Manners')
  form.set('title.zh-CN', '礼仪')
  form.set('text.en', 'We wipe our shoes.')
  const refused = await send(path, form)
  expect([refused.status, refused.page.includes('We wipe our shoes.')]).toEqual([422, true])
  form.set('text.zh-CN', '进门先擦鞋。')
  const [one, two] = [await send(path, form), await send(path, form)]
  expect([one.status, two.status]).toEqual([303, 303])
  const [version] = await acme.db
    .select()
    .from(policyVersions)
    .where(and(eq(policyVersions.policy, 'service'), eq(policyVersions.number, 2)))
  const rows = await acme.db.select().from(clauses).where(eq(clauses.versionId, version!.id)).orderBy(clauses.position)
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1))
  const added = rows.filter(({ key }) => key.startsWith('OWN-'))
  expect(added).toMatchObject([{ title: { en: 'Manners' }, rules: [{ kind: 'conduct' }] }])
  const removal = consolePaths.policyClauseRemoval('service', added[0]!.key)
  expect(wordsOn((await open(removal)).page)).toContain('We wipe our shoes.')
  await send(removal)
  expect((await send(removal)).status).toBe(303)
  expect(wordsOn((await open(draft)).page)).toContain('Nothing is changed yet')
})

test('the clause that says when the company works cannot be removed', async () => {
  const { open, send } = await desk()
  await send(draft)
  const removal = consolePaths.policyClauseRemoval('service', 'TX-HOURS')
  expect(wordsOn((await open(removal)).page)).toContain('It can be changed, not removed')
  expect((await send(removal)).status).toBe(422)
})

test('a withdrawn draft leaves the version in force alone, and its number is not used again', async () => {
  const { acme, open, send } = await desk()
  await send(draft)
  await send(consolePaths.policyDraftWithdrawal('service'), { number: '2' })
  expect((await open(draft)).status).toBe(303)
  expect(wordsOn((await open(consolePaths.policy('service'))).page)).toContain('Version 1, in force')
  await send(draft)
  const numbers = await acme.db.select().from(policyVersions).where(eq(policyVersions.policy, 'service'))
  expect(numbers.map(({ number, status }) => [number, status])).toEqual([
    [1, 'published'],
    [2, 'withdrawn'],
    [3, 'draft'],
  ])
})

test('[GR-21] [GR-07] what the law says to a clause stands beside it, in both languages', async () => {
  const { product, acme, cookie, open, send } = await desk()
  await send(draft)
  const key = (await open(draft)).page.match(/clauses\/(TX-[A-Z0-9-]*RETURN[A-Z0-9-]*)/)?.[1] ?? 'TX-RETURN'
  const page = (await open(clausePath(key))).page
  const form = await formOn(page, clausePath(key))
  const field = [...form.keys()].find((name) => name.includes('no_reason'))
  expect(field).toBeDefined()
  form.set(field!, '3')
  expect((await send(clausePath(key), form)).status).toBe(303)
  expect(wordsOn((await open(clausePath(key))).page)).toContain('Statutory returns cannot be refused')
  const zh = await product.get(acme.host, clausePath(key), cookie.replace('lang=en', 'lang=zh-CN'))
  expect(wordsOn(await zh.text())).toContain('法定退换情形不得以内部审批为由拒绝或转嫁费用')
})
