import type { HandlingRefusal } from '#rules/notice-handling.ts'
import { type Lang, words } from './lang.ts'
import { noticeLedgerWords } from './notice-ledger.ts'

/** Why a person could not do what they wanted with a message. */
export const handlingRefusalWords: Record<Lang, Record<HandlingRefusal, string>> = words({
  'zh-CN': {
    ...noticeLedgerWords['zh-CN'].refusals,
    link_gone: '内容里的一次性链接已不再保存，无法重发。请让对方重新申请，或重新发出邀请。',
  },
  en: {
    ...noticeLedgerWords.en.refusals,
    link_gone:
      'Its one-time link is not kept, so it cannot be sent again. Start it anew: invite again, or have them ask again.',
  },
})

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** What the pages about messages say besides the words of the ledger. */
export const noticePageWords = words({
  'zh-CN': {
    onThisPage: (count: number) => `下面是最早到期的，共 ${count} 条提醒；更晚到期的在下一页。`,
    onLaterPage: (count: number) => `这一页是更晚到期的，共 ${count} 条提醒。`,
    together: '同一天发给同一个人的超过五条时，会合并成一封。',
    commercial: '推销内容',
    toldLater: '后来的消息',
    noPolicy: { title: '还没有执行中的服务政策', text: '提醒谁、提前多久，由服务政策规定。发布之后，这里会按天列出。' },
    laws: {
      'R-MS-5': '《网络交易监督管理办法》第十八条',
      'R-US-2': '加利福尼亚州自动续约法',
    } as Record<string, string>,
    someLaw: '自动续约须依法提前告知',
    listMark: '、',
    robot: '内部群或接口',
    allSkipped: '查看所有未发送的',
    goLiveChange: '更改启用日',
    goLive: {
      title: '提醒从哪天起启用',
      answer: (on: string) => `现在：${on}`,
      submit: '先看看会发什么',
      would: (count: number, people: number) => `如果保存，会马上发出 ${count} 条，收件人 ${people} 位。`,
      wouldAtLeast: (count: number, people: number) =>
        `如果保存，会马上发出至少 ${count} 条，收件人至少 ${people} 位（到期的太多，没有全部计算）。`,
      wouldNone: '如果保存，眼下没有要马上发出的。',
      leftOut: (count: number) => `${count} 条因为应在这一天之前发出，只列出，不发送。`,
      settled: (count: number) => `另有 ${count} 条早先已经列为不发送；改启用日不会发出它们，需要的话到下面放行。`,
      first: '会马上发给',
      firstOf: (name: string, on: string) => `${name}，${on}到期`,
      andMore: (count: number) => `还有 ${count} 条`,
      tooFar: '请填写 2000 年以后、一年之内的日期。',
    },
    previewNone: '这条消息的正文在发出时按渠道的模板生成，这里没有预览。',
    previewLinks: '链接里的密钥不在这里显示。',
    request: (number: number) => `服务请求 ${number}`,
    renewal: '续约跟进',
    former: '已不在的成员',
    about: '有关',
  },
  en: {
    onThisPage: (count: number) =>
      `${counted(count, 'reminder', 'reminders')} about what ends first; what ends later is on the next page.`,
    onLaterPage: (count: number) => `${counted(count, 'reminder', 'reminders')} about what ends later.`,
    together: 'More than five to one person on one day go out as one message.',
    commercial: 'Offer',
    toldLater: 'Heard later',
    noPolicy: {
      title: 'No service policy is in force yet',
      text: 'The policy says who is told and how early. Once it is published, every day is listed here.',
    },
    laws: {
      'R-MS-5': 'Measures for the Supervision of Online Transactions, article 18',
      'R-US-2': 'California’s automatic renewal law',
    } as Record<string, string>,
    someLaw: 'the law on automatic renewals',
    listMark: ', ',
    robot: 'Group robot or webhook',
    allSkipped: 'See everything that was not sent',
    goLiveChange: 'Change the go-live day',
    goLive: {
      title: 'From which day reminders are live',
      answer: (on: string) => `Now: ${on}`,
      submit: 'See what would be sent',
      would: (count: number, people: number) =>
        `If you save this, ${counted(count, 'message goes', 'messages go')} out at once, to ${counted(people, 'person', 'people')}.`,
      wouldAtLeast: (count: number, people: number) =>
        `If you save this, at least ${counted(count, 'message goes', 'messages go')} out at once, to at least ${counted(people, 'person', 'people')} (too many end soon to count them all).`,
      wouldNone: 'If you save this, nothing goes out at once.',
      leftOut: (count: number) =>
        `${counted(count, 'message was', 'messages were')} due before that day: listed and not sent.`,
      settled: (count: number) =>
        `${counted(count, 'message is', 'messages are')} listed as not sent already. Another day does not send ${count === 1 ? 'it' : 'them'}; release what you need below.`,
      first: 'Told at once',
      firstOf: (name: string, on: string) => `${name}, ends ${on}`,
      andMore: (count: number) => `and ${count} more`,
      tooFar: 'Enter a day after 2000 and within a year from now.',
    },
    previewNone: 'Its text is made by its channel’s template when it is sent, so there is no preview here.',
    previewLinks: 'The secrets of its links are not shown here.',
    request: (number: number) => `Request ${number}`,
    renewal: 'Renewal',
    former: 'A former member',
    about: 'About',
  },
})

/** What somebody's act caused, by its template; one that has no words yet is a message like any other. */
export const messageWords: Record<Lang, Partial<Record<string, string>>> = words({
  'zh-CN': {
    email_verification: '邮箱确认',
    password_reset: '重设密码',
    password_changed: '密码已修改',
    invitation: '邀请同事',
    request_received: '报修已收到',
    request_reply: '对报修的回复',
    welcome: '欢迎使用',
    channel_disabled: '渠道已停用',
    channel_test: '测试消息',
    request_new: '新的服务请求',
    request_late: '时限提醒',
  },
  en: {
    email_verification: 'Confirm the address',
    password_reset: 'Password reset',
    password_changed: 'Password changed',
    invitation: 'Invitation',
    request_received: 'Request received',
    request_reply: 'Reply to a request',
    welcome: 'Welcome',
    channel_disabled: 'Channel switched off',
    channel_test: 'Test message',
    request_new: 'New service request',
    request_late: 'A limit runs out',
  },
})

/** Which law asks for it, by its name. */
export function lawsInWords(laws: readonly string[], lang: Lang): string {
  const t = noticePageWords[lang]
  return laws.flatMap((law) => t.laws[law] ?? []).join(t.listMark) || t.someLaw
}
