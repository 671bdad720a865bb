import { asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { events } from '#schema/tenant/event.ts'
import { photos } from '#schema/tenant/photo.ts'
import { clocks, messages, pauses, serviceRequests } from '#schema/tenant/service-request.ts'
import { newSecret } from '#tenants/vault.ts'
import { replyTo, resolveRequest } from '#worker/operations/service-request-answer.ts'
import { assignRequest, pauseRequest } from '#worker/operations/service-request-work.ts'
import { jpeg } from '../cases/photo.ts'
import { type Product, startProduct } from '../harness.ts'
import { report, send, type TestCompany, textOf } from '../report-form.ts'

let product: Product
let acme: TestCompany
let path: string

beforeEach(async () => {
  product = await startProduct({ now: new Date('2026-01-12T02:30:00Z') })
  acme = await product.company('acme')
  path = (await report(product, acme)).path
})

const request = async () => (await acme.db.select().from(serviceRequests))[0]!
const said = () => acme.db.select().from(messages).orderBy(asc(messages.at), asc(messages.id))
const page = async (lang = 'zh-CN') => textOf(await (await product.get(acme.host, path, `__Host-lang=${lang}`)).text())
const post = (step: string, fields: Record<string, string>, files: { bytes: Uint8Array }[] = []) =>
  send(product, acme, { idempotencyKey: newSecret(), ...fields }, { files }, `${path}/${step}`)
const later = (minutes: number) => {
  product.clock.now = new Date(product.clock.now.getTime() + minutes * 60_000)
}
const staff = () => {
  const { id, name, email, lang } = acme.memberOf('supervisor')
  const actor = { id, name, email, lang, role: 'supervisor' as const }
  return { tenant: acme.tenant, db: acme.db, now: product.clock.now, actor, vault: product.platform.vault }
}

/** What the asker brought, and what is random in every answer. */
const whatTheyKnow = /nonce="[^"]+"|name="back" value="[^"]+"|[0-9a-f]{8}/g

describe('only who has the link has the page', () => {
  test('it is looked up by hash alone, and never indexed', async () => {
    const token = path.slice(3)
    expect(token).toMatch(/^[\w-]{43}$/)
    for (const table of [serviceRequests, events])
      expect(JSON.stringify(await acme.db.select().from(table))).not.toContain(token)
    const response = await product.get(acme.host, path)
    expect(response.headers.get('x-robots-tag')).toBe('noindex, nofollow')
    expect(response.headers.get('referrer-policy')).toBe('same-origin')
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('another company’s link, a wrong one and a made-up one are the same 404', async () => {
    const bravo = await product.company('bravo')
    const answers = await Promise.all([
      product.get(bravo.host, path),
      product.get(acme.host, `/t/${newSecret()}`),
      product.get(acme.host, '/t/x'),
      product.get(acme.host, `/t/${(await request()).trackingHash}`),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    const [foreign, ...own] = await Promise.all(
      answers.map(async (answer) => (await answer.text()).replace(whatTheyKnow, '')),
    )
    expect(new Set(own).size).toBe(1)
    const elsewhere = (await (await product.get(bravo.host, '/t/x')).text()).replace(whatTheyKnow, '')
    expect(foreign).toBe(elsewhere)
    const written = await send(product, bravo, { idempotencyKey: newSecret(), body: 'x' }, {}, `${path}/messages`)
    expect(written.status).toBe(404)
    expect(await said()).toHaveLength(0)
  })

  test('what staff judge is not told as something that the customer said', async () => {
    const { id } = await request()
    await acme.db.update(serviceRequests).set({ urgency: 'low' }).where(eq(serviceRequests.id, id))
    expect(await page()).not.toContain('不急')
    expect(await page('en')).not.toContain('No hurry')
  })

  test('one round trip', async () => {
    product.calls.length = 0
    await page()
    expect(product.calls).toHaveLength(1)
  })
})

describe('messages', () => {
  test('words and pictures arrive; the first one that is not answered counts', async () => {
    const scope = staff()
    await replyTo(scope, (await request()).id, '我们下午到')
    expect((await request()).unansweredSince).toBeNull()
    later(10)
    const firstAt = product.clock.now
    expect((await post('messages', { body: '几点？' }, [{ bytes: jpeg() }])).status).toBe(303)
    later(5)
    await post('messages', { body: '在吗？' })
    expect((await request()).unansweredSince).toEqual(firstAt)
    expect((await said()).map(({ kind, body }) => [kind, body])).toEqual([
      ['reply', '我们下午到'],
      ['customer', '几点？'],
      ['customer', '在吗？'],
    ])
    const [photo] = await acme.db.select().from(photos)
    expect(photo).toMatchObject({ requestId: (await request()).id, messageId: (await said())[1]!.id })
    const shown = await page()
    expect(shown).toContain('acme supervisor')
    expect(shown).toContain('我们下午到')
  })

  test('three round trips', async () => {
    product.calls.length = 0
    expect((await post('messages', { body: '补充' }, [{ bytes: jpeg() }])).status).toBe(303)
    expect(product.calls).toHaveLength(3)
  })

  test('sent twice, at once or later, it is said once', async () => {
    const fields = { idempotencyKey: newSecret(), body: '补充' }
    const answers = await Promise.all([post('messages', fields), post('messages', fields), post('messages', fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    later(60)
    await post('messages', fields)
    expect(await said()).toHaveLength(1)
  })

  test('nothing is refused, a picture alone is enough, a bad one keeps the words', async () => {
    expect((await post('messages', { body: ' ' })).status).toBe(422)
    expect((await post('messages', { body: '' }, [{ bytes: jpeg() }])).status).toBe(303)
    const bad = await post('messages', { body: '看这张' }, [{ bytes: new TextEncoder().encode('<html>') }])
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('看这张')
    expect((await post('messages', { body: 'x', tenant_id: 'b' })).status).toBe(422)
  })

  test('a note stays inside the company', async () => {
    const { id } = await request()
    const secret = '客户很难缠'
    await acme.db
      .insert(messages)
      .values({ id: 'n', requestId: id, kind: 'note', memberId: 'm', body: secret, at: product.clock.now })
    expect(await page()).not.toContain(secret)
  })

  test('an answer that was waited for lets the clocks go on', async () => {
    const scope = staff()
    const { id } = await request()
    await assignRequest(scope, id, acme.memberOf('engineer').id)
    later(60)
    await pauseRequest({ ...scope, now: product.clock.now }, id, 'waiting_customer', undefined)
    expect(await page()).toContain('正在等您的回复')
    expect(await page()).toContain('到场时间：暂停计时')
    later(60)
    await post('messages', { body: '明天在家' })
    expect((await request()).status).toBe('dispatched')
    expect((await acme.db.select().from(pauses))[0]!.until).toEqual(product.clock.now)
    const arrival = (await acme.db.select().from(clocks)).find(({ kind }) => kind === 'arrival')!
    expect(arrival.dueAt).toEqual(new Date('2026-01-12T09:30:00Z'))
    expect(await page()).toContain('等您的回复，今天 11:30 至今天 12:30，已补回')
  })
})

describe('cancelling', () => {
  test('asks once more, then stops everything; twice is once', async () => {
    expect(textOf(await (await product.get(acme.host, `${path}/cancellation`)).text())).toContain('确定取消吗')
    expect((await request()).status).toBe('received')
    const fields = { idempotencyKey: newSecret(), reason: '自己修好了' }
    expect(
      (await Promise.all([post('cancellation', fields), post('cancellation', fields)])).map(({ status }) => status),
    ).toEqual([303, 303])
    expect(await request()).toMatchObject({ status: 'cancelled', open: false, cancelledAt: product.clock.now })
    expect((await acme.db.select().from(clocks)).map(({ outcome }) => outcome)).toEqual([
      'dropped',
      'dropped',
      'dropped',
    ])
    expect(await said()).toMatchObject([{ body: '自己修好了' }])
    expect(await page()).toContain('已取消')
  })

  test('what is over cannot be cancelled, and the page says why', async () => {
    await resolveRequest(staff(), (await request()).id, '换了电容')
    const response = await post('cancellation', { reason: '' })
    expect(response.status).toBe(409)
    expect(textOf(await response.text())).toContain('已经结束')
  })
})

describe('is it solved?', () => {
  beforeEach(async () => {
    later(60)
    await resolveRequest(staff(), (await request()).id, '换了电容，制冷正常')
  })

  test('[S3.3-11] yes: confirmed by the customer', async () => {
    const shown = await page()
    expect(shown).toContain('已处理完，请您确认')
    expect(shown).toContain('换了电容，制冷正常')
    const fields = { idempotencyKey: newSecret(), solved: 'yes' }
    expect(
      (await Promise.all([post('confirmation', fields), post('confirmation', fields)])).map(({ status }) => status),
    ).toEqual([303, 303])
    expect(await request()).toMatchObject({ status: 'confirmed', open: false, confirmedAt: product.clock.now })
    expect(await page('en')).toContain('Thank you for confirming')
  })

  test('no: it is open again, the words are kept, and what was left of the time goes on', async () => {
    expect((await post('confirmation', { solved: 'no', reason: '' })).status).toBe(422)
    later(30)
    expect((await post('confirmation', { solved: 'no', reason: '还是不冷' })).status).toBe(303)
    expect(await request()).toMatchObject({
      status: 'reopened',
      open: true,
      resolvedAt: null,
      unansweredSince: product.clock.now,
    })
    expect((await said()).at(-1)).toMatchObject({ kind: 'customer', body: '还是不冷' })
    const resolution = (await acme.db.select().from(clocks).where(eq(clocks.kind, 'resolution')))[0]!
    expect(resolution.outcome).toBeNull()
    expect(await page()).toContain('已重新开始处理')
  })

  test('neither before it is resolved nor twice in different ways', async () => {
    await post('confirmation', { solved: 'yes' })
    expect((await post('confirmation', { solved: 'no', reason: '又坏了' })).status).toBe(409)
  })
})

test('nobody hammers a page: the 21st post of a minute waits, and keeps its words', async () => {
  for (let index = 0; index < 20; index++) await post('messages', { body: `第 ${index} 条` })
  const response = await post('messages', { body: '最后一条' })
  expect(response.status).toBe(429)
  expect(await response.text()).toContain('最后一条')
  expect(await said()).toHaveLength(20)
})

test('late says so, and whom to call', async () => {
  await acme.db.run("update companies set phone = '021-5550 0199'")
  later(24 * 60)
  const shown = await page()
  expect(shown).toContain('前到场，我们晚了')
  expect(shown).toContain('021-5550 0199')
})

test('the page has a number, the link to keep and a code to scan', async () => {
  const html = await (await product.get(acme.host, path)).text()
  expect(textOf(html)).toContain('编号 1001')
  expect(html).toContain(`value="https://acme.localhost${path}"`)
  expect(html).toContain('class="qr"')
})
