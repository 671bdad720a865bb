import type { Interval } from '#rules/calendar.ts'
import type { Day } from '#rules/day.ts'
import type { Lang } from '#rules/lang.ts'
import { interval } from '#rules/policy-words.ts'
import type { CalendarDay } from '#schema/tenant/calendar-day.ts'
import { consolePaths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { RadioCards } from '../ui/choice.tsx'
import { Section } from '../ui/content.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Table } from '../ui/table.tsx'
import { calendarWords } from '../words/calendar.ts'
import { dayWords } from '../words/moment.ts'
import type { CalendarProps } from './calendar.tsx'

type Props = CalendarProps & { today: Day; mayEdit: boolean }

/** What the company itself says of single days: it beats everything else. */
export const OwnDays = (props: Props) => {
  const { frame, days, year, today, mayEdit, form } = props
  const { lang } = frame
  const t = calendarWords[lang]
  const shown = days.filter(({ day }) => day.startsWith(String(year)))
  return (
    <Section title={t.own} hint={t.ownHint} id="own">
      {shown.length === 0 ? (
        <p class="muted">{t.ownNone}</p>
      ) : (
        <Table caption={t.own} rows={shown} columns={columnsOf(lang, today, mayEdit)} />
      )}
      {mayEdit ? (
        <details class="own-form" open={form !== undefined || shown.length === 0}>
          <summary>{t.addTitle}</summary>
          <div class="narrow">
            <AddForm {...props} />
          </div>
        </details>
      ) : (
        <p class="hint">{t.mayNot}</p>
      )}
    </Section>
  )
}

const AddForm = ({ frame, today, form, year }: Props) => {
  const { lang } = frame
  const t = calendarWords[lang]
  return (
    <Form action={consolePaths.calendarDays()} hidden={{ year: String(year) }} label={t.addTitle}>
      <div class="pair">
        <Field {...{ lang, form, name: 'from', label: t.from }} type="date" min={today} />
        <Field {...{ lang, form, name: 'until', label: t.until, hint: t.untilHint }} type="date" min={today} optional />
      </div>
      <RadioCards
        {...{ lang, form, name: 'kind', label: t.kind }}
        value="off"
        row
        options={[
          { value: 'off', label: t.off },
          { value: 'open', label: t.open },
        ]}
      />
      <Field {...{ lang, form, name: 'hours', label: t.hours, hint: t.hoursHint }} optional maxlength={80} />
      <Field {...{ lang, form, name: 'note', label: t.note, hint: t.noteHint }} optional maxlength={60} />
      <Actions>
        <Button>{t.add}</Button>
      </Actions>
    </Form>
  )
}

function columnsOf(lang: Lang, today: Day, mayEdit: boolean) {
  const t = calendarWords[lang]
  const day = (on: string) =>
    dayWords(on, `${on.slice(0, 4)}-01-01` === on ? on.replace('-01-01', '-06-01') : `${on.slice(0, 4)}-01-01`, lang)
  const columns = [
    { head: t.ownColumns.day, phone: 'title' as const, cell: (own: CalendarDay) => day(own.day) },
    { head: t.ownColumns.what, phone: 'detail' as const, cell: (own: CalendarDay) => whatOf(own, lang) },
    {
      head: t.ownColumns.note,
      phone: 'detail' as const,
      wrap: true,
      cell: (own: CalendarDay) => own.note ?? t.none,
    },
  ]
  const remove = {
    head: <span class="visually-hidden">{t.ownColumns.action}</span>,
    phone: 'end' as const,
    cell: (own: CalendarDay) =>
      own.day < today ? null : (
        <form method="post" action={consolePaths.calendarDayRemoval(own.day)}>
          <Button kind="link" label={t.removeDay(day(own.day))}>
            {t.remove}
          </Button>
        </form>
      ),
  }
  return mayEdit ? [...columns, remove] : columns
}

function whatOf({ kind, intervals }: CalendarDay, lang: Lang) {
  const t = calendarWords[lang]
  if (kind === 'off') return t.off
  const hours = intervals.map((one: Interval) => interval(one)).join(lang === 'zh-CN' ? '、' : ', ')
  return `${t.open} ${hours || t.all}`
}
