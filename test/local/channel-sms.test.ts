import { afterEach, describe, expect, test } from 'vitest'
import { aliyunSender } from '#worker/platform/channel/aliyun-sms.ts'
import { acs3, tc3 } from '#worker/platform/channel/signature.ts'
import { tencentSender } from '#worker/platform/channel/tencent-sms.ts'
import { isDiscreet, lineTo, mail, text } from './channel-ground.ts'
import {
  type Behaviour,
  type Heard,
  isSignedAcs3,
  isSignedTc3,
  type Provider,
  startProvider,
  worldOf,
} from './provider-fake.ts'

const secret = 'v3ry-S3cret-key-0f-the-company'
const parameters = [
  { ours: 'name', theirs: 'product' },
  { ours: 'day', theirs: 'day' },
]
const templates = { ending_service: { id: 'SMS_1234', parameters } }

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

describe('the signatures of the cloud providers', () => {
  test('Aliyun: the example of its documentation comes out to the letter', async () => {
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

  test('Tencent Cloud: the example of its documentation comes out to the letter', async () => {
    const body = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
    const signed = await tc3(
      {
        host: 'cvm.tencentcloudapi.com',
        service: 'cvm',
        action: 'DescribeInstances',
        body,
        at: new Date(1551113065000),
      },
      { id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', secret: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' },
    )
    expect(signed.authorization).toContain('Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168')
  })
})

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

describe('Tencent Cloud', () => {
  const host = 'sms.tencentcloudapi.com'
  const verify = (heard: Heard): Behaviour | undefined =>
    isSignedTc3(heard, host, secret) && heard.headers['x-tc-version'] === '2021-01-11'
      ? undefined
      : { json: { Response: { Error: { Code: 'AuthFailure.SignatureFailure', Message: 'no' }, RequestId: 'r' } } }
  const status = (Code: string) => ({
    json: { Response: { SendStatusSet: [{ Code, SerialNo: '', SessionContext: 'k' }] } },
  })
  const fine = { json: { Response: { SendStatusSet: [{ Code: 'Ok', SerialNo: '5000:1' }] } }, takes: true }
  const settings = { secretId: 'AKID', appId: '1400006666', signName: '长青设备', templates }
  const start = async (secretKey = secret) => {
    const server = await provider(verify, fine)
    return { server, sender: tencentSender(lineTo(worldOf({ [host]: server })), settings, { secretKey }) }
  }

  test('a message arrives signed, its values in the order of the template', async () => {
    const { server, sender } = await start()
    expect(await sender.send(text)).toEqual({ outcome: 'sent', providerId: '5000:1' })
    expect(JSON.parse(server.taken[0]!.body)).toEqual({
      PhoneNumberSet: ['+8613800000000'],
      SmsSdkAppId: '1400006666',
      SignName: '长青设备',
      TemplateId: 'SMS_1234',
      TemplateParamSet: ['空压机 (A)*', '2026年6月1日'],
      SessionContext: 'k3y-of_the-notice',
    })
  })

  test('a wrong key takes nothing and stands in no answer', async () => {
    const { server, sender } = await start('another-secret-key')
    expect(await sender.send(text)).toEqual({ outcome: 'later', reason: 'auth AuthFailure.SignatureFailure' })
    expect(server.taken).toEqual([])
  })

  const cases: [string, Behaviour, object][] = [
    [
      'whoever unsubscribed gets nothing',
      status('FailedOperation.PhoneNumberInBlacklist'),
      { outcome: 'refused', optedOut: true },
    ],
    [
      'a number that is none is bad',
      status('InvalidParameterValue.IncorrectPhoneNumber'),
      { outcome: 'refused', badAddress: true },
    ],
    [
      'half a minute’s limit waits a minute',
      status('LimitExceeded.PhoneNumberThirtySecondLimit'),
      { outcome: 'later', notBeforeMs: 60_000 },
    ],
    [
      'a day’s limit waits an hour',
      status('LimitExceeded.PhoneNumberDailyLimit'),
      { outcome: 'later', notBeforeMs: 3_600_000 },
    ],
    [
      'an empty package is tried again',
      status('FailedOperation.InsufficientBalanceInSmsPackage'),
      { outcome: 'later' },
    ],
    [
      'a template that does not fit is refused',
      status('FailedOperation.TemplateIncorrectOrUnapproved'),
      { outcome: 'refused' },
    ],
    ['its own time-out may have sent it', status('InternalError.Timeout'), { outcome: 'lost' }],
    [
      'an error of the whole call',
      { json: { Response: { Error: { Code: 'RequestLimitExceeded' } } } },
      { outcome: 'later', notBeforeMs: 60_000 },
    ],
    ['a 500 may have taken it', { status: 500 }, { outcome: 'lost' }],
    ['silence is a lost answer', 'hang', { outcome: 'lost' }],
    ['a hang-up after it was taken is a lost answer', 'cut after accept', { outcome: 'lost' }],
  ]
  test.each(cases)('%s', async (_, behaviour, expected) => {
    const { server, sender } = await start()
    server.next(behaviour)
    const answer = await sender.send(text)
    expect(answer).toMatchObject(expected)
    expect(isDiscreet(answer, [secret])).toBe(true)
  })

  test('its list shows only what a carrier has reported, so a lost answer waits for a person', async () => {
    const { sender } = await start()
    expect(sender.certainty).toBe('nobody_knows')
    expect(sender.find).toBeUndefined()
  })
})
