import { words } from './lang.ts'

export const findWords = words({
  'zh-CN': {
    title: '找回公司网址',
    text: '填写您登录用的邮箱，我们把您所在公司的网址发到那里。',
    email: '邮箱',
    submit: '发送',
    sentTitle: '请查收邮件',
    sent: (email: string) =>
      `如果 ${email} 属于某家已开通公司的成员，几分钟内会收到一封列有网址的邮件。没有收到？请看看垃圾邮件，或者换一个邮箱试试。`,
    other: '换一个邮箱',
    none: '还没有开通？',
    signUp: '开通公司',
    wait: (wait: string) => `查询太频繁，请等 ${wait}再试。`,
  },
  en: {
    title: 'Find your company’s address',
    text: 'Enter the e-mail address you sign in with; we send the addresses of your companies there.',
    email: 'E-mail address',
    submit: 'Send',
    sentTitle: 'Look at your mail',
    sent: (email: string) =>
      `If ${email} belongs to a member of a company here, a mail with the address arrives within a few minutes. Nothing there? Look among unwanted mail, or try another e-mail address.`,
    other: 'Try another address',
    none: 'Not set up yet?',
    signUp: 'Set up your company',
    wait: (wait: string) => `Too many searches; please wait ${wait} and try again.`,
  },
})
