import type {
  ContractStanding,
  LookReason,
  Outcome,
  Payer,
  Verdict,
  WarrantyReason,
  WarrantyStanding,
} from '#rules/coverage.ts'
import type { CoverageStep, TermStart } from '#rules/coverage-step.ts'
import { type FreeItem, freeItems } from '#rules/policy-vocabulary-terms.ts'
import { listed, quantity } from '#rules/policy-words.ts'
import { type Lang, words } from './lang.ts'
import { fullDayWords } from './moment.ts'

type CoverageWords = {
  title: string
  outcome: Record<Outcome, string>
  /** The same with the condition that it stands under at intake. */
  presumed: string
  payer: Record<Payer, string>
  look: Record<LookReason, string>
  warranty: Record<WarrantyReason, string>
  contract: Record<ContractStanding['state'], string>
  clause: (number: number) => string
  provisional: string
  sum: string
}

/** Who pays, and why: what staff read. */
export const coverageWords = words<CoverageWords>({
  'zh-CN': {
    title: '保修与收费',
    outcome: {
      free_under_warranty: '保修内免费',
      under_contract: '合同服务',
      chargeable: '收费',
      needs_a_look: '待核实',
    },
    presumed: '查明原因前暂按此处理',
    payer: { warranty: '保修', contract: '合同', customer: '客户承担', open: '待定' },
    look: {
      machine_unknown: '没有登记是哪一台设备，请先找到设备。',
      terms_unclear: '制度里有几条保修条目，没有登记这台设备的产品属于哪一条。',
      start_unknown: '保修从哪天起算没有记录，请补录交付、安装或开票日期。',
      installation_unknown: '设备由我们安装，保修从安装完成起算，但没有登记安装日期；按现有日期计算已经过期。',
      before_start: '报修时保修期还没有开始，请核对起算日期。',
      component_unknown: '整机已过保修期，但有的部件保修期更长，请查明是哪个部件。',
      usage_unknown: '保修还有用量限制，报修之后没有读数，请登记读数。',
      year_provisional: '最后一天逢休息日，而那一年的放假安排尚未公布，请人工确认。',
      cause_unknown: '没有查明故障原因，由谁承担请人工确认。',
      cause_not_listed: '制度没有写明这个原因是否保修，请人工确认。',
    },
    warranty: {
      no_warranty: '制度没有给这台设备保修。',
      expired: '保修期已过。',
      used_up: '保修约定的用量已用完。',
      cause_not_covered: '故障原因不在保修范围内。',
    },
    contract: {
      covers: '维护合同包含这次服务。',
      not_begun: '维护合同还没有开始。',
      ended: '维护合同已到期。',
      cancelled: '维护合同已提前终止。',
      not_this_machine: '维护合同不包含这台设备。',
      no_visit_left: '维护合同约定的上门次数已用完。',
      cause_excluded: '维护合同不包含这种原因的故障。',
      none: '没有维护合同。',
    },
    clause: (number) => `服务制度第 ${number} 条`,
    provisional: '放假安排尚未公布，最后一天为暂定。',
    sum: '计算',
  },
  en: {
    title: 'Warranty and charges',
    outcome: {
      free_under_warranty: 'Free under warranty',
      under_contract: 'Under contract',
      chargeable: 'Chargeable',
      needs_a_look: 'Needs a look',
    },
    presumed: 'Until the cause is known',
    payer: { warranty: 'Warranty', contract: 'Contract', customer: 'Customer', open: 'Open' },
    look: {
      machine_unknown: 'The request names no machine. Find the machine first.',
      terms_unclear: 'The policy has several warranty lines, and this product is assigned to none of them.',
      start_unknown: 'No start of the warranty is on record. Enter the day of delivery, installation or invoice.',
      installation_unknown:
        'We installed this machine, so its warranty runs from the installation, and that day is not on record. By the days that are, it has ended.',
      before_start: 'The fault was reported before the warranty began. Check the start.',
      component_unknown:
        'The machine is out of warranty, but some components have a longer one. Find out which failed.',
      usage_unknown: 'This warranty also has a usage limit, and nobody has read the counter since the report.',
      year_provisional:
        'The last day meets a rest day, and the holidays of that year are not published yet. A person must confirm.',
      cause_unknown: 'No cause was found. A person must decide who pays.',
      cause_not_listed: 'The policy does not say whether this cause is covered. A person must decide.',
    },
    warranty: {
      no_warranty: 'The policy gives this machine no warranty.',
      expired: 'The warranty has ended.',
      used_up: 'The usage limit of the warranty has been reached.',
      cause_not_covered: 'The warranty does not cover this cause.',
    },
    contract: {
      covers: 'The maintenance contract covers this.',
      not_begun: 'The maintenance contract has not begun.',
      ended: 'The maintenance contract has ended.',
      cancelled: 'The maintenance contract was ended early.',
      not_this_machine: 'The maintenance contract does not include this machine.',
      no_visit_left: 'All visits of the maintenance contract are used up.',
      cause_excluded: 'The maintenance contract leaves this cause out.',
      none: 'There is no maintenance contract.',
    },
    clause: (number) => `Clause ${number} of the service policy`,
    provisional: 'The holidays of that year are not published yet; the last day may still move.',
    sum: 'How it was reckoned',
  },
})

/** Why it came out as it did, in one or two sentences: staff read it under the outcome. */
export function coverageReasons(verdict: Verdict, lang: Lang): string[] {
  const t = coverageWords[lang]
  const { outcome, look, warranty, contract } = verdict
  if (look) return [t.look[look]]
  const reasons: string[] = []
  if (outcome !== 'free_under_warranty' && warranty.reason) reasons.push(coverageReasonWords(warranty.reason, lang))
  if (outcome === 'under_contract' || contract.state !== 'none') reasons.push(t.contract[contract.state])
  return verdict.provisional ? [...reasons, t.provisional] : reasons
}

/** Why the warranty does not pay, or why a person must look. */
export const coverageReasonWords = (reason: WarrantyReason | LookReason, lang: Lang): string =>
  reason in coverageWords[lang].warranty
    ? coverageWords[lang].warranty[reason as WarrantyReason]
    : coverageWords[lang].look[reason as LookReason]

/** "人工、配件免费；路费由客户承担", "Labour and parts free; travel charged". */
export function itemWords(items: Record<FreeItem, Payer>, lang: Lang): string {
  const t = itemTexts[lang]
  const of = (...payers: Payer[]) => itemNames(items, payers, lang)
  const groups: [string, (names: string) => string][] = [
    [of('warranty'), t.free],
    [of('contract'), t.contract],
    [of('customer'), t.charged],
    [of('open'), t.open],
  ]
  const said = groups.filter(([names]) => names !== '').map(([names, say]) => say(names))
  const sentence = said.join(lang === 'zh-CN' ? '；' : '; ')
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** What these bear of it: "人工、配件", "labour and parts". */
export function itemNames(items: Record<FreeItem, Payer>, payers: readonly Payer[], lang: Lang): string {
  const keys = (Object.keys(freeItems) as FreeItem[]).filter((item) => payers.includes(items[item]))
  return listed(
    keys.map((item) => freeItems[item][lang]),
    lang,
  )
}

const itemTexts = words({
  'zh-CN': {
    free: (names: string) => `${names}免费`,
    contract: (names: string) => `${names}由合同包含`,
    charged: (names: string) => `${names}由客户承担`,
    open: (names: string) => `${names}待定`,
  },
  en: {
    free: (names: string) => `${names} free`,
    contract: (names: string) => `${names} under contract`,
    charged: (names: string) => `${names} charged`,
    open: (names: string) => `${names} open`,
  },
})

/** "Installed 25 Mar 2025 + 12 months + 20 days in repair → 14 Apr 2026, last day included". Null: nothing was reckoned. */
export function sumWords({ steps, until }: Pick<WarrantyStanding, 'steps' | 'until'>, lang: Lang): string | null {
  if (until === null) return null
  const t = sumTexts[lang]
  const begins = steps.filter((step) => step.kind === 'starts' || step.kind === 'starts_later').at(-1)
  const days = steps.reduce((sum, step) => sum + (step.kind === 'in_repair' ? step.days : 0), 0)
  const terms = [
    ...steps.flatMap((step) => addend(step, lang)),
    ...(days > 0 ? [`+ ${t.inRepair(quantity(days, 'days', lang))}`] : []),
    ...(steps.some(({ kind }) => kind === 'day_before') ? [t.dayBefore] : []),
  ]
  const start = begins && t.starts[begins.event](fullDayWords(begins.on, lang))
  const isMoved = steps.some(({ kind }) => kind === 'shifted')
  const isUsedUp = steps.some((step) => step.kind === 'used_up' && step.on === until)
  return `${[start, ...terms].join(' ')} → ${fullDayWords(until, lang)}${t.ends(isMoved && !isUsedUp, isUsedUp)}`
}

function addend(step: CoverageStep, lang: Lang): string[] {
  const t = sumTexts[lang]
  if (step.kind === 'term') return [`+ ${quantity(step.months, 'months', lang)}`]
  if (step.kind === 'days_term') return [`+ ${quantity(step.days, 'days', lang)}`]
  return step.kind === 'extended' ? [`+ ${t.extended(quantity(step.months, 'months', lang))}`] : []
}

type SumTexts = {
  starts: Record<TermStart, (day: string) => string>
  inRepair: (days: string) => string
  extended: (months: string) => string
  dayBefore: string
  ends: (isMoved: boolean, isUsedUp: boolean) => string
}

const sumTexts = words<SumTexts>({
  'zh-CN': {
    starts: {
      delivery: (day) => `${day}交付`,
      installation: (day) => `${day}安装完成`,
      commissioning: (day) => `${day}调试完成`,
      final_acceptance: (day) => `${day}终验`,
      invoice: (day) => `${day}开票`,
      manufacture: (day) => `${day}出厂满 90 天`,
      replacement: (day) => `${day}更换`,
      repair_completion: (day) => `${day}修好`,
    },
    inRepair: (days) => `修理 ${days}`,
    extended: (months) => `修理后延长 ${months}`,
    dayBefore: '− 1 天',
    ends: (isMoved, isUsedUp) => {
      if (isUsedUp) return '，当天用量用完'
      return isMoved ? '，逢休息日顺延，含当天' : '，含当天'
    },
  },
  en: {
    starts: {
      delivery: (day) => `Delivered ${day}`,
      installation: (day) => `Installed ${day}`,
      commissioning: (day) => `Commissioned ${day}`,
      final_acceptance: (day) => `Accepted ${day}`,
      invoice: (day) => `Invoiced ${day}`,
      manufacture: (day) => `90 days after manufacture, ${day}`,
      replacement: (day) => `Replaced ${day}`,
      repair_completion: (day) => `Repaired ${day}`,
    },
    inRepair: (days) => `${days} in repair`,
    extended: (months) => `${months} for a repair`,
    dayBefore: '− 1 day',
    ends: (isMoved, isUsedUp) => {
      if (isUsedUp) return ', usage limit reached'
      return isMoved ? ', moved past rest days, last day included' : ', last day included'
    },
  },
})
