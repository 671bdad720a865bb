import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DueNotice, digestAbouts, digestsOf, mostNoticesADay } from '#rules/digest.ts'
import { digestKeyText } from '#rules/notice-key.ts'

const timeZone = 'Asia/Shanghai'
const now = new Date('2026-11-30T01:00:00Z')
const due = (key: string, change: Partial<DueNotice> = {}): DueNotice => ({
  key,
  recipient: 'member li',
  channel: 'email',
  content: 'service',
  about: 'endings',
  alone: false,
  sendAt: now,
  ...change,
})
const many = (count: number, change: Partial<DueNotice> = {}) =>
  Array.from({ length: count }, (_, at) => due(`k${at}`, change))
const digested = (notices: DueNotice[], sent = 0) =>
  digestsOf(notices, { timeZone, now, sentToday: new Map([['member li', sent]]) })
const counts = ({ singles, digests }: ReturnType<typeof digested>) => [
  singles.length,
  digests.map(({ keys }) => keys.length),
]

test('five a day are five messages, six are one', () => {
  expect(counts(digested(many(5)))).toEqual([5, []])
  expect(counts(digested(many(6)))).toEqual([0, [6]])
})

test('what went out earlier on the day counts, and one alone is no digest', () => {
  expect(counts(digested(many(2), 3))).toEqual([2, []])
  expect(counts(digested(many(3), 3))).toEqual([0, [3]])
  expect(counts(digested(many(1), 5))).toEqual([1, []])
})

test('a day is the company’s own: what goes out after its midnight is another day’s', () => {
  const tonight = many(4)
  const tomorrow = many(4, { sendAt: new Date('2026-11-30T16:00:00Z') }).map((one) => ({ ...one, key: `t${one.key}` }))
  expect(counts(digested([...tonight, ...tomorrow], 1))).toEqual([8, []])
  expect(counts(digested([...tonight, ...tomorrow], 2))).toEqual([4, [4]])
})

test('each person, channel and kind of content has its own; what the law wants conspicuous stands alone', () => {
  const [first, second, third, ...rest] = many(8)
  const mixed = [
    first!,
    { ...second!, channel: 'sms' as const },
    { ...third!, content: 'commercial' as const },
    ...rest.slice(0, 4),
    { ...rest[4]!, alone: true },
  ]
  const { singles, digests } = digested(mixed)
  expect(singles.map(({ key }) => key).toSorted()).toEqual(['k1', 'k2', 'k7'])
  expect(digests.map(({ keys }) => keys)).toEqual([['k0', 'k3', 'k4', 'k5', 'k6']])
  expect(
    counts(digestsOf([...many(3), ...many(3, { recipient: 'member chen' })], { timeZone, now, sentToday: new Map() })),
  ).toEqual([6, []])
})

test('it goes out with the first of its notices', () => {
  const later = new Date('2026-11-30T03:00:00Z')
  const [digest] = digested([...many(5, { sendAt: later }), due('first')]).digests
  expect(digest).toMatchObject({
    sendAt: now,
    day: '2026-11-30',
    recipient: 'member li',
    channel: 'email',
    content: 'service',
  })
})

test('every notice is in exactly one message, and nobody gets more than five of their own accord', () => {
  const anyDue = fc.record({
    recipient: fc.constantFrom('a', 'b'),
    channel: fc.constantFrom('email' as const, 'sms' as const),
    content: fc.constantFrom('service' as const, 'commercial' as const),
    about: fc.constantFrom(...digestAbouts),
    alone: fc.boolean(),
    sendAt: fc.integer({ min: 0, max: 48 }).map((hours) => new Date(now.getTime() + hours * 3_600_000)),
  })
  fc.assert(
    fc.property(fc.array(anyDue, { maxLength: 40 }), (list) => {
      const notices = list.map((one, at) => ({ ...one, key: `k${at}` }))
      const { singles, digests } = digestsOf(notices, { timeZone, now, sentToday: new Map() })
      const keys = [...singles.map(({ key }) => key), ...digests.flatMap((one) => one.keys)]
      expect(keys.toSorted()).toEqual(notices.map(({ key }) => key).toSorted())
      expect(digests.every((one) => one.keys.length > 1)).toBe(true)
      const keyed = digests.map((one) => digestKeyText({ ...one, nth: 1 }))
      expect(new Set(keyed).size).toBe(digests.length)
      const inDigest = new Set(digests.flatMap((one) => one.keys))
      expect(notices.filter(({ alone, key }) => alone && inDigest.has(key))).toEqual([])
      const plain = singles.filter(({ alone }) => !alone && notices.every((one) => !one.alone))
      const perDay = new Map<string, number>()
      for (const { recipient, sendAt } of plain) {
        const day = `${recipient} ${new Date(sendAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)}`
        perDay.set(day, (perDay.get(day) ?? 0) + 1)
      }
      for (const count of perDay.values()) expect(count).toBeLessThanOrEqual(mostNoticesADay)
    }),
  )
})
