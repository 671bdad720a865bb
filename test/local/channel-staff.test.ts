import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { dingtalkSender, feishuSender, wecomSender } from '#worker/platform/channel/robot.ts'
import { webhookSignature } from '#worker/platform/channel/signature.ts'
import { webhookSender } from '#worker/platform/channel/webhook.ts'
import { isDiscreet, lineTo, noon, staff } from './channel-ground.ts'
import { type Behaviour, type Heard, hmac256, type Provider, startProvider, worldOf } from './provider-fake.ts'

let open: Provider[] = []
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()))
  open = []
})

async function provider(...given: Parameters<typeof startProvider>) {
  const one = await startProvider(...given)
  open.push(one)
  return one
}

const key = 'SEC-a-robots-own-key'
const broken: [string, Behaviour, object][] = [
  ['a 500 may have taken it', { status: 500 }, { outcome: 'lost' }],
  [
    'a 503 is tried again',
    { status: 503, headers: { 'retry-after': '30' } },
    { outcome: 'later', notBeforeMs: 30_000 },
  ],
  ['silence is a lost answer', 'hang', { outcome: 'lost' }],
  ['a hang-up after it was taken is a lost answer', 'cut after accept', { outcome: 'lost' }],
  ['a page instead of an answer is a lost answer', { text: '<html>' }, { outcome: 'lost' }],
]

describe('a WeCom group’s robot', () => {
  const token = '693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa'
  const start = async (url = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${token}`) => {
    const verify = ({ query }: Heard) =>
      query.get('key') === token ? undefined : { json: { errcode: 93000, errmsg: 'invalid webhook url' } }
    const server = await provider(verify, { json: { errcode: 0, errmsg: 'ok' }, takes: true })
    return { server, sender: wecomSender(lineTo(worldOf({ 'qyapi.weixin.qq.com': server })), {}, { url }) }
  }

  test('gets the message as plain text that calls nobody', async () => {
    const { server, sender } = await start()
    expect(await sender.send(staff)).toMatchObject({ outcome: 'sent' })
    const { msgtype, text } = JSON.parse(server.taken[0]!.body)
    expect(msgtype).toBe('text')
    expect(text.content).toBe(
      `保修将到期\n客户：长青\n< @all> 设备：空压机\nhttps://acme.aftercare.example/console/renewals/rn1`,
    )
  })

  test('a long message is cut to what it takes, with its link whole', async () => {
    const { server, sender } = await start()
    await sender.send({ ...staff, lines: ['修'.repeat(3_000)] })
    const { text } = JSON.parse(server.taken[0]!.body)
    expect(Buffer.byteLength(text.content)).toBeLessThanOrEqual(2_048)
    expect(text.content).toMatch(/修…\nhttps:\/\/acme\.aftercare\.example\/console\/renewals\/rn1$/)
  })

  test.each([
    ['too many wait a minute', { json: { errcode: 45009 } }, { outcome: 'later', notBeforeMs: 60_000 }],
    ['a busy provider is asked again', { json: { errcode: -1 } }, { outcome: 'later' }],
    ['a message it does not like is refused', { json: { errcode: 40008 } }, { outcome: 'refused' }],
    ...broken,
  ] as [string, Behaviour, object][])('%s', async (_, behaviour, expected) => {
    const { server, sender } = await start()
    server.next(behaviour)
    const answer = await sender.send(staff)
    expect(answer).toMatchObject(expected)
    expect(isDiscreet(answer, [token])).toBe(true)
  })

  test('a robot that was taken away, and an address that is no robot’s', async () => {
    const gone = await start('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=another-key-of-another')
    expect(await gone.sender.send(staff)).toEqual({ outcome: 'later', reason: 'auth 93000' })
    const elsewhere = await start(`https://evil.example/cgi-bin/webhook/send?key=${token}`)
    expect(await elsewhere.sender.send(staff)).toEqual({ outcome: 'refused', reason: 'not_allowed url_provider' })
    expect(elsewhere.server.heard).toEqual([])
  })
})

describe('a DingTalk group’s robot', () => {
  const url = 'https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef'
  const verify = ({ query }: Heard) => {
    const timestamp = query.get('timestamp') ?? ''
    const isFresh = Math.abs(Number(timestamp) - noon.getTime()) < 3_600_000
    const isRight = hmac256(key, `${timestamp}\n${key}`).toString('base64') === query.get('sign')
    return isFresh && isRight ? undefined : { json: { errcode: 310000, errmsg: 'sign not match' } }
  }
  const start = async (signingKey = key) => {
    const server = await provider(verify, { json: { errcode: 0, errmsg: 'ok' }, takes: true })
    return { server, sender: dingtalkSender(lineTo(worldOf({ 'oapi.dingtalk.com': server })), {}, { url, signingKey }) }
  }

  test('gets a message signed with its key and the minute', async () => {
    const { server, sender } = await start()
    expect(await sender.send(staff)).toMatchObject({ outcome: 'sent' })
    expect(server.taken[0]!.query.get('access_token')).toBe('0123456789abcdef')
    expect(JSON.parse(server.taken[0]!.body)).toMatchObject({ msgtype: 'text' })
  })

  test.each([
    [
      'too many wait ten minutes, as it is silent for so long',
      { json: { errcode: 130101 } },
      { outcome: 'later', notBeforeMs: 600_000 },
    ],
    [
      'an address that is no longer valid is put right',
      { json: { errcode: 300001 } },
      { outcome: 'later', reason: 'auth 300001' },
    ],
    ...broken,
  ] as [string, Behaviour, object][])('%s', async (_, behaviour, expected) => {
    const { server, sender } = await start()
    server.next(behaviour)
    expect(await sender.send(staff)).toMatchObject(expected)
  })

  test('a wrong key takes nothing and is not told', async () => {
    const { server, sender } = await start('SEC-another-key')
    const answer = await sender.send(staff)
    expect(answer).toEqual({ outcome: 'later', reason: 'auth 310000' })
    expect(isDiscreet(answer, ['SEC-another-key', '0123456789abcdef'])).toBe(true)
    expect(server.taken).toEqual([])
  })
})

describe('a Feishu group’s robot', () => {
  const url = 'https://open.feishu.cn/open-apis/bot/v2/hook/aaaabbbb-cccc-dddd'
  const verify = ({ body }: Heard) => {
    const { timestamp, sign } = JSON.parse(body)
    const isRight = hmac256(`${timestamp}\n${key}`, '').toString('base64') === sign
    return isRight && Number(timestamp) * 1000 === noon.getTime()
      ? undefined
      : { json: { code: 19021, msg: 'sign match fail' } }
  }
  const start = async (signingKey = key) => {
    const server = await provider(verify, { json: { code: 0, msg: 'success', data: {} }, takes: true })
    return { server, sender: feishuSender(lineTo(worldOf({ 'open.feishu.cn': server })), {}, { url, signingKey }) }
  }

  test('gets a message with lines and a link, signed as it asks for', async () => {
    const { server, sender } = await start()
    expect(await sender.send(staff)).toMatchObject({ outcome: 'sent' })
    const { content } = JSON.parse(server.taken[0]!.body)
    expect(content.post.zh_cn.title).toBe('保修将到期')
    expect(content.post.zh_cn.content.at(-1)).toEqual([{ tag: 'a', text: staff.url, href: staff.url }])
  })

  test.each([
    [
      'the rush of the full hour waits',
      { json: { code: 11232, msg: 'frequency limited' } },
      { outcome: 'later', notBeforeMs: 60_000 },
    ],
    [
      'its older limit, a 400, waits',
      { status: 400, json: { code: 99991400 } },
      { outcome: 'later', notBeforeMs: 60_000 },
    ],
    ['a body it cannot read is refused', { json: { code: 9499, msg: 'Bad Request' } }, { outcome: 'refused' }],
    ...broken,
  ] as [string, Behaviour, object][])('%s', async (_, behaviour, expected) => {
    const { server, sender } = await start()
    server.next(behaviour)
    expect(await sender.send(staff)).toMatchObject(expected)
  })

  test('a wrong key takes nothing', async () => {
    const { server, sender } = await start('another')
    expect(await sender.send(staff)).toEqual({ outcome: 'later', reason: 'auth 19021' })
    expect(server.taken).toEqual([])
  })
})

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
