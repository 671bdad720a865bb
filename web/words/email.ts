import { words } from './lang.ts'

/** One mail's words: what is said, the one thing to do, and what else to know. */
export type Letter = {
  subject: string
  greeting?: string
  paragraphs: string[]
  facts?: { label: string; text: string }[]
  quote?: string
  action?: { label: string; url: string }
  links?: { label: string; url: string }[]
  after?: string[]
}

type About = { company: string }
type Promised = { kind: 'response' | 'arrival' | 'resolution'; at: string; clause?: number | undefined }

/** Written for a person who reads mail on a phone; each language in its own manner. */
export const emailWords = words({
  'zh-CN': {
    sender: '售后服务',
    fallback: '如果按钮无法点击，请把下面的网址复制到浏览器中打开：',
    sentBy: ({ company }: About) => `这封邮件由“${company}”通过 Aftercare 发送。`,
    automatic: '系统自动发送，每件事只发一次。',
    notYou: '如果不是您本人操作，请忽略这封邮件，什么也不会改变。',
    limited: '链接只能使用一次，过一段时间会自动失效。',
    hello: (name: string) => `${name}，您好：`,
    helloAll: '您好：',
    emailVerification: ({ company }: About) => ({
      subject: `请确认您在“${company}”使用的邮箱`,
      text: `请确认这个邮箱是您的。确认之后，“${company}”才能给客户发邮件、邀请同事。`,
      action: '确认邮箱',
    }),
    passwordReset: ({ company }: About) => ({
      subject: `重新设置您在“${company}”的密码`,
      text: '有人申请重新设置您的登录密码。点击下面的按钮，设置一个新密码。',
      action: '设置新密码',
      notYou: '如果不是您本人申请，请忽略这封邮件，您的密码不会改变。',
    }),
    passwordChanged: ({ company }: About) => ({
      subject: `您在“${company}”的登录密码已修改`,
      text: '您的登录密码刚刚修改过，其他设备都已退出登录。如果是您本人操作，不用再做什么。',
      when: '修改时间',
      action: '不是您本人？请立即重新设置密码',
      notYou: '如果不是您本人操作，还请尽快告诉公司的负责人或管理员。',
    }),
    invitation: ({ company, inviter }: About & { inviter: string }) => ({
      subject: `${inviter}邀请您加入“${company}”的售后服务`,
      text: `${inviter}邀请您加入“${company}”，一起处理客户的报修。设置一个密码，就可以开始了。`,
      action: '接受邀请',
      notYou: '如果您不认识对方，请忽略这封邮件。',
    }),
    companyAddresses: {
      subject: '您的公司网址',
      text: '您查询的邮箱属于下面这些公司的成员。点击网址即可登录：',
    },
    requestReceived: ({ company, number }: About & { number: string }) => ({
      subject: `已收到您的报修（编号 ${number}）· ${company}`,
      text: `“${company}”已经收到您的报修，编号是 ${number}。`,
      unpromised: '我们会尽快与您联系。',
      action: '查看进度',
      keep: '请保存这封邮件：上面的链接是您查看进度、补充说明的唯一入口，请不要转发给他人。',
    }),
    promise: ({ kind, at, clause }: Promised) => {
      const what = { response: '最晚回复', arrival: '最晚上门', resolution: '最晚解决' }[kind]
      return { label: what, text: clause === undefined ? at : `${at}（服务政策第 ${clause} 条）` }
    },
    requestReply: ({ company, number, author }: About & { number: string; author: string }) => ({
      subject: `关于您的报修（编号 ${number}）的回复 · ${company}`,
      text: `${author}回复了您的报修（编号 ${number}）：`,
      action: '查看并回复',
      answer: '请在上面的页面回复，直接回复邮件可能无人查看。',
    }),
    welcome: ({ company }: About) => ({
      subject: `“${company}”的售后服务已经开通`,
      text: `“${company}”有了自己的报修页面和控制台，服务政策已经生效，客户现在就可以报修。`,
      steps: '建议接下来：看一遍服务政策，分享报修页面，邀请同事。',
      action: '打开控制台',
      form: '客户的报修页面',
      policy: '公开的服务政策',
    }),
    tickSilent: {
      subject: '超过一小时没有定时任务',
      text: '定时任务超过一小时没有运行：什么都没有丢失，但提醒和邮件不会按时发出。请检查平台的定时触发器和队列。',
      when: '最后一次运行（协调世界时）',
    },
  },
  en: {
    sender: 'Service',
    fallback: 'If the button does not work, copy this address into your browser:',
    sentBy: ({ company }: About) => `${company} sent this message through Aftercare.`,
    automatic: 'It was sent automatically, once.',
    notYou: 'If this was not you, ignore this message: nothing changes.',
    limited: 'The link works once and expires after a while.',
    hello: (name: string) => `Hello ${name},`,
    helloAll: 'Hello,',
    emailVerification: ({ company }: About) => ({
      subject: `Confirm the address you use at ${company}`,
      text: `Please confirm that this address is yours. After that, ${company} can mail customers and invite colleagues.`,
      action: 'Confirm address',
    }),
    passwordReset: ({ company }: About) => ({
      subject: `Set a new password for ${company}`,
      text: 'Somebody asked to set a new password for you. Use the button below to choose one.',
      action: 'Set new password',
      notYou: 'If it was not you, ignore this message: your password stays as it is.',
    }),
    passwordChanged: ({ company }: About) => ({
      subject: `Your password for ${company} was changed`,
      text: 'Your password has just been changed, and other devices are signed out. If that was you, there is nothing left to do.',
      when: 'Changed',
      action: 'Not you? Set a new password at once',
      notYou: 'If it was not you, please also tell an owner or administrator of your company.',
    }),
    invitation: ({ company, inviter }: About & { inviter: string }) => ({
      subject: `${inviter} invites you to ${company}’s service team`,
      text: `${inviter} invites you to join ${company} and look after its customers’ requests. Choose a password and you are in.`,
      action: 'Accept invitation',
      notYou: 'If you do not know them, ignore this message.',
    }),
    companyAddresses: {
      subject: 'Your company’s address',
      text: 'The address you asked about belongs to a member of these companies. Follow a link to sign in:',
    },
    requestReceived: ({ company, number }: About & { number: string }) => ({
      subject: `We have your request, number ${number} · ${company}`,
      text: `${company} has received your request. Its number is ${number}.`,
      unpromised: 'We will be in touch as soon as we can.',
      action: 'See where it stands',
      keep: 'Keep this message: the link above is your way to follow the request and to add to it. Please do not pass it on.',
    }),
    promise: ({ kind, at, clause }: Promised) => {
      const what = { response: 'We answer by', arrival: 'Somebody is with you by', resolution: 'Solved by' }[kind]
      return { label: what, text: clause === undefined ? at : `${at} (service policy, clause ${clause})` }
    },
    requestReply: ({ company, number, author }: About & { number: string; author: string }) => ({
      subject: `An answer to your request, number ${number} · ${company}`,
      text: `${author} answered your request, number ${number}:`,
      action: 'Read and reply',
      answer: 'Please reply on that page; mail sent back to this address may not be read.',
    }),
    welcome: ({ company }: About) => ({
      subject: `${company}’s service pages are open`,
      text: `${company} has its own request form and console. The service policy is in force and customers can report faults now.`,
      steps: 'Next: look over your policy, share your form, invite your colleagues.',
      action: 'Open the console',
      form: 'Your customers’ form',
      policy: 'Your published policy',
    }),
    tickSilent: {
      subject: 'No scheduled tick for more than an hour',
      text: 'The scheduled ticks have been silent for more than an hour. Nothing is lost, but reminders and mails do not go out in time. Look at the platform’s cron triggers and queues.',
      when: 'Last seen (UTC)',
    },
  },
})
