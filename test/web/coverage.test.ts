import { describe, expect, test } from 'vitest'
import { coverageOf, lookReasons, warrantyReasons } from '#rules/coverage.ts'
import type { AssetFacts, CoverageInputs } from '#rules/coverage-fact.ts'
import type { Day } from '#rules/day.ts'
import type { ParameterValues } from '#rules/parameter.ts'
import { coverageReasons, coverageWords, itemWords, sumWords } from '#web/words/coverage.ts'
import { customerCoverageWords } from '#web/words/coverage-customer.ts'
import { coverageLines } from '#web/words/coverage-step.ts'
import { type Lang, langs } from '#web/words/lang.ts'
import { contract, machine, policySaying, reported } from '../cases/coverage.ts'

const lines = (...all: ParameterValues['warranty.lines']) => ({
  'warranty.lines': all,
  'warranty.roll_forward': 'none' as const,
  'warranty.starts_at_installation': false,
})
const year = lines({ scope: 'machine', months: 12, start: 'installation' })
const installed: Partial<AssetFacts> = { days: { installation: '2025-03-25' } }
const repaired: Partial<AssetFacts> = {
  ...installed,
  repairs: [{ from: '2025-06-01', until: '2025-06-20', component: null, fault: 'F12' }],
}

const verdict = (
  on: Day,
  asset: Partial<AssetFacts> = installed,
  values: Partial<ParameterValues> = year,
  more: Partial<CoverageInputs> = {},
) => coverageOf(reported(on, { asset: machine(asset), ...more }), policySaying(values))

const intake = { stage: 'intake' as const, cause: null }
const seen = (lang: Lang) => ({ timeZone: 'Asia/Shanghai', now: new Date('2026-11-22T04:00:00Z'), lang })

describe('the sum', () => {
  const sum = (...asked: Parameters<typeof verdict>) =>
    langs.map((lang) => sumWords(verdict(...asked).warranty, lang)).reverse()

  test('says where it begins, what is added and what comes out', () => {
    expect(sum('2026-04-01', repaired)).toEqual([
      'Installed 25 Mar 2025 + 12 months + 20 days in repair → 14 Apr 2026, last day included',
      '2025年3月25日安装完成 + 12 个月 + 修理 20 天 → 2026年4月14日，含当天',
    ])
  })

  test('says what moved the last day', () => {
    expect(
      sum('2026-02-01', { days: { installation: '2025-02-16' } }, { ...year, 'warranty.roll_forward': 'any_rest_day' }),
    ).toEqual([
      'Installed 16 Feb 2025 + 12 months → 24 Feb 2026, moved past rest days, last day included',
      '2025年2月16日安装完成 + 12 个月 → 2026年2月24日，逢休息日顺延，含当天',
    ])
    expect(sum('2026-02-01', installed, { ...year, 'warranty.period_end': 'day_before' })[0]).toBe(
      'Installed 25 Mar 2025 + 12 months − 1 day → 24 Mar 2026, last day included',
    )
    const extension = { ...year, 'warranty.repair_time_extends': false, 'warranty.repair_extension': 12 }
    expect(sum('2026-02-01', repaired, extension)).toEqual([
      'Installed 25 Mar 2025 + 12 months + 12 months for a repair → 25 Mar 2027, last day included',
      '2025年3月25日安装完成 + 12 个月 + 修理后延长 12 个月 → 2027年3月25日，含当天',
    ])
  })

  test('says when a counter ended it, and that a repair began it', () => {
    const limited = lines({
      scope: 'machine',
      months: 12,
      start: 'installation',
      usage: { limit: 2000, unit: 'hours' },
    })
    const readings = [{ on: '2025-12-01', unit: 'hours', amount: 2000 }] as const
    expect(sum('2025-12-02', { ...installed, readings }, limited)).toEqual([
      'Installed 25 Mar 2025 + 12 months → 1 Dec 2025, usage limit reached',
      '2025年3月25日安装完成 + 12 个月 → 2025年12月1日，当天用量用完',
    ])
    const again = { ...repaired, days: { installation: '2020-01-01' as const } }
    expect(sum('2025-07-01', again, year, { fault: 'F12' })).toEqual([
      'Repaired 20 Jun 2025 + 30 days → 20 Jul 2025, last day included',
      '2025年6月20日修好 + 30 天 → 2025年7月20日，含当天',
    ])
  })

  test('is nothing where nothing was reckoned', () => {
    expect(sum('2026-04-01', { days: {} })).toEqual([null, null])
  })
})

describe('what a customer reads', () => {
  const said = (...asked: Parameters<typeof verdict>) =>
    langs.map((lang) => customerCoverageWords(verdict(...asked), lang)).reverse()

  test('at intake: free, under the condition that it is a covered fault', () => {
    expect(said('2026-01-10', installed, year, intake)).toEqual([
      'Your machine is under warranty until the end of 25 Mar 2026. If the fault is one that the warranty covers, labour, parts and travel are free.',
      '您的设备在保修期内（到 2026年3月25日，含当天）。故障属于保修范围的，人工、配件、路费免费。',
    ])
  })

  test('once the cause is known: free, and what is not', () => {
    expect(said('2026-01-10', installed, { ...year, 'warranty.free': ['parts'] })).toEqual([
      'Your machine is under warranty until the end of 25 Mar 2026: parts are free. Labour and travel are charged by our published prices.',
      '您的设备在保修期内（到 2026年3月25日，含当天），这次配件免费。人工、路费按公示的价格收费。',
    ])
  })

  test('why it is charged', () => {
    expect(said('2026-04-01')).toEqual([
      'The warranty ended on 25 Mar 2026. This service is charged by our published prices.',
      '保修期到 2026年3月25日为止，已经结束。这次服务按公示的价格收费。',
    ])
    expect(said('2026-01-10', installed, year, { cause: 'misuse' })).toEqual([
      'The warranty does not cover the cause of the fault. This service is charged by our published prices.',
      '故障原因不在保修范围内。这次服务按公示的价格收费。',
    ])
  })

  test('that a contract pays', () => {
    const contracts = [contract({ number: 'HT-26-01', covers: ['labour', 'travel'] })]
    expect(said('2026-06-01', installed, year, { contracts })).toEqual([
      'Your maintenance contract HT-26-01 runs until the end of 31 Dec 2026 and includes labour and travel. Parts are charged by our published prices.',
      '按维护合同 HT-26-01 服务（到 2026年12月31日，含当天），人工、路费不另收费。配件按公示的价格收费。',
    ])
  })

  test('that an earlier repair has to hold', () => {
    const old = { ...repaired, days: { installation: '2020-01-01' as const } }
    expect(said('2025-07-01', old, year, { fault: 'F12' })[1]).toBe(
      '这里刚修过（修后保修到 2025年7月20日，含当天），这次人工、配件、路费免费。',
    )
  })

  test('nothing of what staff still have to find out', () => {
    expect(said('2026-04-01', { days: {} })).toEqual([
      'We are checking whether this is free of charge and will tell you.',
      '这次服务是否收费，我们核实后告诉您。',
    ])
  })
})

describe('what staff read', () => {
  test('every step in a line, with the law where the law decides', () => {
    const goods: Partial<AssetFacts> = {
      scope: 'unit',
      category: 'appliance',
      isConsumerGoods: true,
      installedByUs: true,
      days: { delivery: '2025-02-10', installation: '2025-02-16' },
      repairs: [{ from: '2025-06-01', until: '2025-06-20', component: null, fault: null }],
    }
    const values = {
      ...lines({ scope: 'unit', months: 3, start: 'commissioning' }),
      'warranty.repair_time_extends': false,
      'warranty.start_fallback': ['delivery' as const],
    }
    const { steps } = verdict('2026-03-01', goods, values, { cause: 'misuse' })
    expect(coverageLines(steps, seen('zh-CN'))).toEqual([
      '从 2025年2月10日（交付）起算；没有调试完成的记录',
      '由我们安装，改从 2025年2月16日（安装完成）起算（依据《消费者权益保护法实施条例》第十八条）',
      '整台保修 12 个月，到 2026年2月16日（依据《部分商品修理更换退货责任规定》）',
      '2025年6月1日至 2025年6月20日修理，20 天不计入，到 2026年3月8日（依据《消费者权益保护法实施条例》第十八条）',
      '最后一天：2026年3月8日，含当天',
      '2026年3月1日报修，在保修期内',
      '故障原因：使用不当，不在保修范围内',
    ])
    expect(coverageLines(steps, seen('en'))).toEqual([
      'Runs from 10 Feb 2025 (delivery); no record of commissioning',
      'Installed by us: runs from 16 Feb 2025 (installation) instead (Implementing Regulation of the Consumer Protection Law of China, art. 18)',
      'Whole unit: 12 months, until 16 Feb 2026 (Chinese rules on repair, replacement and return)',
      'In repair 1 Jun 2025 to 20 Jun 2025: 20 days do not count, until 8 Mar 2026 (Implementing Regulation of the Consumer Protection Law of China, art. 18)',
      'Last day: 8 Mar 2026, included',
      'Reported on 1 Mar 2026: under warranty',
      'Cause: misuse, not covered',
    ])
  })

  test('contract, precedence and counter in lines of their own', () => {
    const limited = lines({
      scope: 'machine',
      months: 12,
      start: 'installation',
      usage: { limit: 2000, unit: 'hours' },
    })
    const both = verdict(
      '2026-01-10',
      { ...installed, readings: [{ on: '2026-01-10', unit: 'hours', amount: 800 }] },
      limited,
      {
        contracts: [contract()],
      },
    )
    expect(coverageLines(both.steps, seen('en')).slice(3)).toEqual([
      'Up to 2000 hours; 800 hours on 10 Jan 2026',
      'Reported on 10 Jan 2026: under warranty',
      'Cause: material, covered',
      'Contract HT-1, 1 Jan 2026 to 31 Dec 2026: The maintenance contract covers this.',
      'Under warranty and under contract: the warranty comes first',
    ])
    expect(coverageLines(both.steps, seen('zh-CN')).slice(3)).toEqual([
      '用量不超过 2000 小时；2026年1月10日读数 800 小时',
      '2026年1月10日报修，在保修期内',
      '故障原因：材料，属于保修范围',
      '维护合同 HT-1，2026年1月1日至 2026年12月31日：维护合同包含这次服务。',
      '既有保修又有合同，先按保修',
    ])
  })

  test('who bears what, and the reasons under the outcome', () => {
    const charged = verdict('2026-04-01', installed, year, { contracts: [contract({ until: '2026-03-31' })] })
    expect(itemWords(charged.items, 'en')).toBe('Labour, parts and travel charged')
    expect(coverageReasons(charged, 'zh-CN')).toEqual(['保修期已过。', '维护合同已到期。'])
    const partly = verdict('2026-01-10', installed, { ...year, 'warranty.free': ['labour', 'parts'] })
    expect(itemWords(partly.items, 'zh-CN')).toBe('人工、配件免费；路费由客户承担')
    expect(itemWords(partly.items, 'en')).toBe('Labour and parts free; travel charged')
    const unclear = verdict('2026-04-01', { days: {} })
    expect(coverageReasons(unclear, 'en')).toEqual([coverageWords.en.look.start_unknown])
  })

  test('Chinese with Chinese punctuation, and every reason in both languages', () => {
    const texts = [
      ...lookReasons.map((reason) => coverageWords['zh-CN'].look[reason]),
      ...warrantyReasons.map((reason) => coverageWords['zh-CN'].warranty[reason]),
    ]
    for (const text of texts) expect(text).toMatch(/^[^,.;:!?()]+。$/u)
    for (const reason of lookReasons) expect(coverageWords.en.look[reason]).toMatch(/^[A-Z].*\.$/)
  })
})
