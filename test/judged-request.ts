import { asc, eq } from 'drizzle-orm'
import { beforeEach, expect } from 'vitest'
import { coverageOf } from '#rules/coverage.ts'
import type { CoverageInputs } from '#rules/coverage-fact.ts'
import type { Clause } from '#rules/policy.ts'
import type { Role } from '#rules/role.ts'
import { verdictIn } from '#rules/service-request-coverage.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { clauses } from '#schema/tenant/policy.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, type RequestStep } from '#web/paths.ts'
import type { Product } from './harness.ts'
import { type Register, registerMachine } from './registered-machine.ts'
import { openOffice, report, type TestCompany, textOf } from './report-form.ts'

/** Of the test that runs. */
export let product: Product
export let acme: TestCompany

/** Before each test of a file: Monday 2026-01-12, 10:30 in Shanghai, a company whose desk judges requests. */
export const openDesk = () =>
  beforeEach(async () => {
    ;({ product, acme } = await openOffice())
  })

export const request = async () =>
  (await acme.db.select().from(serviceRequests).orderBy(asc(serviceRequests.number)))[0]!
export const judged = () =>
  acme.db.select().from(decisions).where(eq(decisions.kind, 'coverage')).orderBy(asc(decisions.at))
export const contract = async () => (await acme.db.select().from(contracts))[0]!

export async function reported(register: Register | null, changes: Record<string, string> = {}) {
  if (register) await registerMachine(acme, register)
  const { path, response } = await report(product, acme, changes)
  expect(response.status).toBe(303)
  const { id } = await request()
  return { id, path }
}

export async function take(id: string, step: RequestStep, fields: Record<string, string>, role: Role = 'supervisor') {
  product.clock.now = new Date(product.clock.now.getTime() + 60_000)
  const cookie = await acme.cookieOf(role)
  const keyed = { idempotencyKey: newSecret(), ...fields }
  return product.post(acme.host, consolePaths.requestStep(id, step), keyed, cookie)
}

export async function shown(id: string, lang = 'zh-CN', role: Role = 'supervisor') {
  const cookie = `${await acme.cookieOf(role)}; __Host-lang=${lang}`
  return textOf(await (await product.get(acme.host, consolePaths.request(id), cookie)).text())
}

export const tracked = async (path: string, lang = 'zh-CN') =>
  textOf(await (await product.get(acme.host, path, `__Host-lang=${lang}`)).text())

/** What every stored verdict says of itself must come out again. */
export async function expectRepeatable() {
  const rows = await judged()
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    const [version] = await read(acme.db, [
      acme.db.select().from(clauses).where(eq(clauses.versionId, row.policyVersionId)).orderBy(asc(clauses.position)),
    ])
    const again = coverageOf(row.inputs as unknown as CoverageInputs, version as unknown as Clause[])
    expect(again).toEqual(verdictIn(row))
  }
}
