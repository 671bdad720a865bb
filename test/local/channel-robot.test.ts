import { describe, expect, test } from 'vitest'
import { dingtalkSender, feishuSender, wecomSender } from '#worker/platform/channel/robot.ts'
import { isDiscreet, lineTo, noon, staff } from './channel-ground.ts'
import { eachProvider } from './each-provider.ts'
import { type Behaviour, type Heard, hmac256, worldOf } from './provider-fake.ts'

const provider = eachProvider()

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
