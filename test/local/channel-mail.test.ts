import { afterEach, describe, expect, test } from 'vitest'
import { httpMailSender } from '#worker/platform/channel/http-mail.ts'
import { isDiscreet, lineTo, mail, staff } from './channel-ground.ts'
import { type Behaviour, type Heard, type Provider, startProvider, worldOf } from './provider-fake.ts'

let open: Provider[] = []
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()))
  open = []
})

const apiKey = 're_a1b2c3d4_secret'
const settings = { from: 'service@acme.example', fromName: '' }

/** As its documentation says: one key, one message; the same key with another content is an error. */
async function start(givenKey = apiKey) {
  const known = new Map<string, string>()
  const verify = ({ headers, body }: Heard): Behaviour | undefined => {
    if (headers.authorization !== `Bearer ${apiKey}`)
      return { status: 401, json: { name: 'missing_api_key', message: 'no' } }
    const key = headers['idempotency-key'] ?? ''
    const before = known.get(key)
    if (before !== undefined && before !== body) return { status: 409, json: { name: 'invalid_idempotent_request' } }
    if (before !== undefined) return { json: { id: `id-${key}` } }
    return undefined
  }
  const server = await startProvider(verify, { json: { id: 'id-k3y-of_the-notice' }, takes: true })
  open.push(server)
  const remember = () => {
    for (const { headers, body } of server.taken) known.set(headers['idempotency-key'] ?? '', body)
  }
  return {
    server,
    remember,
    sender: httpMailSender(lineTo(worldOf({ 'api.resend.com': server })), settings, { apiKey: givenKey }),
  }
}

describe('mail by an HTTP provider', () => {
  test('a message arrives with its key, both parts, and the company’s own address', async () => {
    const { server, sender } = await start()
    expect(sender.certainty).toBe('repeat')
    expect(await sender.send({ ...mail, unsubscribeUrl: 'https://acme.aftercare.example/unsubscribe/x.y' })).toEqual({
      outcome: 'sent',
      providerId: 'id-k3y-of_the-notice',
    })
    const { headers, body } = server.taken[0]!
    expect(headers['idempotency-key']).toBe('k3y-of_the-notice')
    expect(JSON.parse(body)).toEqual({
      from: '"长青设备" <service@acme.example>',
      to: ['customer@example.com'],
      subject: '保修将到期',
      text: '正文\n',
      html: '<p>正文</p>',
      tags: [{ name: 'notice', value: 'k3y-of_the-notice' }],
      reply_to: 'service@acme.example',
      headers: {
        'Auto-Submitted': 'auto-generated',
        'List-Unsubscribe': '<https://acme.aftercare.example/unsubscribe/x.y>',
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    })
  })

  test('after a lost answer the same key brings the same answer, and no second message', async () => {
    const { server, sender, remember } = await start()
    server.next('cut after accept')
    expect(await sender.send(mail)).toMatchObject({ outcome: 'lost' })
    remember()
    expect(await sender.send(mail)).toEqual({ outcome: 'sent', providerId: 'id-k3y-of_the-notice' })
    expect(server.taken.length).toBe(1)
  })

  test('another content under a key that was used: the first one is out', async () => {
    const { sender, remember } = await start()
    await sender.send(mail)
    remember()
    expect(await sender.send({ ...mail, subject: '另一个' })).toMatchObject({ outcome: 'sent' })
  })

  test.each([
    [
      'another one under way with this key',
      { status: 409, json: { name: 'concurrent_idempotent_requests' } },
      { outcome: 'lost' },
    ],
    [
      'too many a second',
      { status: 429, json: { name: 'rate_limit_exceeded' }, headers: { 'retry-after': '2' } },
      { outcome: 'later', notBeforeMs: 2_000 },
    ],
    [
      'the day’s quota is spent',
      { status: 429, json: { name: 'daily_quota_exceeded' } },
      { outcome: 'later', notBeforeMs: 3_600_000 },
    ],
    [
      'an address that is none',
      { status: 422, json: { name: 'validation_error', message: 'Invalid `to` field.' } },
      { outcome: 'refused', badAddress: true },
    ],
    [
      'a domain that is not proved',
      { status: 403, json: { name: 'validation_error', message: 'verify a domain' } },
      { outcome: 'later', reason: 'auth validation_error' },
    ],
    ['a field it does not like', { status: 422, json: { name: 'missing_required_field' } }, { outcome: 'refused' }],
    ['a 500 may have taken it', { status: 500, json: { name: 'application_error' } }, { outcome: 'lost' }],
    ['silence is a lost answer', 'hang', { outcome: 'lost' }],
    ['a hang-up is a lost answer', 'cut', { outcome: 'lost' }],
    ['a success without an id is a lost answer', { json: {} }, { outcome: 'lost' }],
  ] as [string, Behaviour, object][])('%s', async (_, behaviour, expected) => {
    const { server, sender } = await start()
    server.next(behaviour)
    const answer = await sender.send(mail)
    expect(answer).toMatchObject(expected)
    expect(isDiscreet(answer, [apiKey])).toBe(true)
  })

  test('a wrong key takes nothing and stands in no answer', async () => {
    const { server, sender } = await start('re_wrong_key')
    const answer = await sender.send(mail)
    expect(answer).toEqual({ outcome: 'later', reason: 'auth 401' })
    expect(isDiscreet(answer, ['re_wrong_key'])).toBe(true)
    expect(server.taken).toEqual([])
  })

  test('nothing but mail goes this way', async () => {
    const { server, sender } = await start()
    expect(await sender.send(staff)).toMatchObject({ outcome: 'refused', reason: 'wrong_way' })
    expect(server.heard).toEqual([])
  })
})
