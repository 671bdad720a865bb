import { words } from './lang.ts'

/** What is said when a way out was switched off because it kept failing. */
export const channelEmailWords = words({
  'zh-CN': {
    disabled: (name: string) => ({
      subject: `通知渠道“${name}”已停用：连续发送失败`,
      text: `通知渠道“${name}”连续发送失败，已自动停用。之后的消息不再经过这个渠道：邮件改由平台发送，其他消息会等待您处理。`,
    }),
    provider: '类型',
    since: '从何时开始失败',
    failure: '最后一次失败',
    action: '查看通知渠道',
    next: '找到原因并修改之后，可以先发送一条测试消息，再重新启用。',
  },
  en: {
    disabled: (name: string) => ({
      subject: `The channel “${name}” was switched off: it kept failing`,
      text: `The channel “${name}” failed again and again and was switched off. Nothing more goes that way: mail is sent by the platform instead, other messages wait for you.`,
    }),
    provider: 'Kind',
    since: 'Failing since',
    failure: 'Last failure',
    action: 'Open the channels',
    next: 'Once the cause is found, send a test message and switch it on again.',
  },
})
