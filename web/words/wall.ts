import type { Lang } from '#web/words/lang.ts'

/** What calendar and clock on a wall show; a day by itself has no time. */
export type Wall = { year: number; month: number; day: number; time: string }

export const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const weekdays = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}

const nearDays: Record<Lang, Record<number, string>> = {
  'zh-CN': { [-2]: '前天', [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' },
  en: { [-1]: 'Yesterday', 0: 'Today', 1: 'Tomorrow' },
}

/** "今天 17:30", "Wed 25 Nov, 13:30"; another year is named. */
export function wallWords(wall: Wall, today: Wall, lang: Lang): string {
  const near = nearDayWords(wall, today, lang)
  if (near) return `${near} ${wall.time}`
  const date = dateWords(wall, today, lang)
  return lang === 'en' ? `${date}, ${wall.time}` : `${date} ${wall.time}`
}

export const wallDayWords = (day: Wall, today: Wall, lang: Lang): string =>
  nearDayWords(day, today, lang) ?? dateWords(day, today, lang)

const nearDayWords = (day: Wall, today: Wall, lang: Lang) =>
  nearDays[lang][(dayStart(day) - dayStart(today)) / 86_400_000]

export const weekdayWords = (day: Wall, lang: Lang) => weekdays[lang][new Date(dayStart(day)).getUTCDay()]

function dateWords(wall: Wall, today: Wall, lang: Lang): string {
  const { year, month, day } = wall
  const weekday = weekdayWords(wall, lang)
  if (year !== today.year) return lang === 'en' ? `${day} ${months[month - 1]} ${year}` : `${year}年${month}月${day}日`
  return lang === 'en' ? `${weekday} ${day} ${months[month - 1]}` : `${month}月${day}日 ${weekday}`
}

const dayStart = ({ year, month, day }: Wall) => Date.UTC(year, month - 1, day)
