import type { PasswordReason } from '#rules/password.ts'
import { fieldReasons } from './field.ts'
import { type Lang, words } from './lang.ts'

const passwordReasons = words<Record<PasswordReason, string>>({
  'zh-CN': {
    password_short: '密码至少要有 8 个字符。',
    password_long: '密码最多 256 个字符。',
    password_common: '这个密码太常见，别人很容易猜到，请换一个。',
    password_guessable: '这个密码里几乎只有公司或您本人的名字，请换一个别人猜不到的。',
  },
  en: {
    password_short: 'A password needs 8 characters or more.',
    password_long: 'A password may have 256 characters at the most.',
    password_common: 'Very many people use this password; please choose another.',
    password_guessable: 'This is little more than the name of your company or your own; please choose another.',
  },
})

const signInReasons = words({
  'zh-CN': {
    credentials: '邮箱或密码不对。请检查后再试。',
    required_email: '请填写邮箱。',
    required_password: '请填写密码。',
    required_code: '请填写验证码。',
    required_newPassword: '请填写新密码。',
    required_proof: '请填写密码。',
    required_sessionsProof: '请填写密码。',
    required_factorProof: '请填写密码。',
    code: '验证码不对，或者已经用过。请输入应用里现在显示的验证码。',
    code_expired: '这次登录已经过期，请重新输入密码。',
    wrong_password: '密码不对。',
    same_password: '新密码不能和现在的密码相同。',
    name: '请填写姓名。',
    company_requires: '您的公司要求您的角色使用两步验证。',
  },
  en: {
    credentials: 'This e-mail address and password do not belong together. Please check both.',
    required_email: 'Enter your e-mail address.',
    required_password: 'Enter your password.',
    required_code: 'Enter the code.',
    required_newPassword: 'Enter a new password.',
    required_proof: 'Enter your password.',
    required_sessionsProof: 'Enter your password.',
    required_factorProof: 'Enter your password.',
    code: 'This code is wrong or was used already. Enter the one that your app shows now.',
    code_expired: 'This took too long; please enter your password again.',
    wrong_password: 'This is not your password.',
    same_password: 'The new password must differ from the present one.',
    name: 'Please enter a name.',
    company_requires: 'Your company wants a second factor for your role.',
  },
})

/** Every reason of a form about people and passwords, in words. */
export const personReasons: Record<Lang, Record<string, string>> = {
  'zh-CN': { ...fieldReasons['zh-CN'], ...passwordReasons['zh-CN'], ...signInReasons['zh-CN'] },
  en: { ...fieldReasons.en, ...passwordReasons.en, ...signInReasons.en },
}

/** What came back from a refused post, in words; passwords and codes are never shown again. */
export const refusedForm = (
  lang: Lang,
  typed: Record<string, string>,
  errors: Record<string, string>,
  more: Record<string, string> = {},
) => {
  const reasons = { ...personReasons[lang], ...more }
  const said = Object.entries(errors).map(([name, reason]) => {
    const own = reasons[`${reason}_${name}`]
    return [name, own ?? reasons[reason] ?? reasons.unknown]
  })
  return { typed, errors: Object.fromEntries(said) as Record<string, string> }
}

/** "in 4 seconds", "in 2 minutes": never less than it is. */
export function waitWords(seconds: number, lang: Lang): string {
  const minutes = Math.ceil(seconds / 60)
  if (seconds < 60) return lang === 'en' ? `${seconds} second${seconds === 1 ? '' : 's'}` : `${seconds} 秒`
  return lang === 'en' ? `${minutes} minute${minutes === 1 ? '' : 's'}` : `${minutes} 分钟`
}

export const signInWords = words({
  'zh-CN': {
    title: '登录',
    lead: (company: string) => `${company}的员工从这里登录。客户报修不需要账户。`,
    report: '我要报修',
    email: '邮箱',
    password: '密码',
    signIn: '登录',
    forgotten: '忘记密码？',
    wait: (wait: string) => `试的次数太多。为了安全，请等 ${wait}再试。`,
    pleaseSignIn: '请先登录，登录后会回到您要去的页面。',
    signedOut: '您已退出登录。',
    passwordChanged: '新密码已经生效，请用它登录。',
    code: {
      title: '输入验证码',
      lead: '打开手机上的验证器应用，输入显示的 6 位数字。',
      label: '验证码',
      hint: '手机不在身边？也可以输入一个备用码。',
      submit: '继续',
      back: '换一个账户登录',
    },
    handOver: {
      title: '请登录',
      text: '公司已经开通，只是这一次自动登录没有成功：链接只在一分钟内有效，而且只能用一次。请用您刚才设置的邮箱和密码登录。',
    },
  },
  en: {
    title: 'Sign in',
    lead: (company: string) => `For the staff of ${company}. Customers need no account.`,
    report: 'Report a fault',
    email: 'E-mail address',
    password: 'Password',
    signIn: 'Sign in',
    forgotten: 'Forgotten your password?',
    wait: (wait: string) => `Too many tries. To keep the account safe, please wait ${wait} and try again.`,
    pleaseSignIn: 'Please sign in; after that you go on to the page you asked for.',
    signedOut: 'You are signed out.',
    passwordChanged: 'Your new password is set. Sign in with it.',
    code: {
      title: 'Enter your code',
      lead: 'Open the authenticator app on your phone and enter the six digits it shows.',
      label: 'Code',
      hint: 'No phone at hand? A recovery code works as well.',
      submit: 'Continue',
      back: 'Sign in with another account',
    },
    handOver: {
      title: 'Please sign in',
      text: 'Your company is ready, but signing you in by itself did not work this time: the link works once and for one minute only. Sign in with the address and password you have just chosen.',
    },
  },
})
