import { langs } from '#rules/lang.ts'
import { openNewTenantDb } from '#tenants/open.ts'
import { errorWords } from '#web/words/error.ts'
import { type Product, startProduct } from '../harness.ts'
import { type FaultLine, faultLine } from './fault-line.ts'
import type { Form } from './flow.ts'
import { plain, type Stored, storedIn } from './stored.ts'

export type Company = Awaited<ReturnType<Product['company']>>

/** Monday 2026-01-12 09:00 in Shanghai: everybody is at work. */
export const morning = new Date('2026-01-12T09:00:00+08:00')

/** A company of its own, on a line that can be broken. */
export type Stage = {
  product: Product
  company: Company
  line: FaultLine
  lane: string
  stored(): Promise<Stored>
  /** Once what is on its way has arrived. */
  settledRows(): Promise<Stored>
  logs(): string[]
  /** Without what chance made of it. */
  plain(text: string | null): string
}

/** What a person sees. `reason`: of a page that says that it did not, or perhaps not, work. */
export type Ending = { status: number; location: string | null; reason?: 'unsure' | 'unavailable' | 'unexplained' }

export type Outcome = {
  before: Stored
  first: Ending
  calls: number
  afterFirst: Stored
  repeats: Ending[]
  after: Stored
  logs: string[]
  /** Where those who were sure were led. */
  ledTo: string[]
}

const names = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heron', 'indigo', 'jade']
let founded = 0
let shared: { product: Promise<Product>; line: FaultLine } | undefined

export async function newStage(): Promise<Stage> {
  shared ??= begin()
  const { line } = shared
  const product = await shared.product
  const slug = `${names[founded % names.length]}-${founded++}`
  const company = await product.company(slug)
  const { databaseName, databaseUrl, token } = company.tenant
  const direct = openNewTenantDb(databaseUrl, token, { fetch: (input, init) => fetch(input, init), timeoutMs: 4_000 })
  const stored = () => storedIn(direct, slug)
  return {
    ...{ product, company, line, lane: databaseName, stored },
    settledRows: async () => {
      await line.settled(databaseName)
      return stored()
    },
    plain: (text) => plain(text ?? '', slug),
    logs: () => product.logs.filter((entry) => entry.host === company.host).map(({ event }) => event),
  }
}

function begin() {
  const line = faultLine()
  return { product: startProduct({ now: morning, line }), line }
}

export async function sendOnce(
  { product, company }: Stage,
  { path, fields = {}, cookie, host }: Form,
): Promise<Ending> {
  const response = await product.post(host ?? company.host, path, fields, cookie)
  const { status } = response
  const location = response.headers.get('location')
  const text = await response.text()
  if (status < 500) return { status, location }
  const reason = (['unsure', 'unavailable'] as const).find((one) => saysSo(text, one))
  const isRight = status === 503 && reason && response.headers.has('retry-after')
  return { status, location, reason: isRight ? reason : 'unexplained' }
}

const saysSo = (text: string, reason: 'unsure' | 'unavailable') =>
  langs.some((lang) => text.includes(`<h1>${errorWords[lang].troubles[reason].title}</h1>`))
