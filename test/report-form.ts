import { asc, eq } from 'drizzle-orm'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { type Product, startProduct } from './harness.ts'

export type TestCompany = Awaited<ReturnType<Product['company']>>

export type Fields = Record<string, string>

/** Monday 2026-01-12, 10:30 in Shanghai: a company at work. */
export async function openOffice() {
  const product = await startProduct({ now: new Date('2026-01-12T02:30:00Z') })
  return { product, acme: await product.company('acme') }
}

/** What was received from a telephone number, first come first. */
export const requestsFrom = (company: TestCompany, phoneKey: string) =>
  company.db
    .select()
    .from(serviceRequests)
    .where(eq(serviceRequests.phoneKey, phoneKey))
    .orderBy(asc(serviceRequests.number))

let callers = 0

/** A number of its own for each test. */
export function caller() {
  callers += 1
  const phone = `139${String(10_000_000 + callers)}`
  return { phone, key: `86${phone}` }
}

/** What somebody types; everything a form of the packs can ask for. */
export const typed: Fields = {
  description: '空调不制冷，开机十分钟后自动停机',
  urgency: 'normal',
  product: 'KFR-35',
  serialNumber: 'SN-1001',
  address: '人民路 8 号',
  zone: 'urban',
  wishedAt: '',
  name: '王芳',
  phone: '138 0013 8000',
  email: '',
  homepage: '',
  exportConsent: 'yes',
}

/** The secrets that the form carries. */
export async function openForm(product: Product, company: TestCompany, path = '/report', lang = 'zh-CN') {
  const page = await (await product.get(company.host, path, `__Host-lang=${lang}`)).text()
  return secretsIn(page)
}

export function secretsIn(page: string) {
  const of = (name: string) => page.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? ''
  return { idempotencyKey: of('idempotencyKey'), draftId: of('draftId') }
}

export function multipart(
  fields: Fields,
  files: { bytes: Uint8Array; name?: string; type?: string }[] = [],
  removed: string[] = [],
) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const { bytes, name = 'photo.jpg', type = 'image/jpeg' } of files)
    form.append('photos', new File([bytes], name, { type }))
  for (const id of removed) form.append('removed[]', id)
  return form
}

type Sent = { files?: Parameters<typeof multipart>[1]; removed?: string[]; from?: string; lang?: string }

/** Posts as a browser does; `from` is the address at the other end. */
export function send(
  product: Product,
  company: TestCompany,
  fields: Fields,
  { files = [], removed = [], from = '203.0.113.7', lang = 'zh-CN' }: Sent = {},
  path = '/report',
) {
  return product.send(company.host, path, {
    method: 'POST',
    cookie: `__Host-lang=${lang}`,
    headers: { origin: `https://${company.host}`, 'cf-connecting-ip': from },
    body: multipart(fields, files, removed),
  })
}

/** Opens the form and sends it; where it was received, the tracking path. */
export async function report(product: Product, company: TestCompany, changes: Fields = {}, sent: Sent = {}) {
  const secrets = await openForm(product, company)
  const fields = { ...typed, ...changes, ...secrets }
  const response = await send(product, company, fields, sent)
  return { response, fields, path: response.headers.get('location') ?? '' }
}

export const textOf = (html: string) =>
  html
    .replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
