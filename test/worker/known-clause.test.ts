import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { clauses, policyVersions } from '#schema/tenant/policy.ts'
import { clocks, serviceRequests } from '#schema/tenant/service-request.ts'
import { newId } from '#tenants/id.ts'
import { consolePaths } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { type Product, startProduct } from '../harness.ts'

type Company = Awaited<ReturnType<Product['company']>>

/** What databases answered, one text a round trip. */
const answers: string[] = []
const listening = {
  timeoutMs: 4_000,
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
    const answer = await fetch(input, init)
    answers.push(await answer.clone().text())
    return answer
  },
}

let product: Product
let acme: Company

beforeEach(async () => {
  product = await startProduct({ line: listening })
  acme = await product.company('acme')
})

async function begin(company: Company) {
  const { id } = await receive(product, company)
  const [row] = await company.db.select().from(serviceRequests).where(eq(serviceRequests.id, id))
  const [clock] = await company.db.select().from(clocks).where(eq(clocks.requestId, id)).limit(1)
  return { id, versionId: row!.policyVersionId, clauseKey: clock!.clauseKey }
}

async function pageOf(company: Company, id: string) {
  answers.length = 0
  const page = await product.get(company.host, consolePaths.request(id), await company.cookieOf('agent'))
  expect(page.status).toBe(200)
  return page.text()
}

const rename = (company: Company, clauseKey: string, en: string) =>
  company.db
    .update(clauses)
    .set({ title: { 'zh-CN': en, en } })
    .where(eq(clauses.key, clauseKey))

test('clauses of a published version travel once; the page says the same without them', async () => {
  const { id, clauseKey } = await begin(acme)
  await rename(acme, clauseKey, 'When somebody comes')
  expect(await pageOf(acme, id)).toContain('When somebody comes')
  expect(answers.join()).toContain('When somebody comes')

  expect(await pageOf(acme, id)).toContain('When somebody comes')
  expect(answers.join()).not.toContain('When somebody comes')
  expect(answers).toHaveLength(2)
})

test('a version that is not published is read anew each time', async () => {
  const { id, versionId, clauseKey } = await begin(acme)
  await acme.db.update(policyVersions).set({ status: 'draft' }).where(eq(policyVersions.id, versionId))
  await rename(acme, clauseKey, 'First words')
  expect(await pageOf(acme, id)).toContain('First words')
  await rename(acme, clauseKey, 'Second thoughts')
  expect(await pageOf(acme, id)).toContain('Second thoughts')
})

test('two companies never share a clause, though their versions had one id', async () => {
  const globex = await product.company('globex')
  const [ours, theirs] = [await begin(acme), await begin(globex)]
  const { versionId } = ours
  await globex.db.update(policyVersions).set({ id: versionId }).where(eq(policyVersions.id, theirs.versionId))
  await globex.db.update(clauses).set({ versionId }).where(eq(clauses.versionId, theirs.versionId))
  await globex.db.update(serviceRequests).set({ policyVersionId: versionId })
  await rename(acme, ours.clauseKey, 'As Acme says')
  await rename(globex, theirs.clauseKey, 'As Globex says')
  for (const _ of [1, 2]) {
    expect(await pageOf(acme, ours.id)).toContain('As Acme says')
    expect(await pageOf(globex, theirs.id)).toContain('As Globex says')
  }
})

test('each request is shown with the clauses that it began under, with more versions than are remembered', async () => {
  const first = await begin(acme)
  const [version] = await acme.db.select().from(policyVersions).where(eq(policyVersions.id, first.versionId))
  const [clause] = await acme.db.select().from(clauses).where(eq(clauses.key, first.clauseKey))
  const requests: { id: string; title: string }[] = []
  for (let number = 11; number < 17; number++) {
    const [versionId, { id }, title] = [newId(product.clock.now), await begin(acme), `Words of version ${number}`]
    const other = { id: versionId, number, status: 'superseded' as const, effectiveFrom: null }
    await acme.db.insert(policyVersions).values({ ...version!, ...other })
    const copy = { ...clause!, id: newId(product.clock.now), versionId, title: { 'zh-CN': title, en: title } }
    await acme.db.insert(clauses).values(copy)
    await acme.db.update(serviceRequests).set({ policyVersionId: versionId }).where(eq(serviceRequests.id, id))
    requests.push({ id, title })
  }
  for (const { id, title } of [...requests, ...requests]) expect(await pageOf(acme, id)).toContain(title)
})
