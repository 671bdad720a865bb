import type { PolicyKind } from '#rules/policy.ts'
import type { Standing, VersionStanding } from '#rules/policy-standing.ts'
import { han } from './han.ts'
import { type Lang, words } from './lang.ts'
import { fullDayWords, fullMomentWords } from './moment.ts'

type PolicyWords = {
  kinds: Record<PolicyKind, string>
  kindTabs: string
  inForce: (number: number, since: string, clauses: number) => string
  notInForce: string
  version: (number: number) => string
  standing: Record<VersionStanding, string>
  from: (when: string) => string
  until: (when: string) => string
  fromUntil: (from: string, until: string) => string
  trial: (when: string) => string
  clauseStanding: Record<Standing, string>
  acting: (acts: number, all: number) => string
  legend: string
  versions: string
  contents: string
  see: string
  changes: string
  changesOf: (number: number, before: number) => string
  firstVersion: string
  noChanges: string
  changeCount: (count: number) => string
  changeKinds: Record<'added' | 'removed' | 'changed', string>
  moved: string
  place: string
  placeOf: (chapter: string, clause: string) => string
  wording: string
  before: string
  after: string
  nothing: string
  edit: string
  openDraft: string
  draftExists: (number: number) => string
  scheduled: (number: number, when: string) => string
  scheduledHere: (number: number, when: string) => string
  withdrawnHere: string
  calledOffHere: (number: number, reason: string) => string
  consultationHere: (number: number, until: string) => string
  callOff: string
  readScheduled: string
  draftFrom: (number: number) => string
  staffDraft: { title: string; text: string }
  oldVersion: (number: number, until: string) => string
  toCurrent: string
  empty: { title: string; text: string }
  running: string
}

/** A company's written policy as a document, and its versions. */
export const policyWords = words<PolicyWords>({
  'zh-CN': {
    kinds: { service: '服务制度', staff: '员工制度' },
    kindTabs: '两份制度',
    inForce: (number, since, clauses) => han`第 ${number} 版，${since}起执行，共 ${clauses} 条。`,
    notInForce: '目前没有执行中的版本。',
    version: (number) => `第 ${number} 版`,
    standing: {
      in_force: '执行中',
      scheduled: '待执行',
      superseded: '已被替代',
      draft: '草稿',
      consultation: '征求意见中',
      withdrawn: '已作废',
    },
    from: (when) => han`${when}起执行`,
    until: (when) => han`执行至 ${when}`,
    fromUntil: (from, until) => han`${from}起执行，到 ${until}为止`,
    trial: (when) => han`试行至 ${when}`,
    clauseStanding: { acts: '系统执行', partly: '部分由系统执行', waits: '由人执行', people: '由人判断' },
    acting: (acts, all) => `共 ${all} 条，其中 ${acts} 条由系统直接执行，其余由人执行：条文有效，系统暂不据此计算。`,
    legend: '带底色的内容是可以修改的参数；实线表示系统据此计算，虚线表示由人执行。',
    versions: '各版本',
    contents: '目录',
    see: '阅读',
    changes: '与上一版的差异',
    changesOf: (number, before) => `第 ${number} 版与第 ${before} 版的差异`,
    firstVersion: '这是第一个版本，没有可以比较的上一版。',
    noChanges: '两个版本的内容完全相同。',
    changeCount: (count) => `共有 ${count} 条不同。`,
    changeKinds: { added: '新增', removed: '删除', changed: '修改' },
    moved: '移动位置',
    place: '位置',
    placeOf: (chapter, clause) => `${chapter}，${clause}`,
    wording: '条文',
    before: '原来',
    after: '现在',
    nothing: '（无）',
    edit: '修改制度',
    openDraft: '继续修改草稿',
    draftExists: (number) => `第 ${number} 版正在起草，尚未发布；发布之前，下面的版本继续有效。`,
    scheduled: (number, when) => han`第 ${number} 版已经发布，${when}起执行；在那之前收到的请求仍按下面的版本处理。`,
    scheduledHere: (number, when) => han`您正在阅读第 ${number} 版。它已经发布，${when}起执行。`,
    withdrawnHere: '这份草稿已经作废，从未执行。',
    calledOffHere: (number, reason) =>
      `第 ${number} 版发布之后、开始执行之前被撤销，从未执行。${reason ? `理由：${reason}` : ''}`,
    consultationHere: (number, until) => han`第 ${number} 版正在征求意见，${until}截止；发布之前不影响任何人。`,
    callOff: '撤销发布',
    readScheduled: '阅读这一版',
    draftFrom: (number) => `按第 ${number} 版的内容重新起草`,
    staffDraft: {
      title: '为什么还是草稿',
      text: '员工制度涉及劳动者的切身利益：须先与员工讨论协商并留下记录，再逐人告知、确认，然后才能发布。在此之前不会据此作出任何处理。',
    },
    oldVersion: (number, until) => han`您正在阅读第 ${number} 版。它${until}，只适用于那段时间内发生的事情。`,
    toCurrent: '阅读执行中的版本',
    empty: { title: '还没有这份制度', text: '制度发布之后会显示在这里。' },
    running: '适用事情发生时执行中的版本；已经开始计时的请求不受新版本影响。',
  },
  en: {
    kinds: { service: 'Service policy', staff: 'Staff policy' },
    kindTabs: 'The two policies',
    inForce: (number, since, clauses) => `Version ${number}, in force since ${since}, ${clauses} clauses.`,
    notInForce: 'No version is in force yet.',
    version: (number) => `Version ${number}`,
    standing: {
      ...{ in_force: 'In force', scheduled: 'Scheduled', superseded: 'Superseded' },
      ...{ draft: 'Draft', consultation: 'Under consultation', withdrawn: 'Withdrawn' },
    },
    from: (when) => `in force from ${when}`,
    until: (when) => `in force until ${when}`,
    fromUntil: (from, until) => `in force from ${from} until ${until}`,
    trial: (when) => `on trial until ${when}`,
    clauseStanding: { acts: 'Automatic', partly: 'Partly automatic', waits: 'By people', people: 'Judged by people' },
    acting: (acts, all) =>
      `The program itself acts on ${acts} of the ${all} clauses. The others are kept by people: they are valid, and nothing is computed from them yet.`,
    legend:
      'Tinted words are parameters that can be changed: a solid line where the program goes by them, a dotted one where people do.',
    versions: 'Versions',
    contents: 'Contents',
    see: 'Read',
    changes: 'What changed',
    changesOf: (number, before) => `What version ${number} changes in version ${before}`,
    firstVersion: 'This is the first version; there is none before it to compare with.',
    noChanges: 'Both versions say exactly the same.',
    changeCount: (count) => (count === 1 ? 'One clause is different.' : `${count} clauses are different.`),
    changeKinds: { added: 'Added', removed: 'Removed', changed: 'Changed' },
    moved: 'Moved',
    place: 'Place',
    placeOf: (chapter, clause) => `${chapter}, ${clause.toLowerCase()}`,
    wording: 'Text',
    before: 'Before',
    after: 'Now',
    nothing: '(nothing)',
    edit: 'Change the policy',
    openDraft: 'Continue the draft',
    draftExists: (number) =>
      `Version ${number} is being drafted. Until it is published, the version below stays in force.`,
    scheduled: (number, when) =>
      `Version ${number} is published and takes effect on ${when}; requests received before then go by the version below.`,
    scheduledHere: (number, when) => `You are reading version ${number}. It is published and takes effect on ${when}.`,
    withdrawnHere: 'This draft was withdrawn; it was never in force.',
    calledOffHere: (number, reason) =>
      `Version ${number} was published and called off before its first day; it was never in force.${reason ? ` Reason: ${reason}` : ''}`,
    consultationHere: (number, until) =>
      `Version ${number} is up for consultation until ${until}. Until it is published it binds nobody.`,
    callOff: 'Call it off',
    readScheduled: 'Read that version',
    draftFrom: (number) => `Draft anew from version ${number}`,
    staffDraft: {
      title: 'Why this is still a draft',
      text: 'A staff policy touches employees’ vital interests: it must first be discussed with them, with a record kept, and every member told of it. Until it is published, nothing is decided under it.',
    },
    oldVersion: (number, until) =>
      `You are reading version ${number}. It was ${until} and applies only to what happened then.`,
    toCurrent: 'Read the version in force',
    empty: { title: 'There is no such policy yet', text: 'Once it is published you find it here.' },
    running: 'The version in force at the time of the fact applies; requests whose clocks already run keep theirs.',
  },
})

/** A day, with the time where it does not begin at midnight. */
export function effectiveWords(at: Date, timeZone: string, lang: Lang): string {
  const full = fullMomentWords(at, timeZone, lang)
  if (!full.endsWith('00:00')) return full
  const on = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    at,
  )
  return fullDayWords(on, lang)
}
