import { langs } from '#rules/lang.ts'
import { openNewTenantDb } from '#tenants/open.ts'
import { errorWords } from '#web/words/error.ts'
import { reportWords } from '#web/words/report.ts'
import { signUpWords } from '#web/words/sign-up.ts'
import { patientMs } from '../databases.ts'
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
  /** All that were asked so far, by name. */
  databases(): string[]
  stored(): Promise<Stored>
  /** Once what is on its way has arrived. */
  settledRows(): Promise<Stored>
  /** As long as a limit asks for: nobody remembers the tries. */
  wait(): Promise<unknown>
  logs(): string[]
  /** Without what chance made of it. */
  plain(text: string | null): string
}

/** What a person sees. `reason`: of a page that says that it did not, or perhaps not, work. */
export type Ending = {
  status: number
  location: string | null
  reason?: 'unsure' | 'unavailable' | 'too_many' | 'unexplained'
}

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
  const { databaseName: lane, databaseUrl, token } = company.tenant
  const direct = openNewTenantDb(databaseUrl, token, {
    fetch: (input, init) => fetch(input, init),
    timeoutMs: patientMs,
  })
  const wait = () => direct.$client.execute('delete from attempts')
  return {
    ...stageOf({ product, company, line, lane, stored: () => storedIn(direct, slug) }),
    wait,
    databases: () => [lane],
  }
}

export const stageOf = (parts: Pick<Stage, 'product' | 'company' | 'line' | 'lane' | 'stored'>) => ({
  ...parts,
  settledRows: async () => {
    await parts.line.settled(parts.lane)
    return parts.stored()
  },
  logs: () => parts.product.logs.filter((entry) => entry.host === parts.company.host).map(({ event }) => event),
  plain: (text: string | null) => plain(text ?? '', parts.company.tenant.slug),
})

function begin() {
  const line = faultLine()
  return { product: startProduct({ now: morning, line }), line }
}

export async function sendOnce(
  { product, company }: Stage,
  { path, fields = {}, cookie, host, raw }: Form,
): Promise<Ending> {
  const response = raw
    ? await product.send(host ?? company.host, path, { method: 'POST', ...raw })
    : await product.post(host ?? company.host, path, fields, cookie)
  const { status } = response
  const location = response.headers.get('location')
  const text = await response.text()
  if (status === 429) return { status, location, reason: 'too_many' }
  if (status < 500) return { status, location }
  const reason = (['unsure', 'unavailable'] as const).find((one) => saysSo(text, one))
  return { status, location, reason: status === 503 && reason ? reason : 'unexplained' }
}

/** An error page, or the form itself with everything that was typed. */
function saysSo(text: string, reason: 'unsure' | 'unavailable') {
  return langs.some((lang) => {
    const { unsure, busy } = signUpWords[lang].problems
    const own = reason === 'unsure' ? [reportWords[lang].unsure.title, unsure] : [busy]
    return [errorWords[lang].troubles[reason].title, ...own].some((words) => text.includes(words))
  })
}
