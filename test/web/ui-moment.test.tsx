import { describe, expect, test } from 'vitest'
import { DueCountdown, Moment } from '#web/ui/moment.tsx'
import { moneyWords } from '#web/ui/money.tsx'
import { dayWords, dueWords, durationWords, fullDayWords, fullMomentWords, momentWords } from '#web/words/moment.ts'

const zone = 'Asia/Shanghai'
/** A Monday, 15:20 in Shanghai. */
const now = new Date('2026-11-23T07:20:00Z')

describe('an instant in words', () => {
  test.each([
    ['2026-11-23T09:30:00Z', '今天 17:30', 'Today 17:30'],
    ['2026-11-23T16:00:00Z', '明天 00:00', 'Tomorrow 00:00'],
    ['2026-11-22T15:59:00Z', '昨天 23:59', 'Yesterday 23:59'],
    ['2026-11-25T01:00:00Z', '后天 09:00', 'Wed 25 Nov, 09:00'],
    ['2026-11-30T01:00:00Z', '11月30日 周一 09:00', 'Mon 30 Nov, 09:00'],
    ['2027-01-01T01:00:00Z', '2027年1月1日 09:00', '1 Jan 2027, 09:00'],
  ])('%s is %s', (at, chinese, english) => {
    expect(momentWords(new Date(at), now, zone, 'zh-CN')).toBe(chinese)
    expect(momentWords(new Date(at), now, zone, 'en')).toBe(english)
  })

  test('has its day by the company’s zone, not by the machine’s', () => {
    const at = new Date('2026-11-23T17:00:00Z')
    expect(momentWords(at, now, zone, 'en')).toBe('Tomorrow 01:00')
    expect(momentWords(at, now, 'Europe/Berlin', 'en')).toBe('Today 18:00')
  })

  test('names its year where it is kept', () => {
    expect(fullMomentWords(now, zone, 'zh-CN')).toBe('2026年11月23日 15:20')
    expect(fullMomentWords(now, zone, 'en')).toBe('23 Nov 2026, 15:20')
    expect(fullDayWords('2026-05-01', 'en')).toBe('1 May 2026')
  })

  test('carries the exact instant for machines', () => {
    expect(String(<Moment at={now} now={now} timeZone={zone} lang="en" />)).toContain(
      'datetime="2026-11-23T07:20:00.000Z"',
    )
  })
})

test('a day is said from the tenant’s today', () => {
  expect(dayWords('2026-11-24', '2026-11-23', 'zh-CN')).toBe('明天')
  expect(dayWords('2026-12-01', '2026-11-23', 'zh-CN')).toBe('12月1日 周二')
  expect(dayWords('2026-12-01', '2026-11-23', 'en')).toBe('Tue 1 Dec')
  expect(dayWords('2027-03-01', '2026-11-23', 'en')).toBe('1 Mar 2027')
})

test.each([
  [0.5, '不到 1 分钟', 'under 1 min'],
  [25, '25 分钟', '25 min'],
  [60, '1 小时', '1 h'],
  [130.9, '2 小时 10 分', '2 h 10 min'],
  [1440, '1 天', '1 day'],
  [2 * 1440 + 185, '2 天 3 小时', '2 days 3 h'],
])('%d minutes are %s, %s', (minutes, chinese, english) => {
  expect(durationWords(minutes, 'zh-CN')).toBe(chinese)
  expect(durationWords(minutes, 'en')).toBe(english)
})

describe('a due time', () => {
  const due = (minutes: number) => dueWords(new Date(now.getTime() + minutes * 60_000), now, 'en')

  test('is late only after the instant has passed', () => {
    expect(due(0).meaning).toBe('soon')
    expect(due(-0.01).meaning).toBe('late')
    expect(due(-185)).toEqual({ text: '3 h 5 min late', meaning: 'late' })
  })

  test('is soon from two hours before', () => {
    expect(due(120)).toEqual({ text: '2 h left', meaning: 'soon' })
    expect(due(121).meaning).toBe('fine')
  })

  test('tells the island what the server knows', () => {
    const html = String(<DueCountdown dueAt={now} now={now} lang="zh-CN" />)
    expect(html).toContain('data-language="zh-CN"')
    expect(html).toContain('还剩不到 1 分钟')
  })
})

test('money is minor units in the reader’s writing', () => {
  expect(moneyWords(128_050, 'CNY', 'zh-CN')).toBe('¥1,280.50')
  expect(moneyWords(128_050, 'CNY', 'en')).toBe('¥1,280.50')
  expect(moneyWords(5000, 'JPY', 'en')).toBe('¥5,000')
})
