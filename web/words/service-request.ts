import type { ClockKind } from '#rules/clock.ts'
import type { Lang } from '#rules/lang.ts'
import type { Channel, RequestType, ServiceRequestStatus } from '#rules/service-request.ts'
import type { ListView } from '#rules/service-request-list.ts'
import { words } from './lang.ts'

export const statusWords: Record<Lang, Record<ServiceRequestStatus, string>> = words({
  'zh-CN': {
    received: '已收到',
    triaged: '已定级',
    dispatched: '已派工',
    arrived: '已到场',
    waiting_customer: '等待客户',
    waiting_parts: '等待配件',
    resolved: '已解决',
    confirmed: '客户已确认',
    closed: '已结案',
    cancelled: '已取消',
    reopened: '已重开',
  },
  en: {
    received: 'Received',
    triaged: 'Triaged',
    dispatched: 'Dispatched',
    arrived: 'On site',
    waiting_customer: 'Waiting for customer',
    waiting_parts: 'Waiting for parts',
    resolved: 'Solved',
    confirmed: 'Confirmed',
    closed: 'Closed',
    cancelled: 'Cancelled',
    reopened: 'Reopened',
  },
})

export const clockWords: Record<Lang, Record<ClockKind, string>> = words({
  'zh-CN': { response: '答复', arrival: '到场', resolution: '解决' },
  en: { response: 'Answer', arrival: 'Arrival', resolution: 'Solution' },
})

export const channelWords: Record<Lang, Record<Channel, string>> = words({
  'zh-CN': { web_form: '在线报修', phone: '电话', walk_in: '到店', email: '邮件', chat: '在线聊天', letter: '信函' },
  en: {
    web_form: 'Online form',
    phone: 'Phone',
    walk_in: 'At the counter',
    email: 'E-mail',
    chat: 'Chat',
    letter: 'Letter',
  },
})

export const requestTypeWords: Record<Lang, Record<RequestType, string>> = words({
  'zh-CN': { fault: '故障报修', enquiry: '咨询', other: '其他' },
  en: { fault: 'Fault', enquiry: 'Enquiry', other: 'Other' },
})

type ListWords = {
  title: string
  views: Record<ListView, string>
  answer: (late: number, open: number) => string
  newRequest: string
  search: string
  found: (text: string) => string
  columns: { what: string; who: string; due: string; status: string; assignee: string; priority: string }
  nobody: string
  paused: string
  noDeadline: string
  unanswered: string
  received: string
  empty: Record<ListView | 'search', { title: string; text: string }>
  more: string
  caption: string
}

export const listWords: Record<Lang, ListWords> = words<ListWords>({
  'zh-CN': {
    title: '服务请求',
    views: {
      open: '待办',
      mine: '我的',
      unassigned: '未派工',
      waiting: '等待中',
      resolved: '待确认',
      all: '全部',
      held: '待甄别',
    },
    answer: (late, open) =>
      late > 0
        ? `有 ${many(late)} 项已超时，共 ${many(open)} 项待办。`
        : open > 0
          ? `共 ${many(open)} 项待办，都在时限内。`
          : '没有待办。',
    newRequest: '登记来电',
    search: '编号、客户、电话、型号或故障',
    found: (text) => `“${text}”的搜索结果`,
    columns: { what: '请求', who: '客户', due: '时限', status: '状态', assignee: '负责人', priority: '优先级' },
    nobody: '未派工',
    paused: '暂停计时',
    noDeadline: '没有时限',
    unanswered: '有新留言',
    received: '收到于',
    empty: {
      open: { title: '没有待办的服务请求', text: '客户提交报修单或您登记来电后，会按时限的先后排在这里。' },
      mine: { title: '没有派给您的请求', text: '派给您的请求会出现在这里。' },
      unassigned: { title: '都已派工', text: '还没有负责人的请求会出现在这里。' },
      waiting: { title: '没有等待中的请求', text: '因等待客户或配件而暂停计时的请求会出现在这里。' },
      resolved: { title: '没有等待确认的请求', text: '已解决、等客户确认的请求会出现在这里。' },
      all: { title: '还没有服务请求', text: '把报修页面的地址或二维码发给客户，第一项请求就会出现在这里。' },
      held: { title: '没有需要甄别的提交', text: '看起来像滥用的提交会留在这里，由人来决定，不会丢失。' },
      search: { title: '没有找到', text: '换一个词试试：客户姓名、电话后几位、型号、序列号或故障现象。' },
    },
    more: '更早的',
    caption: '服务请求，最紧迫的在前',
  },
  en: {
    title: 'Service requests',
    views: {
      open: 'To do',
      mine: 'Mine',
      unassigned: 'Unassigned',
      waiting: 'Waiting',
      resolved: 'To confirm',
      all: 'All',
      held: 'To review',
    },
    answer: (late, open) =>
      late > 0
        ? `${many(late)} late, ${many(open)} to do in all.`
        : open > 0
          ? `${many(open)} to do, all in time.`
          : 'Nothing to do.',
    newRequest: 'Enter a call',
    search: 'Number, name, phone or fault',
    found: (text) => `Results for “${text}”`,
    columns: {
      what: 'Request',
      who: 'Customer',
      due: 'Due',
      status: 'Status',
      assignee: 'Assignee',
      priority: 'Priority',
    },
    nobody: 'Unassigned',
    paused: 'Paused',
    noDeadline: 'No deadline',
    unanswered: 'New message',
    received: 'received',
    empty: {
      open: {
        title: 'Nothing to do',
        text: 'When a customer sends the form or you enter a call, it appears here, most urgent first.',
      },
      mine: { title: 'Nothing assigned to you', text: 'Requests assigned to you appear here.' },
      unassigned: { title: 'Everything is assigned', text: 'Requests without an assignee appear here.' },
      waiting: { title: 'Nothing is waiting', text: 'Requests paused for a customer or for parts appear here.' },
      resolved: {
        title: 'Nothing to confirm',
        text: 'Solved requests that the customer has not confirmed yet appear here.',
      },
      all: {
        title: 'No service requests yet',
        text: 'Give your customers the address or QR code of your form, and the first one appears here.',
      },
      held: {
        title: 'Nothing to review',
        text: 'What looks like abuse is kept here for a person to decide; nothing is lost.',
      },
      search: {
        title: 'Nothing found',
        text: 'Try another word: a name, the last digits of a phone, a model, a serial number or the fault.',
      },
    },
    more: 'Earlier ones',
    caption: 'Service requests, most urgent first',
  },
})

/** Counting stops at a hundred. */
function many(count: number) {
  return count >= 100 ? '99+' : String(count)
}
