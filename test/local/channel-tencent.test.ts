import { describe, expect, test } from 'vitest'
import { tc3 } from '#worker/platform/channel/signature.ts'
import { tencentSender } from '#worker/platform/channel/tencent-sms.ts'
import { isDiscreet, lineTo, smsSecret as secret, smsTemplates as templates, text } from './channel-ground.ts'
import { eachProvider } from './each-provider.ts'
import { type Behaviour, type Heard, isSignedTc3, worldOf } from './provider-fake.ts'

const provider = eachProvider()

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

  test('its signature: the example of its documentation comes out to the letter', async () => {
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
