import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { companies } from '#schema/tenant/company.ts'
import { events } from '#schema/tenant/event.ts'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import { clocks } from '#schema/tenant/service-request.ts'
import { write } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { startProduct } from '../harness.ts'
import { formOn, wordsOn } from './page-form.ts'

const draft = consolePaths.policyDraft('service')
const publication = consolePaths.policyPublication('service')
const arrival = consolePaths.policyClause('service', 'TX-ARRIVE')

/** A company whose draft promises three hours instead of six. */
async function desk() {
  const product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  const acme = await product.company('acme')
  const cookie = `${await acme.cookieOf('admin')}; __Host-lang=en`
  const open = async (path: string) => {
    const now = `${await acme.cookieOf('admin')}; __Host-lang=en`
    return (await product.get(acme.host, path, now)).text()
  }
  const send = async (path: string, form: FormData | Record<string, string> = {}) => {
    const response = await product.post(acme.host, path, form, cookie)
    return { status: response.status, to: response.headers.get('location'), page: await response.text() }
  }
  const change = async (hours: string) => {
    await send(draft)
    const form = await formOn(await open(arrival), arrival)
    form.set('sla.arrival.zones.0.amount', hours)
    await send(arrival, form)
  }
  /** The form as the page shows it, every warning noted. */
  const filled = async (path = publication) => {
    const page = await open(path)
    const form = await formOn(page, path)
    for (const [, name] of page.matchAll(/name="(taken\.[^"]+)"/g)) form.set(name!, 'yes')
    return form
  }
  const call = async (at: string) => {
    product.clock.now = new Date(at)
    const agent = await acme.cookieOf('agent')
    await product.post(acme.host, consolePaths.requests(), { ...aCall, idempotencyKey: newSecret() }, agent)
  }
  return { product, acme, cookie, open, send, change, filled, call }
}

const aCall = {
  ...{ channel: 'phone', type: 'fault', phone: '021-5555 1234', name: '李强', email: '', address: '中山路 1 号' },
  ...{ zone: 'urban', product: 'BCD-216', serialNumber: '', description: '冰箱漏水', urgency: 'normal', impact: 'one' },
  onSite: 'yes',
}

test('[GR-23] [GR-16] a warning is taken note of before a version is published, and who did is kept', async () => {
  const { product, acme, open, send, change, filled } = await desk()
  await change('3')
  const page = await open(publication)
  expect(wordsOn(page)).toContain('urban 6, suburban 7')
  const missing = await send(publication, await formOn(page, publication))
  expect([missing.status, wordsOn(missing.page)]).toEqual([
    422,
    expect.stringContaining('confirm that you have taken note'),
  ])
  product.calls.length = 0
  const done = await send(publication, await filled())
  expect(done).toMatchObject({ status: 303, to: consolePaths.policyVersion('service', 2) })
  const [version] = await acme.db
    .select()
    .from(policyVersions)
    .where(and(eq(policyVersions.policy, 'service'), eq(policyVersions.number, 2)))
  expect(version).toMatchObject({
    status: 'published',
    effectiveFrom: product.clock.now,
    publishedBy: acme.memberOf('admin').id,
  })
  const warned = version!.findings.filter(({ severity }) => severity === 'warn')
  expect(warned.length).toBeGreaterThan(0)
  expect(warned.every(({ by }) => by === acme.memberOf('admin').id)).toBe(true)
  expect(wordsOn(await open(consolePaths.policy('service')))).toContain('Version 2, in force since 12 Jan 2026, 09:00')
})

test('[GR-29] a published version takes no edit any more', async () => {
  const { acme, open, send, change, filled } = await desk()
  await change('3')
  const edit = await formOn(await open(arrival), arrival)
  await send(publication, await filled())
  edit.set('sla.arrival.zones.0.amount', '1')
  expect((await send(arrival, edit)).status).toBe(409)
  expect((await send(consolePaths.policyClauseRemoval('service', 'TX-ARRIVE'))).status).toBe(409)
  const [version] = await acme.db
    .select()
    .from(policyVersions)
    .where(and(eq(policyVersions.policy, 'service'), eq(policyVersions.number, 2)))
  const rows = await acme.db
    .select()
    .from(clauses)
    .where(and(eq(clauses.versionId, version!.id), eq(clauses.key, 'TX-ARRIVE')))
  expect(JSON.stringify(rows[0]!.rules)).toContain('"urban":3')
})

test('[E09] [S3.6-05] a request received before a version takes effect is promised by the old clause, one after it by the new', async () => {
  const { acme, send, change, filled, call, open } = await desk()
  await change('3')
  const form = await filled()
  form.set('effective', 'on_day')
  form.set('day', '2026-01-14')
  expect((await send(publication, form)).status).toBe(303)
  expect(wordsOn(await open(consolePaths.policy('service')))).toContain('takes effect on 14 Jan 2026')
  await call('2026-01-13T09:00:00+08:00')
  await call('2026-01-14T09:00:00+08:00')
  const [version1, version2] = await acme.db
    .select()
    .from(policyVersions)
    .where(eq(policyVersions.policy, 'service'))
    .orderBy(policyVersions.number)
  const arrivals = await acme.db.select().from(clocks).where(eq(clocks.kind, 'arrival')).orderBy(clocks.startedAt)
  expect(arrivals.map(({ policyVersionId, allowance }) => [policyVersionId, allowance])).toEqual([
    [version1!.id, { unit: 'working_hours', amount: 6 }],
    [version2!.id, { unit: 'working_hours', amount: 3 }],
  ])
  expect(wordsOn(await open(consolePaths.policyVersion('service', 1)))).toMatch(
    /until 14 Jan 2026.*urban 6, suburban 7/,
  )
})

test('the first day is today or later, and no earlier than a version that is scheduled already', async () => {
  const { send, change, filled, open } = await desk()
  await change('3')
  const form = await filled()
  form.set('effective', 'on_day')
  form.set('day', '2026-01-11')
  const past = await send(publication, form)
  expect([past.status, wordsOn(past.page)]).toEqual([422, expect.stringContaining('cannot lie before today')])
  expect(past.page).toContain('value="2026-01-11"')
  form.set('day', '')
  expect(wordsOn((await send(publication, form)).page)).toContain('Enter a valid date')
  form.set('day', '2026-02-01')
  expect((await send(publication, form)).status).toBe(303)
  await change('2')
  expect(wordsOn(await open(consolePaths.policyChanges('service', 3)))).toMatch(/urban 3.*urban 2/)
  const sooner = await filled()
  sooner.set('effective', 'on_day')
  sooner.set('day', '2026-01-20')
  expect(wordsOn((await send(publication, sooner)).page)).toContain('Another version is scheduled for a later day')
})

test('published twice is published once, by one person or by two', async () => {
  const { product, acme, cookie, send, change, filled } = await desk()
  await change('3')
  const form = await filled()
  const owner = `${await acme.cookieOf('owner')}; __Host-lang=en`
  const answers = await Promise.all([
    product.post(acme.host, publication, form, cookie),
    product.post(acme.host, publication, form, owner),
  ])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(expect.arrayContaining([303]))
  expect(answers.every(({ status }) => status === 303 || status === 409)).toBe(true)
  expect((await send(publication, form)).status).toBe(303)
  const published = await acme.db.select().from(events).where(eq(events.name, 'policy.published'))
  expect(published.filter(({ detail }) => detail.number === 2)).toHaveLength(1)
})

test('a draft that changed after the page was opened is shown again before it is published', async () => {
  const { acme, send, change, filled } = await desk()
  await change('3')
  const form = await filled()
  await change('2')
  const answer = await send(publication, form)
  expect([answer.status, wordsOn(answer.page)]).toEqual([
    409,
    expect.stringContaining('The draft was changed after you opened this page'),
  ])
  const rows = await acme.db.select().from(policyVersions).where(eq(policyVersions.status, 'published'))
  expect(rows).toHaveLength(1)
})

test('[S1.0-08] what the law forbids cannot be published', async () => {
  const { open, send, change, filled } = await desk()
  await change('3')
  const path = consolePaths.policyClause(
    'service',
    (await open(draft)).match(/clauses\/(TX-[A-Z-]*RETURN[A-Z-]*)/)![1]!,
  )
  const edit = await formOn(await open(path), path)
  edit.set([...edit.keys()].find((name) => name.includes('no_reason'))!, '3')
  await send(path, edit)
  const page = await open(publication)
  expect(wordsOn(page)).toContain('One thing stands in the way')
  expect(page).not.toContain('Publish version 2</span>')
  const answer = await send(publication, await filled())
  expect(answer.status).toBe(422)
  expect(wordsOn(answer.page)).toContain('Something still stands in the way')
})

test('[GR-01] [S1.5-01] the staff policy is published with an approver and the record of the consultation, not without', async () => {
  const { acme, open, send, filled } = await desk()
  const path = consolePaths.policyPublication('staff')
  expect(wordsOn(await open(path))).toContain('no consultation record')
  const form = await filled(path)
  const refused = await send(path, form)
  expect(refused.status).toBe(422)
  expect(wordsOn(refused.page)).toContain('Say who approved it.')
  const [by] = [...form.keys()].filter((name) => name.startsWith('by.GR-01.'))
  form.set(by!, acme.memberOf('owner').id)
  form.set(by!.replace('by.', 'reason.'), 'Meeting of 9 January with all staff; minutes in folder 12.')
  expect(await send(path, form)).toMatchObject({ status: 303, to: consolePaths.policyVersion('staff', 1) })
  const [staff] = await acme.db.select().from(policyVersions).where(eq(policyVersions.policy, 'staff'))
  expect(staff!.findings.find(({ id }) => id === 'GR-01')).toMatchObject({
    by: acme.memberOf('owner').id,
    reason: 'Meeting of 9 January with all staff; minutes in folder 12.',
  })
  expect(wordsOn(await open(consolePaths.policy('staff')))).toContain('Approved by acme owner: Meeting of 9 January')
})

test('a name that may not approve is none', async () => {
  const { acme, send, filled } = await desk()
  const path = consolePaths.policyPublication('staff')
  const form = await filled(path)
  const [by] = [...form.keys()].filter((name) => name.startsWith('by.GR-01.'))
  form.set(by!, acme.memberOf('agent').id)
  form.set(by!.replace('by.', 'reason.'), 'Because.')
  expect((await send(path, form)).status).toBe(422)
})

test('[GR-03] [R-FN-4] fines cannot be published where the province forbids them', async () => {
  const { acme, open, send, filled } = await desk()
  await write(acme.db, [acme.db.update(companies).set({ region: 'GD' })])
  const path = consolePaths.policyClause('staff', 'TX-POINTS')
  const edit = await formOn(await open(path), path)
  edit.set('penalty.mode', 'monetary')
  await send(path, edit)
  expect(wordsOn(await open(path))).toContain('Local rules prohibit fines in company rules')
  expect(
    (await send(consolePaths.policyPublication('staff'), await filled(consolePaths.policyPublication('staff')))).status,
  ).toBe(422)
})
