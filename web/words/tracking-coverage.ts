import type { Outcome } from '#rules/coverage.ts'
import { words } from './lang.ts'

type TrackingCoverageWords = {
  title: string
  checking: string
  /** What a person decided; no dates, because they are not what decided. */
  decided: Record<Exclude<Outcome, 'needs_a_look'>, string>
}

/** Who pays, on the customer's own page. */
export const trackingCoverageWords = words<TrackingCoverageWords>({
  'zh-CN': {
    title: '费用',
    checking: '这次服务是否收费，我们核实后告诉您。',
    decided: {
      free_under_warranty: '我们核实过了：这次按保修免费处理。',
      under_contract: '我们核实过了：这次按维护合同处理。',
      chargeable: '我们核实过了：这次服务按公示的价格收费。',
    },
  },
  en: {
    title: 'What it costs',
    checking: 'We are checking whether this is free of charge and will tell you.',
    decided: {
      free_under_warranty: 'We have checked: this is free of charge under warranty.',
      under_contract: 'We have checked: this is done under your maintenance contract.',
      chargeable: 'We have checked: this service is charged by our published prices.',
    },
  },
})
