import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { calendarDays } from '#schema/tenant/calendar-day.ts'
import { events } from '#schema/tenant/event.ts'
import { consolePaths } from '#web/paths.ts'
import { startProduct } from '../harness.ts'
import { wordsOn } from './page-form.ts'

const wish = { year: '2026', from: '2026-06-05', until: '', kind: 'off', hours: '', note: '年度盘点' }

async function desk(role: 'supervisor' | 'agent' = 'supervisor', lang = 'en') {
  const product = await startProduct()
  const acme = await product.company('acme')
  const cookie = `${await acme.cookieOf(role)}; __Host-lang=${lang}`
  const open = async (query = '') => (await product.get(acme.host, consolePaths.calendar() + query, cookie)).text()
  const add = async (fields: Partial<typeof wish> = {}) => {
    const response = await product.post(acme.host, consolePaths.calendarDays(), { ...wish, ...fields }, cookie)
    return { status: response.status, page: await response.text() }
  }
  return { product, acme, cookie, open, add }
}

test('the year is shown day by day in words, with the notice that it rests on', async () => {
  const { product, open } = await desk()
  product.calls.length = 0
  const page = wordsOn(await open())
  expect(product.calls).toHaveLength(2)
  expect(page).toContain('Closed today: Labour Day.')
  expect(page).toContain('1 May 2026, today, public holiday, Labour Day')
  expect(page).toContain('9 May 2026, make-up workday, Labour Day')
  expect(page).toContain('国办发明电〔2025〕7号')
})

test('[GR-23] a year without a published table says so', async () => {
  const { open } = await desk()
  expect(wordsOn(await open('?year=2027'))).toContain('The holidays of 2027 are not published yet')
  expect(wordsOn(await open('?year=2026'))).not.toContain('not published yet')
})

test('[R-HOL-5] a day of the company’s own beats the table and the week, and is logged', async () => {
  const { product, acme, open, add } = await desk()
  product.calls.length = 0
  expect((await add()).status).toBe(303)
  expect(product.calls).toHaveLength(3)
  expect((await add({ from: '2026-05-02', kind: 'open', hours: '9:00-12:00', note: '' })).status).toBe(303)
  const page = wordsOn(await open())
  expect(page).toContain('5 Jun 2026, closed by the company, 年度盘点')
  expect(page).toContain('2 May 2026, opened by the company')
  const logged = await acme.db.select().from(events).where(eq(events.name, 'calendar_day.added'))
  expect(logged).toHaveLength(2)
})

test('several days in a row are added at once', async () => {
  const { acme, add } = await desk()
  await add({ until: '2026-06-07' })
  const rows = await acme.db.select().from(calendarDays)
  expect(rows.map(({ day }) => day)).toEqual(['2026-06-05', '2026-06-06', '2026-06-07'])
})

test('a second entry for a date is refused, the same one sent twice is one', async () => {
  const { acme, add } = await desk()
  await add()
  expect((await add()).status).toBe(303)
  const other = await add({ kind: 'open', hours: '9:00-12:00' })
  expect([other.status, wordsOn(other.page)]).toEqual([
    422,
    expect.stringContaining('There is an entry for one of these days already'),
  ])
  expect(other.page).toContain('value="9:00-12:00"')
  const both = await Promise.all([add({ from: '2026-07-01' }), add({ from: '2026-07-01', note: 'another' })])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
  expect(await acme.db.select().from(calendarDays)).toHaveLength(2)
})

test.each([
  [{ kind: 'open', hours: '9:00-12:00, 11:00-15:00' }, 'The hours overlap.'],
  [{ kind: 'open', hours: 'nine to five' }, 'Write the hours like'],
  [{ from: '2026-04-30' }, 'Days in the past cannot be changed any more.'],
  [{ from: '2026-02-30' }, 'Enter a day.'],
  [{ until: '2026-06-01' }, 'The last day cannot come before the first.'],
  [{ until: '2026-08-01' }, 'Add at most 31 days at a time.'],
])('%j is refused beside its field', async (fields, message) => {
  const { acme, add } = await desk()
  const answer = await add(fields)
  expect([answer.status, wordsOn(answer.page)]).toEqual([422, expect.stringContaining(message)])
  expect(await acme.db.select().from(calendarDays)).toHaveLength(0)
})

test('a day can be taken away again and entered anew', async () => {
  const { product, acme, cookie, add } = await desk()
  await add()
  const remove = () => product.post(acme.host, consolePaths.calendarDayRemoval('2026-06-05'), {}, cookie)
  expect((await remove()).status).toBe(303)
  expect((await remove()).status).toBe(303)
  expect((await add({ kind: 'open' })).status).toBe(303)
  expect(await acme.db.select().from(calendarDays)).toMatchObject([{ day: '2026-06-05', kind: 'open' }])
})

test('an agent may look at the calendar and not change it', async () => {
  const { open, add } = await desk('agent')
  const page = await open()
  expect(wordsOn(page)).toContain('Owners, administrators and supervisors can change these days')
  expect(page).not.toContain('name="from"')
  expect((await add()).status).toBe(403)
})
