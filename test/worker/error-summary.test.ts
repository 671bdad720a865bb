import { expect, test } from 'vitest'
import { consolePaths } from '#web/paths.ts'
import { startProduct } from '../harness.ts'
import { textOf } from '../report-form.ts'

async function office() {
  const product = await startProduct({ now: new Date('2026-01-12T02:30:00Z') })
  const acme = await product.company('acme')
  const cookie = await acme.cookieOf('owner')
  const post = async (path: string, fields: Record<string, string>, lang: string) => {
    const answer = await product.post(acme.host, path, fields, `${cookie}; __Host-lang=${lang}`)
    return { status: answer.status, ...summaryIn(await answer.text()) }
  }
  return { post }
}

function summaryIn(html: string) {
  const summary = html.match(/<div class="error-summary"[\s\S]*?<\/ul>/)?.[0] ?? ''
  return { summary: textOf(summary), fields: [...summary.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id) }
}

test('the summary above a refused day of the calendar names the field', async () => {
  const { post } = await office()
  const day = { year: '2026', from: '', until: '', kind: 'off', hours: '', note: '' }
  expect(await post(consolePaths.calendarDays(), day, 'zh-CN')).toMatchObject({
    status: 422,
    summary: expect.stringContaining('日期：'),
  })
  expect((await post(consolePaths.calendarDays(), day, 'en')).summary).toContain('Day: ')
})

test('the summary above a refused clause names the parameter, and of a table the row', async () => {
  const { post } = await office()
  await post(consolePaths.policyDraft('service'), {}, 'zh-CN')
  const hours = consolePaths.policyClause('service', 'TX-ARRIVE')
  const typed = { stamp: '', 'sla.arrival.zones.0.name': '市区', 'sla.arrival.zones.0.amount': 'six' }
  const refused = await post(hours, typed, 'zh-CN')
  expect(refused.status).toBe(422)
  expect(refused.summary).toMatch(/到场时限（按区域），市区：请填写数字。/)
})
