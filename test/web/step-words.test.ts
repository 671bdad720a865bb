import { expect, test } from 'vitest'
import type { Step } from '#rules/decision.ts'
import { langs } from '#rules/lang.ts'
import { han } from '#web/words/han.ts'
import { stepLines } from '#web/words/step.ts'

/** Sunday 22 November 2026, 17:00 in Shanghai. */
const seen = { timeZone: 'Asia/Shanghai', now: new Date('2026-11-22T09:00:00Z') }

const steps: Step[] = [
  { kind: 'elapsed', from: '2026-11-22T08:56:00Z', to: '2026-11-23T08:56:00Z', minutes: 1440 },
  { kind: 'closed', from: '2026-11-22', to: '2026-11-22', why: 'weekend' },
  { kind: 'counts', from: '2026-11-23T00:30:00Z', to: '2026-11-23T09:30:00Z', minutes: 540, days: 1 },
  { kind: 'pause', from: '2026-11-22T08:00:00Z', until: '2026-11-23T01:00:00Z', reason: 'waiting_parts', minutes: 30 },
  { kind: 'due', at: '2026-11-24T08:56:00Z' },
]

test('a reckoning in Chinese has a space where characters meet digits, and none between characters', () => {
  const { lines, result } = stepLines(steps, { ...seen, lang: 'zh-CN' })
  expect([...lines, result]).toEqual([
    '从今天 16:56 起连续计 1 天',
    '今天不计（周末）',
    '明天 08:30–17:30，计 9 小时',
    '今天 16:00 至明天 09:00 暂停（等待配件），补回 30 分钟',
    '最晚后天 16:56',
  ])
})

test('a reckoning in English has small letters within a sentence', () => {
  const { lines, result } = stepLines(steps, { ...seen, lang: 'en' })
  expect([lines[0], lines[3], result]).toEqual([
    'From today 16:56, 1 day without a break',
    'Paused today 16:00 to tomorrow 09:00 (waiting for parts); 30 min given back',
    'By Tue 24 Nov, 16:56',
  ])
})

test('on paper a reckoning names its dates, in both languages', () => {
  const paper = (lang: (typeof langs)[number]) => stepLines(steps, { ...seen, lang, isPaper: true })
  expect(paper('zh-CN').lines[0]).toBe('从 2026年11月22日 周日 16:56 起连续计 1 天')
  expect(paper('zh-CN').lines[2]).toBe('2026年11月23日 周一 08:30–17:30，计 9 小时')
  expect(paper('en').result).toBe('By Tue 24 Nov 2026, 16:56')
  for (const lang of langs) {
    const { lines, result } = paper(lang)
    expect([...lines, result].join()).not.toMatch(/今天|明天|后天|昨天|[Tt]oday|[Tt]omorrow|[Yy]esterday/)
  }
})

test('Chinese around what is filled in is spaced by what meets', () => {
  expect(han`从 ${'今天'} 起`).toBe('从今天起')
  expect(han`从${'09:00'}起，到${' 10:00'}为止`).toBe('从 09:00 起，到 10:00 为止')
  expect(han`${3}号（${'周一'}）`).toBe('3 号（周一）')
  expect(han`${''}起`).toBe('起')
})
