import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '#rules/day.ts'
import { noticeChannels } from '#rules/notice.ts'
import { digestKeyText, leadOf, leadText, type NoticeKey, noticeKeyText } from '#rules/notice-key.ts'

const awkward = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '"', '",', '\\', 'a","b', '\ud800', '合同 一', '1 month'),
)
const anyKey: fc.Arbitrary<NoticeKey> = fc.record({
  subject: awkward,
  kind: awkward,
  lead: awkward,
  endsOn: fc.constantFrom<Day>('2026-12-31', '2027-01-31'),
  channel: fc.constantFrom(...noticeChannels),
  recipient: awkward,
})

test('two keys have one text only if they are the same in every part', () => {
  fc.assert(
    fc.property(anyKey, anyKey, (one, other) => {
      expect(noticeKeyText(one) === noticeKeyText(other)).toBe(JSON.stringify(one) === JSON.stringify(other))
    }),
  )
  fc.assert(
    fc.property(anyKey, fc.constantFrom('subject', 'kind', 'lead', 'recipient'), awkward, (key, part, value) => {
      expect(noticeKeyText({ ...key, [part]: value }) === noticeKeyText(key)).toBe(key[part as 'subject'] === value)
    }),
  )
})

test('what moves from one part into the next is another key', () => {
  const key: NoticeKey = {
    subject: 'contract 1',
    kind: 'a',
    lead: 'b',
    endsOn: '2026-12-31',
    channel: 'email',
    recipient: 'r',
  }
  const moved = { ...key, subject: 'contract 1","a', kind: '' }
  expect(noticeKeyText(moved)).not.toBe(noticeKeyText(key))
})

test('a key is written the same way for ever: rows of today are found tomorrow', () => {
  expect(
    noticeKeyText({
      subject: 'contract 1',
      kind: 'contract_end',
      lead: '1 month',
      endsOn: '2026-12-31',
      channel: 'email',
      recipient: 'contact 7',
    }),
  ).toBe('["notice","contract 1","contract_end","1 month","2026-12-31","email","contact 7"]')
})

test('a digest’s key is of whose it is, of the day and of how many went before it: never a notice’s', () => {
  const anyDigest = fc.record({
    day: fc.constantFrom('2026-12-31' as const, '2027-01-01' as const),
    channel: fc.constantFrom('email' as const, 'sms' as const),
    recipient: awkward,
    content: fc.constantFrom('service' as const, 'commercial' as const),
    nth: fc.integer({ min: 1, max: 3 }),
  })
  fc.assert(
    fc.property(anyDigest, anyDigest, anyKey, (one, other, key) => {
      const isSame = JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())
      expect(digestKeyText(one) === digestKeyText(other)).toBe(isSame)
      expect(noticeKeyText(key)).not.toBe(digestKeyText(one))
    }),
  )
})

test('a lead is read as it was written, and nothing else is one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 365 }), fc.constantFrom('month' as const, 'day' as const), (before, unit) => {
      expect(leadOf(leadText({ before, unit }))).toEqual({ before, unit })
    }),
  )
  expect(['', '0 day', '1 week', '01 day', '1  day', '-1 day', '1 day '].map(leadOf)).toEqual(Array(7).fill(null))
})
