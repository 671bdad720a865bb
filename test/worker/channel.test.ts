import { beforeAll, describe, expect, test } from 'vitest'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { channelWords } from '#web/words/channel.ts'
import { channelFieldWords } from '#web/words/channel-field.ts'
import type { Outside } from '#worker/platform/outside.ts'
import { type Product, startProduct } from '../harness.ts'
import { signingKey, webhookFields } from '../site-channel.ts'

type Heard = { url: string; headers: Headers; body: string }
const heard: Heard[] = []
const answers: Response[] = []
/** The world outside: one receiver that takes everything, unless it is told otherwise. */
const outside: Outside = {
  fetch: async (url, init) => {
    heard.push({ url, headers: new Headers(init.headers), body: String(init.body ?? '') })
    return answers.shift() ?? new Response(null, { status: 204 })
  },
  resolve: async () => ['93.184.216.34'],
}

let product: Product
beforeAll(async () => {
  product = await startProduct({ changes: { outside } })
})

let count = 0
async function desk() {
  const company = await product.company(`way-${count++}`)
  const cookie = await company.cookieOf('owner')
  const post = async (path: string, fields: Record<string, string>) => {
    const answer = await product.post(company.host, path, { ...fields }, cookie)
    return { status: answer.status, location: answer.headers.get('location'), body: await answer.text() }
  }
  const get = async (path: string) => (await product.get(company.host, path, cookie)).text()
  const rows = async () => (await company.db.$client.execute('select * from channels')).rows
  return { company, post, get, rows }
}

const t = { ...channelWords.en, ...channelFieldWords.en }
const smtp = {
  ...{ provider: 'smtp', name: '公司邮箱', perMinute: '30', host: 'smtp.exmail.qq.com', port: '465', security: 'tls' },
  ...{ user: 'service@acme.example', password: 'h0rse-battery-staple', from: 'service@acme.example', fromName: '' },
}

describe('a way out in the console', () => {
  test('[W-09] is added; its secrets lie sealed and are never shown again, on no page', async () => {
    const { post, get, rows } = await desk()
    const added = await post(consolePaths.channels(), webhookFields(newSecret()))
    expect([added.status, added.location]).toEqual([303, `${consolePaths.channels()}?told=added`])
    const [row] = await rows()
    expect(JSON.stringify(row)).not.toMatch(/MTIzNDU2Nzg5|hooks\.example\.com\/in/)
    const pages = [await get(consolePaths.channels()), await get(consolePaths.channel(String(row!.id)))]
    for (const page of pages) {
      expect(page).toContain('Our own system')
      expect(page).not.toContain(signingKey)
      expect(page).not.toContain('hooks.example.com/in')
    }
  })

  test.each([
    ['http://hooks.example.com/', 'url_scheme'],
    ['https://127.0.0.1/', 'url_address'],
    ['https://[::ffff:10.0.0.1]/', 'url_address'],
    ['https://0x7f.1/', 'url_address'],
    ['https://localhost./', 'url_not_public'],
    ['https://metadata.google.internal/', 'url_not_public'],
    ['https://way-0.localhost/', 'url_not_public'],
    ['https://hooks.example.com:22/', 'url_port'],
    ['https://user@hooks.example.com/', 'url_credentials'],
    ['gopher://hooks.example.com/', 'url_scheme'],
  ] as const)('[W-01] %s is refused where it is entered, beside its field', async (url, reason) => {
    const { post, rows } = await desk()
    const { status, body } = await post(consolePaths.channels(), { ...webhookFields(newSecret()), url })
    expect(status).toBe(422)
    expect(body).toContain(t.reasons[reason])
    expect(body).toContain('Our own system')
    expect(await rows()).toEqual([])
  })

  test('a name that means a private place by now is not called either', async () => {
    const { post, rows } = await desk()
    await post(consolePaths.channels(), webhookFields(newSecret()))
    const id = String((await rows())[0]!.id)
    const resolve = outside.resolve
    outside.resolve = async () => ['169.254.169.254']
    heard.length = 0
    const { location } = await post(consolePaths.channelTest(id), {})
    outside.resolve = resolve
    expect(location).toBe(`${consolePaths.channel(id)}?told=refused`)
    expect(heard).toEqual([])
    expect((await rows())[0]).toMatchObject({ last_failure: 'not_allowed url_address' })
  })

  test('a test says in words what came of it', async () => {
    const { post, get, rows } = await desk()
    await post(consolePaths.channels(), webhookFields(newSecret()))
    const id = String((await rows())[0]!.id)
    const told = async () => get((await post(consolePaths.channelTest(id), {})).location!)
    heard.length = 0
    expect(await told()).toContain(t.told.sent)
    expect(JSON.parse(heard[0]!.body)).toMatchObject({ type: 'test.message', data: { title: t.testStaff.title } })
    answers.push(new Response('no', { status: 401 }))
    const page = await told()
    expect(page).toContain(t.told.later)
    expect(page).toContain('not accepted; please check the settings (401)')
  })

  test('an empty secret stays; a new signing key signs beside the old one for a day', async () => {
    const { post, rows } = await desk()
    await post(consolePaths.channels(), webhookFields(newSecret()))
    const id = String((await rows())[0]!.id)
    const path = consolePaths.channel(id)
    const fresh = `whsec_${btoa('abcdefghijklmnopqrstuvwx')}`
    await post(path, { version: '1', name: 'Renamed', perMinute: '5', url: '', signingKey: '' })
    expect((await rows())[0]).toMatchObject({ name: 'Renamed', per_minute: 5, version: 2 })
    await post(path, { version: '2', name: 'Renamed', perMinute: '5', url: '', signingKey: fresh })
    heard.length = 0
    await post(consolePaths.channelTest(id), {})
    expect(heard[0]!.url).toBe('https://hooks.example.com/in')
    expect(heard[0]!.headers.get('webhook-signature')!.split(' ')).toHaveLength(2)
  })

  test('whoever was slower sees it, with everything typed kept', async () => {
    const { post, rows } = await desk()
    await post(consolePaths.channels(), webhookFields(newSecret()))
    const path = consolePaths.channel(String((await rows())[0]!.id))
    await post(path, { version: '1', name: 'First', perMinute: '5', url: '', signingKey: '' })
    const late = await post(path, { version: '1', name: 'Second', perMinute: '5', url: '', signingKey: '' })
    expect(late.status).toBe(409)
    expect(late.body).toContain(t.stale)
    expect(late.body).toContain('Second')
  })

  test('a password goes to no server that it was not entered for, and none in the clear', async () => {
    const { post, rows, get } = await desk()
    const added = await post(consolePaths.channels(), { ...smtp, idempotencyKey: newSecret() })
    expect(added.status).toBe(303)
    const id = String((await rows())[0]!.id)
    const { provider: _, ...wish } = smtp
    const change = { ...wish, version: '1', password: '' }
    const moved = await post(consolePaths.channel(id), { ...change, host: 'smtp.evil.example' })
    expect(moved.status).toBe(422)
    expect(moved.body).toContain(t.reasons.secret_again)
    expect(await get(consolePaths.channel(id))).not.toContain('h0rse-battery-staple')
    expect((await post(consolePaths.channel(id), { ...change, fromName: '售后' })).status).toBe(303)
    const plain = await post(consolePaths.channel(id), { ...change, version: '2', security: 'none' })
    expect(plain.body).toContain(t.reasons.plain_login)
    const refused = await post(consolePaths.channels(), { ...smtp, idempotencyKey: newSecret(), host: '10.0.0.1' })
    expect(refused.status).toBe(422)
    expect(refused.body).not.toContain('h0rse-battery-staple')
  })

  test('templates are listed by the values they have, and by no others', async () => {
    const { post, rows } = await desk()
    const fields = {
      ...{ idempotencyKey: newSecret(), provider: 'aliyun_sms', name: '短信', perMinute: '100', accessKeyId: 'LTAI' },
      ...{ accessKeySecret: 'a-secret-of-aliyun', signName: '长青设备', template_ending_service: 'SMS_1' },
    }
    const wrong = await post(consolePaths.channels(), { ...fields, parameters_ending_service: 'name，nobody' })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toContain(t.reasons.unknown_parameter)
    await post(consolePaths.channels(), { ...fields, parameters_ending_service: 'name=product，day, link' })
    expect(JSON.parse(String((await rows())[0]!.settings)).templates).toEqual({
      ending_service: {
        id: 'SMS_1',
        parameters: [
          { ours: 'name', theirs: 'product' },
          { ours: 'day', theirs: 'day' },
          { ours: 'link', theirs: 'link' },
        ],
      },
    })
  })

  test('one that is removed keeps its row and loses its secrets', async () => {
    const { post, get, rows } = await desk()
    await post(consolePaths.channels(), webhookFields(newSecret()))
    const id = String((await rows())[0]!.id)
    await post(consolePaths.channelRemoval(id), {})
    expect((await rows())[0]).toMatchObject({ sealed: null })
    expect(await get(consolePaths.channels())).not.toContain('Our own system')
  })
})
