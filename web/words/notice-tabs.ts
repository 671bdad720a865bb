import { words } from './lang.ts'

/** The pages about what ends and who is told. */
export const noticeTabWords = words({
  'zh-CN': { label: '到期与通知', renewals: '续约跟进', planned: '将要发送', ledger: '发送记录' },
  en: { label: 'Ends and notices', renewals: 'Renewals', planned: 'What will be sent', ledger: 'What was sent' },
})
