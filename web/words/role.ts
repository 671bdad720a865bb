import { may, type Permission, type Role, roles } from '#rules/role.ts'
import { type Lang, words } from './lang.ts'

/** What a role is called, and what somebody with it can do, in a sentence. */
export const roleWords = words<Record<Role, { name: string; text: string }>>({
  'zh-CN': {
    owner: { name: '负责人', text: '全部权限，包括管理其他负责人。' },
    admin: { name: '管理员', text: '管理制度、成员和公司设置，也能处理服务请求。' },
    supervisor: { name: '服务主管', text: '派工、管理工作日历，查看成员和操作记录。' },
    agent: { name: '客服', text: '接电话、登记和回复请求，安排人员。' },
    engineer: { name: '工程师', text: '处理请求：回复、到场、暂停、解决。' },
    sales: { name: '销售', text: '登记请求并查看进展。' },
  },
  en: {
    owner: { name: 'Owner', text: 'Everything, including who else is an owner.' },
    admin: { name: 'Administrator', text: 'Policy, people and settings; works on requests too.' },
    supervisor: { name: 'Supervisor', text: 'Dispatches, keeps the calendar, sees members and the audit log.' },
    agent: { name: 'Agent', text: 'Takes calls, enters and answers requests, assigns people.' },
    engineer: { name: 'Engineer', text: 'Works on requests: answers, arrives, pauses, resolves.' },
    sales: { name: 'Sales', text: 'Enters requests and sees how they go.' },
  },
})

/** What a permission lets somebody do, as it stands in a sentence. */
const permissionWords = words<Record<Permission, string>>({
  'zh-CN': {
    'requests.read': '查看服务请求',
    'requests.create': '登记来电',
    'requests.answer': '答复客户和写备注',
    'requests.triage': '定级',
    'requests.assign': '派工',
    'requests.pause': '暂停和恢复计时',
    'requests.arrive': '记录到场',
    'requests.resolve': '标记解决',
    'requests.reopen': '重开请求',
    'requests.cancel': '取消请求',
    'requests.release': '甄别提交',
    'coverage.cause': '记录故障原因',
    'coverage.override': '改判费用归属',
    'register.read': '查看客户、设备和合同',
    'register.edit': '维护客户和设备',
    'register.merge': '合并重复客户',
    'register.import': '导入表格',
    'register.export': '导出表格',
    'contracts.edit': '维护合同',
    'renewals.work': '跟进续约',
    'consents.edit': '登记营销同意',
    'notices.read': '查看通知',
    'notices.release': '暂缓和放行通知',
    'channels.manage': '管理发送渠道',
    'policy.read': '阅读制度',
    'policy.edit': '修改制度',
    'policy.publish': '发布制度',
    'calendar.edit': '修改工作日历',
    'members.read': '查看成员',
    'members.manage': '管理成员',
    'settings.edit': '修改公司设置',
    'audit.read': '查看操作记录',
    'account.own': '管理自己的账户',
  },
  en: {
    'requests.read': 'see requests',
    'requests.create': 'enter calls',
    'requests.answer': 'answer customers and write notes',
    'requests.triage': 'triage requests',
    'requests.assign': 'assign requests',
    'requests.pause': 'pause and resume clocks',
    'requests.arrive': 'record arrivals',
    'requests.resolve': 'solve requests',
    'requests.reopen': 'reopen requests',
    'requests.cancel': 'cancel requests',
    'requests.release': 'review what looks like abuse',
    'coverage.cause': 'record the cause of a fault',
    'coverage.override': 'overrule who pays',
    'register.read': 'see customers, machines and contracts',
    'register.edit': 'keep customers and machines',
    'register.merge': 'merge duplicate customers',
    'register.import': 'import tables',
    'register.export': 'export tables',
    'contracts.edit': 'keep contracts',
    'renewals.work': 'follow up renewals',
    'consents.edit': 'record marketing consent',
    'notices.read': 'see notices',
    'notices.release': 'hold and release notices',
    'channels.manage': 'manage channels',
    'policy.read': 'read the policy',
    'policy.edit': 'change the policy',
    'policy.publish': 'publish the policy',
    'calendar.edit': 'change the calendar',
    'members.read': 'see members',
    'members.manage': 'manage members',
    'settings.edit': 'change the settings',
    'audit.read': 'see the audit log',
    'account.own': 'manage an account of your own',
  },
})

/** Who refuses says what is missing and who has it; null for a word that is no permission. */
export function missingWords(missing: string, lang: Lang): string | null {
  const what: string | undefined = permissionWords[lang][missing as Permission]
  if (!what) return null
  const able = roles.filter((role) => may(role, missing as Permission)).map((role) => roleWords[lang][role].name)
  return lang === 'en'
    ? `This takes the permission to ${what}, which these roles have: ${able.join(', ').toLowerCase()}.`
    : `需要“${what}”的权限；有这项权限的是：${able.join('、')}。`
}
