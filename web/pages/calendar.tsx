import type { Child } from 'hono/jsx'
import type { WorkCalendar } from '#rules/calendar.ts'
import { type Day, dayOf } from '#rules/day.ts'
import { isCnYearPublished } from '#rules/holidays/cn.ts'
import { may } from '#rules/role.ts'
import { plannedOn, yearPlan } from '#rules/year-plan.ts'
import type { CalendarDay } from '#schema/tenant/calendar-day.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { EmptyState, PageHeader, PrintHead, Section } from '../ui/content.tsx'
import type { FormState } from '../ui/field.tsx'
import { ErrorSummary } from '../ui/form.tsx'
import { FilterChips } from '../ui/navigation.tsx'
import { calendarWords } from '../words/calendar.ts'
import { fullMomentWords } from '../words/moment.ts'
import { hoursText, nameOf } from './calendar-day-words.ts'
import { Legend, YearGrid } from './calendar-grid.tsx'
import { HolidayTable } from './calendar-holidays.tsx'
import { OwnDays } from './calendar-own.tsx'

export type CalendarProps = {
  frame: ConsoleFrame
  /** Null while no service policy is in force. */
  calendar: WorkCalendar | null
  /** The clause that says when the company works. */
  hoursClauseKey: string | null
  days: readonly CalendarDay[]
  year: number
  form: FormState | undefined
}

/** "When do we work": today first, then the year, the company's own days and the official table. */
export const CalendarPage = (props: CalendarProps) => {
  const { frame, calendar, year, form } = props
  const { lang, now, timeZone } = frame
  const t = calendarWords[lang]
  if (!calendar)
    return (
      <ConsoleLayout {...frame} title={t.title} current="calendar">
        <EmptyState {...t.noPolicy} icon="calendar" level={1} />
      </ConsoleLayout>
    )
  const today = dayOf(now, calendar.timeZone)
  return (
    <ConsoleLayout {...frame} title={t.title} current="calendar" islands={['busy-form']}>
      <PrintHead company={frame.company.name} number={t.year(year)} date={fullMomentWords(now, timeZone, lang)} />
      <PageHeader title={t.title} answer={<TodayAnswer {...props} calendar={calendar} today={today} />} />
      <ErrorSummary
        lang={lang}
        errors={form?.errors ?? {}}
        labels={{ from: t.from, until: t.until, kind: t.kind, hours: t.hours, note: t.note }}
      />
      <FilterChips
        label={t.years}
        items={yearsAround(today, year).map((one) => ({
          href: `${consolePaths.calendar()}?year=${one}`,
          label: t.year(one),
          current: one === year,
        }))}
      />
      {calendar.holidays === 'cn' && !isCnYearPublished(year) && (
        <Banner kind="warn" title={t.unpublished(year)}>
          <p>{t.unpublishedText}</p>
        </Banner>
      )}
      <Section title={t.grid(year)}>
        <Legend lang={lang} />
        <YearGrid {...{ lang, year, today }} months={yearPlan(calendar, year)} />
      </Section>
      <OwnDays {...props} today={today} mayEdit={may(frame.member.role, 'calendar.edit')} />
      <Section title={t.table(year)} id="holidays">
        <HolidayTable {...{ lang, year, used: calendar.holidays === 'cn' }} />
      </Section>
    </ConsoleLayout>
  )
}

/** This year and the next; another one stays reachable while it is shown. */
const yearsAround = (today: Day, shown: number) => {
  const current = Number(today.slice(0, 4))
  return [...new Set([current - 1, current, current + 1, shown])].sort()
}

type TodayProps = CalendarProps & { calendar: WorkCalendar; today: Day }

const TodayAnswer = ({ frame, calendar, today, hoursClauseKey }: TodayProps): Child => {
  const { lang } = frame
  const t = calendarWords[lang]
  const { status, name, hours } = plannedOn(calendar, today)
  const [time, called] = [hoursText(hours, lang), nameOf(name, lang)]
  const note = called ? (lang === 'zh-CN' ? `（${called}）` : ` (${called})`) : ''
  const words = {
    open: t.today.open(time),
    closed: t.today.closed,
    holiday: t.today.holiday(called),
    makeup_workday: t.today.makeup_workday(called, time),
    own_off: t.today.own_off(note),
    own_open: t.today.own_open(time, note),
  }
  return (
    <>
      <p>{words[status]}</p>
      {hoursClauseKey && (
        <p class="muted">
          {t.basis}
          <a href={`${consolePaths.policy('service')}#clause-${hoursClauseKey}`}>{t.basisLink}</a>
          {lang === 'zh-CN' ? '。' : '.'}
        </p>
      )}
    </>
  )
}
