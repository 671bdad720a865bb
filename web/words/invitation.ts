import { words } from './lang.ts'

export const invitationWords = words({
  'zh-CN': {
    title: (company: string) => `加入${company}`,
    lead: (role: string) => `您将以“${role}”的身份加入。设置姓名和密码就可以开始。`,
    email: '您登录用的邮箱',
    name: '您的姓名',
    nameHint: '同事和客户会看到这个名字。',
    password: '密码',
    passwordHint: '至少 8 个字符，15 个以上更好。可以是一句话，中文、空格和符号都行。',
    lang: '界面语言',
    submit: '加入',
    over: {
      title: '邀请已经失效',
      text: '它已经用过、被撤回，或者超过了三天。请联系邀请您的人再发一次。如果您已经加入，请直接登录。',
      signIn: '去登录',
    },
  },
  en: {
    title: (company: string) => `Join ${company}`,
    lead: (role: string) => `You join as: ${role}. Choose a name and a password, and you are in.`,
    email: 'The address you sign in with',
    name: 'Your name',
    nameHint: 'Colleagues and customers see it.',
    password: 'Password',
    passwordHint: '8 characters or more; 15 are better. A sentence is fine, with spaces and any signs you like.',
    lang: 'Language',
    submit: 'Join',
    over: {
      title: 'This invitation is over',
      text: 'It was used, withdrawn, or its three days have passed. Ask whoever invited you to send it again. If you have joined already, just sign in.',
      signIn: 'Sign in',
    },
  },
})
