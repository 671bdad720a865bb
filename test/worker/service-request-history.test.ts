import { expect, test } from 'vitest'
import { photos } from '#schema/tenant/photo.ts'
import { messages } from '#schema/tenant/service-request.ts'
import { newId } from '#tenants/id.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, type RequestStep } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { startProduct } from '../harness.ts'
import { textOf } from '../report-form.ts'

const monday = (time: string) => new Date(`2026-01-12T${time}:00+08:00`)

async function desk() {
  const product = await startProduct({ now: monday('09:00') })
  const acme = await product.company('acme')
  const { id } = await receive(product, acme)
  const cookie = await acme.cookieOf('supervisor')
  const take = async (at: string, step: RequestStep, fields: Record<string, string> = {}) => {
    product.clock.now = monday(at)
    const form = { idempotencyKey: newSecret(), ...fields }
    expect((await product.post(acme.host, consolePaths.requestStep(id, step), form, cookie)).status).toBe(303)
  }
  const open = async (lang: string) =>
    (await product.get(acme.host, consolePaths.request(id), `${cookie}; __Host-lang=${lang}`)).text()
  const see = async (lang: string) => textOf(await open(lang))
  return { product, acme, id, take, open, see }
}

test('the history says from what to what a triage went, and what it left as it was', async () => {
  const { take, see } = await desk()
  await take('09:10', 'triage', { urgency: 'high', impact: 'all', zone: 'urban', onSite: 'yes' })
  expect(await see('zh-CN')).toContain(
    '紧急程度：一般 → 紧急 · 影响范围：影响一处 → 全部停用 · 优先级：普通（P3） → 特急（P1）',
  )
  await take('09:20', 'triage', { urgency: 'high', impact: 'one', zone: 'urban', onSite: 'yes' })
  expect(await see('en')).toMatch(
    /Urgency: urgent · Reach: everything down → one affected · Priority: critical \(P1\) → high \(P2\)/,
  )
})

test('a pause is told with its reason and note, in the history and with the clocks, also after it ended', async () => {
  const { take, see } = await desk()
  await take('10:00', 'pause', { pauseReason: 'waiting_customer', pauseNote: '客户不在家' })
  const paused = await see('zh-CN')
  expect(paused).toMatch(/暂停：等待客户 今天 10:00 起 客户不在家/)
  expect(paused).toContain('等待客户 · 客户不在家')
  expect(paused).not.toMatch(/恢复计时 acme/)

  await take('10:30', 'pause-end')
  await take('11:00', 'pause', { pauseReason: 'waiting_parts' })
  const again = await see('en')
  expect(again).toMatch(/Pause: waiting for the customer Today 10:00 to today 10:30 客户不在家/)
  expect(again).toMatch(/Pause: waiting for parts Today 11:00 until now/)
  expect(again).toMatch(
    /Paused the clock [^>]*?11:00 waiting for parts Resumed the clock .*?10:30 waiting for the customer Paused the clock .*?10:00 waiting for the customer · 客户不在家/,
  )
})

test('the time between a solution and its reopening is listed as what it was', async () => {
  const { take, see } = await desk()
  await take('13:00', 'resolution', { resolution: 'Cleaned the filter.' })
  await take('14:00', 'reopening', { reopening: 'Still warm' })
  expect(await see('en')).toContain('Pause: solved, then reopened Today 13:00 to today 14:00')
  expect(await see('zh-CN')).toContain('暂停：已解决，后来重开 今天 13:00 至今天 14:00')
})

test('a photo stands beside the message that it came with, the others with the description', async () => {
  const { product, acme, id, open } = await desk()
  const at = product.clock.now
  const said = ['几点来？', '在吗？'].map((body) => ({
    ...{ id: newId(at), requestId: id, kind: 'customer' as const, body, at },
  }))
  await acme.db.insert(messages).values(said)
  const photo = (messageId: string | null, key: string) => ({
    ...{ id: newId(at), requestId: id, messageId, key, type: 'image/jpeg' as const },
    ...{ bytes: 9, width: 3, height: 3, createdAt: at },
  })
  await acme.db.insert(photos).values([photo(null, 'a'.repeat(32)), photo(said[0]!.id, 'b'.repeat(32))])
  const page = await open('zh-CN')
  const [described, talk] = page.split('往来')
  expect(described!.match(/class="photos"/g)).toHaveLength(1)
  expect(talk!.match(/class="photos"/g)).toHaveLength(1)
  expect(talk).toMatch(/几点来？<ul class="photos".*<\/ul>.*在吗？/)
  expect(page.match(/<img [^>]*照片 1/g)).toHaveLength(2)
})
