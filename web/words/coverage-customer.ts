import type { Verdict, WarrantyReason } from '#rules/coverage.ts'
import { freeItems } from '#rules/policy-vocabulary-terms.ts'
import { itemNames } from './coverage.ts'
import { han } from './han.ts'
import { type Lang, words } from './lang.ts'
import { fullDayWords } from './moment.ts'

/** Who pays, as a customer reads it: the outcome, until when, and what is left to pay. */
export function customerCoverageWords(verdict: Verdict, lang: Lang): string {
  const t = texts[lang]
  const { outcome, items, presumed, contract, warranty } = verdict
  const until = verdict.until && fullDayWords(verdict.until, lang)
  const paid = itemNames(items, ['warranty', 'contract'], lang)
  const owed = itemNames(items, ['customer'], lang)
  const rest = owed === '' ? '' : t.owed(owed)
  switch (outcome) {
    case 'needs_a_look':
      return t.look
    case 'chargeable':
      return t.chargeable(warranty.reason ? (t.because[warranty.reason as WarrantyReason]?.(until ?? '') ?? '') : '')
    case 'under_contract':
      return t.contract(contract.number ?? '', until ?? '', paid) + rest
    case 'free_under_warranty':
      if (warranty.basis === 'repair') return t.again(until ?? '', paid, presumed) + rest
      return t.warranty(until ?? '', paid, presumed) + rest
  }
}

type Texts = {
  look: string
  chargeable: (because: string) => string
  because: Record<WarrantyReason, (until: string) => string>
  warranty: (until: string, paid: string, presumed: boolean) => string
  again: (until: string, paid: string, presumed: boolean) => string
  contract: (number: string, until: string, paid: string) => string
  owed: (names: string) => string
}

const texts = words<Texts>({
  'zh-CN': {
    look: '这次服务是否收费，我们核实后告诉您。',
    chargeable: (because) => `${because}这次服务按公示的价格收费。`,
    because: {
      no_warranty: () => '这台设备没有保修。',
      expired: (until) => han`保修期到 ${until}为止，已经结束。`,
      used_up: (until) => han`保修约定的用量已于 ${until}用完。`,
      cause_not_covered: () => '故障原因不在保修范围内。',
    },
    warranty: (until, paid, presumed) =>
      presumed
        ? han`您的设备在保修期内（到 ${until}，含当天）。故障属于保修范围的，${paid}免费。`
        : han`您的设备在保修期内（到 ${until}，含当天），这次${paid}免费。`,
    again: (until, paid, presumed) =>
      presumed
        ? han`这里刚修过（修后保修到 ${until}，含当天）。故障属于保修范围的，${paid}免费。`
        : han`这里刚修过（修后保修到 ${until}，含当天），这次${paid}免费。`,
    contract: (number, until, paid) => han`按维护合同 ${number} 服务（到 ${until}，含当天），${paid}不另收费。`,
    owed: (names) => `${names}按公示的价格收费。`,
  },
  en: {
    look: 'We are checking whether this is free of charge and will tell you.',
    chargeable: (because) => `${because}${because && ' '}This service is charged by our published prices.`,
    because: {
      no_warranty: () => 'This machine has no warranty.',
      expired: (until) => `The warranty ended on ${until}.`,
      used_up: (until) => `The usage limit of the warranty was reached on ${until}.`,
      cause_not_covered: () => 'The warranty does not cover the cause of the fault.',
    },
    warranty: (until, paid, presumed) =>
      presumed
        ? `Your machine is under warranty until the end of ${until}. If the fault is one that the warranty covers, ${paid} ${are(paid)} free.`
        : `Your machine is under warranty until the end of ${until}: ${paid} ${are(paid)} free.`,
    again: (until, paid, presumed) =>
      presumed
        ? `This was repaired before, and the repair is guaranteed until the end of ${until}. If the fault is one that the guarantee covers, ${paid} ${are(paid)} free.`
        : `This was repaired before, and the repair is guaranteed until the end of ${until}: ${paid} ${are(paid)} free.`,
    contract: (number, until, paid) =>
      `Your maintenance contract ${number} runs until the end of ${until} and includes ${paid}.`,
    owed: (names) =>
      ` ${names.charAt(0).toUpperCase()}${names.slice(1)} ${are(names)} charged by our published prices.`,
  },
})

/** "Parts are", "labour and parts are", but "labour is". */
function are(names: string): string {
  return names.includes(' and ') || names === freeItems.parts.en ? 'are' : 'is'
}
