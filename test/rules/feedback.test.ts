import { describe, expect, test } from 'vitest'
import { aliyunAnswersOf, mailNewsOf, tencentAnswersOf } from '#rules/feedback.ts'
import { isOptOut } from '#rules/opt-out.ts'

describe('an answer to a text message', () => {
  test.each([
    'T',
    'td',
    ' TD ',
    '退订',
    '回复TD',
    '“R”',
    'Ｔ',
    '退订。谢谢',
    '请给我退订',
    'STOP',
    'stop!',
    'Unsubscribe',
    '拒收请回复R',
  ])('“%s” wants no more', (text) => expect(isOptOut(text)).toBe(true))
  test.each([
    '好的',
    '收到，谢谢',
    '不要退订',
    '我没有退订',
    '什么时候来修？',
    'thanks',
    'Tomorrow',
    'can you stop by at 3',
    '1',
    '',
  ])('“%s” does not', (text) => expect(isOptOut(text)).toBe(false))

  test('Aliyun sends many at once, with a number of their own; a mainland number has no country code', () => {
    const one = { phone_number: '13811110000', content: 'TD', send_time: '2017-09-01 00:00:00', dest_code: '1234' }
    const answers = aliyunAnswersOf([
      { ...one, sequence_id: '1234567890' },
      { ...one, sequence_id: 1234567891, phone_number: '8613811110001', sign_name: '签名' },
    ])
    expect(answers).toEqual([
      { id: '1234567890 2017-09-01 00:00:00 +8613811110000', phone: '+8613811110000', text: 'TD' },
      { id: '1234567891 2017-09-01 00:00:00 +8613811110001', phone: '+8613811110001', text: 'TD' },
    ])
    expect(aliyunAnswersOf({ phone_number: '1' })).toBeUndefined()
    expect(aliyunAnswersOf([{ content: 'TD' }])).toBeUndefined()
  })

  test('Tencent Cloud sends one, told apart by its time and phone', () => {
    const told = { extend: '', mobile: '13811110000', nationcode: '86', sign: '签名', text: 'T', time: 1_457_336_869 }
    expect(tencentAnswersOf(told)).toEqual([{ id: '1457336869 +8613811110000', phone: '+8613811110000', text: 'T' }])
    expect(tencentAnswersOf([told])).toBeUndefined()
    expect(tencentAnswersOf({ mobile: '1' })).toBeUndefined()
  })
})

describe('what a mail provider tells', () => {
  const event = (type: string, bounce?: object) => ({
    type,
    created_at: '2026-11-22T23:41:12.126Z',
    data: {
      email_id: 'e1',
      to: ['Buyer@Example.com'],
      subject: 's',
      tags: { notice: 'k1' },
      ...(bounce ? { bounce } : {}),
    },
  })
  const known = { key: 'k1', addresses: ['buyer@example.com'] }

  test.each([
    ['email.bounced', { type: 'Permanent', subType: 'General', message: 'x' }, 'bounced', 'General'],
    ['email.bounced', undefined, 'bounced', ''],
    ['email.bounced', { type: 'Transient', subType: 'MailboxFull' }, 'delayed', 'MailboxFull'],
    ['email.bounced', { type: 'Undetermined', subType: 'Undetermined' }, 'delayed', 'Undetermined'],
    ['email.bounced', { type: 'Permanent', subType: 'to buyer@example.com' }, 'bounced', ''],
    ['email.suppressed', undefined, 'bounced', ''],
    ['email.complained', undefined, 'complained', ''],
    ['email.delivery_delayed', undefined, 'delayed', ''],
    ['email.failed', undefined, 'undelivered', ''],
  ] as const)('%s %o is %s', (type, bounce, kind, code) => {
    expect(mailNewsOf(event(type, bounce))).toEqual({ ...known, kind, code })
  })

  test('that it was delivered or opened is of no concern, and anything else is no news at all', () => {
    expect(mailNewsOf(event('email.delivered'))).toBeNull()
    expect(mailNewsOf(event('email.opened'))).toBeNull()
    for (const told of [undefined, null, 'x', [], {}, { type: 'email.bounced' }, { type: 1, data: {} }])
      expect(mailNewsOf(told)).toBeUndefined()
  })
})
