import type { Day } from '#rules/day.ts'
import type { NoticeStep } from '#rules/notice.ts'
import { positions } from '#rules/policy-vocabulary.ts'
import { quantity, wordsOf } from '#rules/policy-words.ts'
import { han } from './han.ts'
import { type Lang, words } from './lang.ts'
import { datedDayWords, datedMomentWords, fullDayWords } from './moment.ts'
import { type Seen, stepWords } from './step.ts'

/** How a notice's day and hour were reckoned, a line a step. */
export const noticeStepLines = (steps: readonly NoticeStep[], seen: Seen): string[] =>
  steps.map((step) => noticeStepWords(step, seen))

/** In one line: "Ends 31 Dec 2026, 1 month before → Mon 30 Nov 2026, 09:00". */
export function noticeTimeWords(steps: readonly NoticeStep[], seen: Seen): string {
  const kinds: NoticeStep['kind'][] = ['ends', 'renews', 'before']
  const parts = kinds.flatMap((kind) => {
    const step = steps.find((one) => one.kind === kind)
    return step
      ? [step.kind === 'before' ? texts[seen.lang].before(leadWords(step, seen.lang)) : noticeStepWords(step, seen)]
      : []
  })
  const sent = steps.findLast((step) => step.kind === 'send_at')
  const when = sent?.kind === 'send_at' ? ` → ${momentOf(sent.at, seen)}` : ''
  return `${parts.join(texts[seen.lang].comma)}${when}`
}

export function noticeStepWords(step: NoticeStep, seen: Seen): string {
  const { lang } = seen
  const t = texts[lang]
  switch (step.kind) {
    case 'ends':
      return t.ends(fullDayWords(step.on, lang))
    case 'renews':
      return t.renews(fullDayWords(step.on, lang))
    case 'before':
      return t.beforeOn(leadWords(step, lang), datedDayWords(step.on, lang))
    case 'law_moves':
      return t.lawMoves(windowWords(step, lang), datedDayWords(step.on, lang))
    case 'law_adds':
      return t.lawAdds(windowWords(step, lang))
    case 'quiet':
      return t.quiet(step.asked, step.time)
    case 'send_at':
      return t.sendAt(momentOf(step.at, seen))
    case 'late':
      return t.late(quantity(step.days, 'days', lang), momentOf(step.at, seen))
    case 'instead':
      return t.instead(wordsOf(positions, step.of, lang))
    default:
      return stepWords(step, { ...seen, isPaper: true })
  }
}

const leadWords = ({ before, unit }: { before: number; unit: 'month' | 'day' }, lang: Lang) =>
  quantity(before, unit === 'month' ? 'months' : 'days', lang)

function windowWords({ earliestOn, latestOn }: { earliestOn: Day | null; latestOn: Day }, lang: Lang): string {
  const latest = fullDayWords(latestOn, lang)
  return earliestOn ? texts[lang].between(fullDayWords(earliestOn, lang), latest) : texts[lang].by(latest)
}

const momentOf = (at: string, { timeZone, lang }: Seen) => datedMomentWords(new Date(at), timeZone, lang)

const texts = words({
  'zh-CN': {
    comma: '，',
    ends: (on: string) => han`${on}到期`,
    renews: (on: string) => han`${on}自动续期`,
    before: (lead: string) => `提前 ${lead}`,
    beforeOn: (lead: string, on: string) => han`提前 ${lead}：${on}`,
    by: (latest: string) => han`最晚 ${latest}`,
    between: (earliest: string, latest: string) => han`${earliest} 至 ${latest}`,
    lawMoves: (window: string, on: string) => han`自动续期须依法提前提醒（${window}），改到 ${on}`,
    lawAdds: (window: string) => `自动续期须依法提前提醒客户（${window}），制度里没有合适的提醒，因此加发这一条`,
    quiet: (asked: string, time: string) => `${asked} 在免打扰时段，改为当天 ${time}`,
    sendAt: (at: string) => han`${at} 发出`,
    late: (days: string, at: string) => han`晚了 ${days}，补发：${at}`,
    instead: (position: string) => `目前没有人担任“${position}”，改为通知负责人`,
  },
  en: {
    comma: ', ',
    ends: (on: string) => `Ends ${on}`,
    renews: (on: string) => `Renews automatically on ${on}`,
    before: (lead: string) => `${lead} before`,
    beforeOn: (lead: string, on: string) => `${lead} before: ${on}`,
    by: (latest: string) => `by ${latest}`,
    between: (earliest: string, latest: string) => `${earliest} to ${latest}`,
    lawMoves: (window: string, on: string) =>
      `The law wants an automatic renewal announced in time (${window}): moved to ${on}`,
    lawAdds: (window: string) =>
      `The law wants the customer told of an automatic renewal (${window}); the policy has no such reminder, so this one is added`,
    quiet: (asked: string, time: string) => `${asked} is in the quiet hours: ${time} on the same day instead`,
    sendAt: (at: string) => `Goes out on ${at}`,
    late: (days: string, at: string) => `${days} late, caught up on ${at}`,
    instead: (position: string) => `Nobody has the position “${position}” at present, so the owners are told`,
  },
})
