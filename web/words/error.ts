import { words } from './lang.ts'

/** What happened, what is kept, what to do. */
export const errorWords = words({
  'zh-CN': {
    requestId: '编号',
    back: '返回上一页',
    home: '回到首页',
    company: (name: string) => `回到${name}的主页`,
    console: '回到工作台',
    again: '再试一次',
    call: '着急请直接打电话：',
    signIn: '登录',
    troubles: {
      sign_in: { title: '请先登录', text: '登录后即可继续，您会回到刚才的页面。' },
      forbidden: { title: '您没有这项权限', text: '如需使用，请联系本公司的管理员。' },
      same_origin: { title: '请求不是从本页面发出的', text: '为了安全，没有保存任何内容。请回到原页面再试一次。' },
      not_found: { title: '找不到这个页面', text: '链接可能写错了，或者内容已经不在。' },
      conflict: { title: '内容刚刚被别人修改过', text: '您的修改没有保存，也没有覆盖别人的内容。请返回、刷新后再试。' },
      too_large: { title: '内容太大', text: '照片合计不能超过 25 MB，每张不超过 10 MB。' },
      too_many: { title: '请求太频繁', text: '请稍等片刻再试。没有保存任何内容。' },
      suspended: { title: '本页面暂停服务', text: '这家公司的服务页面目前暂停使用，请直接与这家公司联系。' },
      unavailable: { title: '暂时无法使用', text: '没有保存任何内容。请稍后再试。' },
      unsure: {
        title: '不确定是否已经保存',
        text: '网络在最后一刻中断。可以放心地再提交一次：同一份内容不会被重复登记。',
      },
      broken: { title: '出错了', text: '' },
    },
  },
  en: {
    requestId: 'Reference',
    back: 'Go back',
    home: 'To the start page',
    company: (name: string) => `To the page of ${name}`,
    console: 'To the console',
    again: 'Try again',
    call: 'If it is urgent, please call',
    signIn: 'Sign in',
    troubles: {
      sign_in: { title: 'Please sign in', text: 'After signing in you return to where you were.' },
      forbidden: { title: 'You may not do this', text: 'If you need to, ask an administrator of your company.' },
      same_origin: {
        title: 'This did not come from our page',
        text: 'To be safe, nothing was stored. Go back to the page and try again.',
      },
      not_found: { title: 'There is no such page', text: 'The link may be mistyped, or what it showed is gone.' },
      conflict: {
        title: 'Somebody changed this meanwhile',
        text: 'Your change was not stored, and theirs is untouched. Go back, reload and try again.',
      },
      too_large: { title: 'That is too large', text: 'Photos may be 25 MB together and 10 MB each.' },
      too_many: { title: 'Too many tries', text: 'Please wait a moment and try again. Nothing was stored.' },
      suspended: {
        title: 'This page is paused',
        text: 'The company’s service page is paused; please get in touch with them directly.',
      },
      unavailable: { title: 'Not available just now', text: 'Nothing was stored. Please try again shortly.' },
      unsure: {
        title: 'We are not sure that it was stored',
        text: 'The connection broke at the last moment. It is safe to send it again: the same thing is never stored twice.',
      },
      broken: { title: 'Something broke', text: '' },
    },
  },
})
