import { words } from './lang.ts'

type Clause = number | null

/** What the staff hear of a service request: that it came, and that one of its limits runs out. Nothing that the customer wrote. */
export const requestNoticeWords = words({
  'zh-CN': {
    new: (number: string) => `新的服务请求 ${number}`,
    late: (number: string, clock: string) => `服务请求 ${number}：${clock}已超时`,
    nearlyLate: (number: string, clock: string, percent: number) => `服务请求 ${number}：${clock}时限已用 ${percent}%`,
    text: '请打开看看由谁来处理。',
    type: '类型',
    urgency: '紧急程度',
    zone: '区域',
    channel: '来源',
    due: (clock: string) => `${clock}截止`,
    dueText: (when: string, clause: Clause) => (clause ? `${when}（服务政策第 ${clause} 条）` : when),
    priority: '优先级',
    told: '告知',
    basis: '依据',
    clause: (clause: number) => `服务政策第 ${clause} 条`,
    digest: (count: number) => `${count} 条服务请求提醒`,
    digestText: '短时间内有多条，合并成这一条。',
    action: '查看请求',
    actionAll: '查看所有请求',
  },
  en: {
    new: (number: string) => `New service request ${number}`,
    late: (number: string, clock: string) => `Service request ${number}: ${clock.toLowerCase()} is late`,
    nearlyLate: (number: string, clock: string, percent: number) =>
      `Service request ${number}: ${percent}% of the time for ${clock.toLowerCase()} is used`,
    text: 'Open it to see who takes it.',
    type: 'Kind',
    urgency: 'Urgency',
    zone: 'Zone',
    channel: 'Came by',
    due: (clock: string) => `${clock} by`,
    dueText: (when: string, clause: Clause) => (clause ? `${when} (clause ${clause} of the service policy)` : when),
    priority: 'Priority',
    told: 'To be told',
    basis: 'By',
    clause: (clause: number) => `clause ${clause} of the service policy`,
    digest: (count: number) => `${count} notices about service requests`,
    digestText: 'There were several within a short time, so they come together.',
    action: 'Open the request',
    actionAll: 'Open the list',
  },
})
