import { consolePaths, publicPaths } from '#web/paths.ts'
import type { BenchCompany } from './company.ts'
import type { HttpRequest } from './job.ts'

export const pageNames = ['form', 'list', 'one', 'search', 'submit'] as const
export type PageName = (typeof pageNames)[number]

/** What is asked of the product, and the status it answers; several requests are asked in turn. */
export type Page = { name: PageName; requests: HttpRequest[]; status: number }

const words = ['漏水', '冰箱', '跳闸', '抖动', '滤网', '屏幕', '热风', '上门']

/** Writing comes last: it makes the tables larger. */
export function pagesOf(company: BenchCompany, port: number): Page[] {
  const host = `${company.slug}.localhost:${port}`
  const visitor = { host, 'accept-language': 'zh-CN', 'cf-connecting-ip': '10.1.2.3' }
  const member = { ...visitor, cookie: company.cookie }
  const get = (name: PageName, headers: Record<string, string>, paths: string[]): Page => ({
    ...{ name, status: 200 },
    requests: paths.map((path) => ({ path, headers })),
  })
  return [
    get('form', visitor, [publicPaths.report()]),
    get('list', member, [consolePaths.requests()]),
    get('one', member, company.requestIds.map(consolePaths.request)),
    get(
      'search',
      member,
      words.map((word) => `${consolePaths.requests()}?q=${encodeURIComponent(word)}`),
    ),
    { name: 'submit', status: 303, requests: [submission(host)] },
  ]
}

/** A whole report without a picture; what has to be different each time is marked (generator.ts). */
function submission(host: string): HttpRequest {
  const fields = {
    idempotencyKey: `${'k'.repeat(35)}§1`,
    draftId: `${'d'.repeat(35)}§1`,
    name: '陈思远',
    phone: '138§2',
    email: '',
    address: '上海市徐汇区漕溪北路 88 号 1203 室',
    zone: 'urban',
    product: '壁挂式空调 KFR-35GW',
    serialNumber: 'KT§1',
    description: '空调开机二十分钟还是吹热风，外机风扇在转，一点都不凉，家里有老人，麻烦尽快安排。§1',
    urgency: 'normal',
    wishedAt: '',
    homepage: '',
    proof: '',
  }
  const body = Object.entries(fields).map(([name, value]) => `${name}=${encodeLeavingMarks(value)}`)
  return {
    method: 'POST',
    path: publicPaths.report(),
    headers: {
      host,
      'accept-language': 'zh-CN',
      'cf-connecting-ip': '10.§3',
      origin: `http://${host}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: body.join('&'),
  }
}

const encodeLeavingMarks = (text: string) =>
  text
    .split(/(§[12])/)
    .map((part) => (/§[12]/.test(part) ? part : encodeURIComponent(part)))
    .join('')
