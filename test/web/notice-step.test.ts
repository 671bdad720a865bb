import { expect, test } from 'vitest'
import type { Day } from '#rules/day.ts'
import { langs } from '#rules/lang.ts'
import type { NoticeStep } from '#rules/notice.ts'
import { skipReasons } from '#rules/notice.ts'
import { plannedNotices } from '#rules/notice-plan.ts'
import { retireReasons } from '#rules/notice-sending.ts'
import type { RenewalTier } from '#rules/renewal.ts'
import { lossReasons, renewalAnswers, renewalRefusals, renewalStages } from '#rules/renewal-stage.ts'
import { noticeStepLines, noticeTimeWords } from '#web/words/notice-step.ts'
import {
  lossReasonWords,
  renewalAnswerWords,
  renewalRefusalWords,
  renewalStageWords,
  retireReasonWords,
  skipReasonWords,
} from '#web/words/renewal.ts'
import { contract, planning, recipients, staff, tier } from '../cases/renewal.ts'

const now = new Date('2026-12-02T02:00:00Z')
const seen = (lang: 'zh-CN' | 'en') => ({ timeZone: 'Asia/Shanghai', now, lang })
const stepsOf = (endsOn: Day, one: RenewalTier, at = now, autoRenew = false) =>
  plannedNotices(
    planning(contract(endsOn, { autoRenew }), [one], at.toISOString(), {
      recipients: recipients({ members: [staff('boss', { role: 'owner', position: 'executive' })] }),
    }),
  ).planned[0]!.why.steps

test('why a notice goes out when it does, in one line', () => {
  const steps = stepsOf('2026-12-31', tier(1, 'month'))
  expect(noticeTimeWords(steps, seen('en'))).toBe('Ends 31 Dec 2026, 1 month before → Mon 30 Nov 2026, 09:00')
  expect(noticeTimeWords(steps, seen('zh-CN'))).toBe('2026年12月31日到期，提前 1 个月 → 2026年11月30日 周一 09:00')
})

test('a holiday, the night, a late day and a position that nobody holds are all told', () => {
  const one = tier(3, 'month', 'internal', { shift: 'previous', sendTime: '22:00' })
  const steps = stepsOf('2027-01-02', one)
  expect(noticeStepLines(steps, seen('en'))).toEqual([
    'Ends 2 Jan 2027',
    '3 months before: Fri 2 Oct 2026',
    'Fri 2 Oct 2026: does not count (National Day)',
    'Fri 2 Oct 2026 is not a working day: Wed 30 Sep 2026 instead',
    '22:00 is in the quiet hours: 08:00 on the same day instead',
    'Goes out on Wed 30 Sep 2026, 08:00',
    'Nobody has the position “sales” at present, so the owners are told',
    '63 days late, caught up on Wed 2 Dec 2026, 10:00',
  ])
  expect(noticeStepLines(steps, seen('zh-CN')).slice(-4)).toEqual([
    '22:00 在免打扰时段，改为当天 08:00',
    '2026年9月30日 周三 08:00 发出',
    '目前没有人担任“销售”，改为通知负责人',
    '晚了 63 天，补发：2026年12月2日 周三 10:00',
  ])
})

test('what the law moves or adds says so', () => {
  const moved = stepsOf('2026-12-31', tier(2, 'day'), new Date('2026-12-30T02:00:00Z'), true)
  expect(noticeStepLines(moved, seen('en'))).toContain(
    'The law wants an automatic renewal announced in time (by 27 Dec 2026): moved to Sun 27 Dec 2026',
  )
  const added = stepsOf('2026-12-31', tier(2, 'day', 'internal'), new Date('2026-12-28T02:00:00Z'), true)
  expect(noticeTimeWords(added, seen('zh-CN'))).toBe('2027年1月1日自动续期，提前 5 天 → 2026年12月27日 周日 09:00')
  const window: NoticeStep = { kind: 'law_adds', earliestOn: '2026-11-16', latestOn: '2026-12-16' }
  expect(noticeStepLines([window], seen('zh-CN'))[0]).toContain('2026年11月16日至 2026年12月16日')
})

test('every reason, stage and answer has words in both languages, with the punctuation of each', () => {
  const families = [
    [skipReasons, skipReasonWords],
    [retireReasons, retireReasonWords],
    [renewalStages, renewalStageWords],
    [renewalAnswers, renewalAnswerWords],
    [lossReasons, lossReasonWords],
    [renewalRefusals, renewalRefusalWords],
  ] as const
  for (const [keys, words] of families)
    for (const lang of langs)
      for (const key of keys) {
        const text = (words[lang] as Record<string, string>)[key]!
        if (lang === 'zh-CN') expect(text).toMatch(/^[^,.;:()a-z]+$/u)
        else expect(text).toMatch(/^[\p{ASCII}’]+$/u)
      }
})
