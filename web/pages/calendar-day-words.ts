import { cnHolidayNames } from '#rules/holidays/cn.ts'
import type { Lang } from '#rules/lang.ts'
import type { PlannedDay } from '#rules/year-plan.ts'

/** A holiday's name, or the company's own note as it was written. */
export function nameOf(name: string | null, lang: Lang): string {
  if (!name) return ''
  const holiday = Object.hasOwn(cnHolidayNames, name) ? cnHolidayNames[name as keyof typeof cnHolidayNames] : null
  return holiday ? holiday[lang === 'zh-CN' ? 'zh' : 'en'] : name
}

/** "08:30–12:00、13:30–17:30". */
export const hoursText = (hours: PlannedDay['hours'], lang: Lang) =>
  hours.map(([open, close]) => `${clock(open)}–${clock(close)}`).join(lang === 'zh-CN' ? '、' : ', ')

const clock = (minutes: number) => {
  const within = minutes > 1440 ? minutes - 1440 : minutes
  return `${Math.floor(within / 60)}:${String(within % 60).padStart(2, '0')}`
}
