import { han } from './han.ts'
import { words } from './lang.ts'

/** Every member confirms having read a policy; who has, and who has not. */
export const acknowledgementWords = words({
  'zh-CN': {
    banner: (kind: string, number: number) => `请阅读${kind}第 ${number} 版，并确认已阅读。`,
    bannerLink: '阅读并确认',
    title: '确认已阅读',
    ask: (kind: string, number: number) =>
      `请通读上面的${kind}第 ${number} 版，然后在这里确认。确认的时间会与这一版一起保存。`,
    confirm: (number: number) => `我已阅读第 ${number} 版`,
    done: (when: string) => han`您已于 ${when} 确认阅读这一版。`,
    list: '谁已确认',
    listTitle: (kind: string, number: number) => `${kind}第 ${number} 版：谁已确认阅读`,
    count: (done: number, all: number) => `${all} 人中有 ${done} 人已确认。`,
    missing: '对尚未确认的成员，不能依据这一版记录处分。',
    person: '成员',
    role: '权限',
    at: '确认时间',
    not: '尚未确认',
    notAsked: '这一版不要求逐人确认。',
  },
  en: {
    banner: (kind: string, number: number) =>
      `Please read version ${number} of the ${kind.toLowerCase()} and confirm that you have.`,
    bannerLink: 'Read and confirm',
    title: 'Confirm that you have read it',
    ask: (kind: string, number: number) =>
      `Please read version ${number} of the ${kind.toLowerCase()} above, then confirm it here. When you did is kept with the version.`,
    confirm: (number: number) => `I have read version ${number}`,
    done: (when: string) => `You confirmed having read this version: ${when}.`,
    list: 'Who has confirmed',
    listTitle: (kind: string, number: number) => `${kind}, version ${number}: who has read it`,
    count: (done: number, all: number) => `${done} of ${all} have confirmed.`,
    missing: 'No penalty can be recorded under this version against a member who has not confirmed it.',
    person: 'Member',
    role: 'Role',
    at: 'Confirmed',
    not: 'Not yet',
    notAsked: 'This version does not ask each member to confirm.',
  },
})
