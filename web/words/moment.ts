import { dayOf, localTimeOf } from '#rules/day.ts'
import type { Lang } from '#web/words/lang.ts'
import { months, type Wall, wallDayWords, wallWords, weekdayWords } from '#web/words/wall.ts'

export type DueMeaning = 'late' | 'soon' | 'fine'

/** "今天 17:30", "Wed 25 Nov, 13:30"; another year is named. */
export const momentWords = (at: Date, now: Date, timeZone: string, lang: Lang): string =>
  wallWords(wallOf(at, timeZone), wallOf(now, timeZone), lang)

/** A day ("2026-05-01") in words, seen from another one. */
export const dayWords = (on: string, today: string, lang: Lang): string =>
  wallDayWords(wallOfDay(on), wallOfDay(today), lang)

/** The year always, no weekday: for what is printed and kept. */
export function fullDayWords(on: string, lang: Lang): string {
  const { year, month, day } = wallOfDay(on)
  return lang === 'en' ? `${day} ${months[month - 1]} ${year}` : `${year}年${month}月${day}日`
}

/** For what is printed and kept: the year always, no "today". */
export function fullMomentWords(at: Date, timeZone: string, lang: Lang): string {
  const { year, month, day, time } = wallOf(at, timeZone)
  return lang === 'en' ? `${day} ${months[month - 1]} ${year}, ${time}` : `${year}年${month}月${day}日 ${time}`
}

/** The day of the week and the year: "Mon 30 Nov 2026", for a reckoning that is checked on another day. */
export function datedDayWords(on: string, lang: Lang): string {
  const [date, weekday] = [fullDayWords(on, lang), weekdayWords(wallOfDay(on), lang)]
  return lang === 'en' ? `${weekday} ${date}` : `${date} ${weekday}`
}

export function datedMomentWords(at: Date, timeZone: string, lang: Lang): string {
  const { time } = wallOf(at, timeZone)
  return `${datedDayWords(dayOf(at, timeZone), lang)}${lang === 'en' ? ', ' : ' '}${time}`
}

/** "2 h 10 min", "2 小时 10 分"; the two greatest units only, never rounded up. */
export function durationWords(minutes: number, lang: Lang): string {
  const whole = Math.floor(Math.abs(minutes))
  const days = Math.floor(whole / 1440)
  const hours = Math.floor((whole % 1440) / 60)
  const rest = whole % 60
  return lang === 'en' ? durationInEnglish(days, hours, rest) : durationInChinese(days, hours, rest)
}

/** Working time: hours and minutes only, for a working day is no day of 24 hours. */
export function hoursWords(minutes: number, lang: Lang): string {
  const whole = Math.floor(minutes)
  const [hours, rest] = [Math.floor(whole / 60), whole % 60]
  return lang === 'en' ? durationInEnglish(0, hours, rest) : durationInChinese(0, hours, rest)
}

/** What is left until an instant, or how late it is; exactly on the instant is still in time. */
export function dueWords(dueAt: Date, now: Date, lang: Lang, soonMinutes = 120): { text: string; meaning: DueMeaning } {
  const left = (dueAt.getTime() - now.getTime()) / 60_000
  const duration = durationWords(left, lang)
  if (left < 0) return { text: lang === 'en' ? `${duration} late` : spaced('晚了', duration), meaning: 'late' }
  return {
    text: lang === 'en' ? `${duration} left` : spaced('还剩', duration),
    meaning: left <= soonMinutes ? 'soon' : 'fine',
  }
}

/** Chinese keeps a space between a character and a number, none between characters. */
const spaced = (before: string, after: string) => (/^\d/.test(after) ? `${before} ${after}` : before + after)

export const yourTimeWords = (moment: string, lang: Lang): string =>
  lang === 'en' ? ` (${moment} your time)` : `（您当地：${moment}）`

function durationInEnglish(days: number, hours: number, minutes: number) {
  if (days > 0) return `${days} ${days === 1 ? 'day' : 'days'}${hours ? ` ${hours} h` : ''}`
  if (hours > 0) return `${hours} h${minutes ? ` ${minutes} min` : ''}`
  return minutes > 0 ? `${minutes} min` : 'under 1 min'
}

function durationInChinese(days: number, hours: number, minutes: number) {
  if (days > 0) return `${days} 天${hours ? ` ${hours} 小时` : ''}`
  if (hours > 0) return `${hours} 小时${minutes ? ` ${minutes} 分` : ''}`
  return minutes > 0 ? `${minutes} 分钟` : '不到 1 分钟'
}

function wallOfDay(on: string): Wall {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number)
  return { year, month, day, time: '' }
}

function wallOf(at: Date, timeZone: string): Wall {
  const shown = localTimeOf(at, timeZone)
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    time: shown.toISOString().slice(11, 16),
  }
}
