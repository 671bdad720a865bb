import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { decisions } from '#schema/tenant/decision.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, type RequestStep } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { startProduct } from '../harness.ts'
import { textOf } from '../report-form.ts'

async function desk(changes: Parameters<typeof receive>[2] = {}) {
  const product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  const acme = await product.company('acme')
  const { id } = await receive(product, acme, changes)
  const cookie = await acme.cookieOf('supervisor')
  const take = (step: RequestStep, fields: Record<string, string>) =>
    product.post(acme.host, consolePaths.requestStep(id, step), { idempotencyKey: newSecret(), ...fields }, cookie)
  const see = async (path: string, lang = 'zh-CN') =>
    textOf(await (await product.get(acme.host, path, `${cookie}; __Host-lang=${lang}`)).text())
  const rated = () =>
    acme.db
      .select()
      .from(decisions)
      .where(and(eq(decisions.subject, id), eq(decisions.kind, 'priority_matrix')))
  return { product, acme, id, take, see, rated }
}

describe('why a request has its priority', () => {
  test('[S3.3-06] is kept and shown as it came in, and again after triage', async () => {
    const { id, take, see, rated } = await desk()
    const intake = { inputs: { urgency: 'normal', impact: 'one', tier: null }, clauseKey: 'TX-PRIORITY' }
    expect(await rated()).toMatchObject([intake])
    const before = await see(consolePaths.request(id))
    expect(before).toMatch(
      /为什么是这个优先级 服务制度第 1 版第 \d+ 条“优先级” 紧急程度为“一般”，影响一处：普通（P3）。/,
    )

    expect((await take('triage', { urgency: 'high', impact: 'all', zone: 'urban', onSite: 'yes' })).status).toBe(303)
    const triage = { inputs: { urgency: 'high', impact: 'all', tier: null }, result: { priority: 'P1' } }
    expect(await rated()).toMatchObject([intake, { ...triage, clauseKey: 'TX-PRIORITY' }])
    expect((await rated())[1]!.policyVersionId).toBe((await rated())[0]!.policyVersionId)
    const after = await see(consolePaths.request(id), 'en')
    expect(after).toMatch(
      /Why this priority Clause \d+ “Priority”, service policy version 1 Urgency “urgent”, everything down: critical \(P1\)\./,
    )
  })

  test('is kept when a person has said that a held request is real; before that it has none', async () => {
    const { id, take, see, rated } = await desk({ heldBecause: 'no_proof' })
    expect(await rated()).toEqual([])
    expect(await see(consolePaths.request(id))).not.toContain('为什么是这个优先级')
    expect((await take('release', { verdict: 'accept' })).status).toBe(303)
    expect(await rated()).toMatchObject([{ inputs: { urgency: 'normal', impact: 'one', tier: null } }])
    expect(await see(consolePaths.request(id))).toContain('为什么是这个优先级')
  })

  test('is said too where no matrix stands behind it', async () => {
    const { acme, id, see } = await desk()
    await acme.db.delete(decisions).where(eq(decisions.kind, 'priority_matrix'))
    expect(await see(consolePaths.request(id))).toMatch(/没有定级矩阵，按普通（P3）处理/)
  })
})

describe('why a request was held', () => {
  for (const [heldBecause, short, long, inEnglish] of [
    ['trap', '填了隐藏栏', '填写了人看不到的隐藏栏', 'It filled in a field that people cannot see'],
    ['no_proof', '未经自动确认', '没有通过“不是程序”的自动确认', 'without the automatic check'],
  ] as const)
    test(`${heldBecause}: its reviewer reads it in the list and on its page, never the key`, async () => {
      const { id, see, take, acme } = await desk({ heldBecause })
      const list = await see(`${consolePaths.requests()}?view=held`)
      expect(list).toContain(short)
      expect(list).not.toContain(heldBecause)
      const page = await see(consolePaths.request(id))
      expect(page).toContain(long)
      expect(page).not.toContain(heldBecause)
      expect(await see(consolePaths.request(id), 'en')).toContain(inEnglish)
      expect((await take('release', { verdict: 'accept' })).status).toBe(303)
      expect(await see(consolePaths.request(id))).toContain(long)
      expect((await acme.db.select().from(serviceRequests))[0]).toMatchObject({ standing: 'accepted', heldBecause })
    })
})
