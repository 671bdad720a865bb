import { describe, expect, test } from 'vitest'
import { aliyunSender } from '#worker/platform/channel/aliyun-sms.ts'
import { acs3 } from '#worker/platform/channel/signature.ts'
import { isDiscreet, lineTo, mail, smsSecret as secret, smsTemplates as templates, text } from './channel-ground.ts'
import { eachProvider } from './each-provider.ts'
import { type Behaviour, type Heard, isSignedAcs3, worldOf } from './provider-fake.ts'

const provider = eachProvider()

describe('Aliyun', () => {
  const host = 'dysmsapi.aliyuncs.com'
  const verify = (heard: Heard): Behaviour | undefined => {
    if (!isSignedAcs3(heard, host, secret))
      return { status: 400, json: { Code: 'SignatureDoesNotMatch', Message: 'no' } }
    if (heard.headers['x-acs-version'] !== '2017-05-25') return { status: 404, json: { Code: 'InvalidVersion' } }
    return undefined
  }
  const fine = { json: { Code: 'OK', Message: 'OK', BizId: '9006197469364984400', RequestId: 'R' }, takes: true }
  const settings = { accessKeyId: 'LTAI', signName: '长青设备', templates }
  const start = async () => {
    const server = await provider(verify, fine)
    const sender = aliyunSender(lineTo(worldOf({ [host]: server })), settings, { accessKeySecret: secret })
    return { server, sender }
  }

  test('its signature: the example of its documentation comes out to the letter', async () => {
    const query = { ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd', RegionId: 'cn-shanghai' }
    const signed = await acs3(
      {
        ...{ host: 'ecs.cn-shanghai.aliyuncs.com', action: 'RunInstances', version: '2014-05-26', query },
        ...{ at: new Date('2023-10-26T10:22:32Z'), nonce: '3156853299f313e23d1673dc12e1703d' },
      },
      { id: 'YourAccessKeyId', secret: 'YourAccessKeySecret' },
    )
    expect(signed.headers.authorization).toContain(
      'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    )
  })

  test('a message arrives signed, under its template, with our key as its own number', async () => {
    const { server, sender } = await start()
    expect(await sender.send(text)).toEqual({ outcome: 'sent', providerId: '9006197469364984400' })
    const { query, headers } = server.taken[0]!
    expect(headers['x-acs-action']).toBe('SendSms')
    expect(Object.fromEntries(query)).toEqual({
      PhoneNumbers: '13800000000',
      SignName: '长青设备',
      TemplateCode: 'SMS_1234',
      TemplateParam: JSON.stringify({ product: '空压机 (A)*', day: '2026年6月1日' }),
      OutId: 'k3y-of_the-notice',
    })
  })

  test('a number abroad keeps its country’s code', async () => {
    const { server, sender } = await start()
    await sender.send({ ...text, to: '+85251234567' })
    expect(server.taken[0]!.query.get('PhoneNumbers')).toBe('85251234567')
  })

  test('a wrong key is put right and tried again, and stands in no answer', async () => {
    const { server } = await start()
    const sender = aliyunSender(lineTo(worldOf({ [host]: server })), settings, {
      accessKeySecret: 'another-secret-key',
    })
    const answer = await sender.send(text)
    expect(answer).toEqual({ outcome: 'later', reason: 'auth SignatureDoesNotMatch' })
    expect(isDiscreet(answer, ['another-secret-key', secret])).toBe(true)
    expect(server.taken).toEqual([])
  })

  const cases: [string, Behaviour, object][] = [
    [
      'too many to one number wait a minute',
      { json: { Code: 'isv.BUSINESS_LIMIT_CONTROL' } },
      { outcome: 'later', notBeforeMs: 60_000 },
    ],
    [
      'a spent day waits an hour',
      { json: { Code: 'isv.DAY_LIMIT_CONTROL' } },
      { outcome: 'later', notBeforeMs: 3_600_000 },
    ],
    [
      'a number that is none is bad',
      { json: { Code: 'isv.MOBILE_NUMBER_ILLEGAL' } },
      { outcome: 'refused', badAddress: true },
    ],
    [
      'a number that refused gets nothing',
      { json: { Code: 'isv.MOBILE_IN_BLACK' } },
      { outcome: 'refused', optedOut: true },
    ],
    [
      'no money left is tried again',
      { json: { Code: 'isv.AMOUNT_NOT_ENOUGH' } },
      { outcome: 'later', reason: 'balance isv.AMOUNT_NOT_ENOUGH' },
    ],
    [
      'a template that is not approved is refused',
      { json: { Code: 'isv.SMS_TEMPLATE_ILLEGAL' } },
      { outcome: 'refused', reason: 'template isv.SMS_TEMPLATE_ILLEGAL' },
    ],
    ['throttling waits', { status: 400, json: { Code: 'Throttling.User' } }, { outcome: 'later' }],
    ['a provider that broke may have taken it', { json: { Code: 'isp.SYSTEM_ERROR' } }, { outcome: 'lost' }],
    ['a 500 may have taken it', { status: 500, text: 'oops' }, { outcome: 'lost' }],
    ['a 502 page may hide a taken one', { status: 502, text: '<html>' }, { outcome: 'lost' }],
    [
      'a 429 names its pause',
      { status: 429, headers: { 'retry-after': '90' } },
      { outcome: 'later', notBeforeMs: 90_000 },
    ],
    ['silence is a lost answer', 'hang', { outcome: 'lost' }],
    ['a hang-up is a lost answer', 'cut', { outcome: 'lost' }],
    ['a hang-up after it was taken is a lost answer', 'cut after accept', { outcome: 'lost' }],
    ['words that nobody understands are a lost answer', { text: 'hello' }, { outcome: 'lost' }],
  ]
  test.each(cases)('%s', async (_, behaviour, expected) => {
    const { server, sender } = await start()
    server.next(behaviour)
    const answer = await sender.send(text)
    expect(answer).toMatchObject(expected)
    expect(isDiscreet(answer, [secret])).toBe(true)
  })

  test('nobody at the port: nothing has left', async () => {
    const { server, sender } = await start()
    await server.close()
    expect(await sender.send(text)).toEqual({ outcome: 'later', reason: 'not_reached' })
  })

  test('what has no template there, or goes by another way, is never sent', async () => {
    const { server, sender } = await start()
    expect(await sender.send({ ...text, template: 'request_reply' })).toMatchObject({ outcome: 'refused' })
    expect(await sender.send(mail)).toMatchObject({ outcome: 'refused', reason: 'wrong_way' })
    expect(server.heard).toEqual([])
  })

  const list = (ids: string[], total = ids.length) => ({
    json: {
      Code: 'OK',
      TotalCount: total,
      SmsSendDetailDTOs: { SmsSendDetailDTO: ids.map((OutId) => ({ OutId, SendStatus: 1 })) },
    },
  })

  test('after a lost answer its list tells, day by day, page by page', async () => {
    const { server, sender } = await start()
    const many = Array.from({ length: 50 }, (_, at) => `other-${at}`)
    server.next(list(many, 51), list(['other-50']), list(['other', 'k3y-of_the-notice']))
    expect(await sender.find?.(text)).toMatchObject({ taken: true })
    expect(server.heard.map(({ query }) => [query.get('SendDate'), query.get('CurrentPage')])).toEqual([
      ['20260430', '1'],
      ['20260430', '2'],
      ['20260501', '1'],
    ])
  })

  test('it was not taken only when every day of the list was read', async () => {
    const { server, sender } = await start()
    server.next(list([]), list(['other']))
    expect(await sender.find?.(text)).toEqual({ taken: false })
    server.next(list([]), { status: 500 })
    expect(await sender.find?.(text)).toBeUndefined()
    server.next(list([]), { json: { Code: 'isv.BUSINESS_LIMIT_CONTROL' } })
    expect(await sender.find?.(text)).toBeUndefined()
  })

  test('older than its list goes back, nobody can tell', async () => {
    const { server, sender } = await start()
    expect(await sender.find?.({ ...text, since: new Date('2026-03-01T00:00:00Z') })).toBeUndefined()
    expect(server.heard).toEqual([])
  })
})
