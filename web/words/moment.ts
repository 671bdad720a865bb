import type { Lang } from '#web/words/lang.ts'

export type DueMeaning = 'late' | 'soon' | 'fine'

type Local = { year: number; month: number; day: number; weekday: number; time: string }

const weekdays = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const nearDays: Record<Lang, Record<number, string>> = {
  'zh-CN': { [-2]: '前天', [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' },
  en: { [-1]: 'Yesterday', 0: 'Today', 1: 'Tomorrow' },
}

/** "今天 17:30", "Wed 25 Nov, 13:30"; another year is named. */
export function momentWords(at: Date, now: Date, timeZone: string, lang: Lang): string {
  const local = localOf(at, timeZone)
  const today = localOf(now, timeZone)
  const near = nearDays[lang][daysBetween(today, local)]
  if (near) return `${near} ${local.time}`
  const date = dateWords(local, today, lang)
  return lang === 'en' ? `${date}, ${local.time}` : `${date} ${local.time}`
}

/** A day ("2026-05-01") in words, seen from another one. */
export function dayWords(on: string, today: string, lang: Lang): string {
  const day = localOfDay(on)
  const seenFrom = localOfDay(today)
  return nearDays[lang][daysBetween(seenFrom, day)] ?? dateWords(day, seenFrom, lang)
}

/** The year always, no weekday: for what is printed and kept. */
export function fullDayWords(on: string, lang: Lang): string {
  const { year, month, day } = localOfDay(on)
  return lang === 'en' ? `${day} ${months[month - 1]} ${year}` : `${year}年${month}月${day}日`
}

/** For what is printed and kept: the year always, no "today". */
export function fullMomentWords(at: Date, timeZone: string, lang: Lang): string {
  const { year, month, day, time } = localOf(at, timeZone)
  return lang === 'en' ? `${day} ${months[month - 1]} ${year}, ${time}` : `${year}年${month}月${day}日 ${time}`
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

function dateWords(local: Local, today: Local, lang: Lang): string {
  const { year, month, day } = local
  const weekday = weekdays[lang][local.weekday]
  if (year !== today.year) return lang === 'en' ? `${day} ${months[month - 1]} ${year}` : `${year}年${month}月${day}日`
  return lang === 'en' ? `${weekday} ${day} ${months[month - 1]}` : `${month}月${day}日 ${weekday}`
}

function daysBetween(from: Local, to: Local): number {
  return (Date.UTC(to.year, to.month - 1, to.day) - Date.UTC(from.year, from.month - 1, from.day)) / 86_400_000
}

function localOfDay(on: string): Local {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number)
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(), time: '' }
}

function localOf(at: Date, timeZone: string): Local {
  const parts = Object.fromEntries(
    formatterOf(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )
  const { year, month, day, hour, minute } = parts
  return { ...localOfDay(`${year}-${month}-${day}`), time: `${hour}:${minute}` }
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formatters.set(timeZone, made)
  return made
}
