import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import { policyComments, policyConsultations } from '#schema/tenant/policy-consultation.ts'
import { consolePaths } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { startProduct } from '../harness.ts'
import { formOn, wordsOn } from './page-form.ts'

type Who = 'owner' | 'admin' | 'agent' | 'engineer'
const staff = consolePaths.policyConsultation('staff', 1)
const opening = consolePaths.policyDraftConsultation('staff')
const draft = consolePaths.policyDraft('service')

async function desk() {
  const product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  const acme = await product.company('acme')
  const as = async (role: Who) => `${await acme.cookieOf(role)}; __Host-lang=en`
  const page = async (path: string, role: Who = 'admin') => (await product.get(acme.host, path, await as(role))).text()
  const open = async (path: string, role: Who = 'admin') => wordsOn(await page(path, role))
  const send = async (path: string, form: FormData | Record<string, string> = {}, role: Who = 'admin') => {
    const response = await product.post(acme.host, path, form, await as(role))
    return { status: response.status, words: wordsOn(await response.text()), to: response.headers.get('location') }
  }
  const say = (body: string, role: Who = 'agent', answer = 'comment', id = crypto.randomUUID()) =>
    send(consolePaths.policyComments('staff', 1), { idempotencyKey: id, clause: '', body, answer }, role)
  const start = () => send(opening, { until: '2026-01-20', invitation: 'Look at the points.' })
  const at = (time: string) => {
    product.clock.now = new Date(time)
  }
  return { product, acme, page, open, send, say, start, at }
}

test('members read a draft and answer until the end of the last day; each sees the own answers, the admin all', async () => {
  const { acme, open, send, say, start, at } = await desk()
  expect((await send(opening, { until: '2026-01-12', invitation: '' })).words).toContain('tomorrow at the earliest')
  expect((await send(opening, { until: '2026-12-01', invitation: '' })).words).toContain('180 days from now')
  expect([(await start()).to, (await start()).to]).toEqual([staff, staff])
  expect(await acme.db.select().from(policyConsultations)).toHaveLength(1)
  expect(await open(consolePaths.requests(), 'agent')).toContain('is up for consultation until 20 Jan 2026')
  expect(await open(consolePaths.policy('staff'), 'agent')).toContain('Under consultation')
  const id = crypto.randomUUID()
  expect([
    (await say('Too strict.', 'agent', 'comment', id)).status,
    (await say('Too strict.', 'agent', 'comment', id)).status,
  ]).toEqual([303, 303])
  expect((await say('', 'engineer')).words).toContain('Write what you think')
  expect((await say('', 'engineer', 'nothing')).status).toBe(303)
  expect(await acme.db.select().from(policyComments)).toHaveLength(2)
  expect(await open(consolePaths.requests(), 'agent')).not.toContain('is up for consultation')
  const admin = await open(staff)
  expect(admin).toMatch(/All answers \(2\).*Has read it and has nothing to add/)
  expect(admin).toContain('Too strict.')
  expect(await open(staff, 'engineer')).not.toContain('Too strict.')
  at('2026-01-20T23:59:00+08:00')
  expect((await say('One more.')).status).toBe(303)
  at('2026-01-21T00:00:00+08:00')
  const late = await say('Too late.')
  expect([late.status, late.words]).toEqual([422, expect.stringContaining('nothing can be added any more')])
})

test('[GR-01] [R-LB-1] a finished consultation is the record; one that runs or was broken off is none', async () => {
  const { acme, open, send, start, at } = await desk()
  const publication = consolePaths.policyPublication('staff')
  const conclusion = consolePaths.policyConsultationConclusion('staff', 1)
  await start()
  const early = await send(conclusion, { conclusion: 'Agreed.' })
  expect([early.status, early.words]).toEqual([422, expect.stringContaining('cannot be written down before')])
  const version = async () =>
    (await acme.db.select().from(policyVersions).where(eq(policyVersions.policy, 'staff')))[0]!
  const form = { number: '1', version: String((await version()).version), effective: 'at_once' }
  expect((await send(publication, form)).words).toContain('end the consultation first')
  const clause = consolePaths.policyClause('staff', 'TX-SCOPE')
  expect((await send(consolePaths.policyClauseRemoval('staff', 'TX-SCOPE'))).status).toBe(409)
  expect((await send(clause, { stamp: 'x', 'title.en': 'New' })).status).toBeGreaterThan(303)

  const end = consolePaths.policyConsultationEnd('staff', 1)
  expect((await send(end, { reason: '' })).status).toBe(422)
  expect([
    (await send(end, { reason: 'Chapter two first.' })).status,
    (await send(end, { reason: 'Again.' })).status,
  ]).toEqual([303, 303])
  expect(await open(publication)).toContain('no consultation record')

  expect((await send(opening, { until: '2026-01-25', invitation: '' })).status).toBe(303)
  at('2026-01-26T09:00:00+08:00')
  expect((await send(conclusion, { conclusion: 'Agreed with all on 25 January.' })).status).toBe(303)
  expect((await send(conclusion, { conclusion: 'Again.' })).status).toBe(303)
  expect((await version()).status).toBe('draft')
  const ready = await open(publication)
  expect(ready).not.toContain('no consultation record')
  expect(ready).toContain('Members were consulted on this draft until 25 Jan 2026')
  const record = await open(staff, 'agent')
  expect(record).toMatch(/Agreed with all on 25 January\..*Broken off.*Chapter two first\./)
})

test('clauses are moved up, down and to the top of a chapter, and the numbers follow', async () => {
  const { acme, page, open, send } = await desk()
  await send(draft)
  const order = async () => {
    const versions = await acme.db.select().from(policyVersions).where(eq(policyVersions.policy, 'service'))
    const { id } = versions.find(({ status }) => status === 'draft')!
    return acme.db.select().from(clauses).where(eq(clauses.versionId, id)).orderBy(clauses.position)
  }
  const before = (await order()).map(({ key }) => key)
  const place = consolePaths.policyClausePlace('service', 'TX-ARRIVE')
  const both = await formOn(await page(draft), place)
  expect(both.getAll('step')).toEqual(['up', 'down'])
  const up = { place: String(both.getAll('place')[0]), step: 'up' }
  const sent = [await send(place, up), await send(place, up)]
  expect(sent.map(({ to }) => to)).toEqual(Array(2).fill(`${draft}?moved=TX-ARRIVE#up-TX-ARRIVE`))
  const after = await order()
  const at = before.indexOf('TX-ARRIVE')
  expect(after.map(({ key }) => key)).toEqual(before.with(at, before[at - 1]!).with(at - 1, 'TX-ARRIVE'))
  expect(after.map(({ number, position }) => [number, position])).toEqual(after.map((_, index) => [index + 1, index]))
  const changes = await open(consolePaths.policyChanges('service', 2))
  expect(changes).toContain('One clause is different.')
  expect(changes).toContain('Moved')
  expect(changes).not.toContain('Changed')
  const top = await send(place, { place: `head:${after[0]!.chapter['zh-CN']}` })
  expect(top.to).toBe(`${draft}?moved=TX-ARRIVE#clause-TX-ARRIVE`)
  expect((await order())[0]).toMatchObject({ key: 'TX-ARRIVE', number: 1, chapter: after[0]!.chapter })
  const gone = await send(place, { place: 'after:TX-NOTHING' })
  expect([gone.status, gone.words]).toEqual([422, expect.stringContaining('no longer there')])
  expect((await send(place)).status).toBe(422)
})

test('[GR-29] a scheduled version is called off with a reason before its day, not after; what was made from it goes on', async () => {
  const { acme, page, open, send, at } = await desk()
  const publication = consolePaths.policyPublication('service')
  const off = consolePaths.policyVersionWithdrawal('service', 2)
  const publish = async (day: string) => {
    const shown = await page(publication)
    const form = await formOn(shown, publication)
    for (const [, name] of shown.matchAll(/name="(taken\.[^"]+)"/g)) form.set(name!, 'yes')
    form.set('effective', 'on_day')
    form.set('day', day)
    return (await send(publication, form)).status
  }
  await send(draft)
  expect(await publish('2026-01-20')).toBe(303)
  await send(draft)
  expect((await send(off, { reason: ' ' })).status).toBe(422)
  expect([
    (await send(off, { reason: 'The contract changed.' })).to,
    (await send(off, { reason: 'Twice.' })).to,
  ]).toEqual(Array(2).fill(consolePaths.policyVersion('service', 2)))
  const rows = await acme.db
    .select()
    .from(policyVersions)
    .where(eq(policyVersions.policy, 'service'))
    .orderBy(policyVersions.number)
  expect(rows.map(({ status, note, basedOn }) => [status, note, basedOn === rows[0]!.id])).toEqual([
    ['published', null, false],
    ['withdrawn', 'The contract changed.', true],
    ['draft', null, true],
  ])
  expect(await open(consolePaths.policyVersion('service', 2), 'agent')).toContain('Reason: The contract changed.')
  at('2026-01-20T09:00:00+08:00')
  expect(await open(consolePaths.policy('service'), 'agent')).toContain('Version 1, in force')

  expect(await publish('2026-01-22')).toBe(303)
  at('2026-01-22T00:00:00+08:00')
  const late = await send(consolePaths.policyVersionWithdrawal('service', 3), { reason: 'Too late.' })
  expect([late.status, late.words]).toEqual([422, expect.stringContaining('has taken effect and cannot be called off')])
  await send(draft, { text: '2' })
  expect(await open(draft)).toContain('draft of version 4')
})

test('a draft is tried out on what has happened: due times that would be others, nothing stored', async () => {
  const { product, acme, page, open, send, at } = await desk()
  await receive(product, acme)
  await send(draft)
  const shadow = consolePaths.policyShadow('service')
  expect(await open(shadow)).toContain('The last request would have had the same deadlines.')
  const arrival = consolePaths.policyClause('service', 'TX-ARRIVE')
  const form = await formOn(await page(arrival), arrival)
  form.set('sla.arrival.zones.0.amount', '2')
  await send(arrival, form)
  at('2026-01-12T13:00:00+08:00')
  const tried = await open(shadow)
  expect(tried).toContain('The last request would have had other deadlines.')
  expect(tried).toContain('Deadlines missed: 0 as it was, 1 under the draft.')
  expect(tried).toContain('Would be late')
  expect(await open(consolePaths.policyShadow('staff'))).toContain('sets no deadlines')
})
