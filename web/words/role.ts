import type { Role } from '#rules/role.ts'
import { words } from './lang.ts'

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
