import { cnHolidayNames, cnNoticeOf } from '#rules/holidays/cn.ts'
import type { Lang } from '#rules/lang.ts'
import { holidayBlocks } from '#rules/year-plan.ts'
import { Table } from '../ui/table.tsx'
import { calendarWords } from '../words/calendar.ts'
import { dayWords, fullDayWords } from '../words/moment.ts'

/** The official table with the notice that it rests on. */
export const HolidayTable = ({ lang, year, used }: { lang: Lang; year: number; used: boolean }) => {
  const t = calendarWords[lang]
  if (!used) return <p class="muted">{t.notUsed}</p>
  const notice = cnNoticeOf(year)
  // Seen from mid-year, so that no day is called "today".
  const day = (on: string) => dayWords(on, `${year}-08-15`, lang)
  return (
    <>
      <p class="muted">{notice ? t.notice(notice.number, fullDayWords(notice.on, lang)) : t.noNotice}</p>
      <Table
        caption={t.table(year)}
        rows={holidayBlocks(year)}
        columns={[
          {
            head: t.tableColumns.holiday,
            phone: 'title',
            cell: ({ holiday }) => cnHolidayNames[holiday][lang === 'zh-CN' ? 'zh' : 'en'],
          },
          { head: t.tableColumns.off, phone: 'detail', cell: ({ from, to }) => t.range(day(from), day(to)) },
          { head: t.tableColumns.days, phone: 'none', number: true, cell: ({ days }) => days },
          {
            head: t.tableColumns.makeup,
            phone: 'detail',
            cell: ({ makeup }) =>
              makeup.length > 0
                ? `${t.status.makeup_workday} ${makeup.map(day).join(lang === 'zh-CN' ? '、' : ', ')}`
                : t.noMakeup,
          },
        ]}
      />
    </>
  )
}
