import type { Day } from '#rules/day.ts'
import type { Lang } from '#rules/lang.ts'
import type { DayStatus, PlannedDay, PlannedMonth } from '#rules/year-plan.ts'
import { calendarWords } from '../words/calendar.ts'
import { fullDayWords } from '../words/moment.ts'
import { nameOf } from './calendar-day-words.ts'

const statuses: readonly DayStatus[] = ['open', 'closed', 'holiday', 'makeup_workday', 'own_off', 'own_open']

export const Legend = ({ lang }: { lang: Lang }) => {
  const t = calendarWords[lang]
  return (
    <ul class="day-legend" aria-label={t.legend}>
      {statuses.map((status) => (
        <li>
          <span class={`day-swatch day-${status}`} aria-hidden="true">
            {t.mark[status]}
          </span>
          {t.status[status]}
        </li>
      ))}
    </ul>
  )
}

type Props = { lang: Lang; year: number; months: readonly PlannedMonth[]; today: Day }

/** Twelve months; those of this year that are over are folded away. */
export const YearGrid = ({ lang, year, months, today }: Props) => {
  const isOver = ({ month }: PlannedMonth) => `${year}-${String(month).padStart(2, '0')}` < today.slice(0, 7)
  const isThisYear = today.startsWith(String(year))
  const over = isThisYear ? months.filter(isOver) : []
  return (
    <>
      <div class="months">
        {months
          .filter((month) => !over.includes(month))
          .map((month) => (
            <Month {...{ lang, year, month, today }} />
          ))}
      </div>
      {over.length > 0 && (
        <details class="earlier">
          <summary>{calendarWords[lang].earlier}</summary>
          <div class="months">
            {over.map((month) => (
              <Month {...{ lang, year, month, today }} />
            ))}
          </div>
        </details>
      )}
    </>
  )
}

const Month = ({ lang, year, month, today }: { lang: Lang; year: number; month: PlannedMonth; today: Day }) => {
  const t = calendarWords[lang]
  return (
    <table class="month">
      <caption>{t.month(month.month, year)}</caption>
      <thead>
        <tr>
          {t.weekdays.map((name, at) => (
            <th scope="col">
              <span aria-hidden="true">{name}</span>
              <span class="visually-hidden">{t.weekdayNames[at]}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr>
            {week.map((day) =>
              day ? <DayCell {...{ lang, day, isToday: day.day === today }} /> : <td class="day-none" />,
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const DayCell = ({ lang, day, isToday }: { lang: Lang; day: PlannedDay; isToday: boolean }) => {
  const t = calendarWords[lang]
  const name = nameOf(day.name, lang)
  const said = [fullDayWords(day.day, lang), isToday ? t.isToday : '', t.status[day.status], name].filter(Boolean)
  return (
    <td class={`day day-${day.status}${isToday ? ' day-today' : ''}`} title={name || undefined}>
      <span aria-hidden="true">
        {Number(day.day.slice(8))}
        {t.mark[day.status] && <small>{t.mark[day.status]}</small>}
      </span>
      <span class="visually-hidden">{said.join(lang === 'zh-CN' ? '，' : ', ')}</span>
    </td>
  )
}

function weeksOf({ offset, days }: PlannedMonth): (PlannedDay | null)[][] {
  const cells = [...Array.from({ length: offset }, () => null), ...days]
  const weeks = Math.ceil(cells.length / 7)
  return Array.from({ length: weeks }, (_, week) => Array.from({ length: 7 }, (_, at) => cells[week * 7 + at] ?? null))
}
