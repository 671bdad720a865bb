import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { PackId } from '#rules/packs/pack-values.ts'
import { positions } from '#rules/policy-vocabulary.ts'
import { events } from '#schema/tenant/event.ts'
import { policyVersions } from '#schema/tenant/policy.ts'
import { clocks } from '#schema/tenant/service-request.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { startProduct } from '../harness.ts'
import { formOn, wordsOn } from './page-form.ts'

/** Monday 2026-01-12, 09:00 in Shanghai. */
async function desk(packId: PackId = 'TP-HAS') {
  const product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  const acme = await product.company('acme', { packId })
  const as = async (role: 'owner' | 'admin' | 'agent', lang: string) =>
    `${await acme.cookieOf(role)}; __Host-lang=${lang}`
  const open = async (path: string, role: 'owner' | 'admin' | 'agent' = 'admin', lang = 'en') =>
    (await product.get(acme.host, path, await as(role, lang))).text()
  const send = async (path: string, form: FormData | Record<string, string> = {}) =>
    (await product.post(acme.host, path, form, await as('admin', 'en'))).status
  const edit = async (kind: 'service' | 'staff', key: string, values: Record<string, string>) => {
    const path = consolePaths.policyClause(kind, key)
    const form = await formOn(await open(path), path)
    for (const [name, value] of Object.entries(values)) form.set(name, value)
    return send(path, form)
  }
  /** Everything taken on that wants a name. */
  const publish = async (kind: 'service' | 'staff', changes: Record<string, string> = {}) => {
    const path = consolePaths.policyPublication(kind)
    const page = await open(path)
    const form = await formOn(page, path)
    for (const [, name] of page.matchAll(/name="(taken\.[^"]+)"/g)) form.set(name!, 'yes')
    for (const name of [...form.keys()].filter((one) => one.startsWith('by.'))) {
      form.set(name, acme.memberOf('owner').id)
      form.set(name.replace('by.', 'reason.'), 'Agreed at the meeting of 9 January.')
    }
    for (const [name, value] of Object.entries(changes)) form.set(name, value)
    return send(path, form)
  }
  const staff = async () =>
    (
      await acme.db
        .select()
        .from(policyVersions)
        .where(and(eq(policyVersions.policy, 'staff'), eq(policyVersions.number, 1)))
    )[0]!
  return { product, acme, open, send, edit, publish, staff }
}

test('[S0.1-02] [S2.1-02] [S2.3-02] [S3.1-02] [S3.5-02] [S3.7-03] [S3.8-03] [S3.9-00] the staff policy says whom it binds: known positions or a group of the company’s own', async () => {
  const { open, send, publish } = await desk()
  const path = consolePaths.policyClause('staff', 'TX-SCOPE')
  const everybody = Object.keys(positions)
  const everyAfterSales = /: service agent[^.]*technical support[^.]*repair engineer[^.]*其他售后人员\./
  const scopes: [string[], string, RegExp][] = [
    [['store_manager'], '网店客服组', /following positions: store manager.*网店客服组\./],
    [[], '客户服务部', /following positions: 客户服务部\./],
    [['tech_support'], '', /following positions: technical support\./],
    [['service_agent', 'tech_support', 'repair_engineer'], '其他售后人员', everyAfterSales],
    [['service_agent', 'tech_support'], '', /following positions: service agent.*technical support\./],
    [everybody, '', /following positions: owner,.*human resources\./],
    [['tech_support', 'service_manager', 'sales'], '', /following positions: [^.]*technical support[^.]*sales\./],
  ]
  for (const [chosen, own, words] of scopes) {
    const form = await formOn(await open(path), path)
    form.delete('policy.scope_roles[]')
    for (const position of chosen) form.append('policy.scope_roles[]', position)
    form.set('policy.scope_roles.own', own)
    expect([chosen, await send(path, form)]).toEqual([chosen, 303])
    expect(wordsOn(await open(consolePaths.policyDraft('staff')))).toMatch(words)
  }
  expect(await publish('staff')).toBe(303)
  const agent = wordsOn(await open(consolePaths.policy('staff'), 'agent'))
  expect(agent).toMatch(/following positions: [^.]*technical support[^.]*sales\./)
  expect(wordsOn(await open(consolePaths.policy('staff'), 'agent', 'zh-CN'))).toMatch(
    /下列岗位：[^。]*技术支持[^。]*销售。/,
  )
})

test('[S0.1-33] the staff policy names who explains it, and every member reads the name', async () => {
  const { open, edit, publish } = await desk()
  const shown = async () => wordsOn(await open(consolePaths.policy('staff'), 'agent'))
  expect(await shown()).toContain('explained by human resources.')
  expect(await edit('staff', 'TX-SCOPE', { 'policy.interpreter': 'general manager' })).toBe(303)
  expect(await publish('staff')).toBe(303)
  expect(await shown()).toContain('explained by the general manager.')
  expect(wordsOn(await open(consolePaths.policy('staff'), 'agent', 'zh-CN'))).toContain('由总经理负责说明')
})

test('[S0.1-34] [S4.2-47] published at once, it is in force from its publication', async () => {
  const { product, open, publish, staff } = await desk()
  expect(await staff()).toMatchObject({ status: 'draft', effectiveFrom: null })
  expect(await publish('staff')).toBe(303)
  expect(await staff()).toMatchObject({
    ...{ status: 'published', publishedAt: product.clock.now, effectiveFrom: product.clock.now },
  })
  expect(wordsOn(await open(consolePaths.policy('staff'), 'agent'))).toContain('in force since 12 Jan 2026, 09:00')
})

test('[S2.1-04] the rules of appraisal begin on the day that is stated, at its first moment', async () => {
  const { product, open, publish, staff } = await desk('TP-ECS')
  expect(await publish('staff', { effective: 'on_day', day: '2026-02-01' })).toBe(303)
  expect((await staff()).effectiveFrom).toEqual(new Date('2026-02-01T00:00:00+08:00'))
  const shown = async () => wordsOn(await open(consolePaths.policyVersion('staff', 1), 'agent'))
  expect(await shown()).toContain('takes effect on 1 Feb 2026')
  product.clock.now = new Date('2026-02-01T00:00:00+08:00')
  expect(await shown()).toContain('in force since 1 Feb 2026')
  expect(await shown()).toMatch(/Appraisal takes place[^.]*100 points/)
})

test('[S3.5-16] nobody without the right changes a policy, and who changed it is in the log', async () => {
  const { product, acme, open, send, edit } = await desk()
  await send(consolePaths.policyDraft('service'))
  const path = consolePaths.policyClause('service', 'TX-ARRIVE')
  const form = await formOn(await open(path), path)
  form.set('sla.arrival.zones.0.amount', '1')
  for (const role of ['supervisor', 'agent', 'engineer', 'sales'] as const)
    expect([role, (await product.post(acme.host, path, form, await acme.cookieOf(role))).status]).toEqual([role, 403])
  expect(await edit('service', 'TX-ARRIVE', { 'sla.arrival.zones.0.amount': '3' })).toBe(303)
  const changed = await acme.db.select().from(events).where(eq(events.name, 'policy.clause_changed'))
  expect(changed).toMatchObject([{ actor: acme.memberOf('admin').id, at: product.clock.now }])
  expect(wordsOn(await open(consolePaths.audit()))).toMatch(/acme admin[^@]*Service policy, version 2/)
})

test('[S1.0-09] [S3.10-04] a company sets its own time to answer, and keeps it or not by that', async () => {
  const { product, acme, send, edit, publish } = await desk()
  const answerOf = async (id: string) =>
    (await acme.db.select().from(clocks).where(eq(clocks.requestId, id))).find(({ kind }) => kind === 'response')!
  const before = await receive(product, acme)
  expect((await answerOf(before.id)).dueAt).toEqual(new Date('2026-01-13T09:00:00+08:00'))
  await send(consolePaths.policyDraft('service'))
  expect(await edit('service', 'TX-REPLY', { 'sla.first_reply.hours': '2' })).toBe(303)
  expect(await publish('service')).toBe(303)
  const after = await receive(product, acme)
  expect((await answerOf(after.id)).dueAt).toEqual(new Date('2026-01-12T11:00:00+08:00'))
  product.clock.now = new Date('2026-01-12T11:00:01+08:00')
  for (const { id } of [before, after]) {
    const reply = { idempotencyKey: newSecret(), reply: '马上来' }
    await product.post(acme.host, consolePaths.requestStep(id, 'reply'), reply, await acme.cookieOf('agent'))
  }
  expect([(await answerOf(before.id)).outcome, (await answerOf(after.id)).outcome]).toEqual(['met', 'breached'])
})

test('[S3.6-12] customers read the terms of warranty and return, and what the law gives them beyond', async () => {
  const { product, acme } = await desk()
  const page = async (lang: string) =>
    wordsOn(await (await product.get(acme.host, '/policy', `__Host-lang=${lang}`)).text())
  expect(await page('en')).toMatch(/Warranty.*12 months.*A longer statutory period prevails/)
  expect(await page('zh-CN')).toMatch(/保修期.*12 个月.*国家规定更长的，从其规定/)
  expect(await page('zh-CN')).toContain('符合法定条件的退换直接办理，费用由我方承担，无需内部审批')
})

test('[S1.0-12] a staff policy is on trial for its days, what members say of it is collected, and the next version is adjusted', async () => {
  const { product, acme, open, send, edit, publish, staff } = await desk()
  expect(await publish('staff')).toBe(303)
  expect((await staff()).trialUntil).toEqual(new Date('2026-03-13T00:00:00+08:00'))
  const shown = async () => wordsOn(await open(consolePaths.policy('staff'), 'agent'))
  expect(await shown()).toContain('on trial until 13 Mar 2026')
  expect(await shown()).toContain('within 8 working hours of completion')

  expect(await send(consolePaths.policyDraft('staff'))).toBe(303)
  const asked = { until: '2026-03-10', invitation: 'How did the trial go?' }
  expect(await send(consolePaths.policyDraftConsultation('staff'), asked)).toBe(303)
  const said = {
    idempotencyKey: crypto.randomUUID(),
    clause: 'TX-REPORT',
    body: 'Eight hours are too short.',
    answer: 'comment',
  }
  const agent = await acme.cookieOf('agent')
  expect((await product.post(acme.host, consolePaths.policyComments('staff', 2), said, agent)).status).toBe(303)
  expect(wordsOn(await open(consolePaths.policyConsultation('staff', 2)))).toContain('Eight hours are too short.')
  product.clock.now = new Date('2026-03-11T09:00:00+08:00')
  const conclusion = { conclusion: 'Sixteen hours from now on.' }
  expect(await send(consolePaths.policyConsultationConclusion('staff', 2), conclusion)).toBe(303)
  expect(await edit('staff', 'TX-REPORT', { 'report.due_hours': '16' })).toBe(303)
  expect(await publish('staff')).toBe(303)
  expect(await shown()).toContain('within 16 working hours of completion')
})

const purposes = {
  staff: [
    '管理售后人员，提升服务质量，保障客户满意。',
    'To lead after-sales staff, raise quality and satisfy customers.',
  ],
  service: [
    '以客户为中心，规范售后服务，保障客户权益。',
    'To serve customers by one standard and protect their rights.',
  ],
  later: ['让客户更满意、更信任，赢得市场。', 'To win satisfaction, trust and a larger share of the market.'],
} as const

test('[S0.1-01] [S2.1-01] [S2.3-01] [S3.4-01] [S3.5-01] [S3.6-01] [S3.7-01] [S3.8-01] [S4.1-01] [S4.2-01] [S4.5-01] a policy says at its head what it is for, to whoever reads it, and each version keeps its own words', async () => {
  const { product, acme, open, send, publish } = await desk()
  await send(consolePaths.policyDraft('service'))
  for (const kind of ['staff', 'service'] as const) {
    await addPurpose(kind, purposes[kind])
    expect([kind, await publish(kind)]).toEqual([kind, 303])
    const [zh, en] = [
      wordsOn(await open(consolePaths.policy(kind), 'agent', 'zh-CN')),
      wordsOn(await open(consolePaths.policy(kind), 'agent')),
    ]
    expect(zh).toMatch(new RegExp(`第 1 条目的.{0,8}${purposes[kind][0]}`))
    expect(en).toMatch(new RegExp(`Clause 1Purpose.{0,20}${purposes[kind][1]}`))
  }
  const ofCustomers = await product.get(acme.host, '/policy', '__Host-lang=zh-CN')
  expect(wordsOn(await ofCustomers.text())).toContain(purposes.service[0])

  await send(consolePaths.policyDraft('service'))
  const page = await open(consolePaths.policyDraft('service'))
  const path = page.match(/"(\/console\/policies\/service\/draft\/clauses\/OWN-[^"/?]+)"/)![1]!
  const form = await formOn(await open(path), path)
  form.set('text.zh-CN', purposes.later[0])
  form.set('text.en', purposes.later[1])
  expect([await send(path, form), await publish('service')]).toEqual([303, 303])
  expect(wordsOn(await open(consolePaths.policy('service'), 'agent'))).toContain(purposes.later[1])
  expect(wordsOn(await open(consolePaths.policyVersion('service', 2), 'agent'))).toContain(purposes.service[1])

  async function addPurpose(kind: 'staff' | 'service', [zh, en]: readonly [string, string]) {
    const path = consolePaths.policyClauses(kind)
    const page = await open(path)
    const form = await formOn(page, path)
    const chapter = page.match(/<option value="([^"]+)"/)![1]!
    for (const [name, value] of Object.entries({ chapter, 'title.zh-CN': '目的', 'title.en': 'Purpose' }))
      form.set(name, value)
    form.set('text.zh-CN', zh)
    form.set('text.en', en)
    expect([kind, await send(path, form)]).toEqual([kind, 303])
    const draft = await open(consolePaths.policyDraft(kind))
    const key = draft.match(/clauses\/(OWN-[^"/?]+)/)![1]!
    expect(await send(consolePaths.policyClausePlace(kind, key), { place: `head:${chapter}` })).toBe(303)
  }
})
