import { words } from './lang.ts'

/** Where a clause of a draft stands, and moving it. */
export const placeWords = words({
  'zh-CN': {
    up: '上移',
    down: '下移',
    further: '移动…',
    title: (label: string, title: string) => `移动${label}“${title}”`,
    answer: '条文的编号随位置改变；内容和已经发布的版本不变。',
    where: '移到哪里',
    head: (chapter: string) => `${chapter}：开头`,
    after: (chapter: string, clause: string) => `${chapter}：${clause}之后`,
    alone: (chapter: string) => `“${chapter}”一章只有这一条；移走之后，这一章就不在草稿里了。`,
    confirm: '移动',
    gone: '您选的位置已经不在了：那一条或那一章刚刚被移走或删除。请重新选择。',
    moved: (label: string) => `已移动，现在是${label}。`,
  },
  en: {
    up: 'Up',
    down: 'Down',
    further: 'Move…',
    title: (label: string, title: string) => `Move ${label.toLowerCase()}, “${title}”`,
    answer: 'Numbers follow the order. What the clause says, and every published version, stays as it is.',
    where: 'Where to',
    head: (chapter: string) => `${chapter}: at the top`,
    after: (chapter: string, clause: string) => `${chapter}: after ${clause.toLowerCase()}`,
    alone: (chapter: string) => `It is the only clause of the chapter “${chapter}”, which leaves the draft with it.`,
    confirm: 'Move it',
    gone: 'That place is no longer there: the clause or chapter was just moved or removed. Please choose again.',
    moved: (label: string) => `Moved; it is now ${label.toLowerCase()}.`,
  },
})
