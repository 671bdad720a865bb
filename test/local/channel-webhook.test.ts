import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { webhookSignature } from '#worker/platform/channel/signature.ts'
import { webhookSender } from '#worker/platform/channel/webhook.ts'
import { isDiscreet, lineTo, noon, staff } from './channel-ground.ts'
import { eachProvider } from './each-provider.ts'
import { type Behaviour, hmac256, worldOf } from './provider-fake.ts'

const provider = eachProvider()

type Vector = {
  name: string
  op: string
  secret: string
  id: string
  timestamp: number
  payload: string
  expect_signature: string
  now: number
  headers: Record<string, string>
  accept: boolean
}
const { vectors } = JSON.parse(readFileSync('test/cases/standard-webhooks-vectors.json', 'utf8')) as {
  vectors: Vector[]
}

/** A receiver that goes by the standard: what ours has to satisfy. */
function accepts(
  secrets: readonly string[],
  headers: Record<string, string>,
  payload: string,
  nowSeconds: number,
): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp = '', 'webhook-signature': signatures } = headers
  if (!id || !signatures || !/^\d+$/.test(timestamp) || Math.abs(nowSeconds - Number(timestamp)) > 300) return false
  return secrets.some((secret) => {
    const own = hmac256(Buffer.from(secret.replace(/^whsec_/, ''), 'base64'), `${id}.${timestamp}.${payload}`).toString(
      'base64',
    )
    return signatures.split(' ').some((one) => one === `v1,${own}`)
  })
}

describe('a webhook by the Standard Webhooks rules', () => {
  test.each(vectors.filter(({ op }) => op === 'sign'))('the official vector comes out: $name', async (vector) => {
    const signature = await webhookSignature(vector.secret, vector.id, vector.timestamp, vector.payload)
    expect(signature).toBe(vector.expect_signature)
  })

  test.each(vectors.filter(({ op }) => op === 'verify'))(
    'the receiver of these tests is a right one: $name',
    (vector) => {
      expect(accepts([vector.secret], vector.headers, vector.payload, vector.now)).toBe(vector.accept)
    },
  )

  const signingKey = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
  const formerKey = `whsec_${Buffer.alloc(24, 8).toString('base64')}`
  const url = 'https://hooks.receiver.example/in?token=s3cret-token'
  const start = async (secrets: object = { url, signingKey }, known: string[] = [signingKey]) => {
    const server = await provider(
      ({ headers, body }) => {
        if (!accepts(known, headers, body, noon.getTime() / 1000)) return { status: 401 }
        return undefined
      },
      { status: 204, takes: true },
    )
    const world = worldOf({ 'hooks.receiver.example': server }, { 'hooks.receiver.example': ['93.184.216.34'] })
    return { server, sender: webhookSender(lineTo(world), {}, secrets) }
  }

  test('a message is taken by a receiver that verifies it, under the notice’s key', async () => {
    const { server, sender } = await start()
    expect(sender.certainty).toBe('repeat')
    expect(await sender.send(staff)).toEqual({ outcome: 'sent', providerId: 'k3y-of_the-notice' })
    const { headers, body } = server.taken[0]!
    expect(headers['webhook-id']).toBe('k3y-of_the-notice')
    expect(JSON.parse(body)).toEqual({
      type: 'warranty.ending',
      timestamp: '2026-05-01T04:00:00.000Z',
      data: {
        title: '保修将到期',
        lines: ['客户：长青', '<@all> 设备：空压机'],
        url: 'https://acme.aftercare.example/console/renewals/rn1',
        customer: '长青',
      },
    })
  })

  test('sent again it has the same id, so that the receiver can drop it', async () => {
    const { server, sender } = await start()
    server.next('cut after accept')
    expect(await sender.send(staff)).toMatchObject({ outcome: 'lost' })
    expect(await sender.send(staff)).toMatchObject({ outcome: 'sent' })
    expect(new Set(server.taken.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  })

  test('while one key takes another’s place, receivers with either one take it; afterwards only the new one counts', async () => {
    const soon = { url, signingKey, formerKey, formerUntil: '2026-05-01T05:00:00Z' }
    expect(await (await start(soon, [formerKey])).sender.send(staff)).toMatchObject({ outcome: 'sent' })
    expect(await (await start(soon, [signingKey])).sender.send(staff)).toMatchObject({ outcome: 'sent' })
    const past = { ...soon, formerUntil: '2026-05-01T03:59:59Z' }
    expect(await (await start(past, [formerKey])).sender.send(staff)).toMatchObject({
      outcome: 'later',
      reason: 'auth 401',
    })
  })

  test.each([
    [
      'a redirect is not followed',
      { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      { outcome: 'refused', reason: 'redirect 302' },
    ],
    [
      'nor one that keeps the post',
      { status: 307, headers: { location: 'https://elsewhere.example/' } },
      { outcome: 'refused', reason: 'redirect 307' },
    ],
    ['a receiver that is gone says so', { status: 410 }, { outcome: 'refused', reason: 'gone 410' }],
    ['a 404 is refused', { status: 404 }, { outcome: 'refused' }],
    [
      'too many wait as asked',
      { status: 429, headers: { 'retry-after': 'Fri, 01 May 2026 04:02:00 GMT' } },
      { outcome: 'later', notBeforeMs: 120_000 },
    ],
    ['a 502 may have taken it', { status: 502 }, { outcome: 'lost' }],
    ['silence is a lost answer', 'hang', { outcome: 'lost' }],
    ['a hang-up is a lost answer', 'cut', { outcome: 'lost' }],
  ] as [string, Behaviour, object][])('%s', async (_, behaviour, expected) => {
    const { server, sender } = await start()
    server.next(behaviour)
    const answer = await sender.send(staff)
    expect(answer).toMatchObject(expected)
    expect(isDiscreet(answer, ['s3cret-token', signingKey])).toBe(true)
    expect(server.heard.length).toBe(1)
  })

  test.each([
    ['a name that now means a private place', ['10.0.0.5'], 'refused'],
    ['one good address and one bad', ['93.184.216.34', '169.254.169.254'], 'refused'],
    ['a private place of IPv6', ['fd00::1'], 'refused'],
    ['a name that is gone', [], 'later'],
    ['a name that nobody can look up now', undefined, 'later'],
  ])('%s: nothing is sent', async (_, addresses, outcome) => {
    const { server } = await start()
    const world = worldOf({ 'hooks.receiver.example': server }, { 'hooks.receiver.example': addresses })
    const sender = webhookSender(lineTo(world), {}, { url, signingKey })
    expect(await sender.send(staff)).toMatchObject({ outcome })
    expect(server.heard).toEqual([])
  })
})
