import { words } from './lang.ts'

export const checklistWords = words({
  'zh-CN': {
    mailWaits: {
      title: '您的邮箱还没有确认，系统暂时不给客户发邮件',
      text: '请点击注册时我们发去的邮件里的链接。在那之前，客户只能用跟踪链接查看进度。',
      link: '没收到？再发一封',
    },
    title: '四步开始',
    policy: {
      title: '看一遍服务制度',
      text: '报修页上的每个期限都出自它。数字随时可以改，改完发布新版本。',
      link: '打开服务制度',
    },
    phone: {
      title: '填写服务电话',
      text: '填了之后，公开页面和报修页才会请客户来电，服务制度里有关服务电话的承诺也才对客户生效。',
      link: '填写电话',
    },
    form: {
      title: '把报修页发给客户',
      text: '复制网址发到微信群，或者把二维码贴在机器上。',
      link: '打开报修页',
      address: '报修页网址',
    },
    members: { title: '邀请同事', text: '客服、工程师各用各的账户，谁做了什么都有记录。', link: '邀请同事' },
    done: '已完成',
    tick: '标记为完成',
    dismiss: '不再显示',
  },
  en: {
    mailWaits: {
      title: 'Your address is not confirmed yet, so no mail goes to your customers',
      text: 'Follow the link in the mail we sent when you signed up. Until then customers see how far it is by their tracking link only.',
      link: 'No mail? Send it again',
    },
    title: 'Four steps to start',
    policy: {
      title: 'Look over your service policy',
      text: 'Every deadline on your form comes from it. Change its numbers and publish a new version at any time.',
      link: 'Open the policy',
    },
    phone: {
      title: 'Enter your service number',
      text: 'Only then do your public page and form invite customers to call, and what your policy promises about the telephone holds for them.',
      link: 'Enter the number',
    },
    form: {
      title: 'Give your customers the form',
      text: 'Send its address, or stick its QR code on your machines.',
      link: 'Open the form',
      address: 'Address of the form',
    },
    members: {
      title: 'Invite colleagues',
      text: 'Everybody has an account of their own, so it is clear who did what.',
      link: 'Invite colleagues',
    },
    done: 'Done',
    tick: 'Mark as done',
    dismiss: 'Hide this',
  },
})
