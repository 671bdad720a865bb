import { dayOf } from '#rules/day.ts'
import type { ClosedBecause, OpenBecause, Step } from '#rules/decision.ts'
import { type CnHoliday, cnHolidayNames } from '#rules/holidays/cn.ts'
import { pauseReasonNames } from '#rules/policy-vocabulary.ts'
import { wordsOf } from '#rules/policy-words.ts'
import { han } from './han.ts'
import { type Lang, words } from './lang.ts'
import { datedDayWords, datedMomentWords, dayWords, durationWords, hoursWords, momentWords } from './moment.ts'
import { withinSentence } from './sentence.ts'

/** From where a reckoning is read: the company's zone, the instant that "today" is seen from. */
export type Seen = {
  timeZone: string
  now: Date
  lang: Lang /** Read on other days: dates, never "today". */
  isPaper?: boolean
}

/** How a due time was reckoned, a line a step; the last line is what came out. */
export function stepLines(steps: readonly Step[], seen: Seen): { lines: string[]; result: string | undefined } {
  const isResult = (step: Step) => step.kind === 'due' || step.kind === 'due_on'
  const last = steps.filter(isResult).at(-1)
  return {
    lines: steps.filter((step) => !isResult(step)).map((step) => stepWords(step, seen)),
    result: last && stepWords(last, seen),
  }
}

export function stepWords(step: Step, seen: Seen): string {
  const { lang } = seen
  const t = texts[lang]
  const at = (instant: string) => instantWords(instant, seen)
  const on = (day: string) =>
    seen.isPaper ? datedDayWords(day, lang) : dayWords(day, dayOf(seen.now, seen.timeZone), lang)
  const span = (from: string, to: string) => (from === to ? on(from) : t.span(on(from), on(to)))
  switch (step.kind) {
    case 'counts':
      return t.counts(stretch(step, seen), hoursWords(step.minutes, lang), step.days)
    case 'weeks':
      return t.weeks(span(step.from, step.to), step.weeks, hoursWords(step.minutes, lang))
    case 'days':
      return t.days(span(step.from, step.to), step.days)
    case 'elapsed':
      return t.elapsed(at(step.from), durationWords(step.minutes, lang))
    case 'closed':
      return t.closed(span(step.from, step.to), closedWords(step.why, step.name, lang))
    case 'open':
      return t.open(on(step.day), openWords(step.why, step.name, lang))
    case 'pause':
      return t.pause(
        at(step.from),
        step.until && at(step.until),
        wordsOf({ ...pauseReasonNames, resolved: t.resolved }, step.reason, lang),
        step.minutes === null ? null : hoursWords(step.minutes, lang),
      )
    case 'appointment':
      return t.appointment(at(step.at), step.mode === 'earlier_of')
    case 'months':
      return t.months(on(step.from), step.months, on(step.to))
    case 'shifted':
      return t.shifted(on(step.from), on(step.to))
    case 'due':
      return t.due(at(step.at))
    case 'due_on':
      return t.due(on(step.day))
  }
}

function instantWords(instant: string, { now, timeZone, lang, isPaper }: Seen): string {
  const at = new Date(instant)
  return isPaper ? datedMomentWords(at, timeZone, lang) : momentWords(at, now, timeZone, lang)
}

/** "Fri 1 May, 16:30–17:30"; the day is not said twice. */
function stretch({ from, to }: { from: string; to: string }, seen: Seen): string {
  const { lang } = seen
  const [begins, ends] = [instantWords(from, seen), instantWords(to, seen)]
  const time = ends.slice(-5)
  return begins.slice(0, -5) === ends.slice(0, -5) ? `${begins}–${time}` : texts[lang].span(begins, ends)
}

function closedWords(why: ClosedBecause, name: string | undefined, lang: Lang): string {
  if (why === 'holiday' && name) return holidayWords(name, lang)
  return why === 'tenant' && name ? name : closedBecause[lang][why]
}

const openWords = (why: OpenBecause, name: string | undefined, lang: Lang) =>
  why === 'tenant' && name ? name : openBecause[lang][why]

function holidayWords(key: string, lang: Lang): string {
  const names = cnHolidayNames[key as CnHoliday]
  if (!names) return key
  return lang === 'en' ? names.en : names.zh
}

const closedBecause = words<Record<ClosedBecause, string>>({
  'zh-CN': { weekend: '周末', closed_weekday: '休息日', holiday: '节假日', tenant: '公司休息' },
  en: { weekend: 'weekend', closed_weekday: 'day off', holiday: 'public holiday', tenant: 'closed by the company' },
})

const openBecause = words<Record<OpenBecause, string>>({
  'zh-CN': { makeup_workday: '调休上班', tenant: '公司安排上班' },
  en: { makeup_workday: 'a make-up working day', tenant: 'opened by the company' },
})

const plural = (count: number, one: string) => (count === 1 ? `1 ${one}` : `${count} ${one}s`)

const texts = words({
  'zh-CN': {
    resolved: { 'zh-CN': '已解决待确认', en: 'solved, to be confirmed' },
    span: (from: string, to: string) => han`${from} 至 ${to}`,
    counts: (stretch: string, duration: string, days: number) =>
      days > 1 ? han`${stretch}，${days} 个工作日，计 ${duration}` : han`${stretch}，计 ${duration}`,
    weeks: (span: string, weeks: number, duration: string) => han`${span}，整 ${weeks} 周，计 ${duration}`,
    days: (span: string, days: number) => han`${span}，计 ${days} 个工作日`,
    elapsed: (from: string, duration: string) => han`从 ${from} 起连续计 ${duration}`,
    closed: (span: string, why: string) => han`${span} 不计（${why}）`,
    open: (day: string, why: string) => han`${day} 照常计时（${why}）`,
    pause: (from: string, until: string | null, reason: string, back: string | null) =>
      until ? han`${from} 至 ${until} 暂停（${reason}），补回 ${back ?? '0 分钟'}` : han`${from} 起暂停（${reason}）`,
    appointment: (at: string, earlier: boolean) =>
      earlier ? han`您约的时间是 ${at}，以先到的为准` : han`按您约的时间：${at}`,
    months: (from: string, months: number, to: string) => han`从 ${from} 起 ${months} 个月，到 ${to}`,
    shifted: (from: string, to: string) => han`${from} 不上班，改为 ${to}`,
    due: (at: string) => han`最晚 ${at}`,
  },
  en: {
    resolved: { 'zh-CN': '已解决待确认', en: 'solved, to be confirmed' },
    span: (from: string, to: string) => `${from} to ${withinSentence(to)}`,
    counts: (stretch: string, duration: string, days: number) =>
      days > 1 ? `${stretch}: ${plural(days, 'working day')}, ${duration} count` : `${stretch}: ${duration} count`,
    weeks: (span: string, weeks: number, duration: string) =>
      `${span}: ${plural(weeks, 'whole week')}, ${duration} count`,
    days: (span: string, days: number) => `${span}: ${plural(days, 'working day')} count`,
    elapsed: (from: string, duration: string) => `From ${withinSentence(from)}, ${duration} without a break`,
    closed: (span: string, why: string) => `${span}: does not count (${why})`,
    open: (day: string, why: string) => `${day} counts (${why})`,
    pause: (from: string, until: string | null, reason: string, back: string | null) =>
      until
        ? `Paused ${withinSentence(from)} to ${withinSentence(until)} (${reason}); ${back ?? '0 min'} given back`
        : `Paused since ${withinSentence(from)} (${reason})`,
    appointment: (at: string, earlier: boolean) =>
      earlier
        ? `Your appointment is ${withinSentence(at)}; the earlier of the two counts`
        : `As arranged with you: ${withinSentence(at)}`,
    months: (from: string, months: number, to: string) =>
      `${plural(months, 'month')} from ${withinSentence(from)}: ${withinSentence(to)}`,
    shifted: (from: string, to: string) => `${from} is not a working day: ${withinSentence(to)} instead`,
    due: (at: string) => `By ${withinSentence(at)}`,
  },
})
