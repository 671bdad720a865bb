import { words } from './lang.ts'

export const emailVerificationWords = words({
  'zh-CN': {
    title: '确认邮箱',
    lead: '点一下按钮，就证明这个邮箱是您的。',
    submit: '确认',
    done: { title: '邮箱已确认', text: '谢谢。现在您可以邀请同事，也可以给客户发邮件了。', console: '打开工作台' },
    over: {
      title: '链接已经失效',
      text: '它已经用过，或者超过了一天。如果邮箱还没有确认，请登录后在“我的账户”里再发一次。',
      account: '我的账户',
    },
  },
  en: {
    title: 'Confirm your address',
    lead: 'One press of the button proves that this address is yours.',
    submit: 'Confirm',
    done: {
      title: 'Your address is confirmed',
      text: 'Thank you. You can now invite colleagues and send mail to customers.',
      console: 'Open the console',
    },
    over: {
      title: 'This link is over',
      text: 'It was used already, or a day has passed. If your address is not confirmed yet, sign in and send it again from your account.',
      account: 'My account',
    },
  },
})
