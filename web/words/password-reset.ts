import { words } from './lang.ts'

export const passwordResetWords = words({
  'zh-CN': {
    ask: {
      title: '重新设置密码',
      lead: '填写您登录用的邮箱，我们会发去一个链接。',
      email: '邮箱',
      submit: '发送链接',
      back: '返回登录',
    },
    asked: {
      title: '请查收邮件',
      text: (email: string) =>
        `如果 ${email} 是这里某位成员的邮箱，链接已经在路上了。链接 15 分钟内有效，只能用一次。没有收到？请看看垃圾邮件，或者确认邮箱有没有写错。`,
    },
    choose: {
      title: '设置新密码',
      lead: '设置之后，其他设备上的登录都会退出。',
      password: '新密码',
      hint: '至少 8 个字符，15 个以上更好。可以是一句话，中文、空格和符号都行。',
      submit: '保存新密码',
    },
    over: {
      title: '链接已经失效',
      text: '它已经用过，或者超过了 15 分钟。您可以再要一个新的。',
      again: '再发一个链接',
    },
  },
  en: {
    ask: {
      title: 'Set a new password',
      lead: 'Enter the address you sign in with. We send a link to it.',
      email: 'E-mail address',
      submit: 'Send the link',
      back: 'Back to signing in',
    },
    asked: {
      title: 'Look at your mail',
      text: (email: string) =>
        `If ${email} is the address of a member here, a link is on its way. It works once, for 15 minutes. Nothing there? Look into the spam folder, and check the address.`,
    },
    choose: {
      title: 'Set a new password',
      lead: 'You will be signed out everywhere else.',
      password: 'New password',
      hint: '8 characters or more; 15 are better. A sentence is fine, with spaces and any signs you like.',
      submit: 'Save the new password',
    },
    over: {
      title: 'This link is over',
      text: 'It was used already, or its 15 minutes have passed. You can ask for a new one.',
      again: 'Send another link',
    },
  },
})
