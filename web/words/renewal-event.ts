import { words } from './lang.ts'

/** What happened to a renewal. */
export const renewalEventWords = words({
  'zh-CN': {
    'renewal.answered': '客户答复了续约',
    'renewal.assigned': '交给负责人',
    'renewal.follow_up_set': '定下跟进日期',
    'renewal.quoted': '记录报价',
    'renewal.lost': '记为流失',
    'renewal.taken_back': '重新跟进',
    'renewal.renewed': '已续约',
  },
  en: {
    'renewal.answered': 'The customer answered about renewing',
    'renewal.assigned': 'Gave the renewal to somebody',
    'renewal.follow_up_set': 'Set a day to follow up',
    'renewal.quoted': 'Noted a quote',
    'renewal.lost': 'Marked the renewal as lost',
    'renewal.taken_back': 'Took the renewal up again',
    'renewal.renewed': 'Renewed',
  },
})
