import { han } from './han.ts'
import { words } from './lang.ts'

/** "99+" says enough. */
export const countWords = (count: number, limit = 100) => (count >= limit ? `${limit - 1}+` : String(count))

const several = (count: number, one: string, many: string) => `${countWords(count)} ${count === 1 ? one : many}`

/** Of the card. */
export const customerCardWords = words({
  'zh-CN': {
    answer: (machines: number, open: number) =>
      [
        machines > 0 ? `${countWords(machines, 21)} 台设备` : '还没有登记设备',
        open > 0 ? `${countWords(open, 21)} 个请求未完成` : '没有未完成的请求',
      ].join('，'),
    edit: '修改资料',
    call: '登记请求',
    archive: '归档',
    restore: '恢复',
    archivedOn: (day: string) => han`已于 ${day} 归档，不再列出。`,
    told: {
      added: '客户已保存。',
      changed: '资料已保存。',
      archived: '客户已归档，可以随时恢复。',
      restored: '客户已恢复。',
      contact: '联系人已保存。',
      contact_removed: '联系人已删除。',
      site: '地点已保存。',
      site_removed: '地点已删除。',
      consent: '营销同意已记录。',
      withdrawn: '营销同意已撤回，以后不再发送推销内容。',
      merged: '两条记录已合并。',
      undone: '合并已撤销，两条记录恢复原样。',
    },
    facts: '基本资料',
    more: '还有更多，这里列出最近的 20 条。',
    requests: { title: '最近的请求', empty: '还没有请求。', open: '未完成' },
    machines: {
      title: '设备',
      empty: '还没有登记设备。',
      serial: (serial: string) => `序列号 ${serial}`,
      covered: (day: string) => han`保修至 ${day}`,
      ended: (day: string) => han`保修已于 ${day} 结束`,
      unknown: '保修起算日未登记',
    },
    contracts: {
      title: '维保合同',
      empty: '还没有维保合同。',
      span: (from: string, until: string) => han`${from} 至 ${until}`,
      states: { future: '未开始', current: '有效', over: '已到期', cancelled: '已终止', renewed: '已续签' },
    },
    renewals: {
      title: '续约跟进',
      empty: '没有需要跟进的到期。',
      subjects: { warranty: '保修到期', contract: '合同到期' },
      ends: (day: string) => han`${day} 到期`,
      stages: { told: '已告知', answered: '已答复', quoted: '已报价', renewed: '已续约', lost: '未续约' },
    },
    history: '经过',
    noHistory: '还没有改动。',
    customer: '客户',
    system: '系统',
    likely: {
      title: '可能是同一个客户',
      phone: '电话相同',
      name: '名称相同',
      compare: '比较并合并',
      other: '与另一条记录合并',
    },
    merges: {
      title: '合并过的记录',
      merged: (name: string) => `“${name}”已并入这里`,
      undo: '撤销合并',
      until: (day: string) => han`${day} 前可以撤销`,
      over: '已过撤销期限',
    },
  },
  en: {
    answer: (machines: number, open: number) =>
      [
        machines > 0 ? several(machines, 'machine', 'machines') : 'No machines entered yet',
        open > 0 ? several(open, 'open request', 'open requests') : 'no open requests',
      ].join(', '),
    edit: 'Change details',
    call: 'Enter a request',
    archive: 'Archive',
    restore: 'Bring back',
    archivedOn: (day: string) => `Archived on ${day}; no longer listed.`,
    told: {
      added: 'The customer is saved.',
      changed: 'The details are saved.',
      archived: 'The customer is archived and can be brought back at any time.',
      restored: 'The customer is back.',
      contact: 'The contact is saved.',
      contact_removed: 'The contact is removed.',
      site: 'The site is saved.',
      site_removed: 'The site is removed.',
      consent: 'The marketing consent is recorded.',
      withdrawn: 'The consent is withdrawn; nothing that advertises is sent any more.',
      merged: 'The two records are one now.',
      undone: 'The merge is undone; both records are as they were.',
    },
    facts: 'Details',
    more: 'There are more; these are the newest 20.',
    requests: { title: 'Latest requests', empty: 'No requests yet.', open: 'Open' },
    machines: {
      title: 'Machines',
      empty: 'No machines entered yet.',
      serial: (serial: string) => `Serial number ${serial}`,
      covered: (day: string) => `Under warranty until ${day}`,
      ended: (day: string) => `Warranty ended ${day}`,
      unknown: 'No start of the warranty recorded',
    },
    contracts: {
      title: 'Contracts',
      empty: 'No contracts yet.',
      span: (from: string, until: string) => `${from} to ${until}`,
      states: { future: 'Not begun', current: 'Running', over: 'Ended', cancelled: 'Cancelled', renewed: 'Renewed' },
    },
    renewals: {
      title: 'Renewals',
      empty: 'Nothing to follow up.',
      subjects: { warranty: 'Warranty', contract: 'Contract' },
      ends: (day: string) => `ends ${day}`,
      stages: { told: 'Told', answered: 'Answered', quoted: 'Quoted', renewed: 'Renewed', lost: 'Lost' },
    },
    history: 'History',
    noHistory: 'Nothing changed yet.',
    customer: 'The customer',
    system: 'The system',
    likely: {
      title: 'Perhaps the same customer',
      phone: 'Same phone number',
      name: 'Same name',
      compare: 'Compare and merge',
      other: 'Merge with another record',
    },
    merges: {
      title: 'Merged records',
      merged: (name: string) => `“${name}” was merged into this one`,
      undo: 'Undo the merge',
      until: (day: string) => `Can be undone until ${day}`,
      over: 'Too late to undo',
    },
  },
})
