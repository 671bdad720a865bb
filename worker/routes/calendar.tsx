import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { dayOf, isDay, yearOf } from '#rules/day.ts'
import type { OwnDayRefusal } from '#rules/own-day.ts'
import { findTerm } from '#rules/policy.ts'
import { calendarOf } from '#rules/policy-term.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { CalendarPage } from '#web/pages/calendar.tsx'
import { consolePaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { ownDayReasons } from '#web/words/calendar.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { addCalendarDays, removeCalendarDay } from '../operations/calendar-day.ts'
import { listCalendarDays, overridesOf } from '../queries/calendar-day.ts'
import { clauseOf, listClausesOf } from '../queries/clause.ts'
import { inForceId } from '../queries/policy-version.ts'
import { formInWords } from './error-text.ts'

/** When the company works, and its own word on single days. */
export const calendarRoutes = new Hono<ConsoleApp>()
  .get('/', permit('policy.read'), (c) => show(c, c.req.query('year'), undefined))
  .post('/days', permit('calendar.edit'), async (c) => {
    const posted = await parseForm(c, ownDayForm, { maxBytes: 16_384 })
    if (!posted.ok) return show(c, posted.typed.year, formInWords(posted, c.var.lang, { fallback: 'required' }))
    const { year, ...wish } = posted.values
    const decision = await addCalendarDays(c.var, wish)
    if (!decision.allowed) {
      const errors = { [fieldOf(decision.reason)]: ownDayReasons[c.var.lang][decision.reason] }
      return show(c, year, { typed: posted.typed, errors })
    }
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    return c.redirect(`${consolePaths.calendar()}?year=${wish.from.slice(0, 4)}#own`, 303)
  })
  .post('/days/:day/removal', permit('calendar.edit'), async (c) => {
    const day = c.req.param('day')
    if (!isDay(day)) throw new NotFound('day')
    await removeCalendarDay(c.var, day)
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    return c.redirect(`${consolePaths.calendar()}?year=${day.slice(0, 4)}#own`, 303)
  })

const line = v.pipe(v.string(), v.trim(), v.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'text'))

const ownDayForm = v.strictObject({
  year: v.pipe(v.string(), v.regex(/^\d{4}$/, 'unknown')),
  from: v.string(),
  until: v.string(),
  kind: v.picklist(['off', 'open'], 'choice'),
  hours: v.pipe(line, v.maxLength(80, 'too_long')),
  note: v.pipe(line, v.maxLength(60, 'too_long')),
})

function fieldOf(reason: OwnDayRefusal): string {
  if (reason === 'bad_day' || reason === 'past' || reason === 'taken') return 'from'
  return reason === 'until_before_from' || reason === 'too_many_days' ? 'until' : 'hours'
}

async function show(c: Context<ConsoleApp>, wanted: string | undefined, form: FormState | undefined) {
  const { db, now, company } = c.var
  const [rows, days] = await read(db, [listClausesOf(db, inForceId(db, 'service', now)), listCalendarDays(db)])
  const clauses = rows.map(clauseOf)
  const hours = findTerm(clauses, 'calendar.week')
  const calendar = hours ? calendarOf(clauses, overridesOf(days)) : null
  const year = /^(19|20)\d\d$/.test(wanted ?? '') ? Number(wanted) : yearOf(dayOf(now, company.timeZone))
  return c.html(
    <CalendarPage
      frame={consoleFrame(c)}
      {...{ calendar, days, year, form, hoursClauseKey: hours?.clauseKey ?? null }}
    />,
    form ? 422 : 200,
  )
}
