import { type Day, dayMs, serialOf } from '#rules/day.ts'

/** Mainland China's holidays by the State Council office's yearly notice (R-HOL-1, R-HOL-4). Data, not a formula. */
export type CnHoliday =
  | 'new_year'
  | 'spring_festival'
  | 'qingming'
  | 'labour_day'
  | 'dragon_boat'
  | 'mid_autumn'
  | 'national_day'
  | 'national_day_mid_autumn'

export const cnHolidayNames: Record<CnHoliday, { zh: string; en: string }> = {
  new_year: { zh: '元旦', en: 'New Year’s Day' },
  spring_festival: { zh: '春节', en: 'Spring Festival' },
  qingming: { zh: '清明节', en: 'Qingming Festival' },
  labour_day: { zh: '劳动节', en: 'Labour Day' },
  dragon_boat: { zh: '端午节', en: 'Dragon Boat Festival' },
  mid_autumn: { zh: '中秋节', en: 'Mid-Autumn Festival' },
  national_day: { zh: '国庆节', en: 'National Day' },
  national_day_mid_autumn: { zh: '国庆节、中秋节', en: 'National Day and Mid-Autumn Festival' },
}

/** `statutory` days are paid at 300 % when worked (R-WT-3); `bridge` is the rest of a block, its weekend days included. */
export type CnDay = { readonly kind: 'statutory' | 'bridge' | 'makeup_workday'; readonly holiday: CnHoliday }

export type CnNotice = { readonly number: string; readonly on: Day }

type Block = readonly [holiday: CnHoliday, off: string, statutory: string, makeup?: string]
type CnYear = { readonly published: boolean; readonly notice: CnNotice | null; readonly blocks: readonly Block[] }

/** Dates are month-day within the year; `off` is a first and a last day. */
const years: Readonly<Record<number, CnYear>> = {
  2024: {
    published: true,
    notice: { number: '国办发明电〔2023〕7号', on: '2023-10-25' },
    blocks: [
      ['new_year', '01-01 01-01', '01-01'],
      ['spring_festival', '02-10 02-17', '02-10 02-11 02-12', '02-04 02-18'],
      ['qingming', '04-04 04-06', '04-04', '04-07'],
      ['labour_day', '05-01 05-05', '05-01', '04-28 05-11'],
      ['dragon_boat', '06-10 06-10', '06-10'],
      ['mid_autumn', '09-15 09-17', '09-17', '09-14'],
      ['national_day', '10-01 10-07', '10-01 10-02 10-03', '09-29 10-12'],
    ],
  },
  2025: {
    published: true,
    notice: { number: '国办发明电〔2024〕12号', on: '2024-11-12' },
    blocks: [
      ['new_year', '01-01 01-01', '01-01'],
      ['spring_festival', '01-28 02-04', '01-28 01-29 01-30 01-31', '01-26 02-08'],
      ['qingming', '04-04 04-06', '04-04'],
      ['labour_day', '05-01 05-05', '05-01 05-02', '04-27'],
      ['dragon_boat', '05-31 06-02', '05-31'],
      ['national_day_mid_autumn', '10-01 10-08', '10-01 10-02 10-03 10-06', '09-28 10-11'],
    ],
  },
  2026: {
    published: true,
    notice: { number: '国办发明电〔2025〕7号', on: '2025-11-04' },
    blocks: [
      ['new_year', '01-01 01-03', '01-01', '01-04'],
      ['spring_festival', '02-15 02-23', '02-16 02-17 02-18 02-19', '02-14 02-28'],
      ['qingming', '04-04 04-06', '04-05'],
      ['labour_day', '05-01 05-05', '05-01 05-02', '05-09'],
      ['dragon_boat', '06-19 06-21', '06-19'],
      ['mid_autumn', '09-25 09-27', '09-25'],
      ['national_day', '10-01 10-07', '10-01 10-02 10-03', '09-20 10-10'],
    ],
  },
  // The notice is due in November 2026. The statutory days follow from the law and the lunar calendar; nothing else does.
  2027: {
    published: false,
    notice: null,
    blocks: [
      ['new_year', '01-01 01-01', '01-01'],
      ['spring_festival', '02-05 02-08', '02-05 02-06 02-07 02-08'],
      ['qingming', '04-05 04-05', '04-05'],
      ['labour_day', '05-01 05-02', '05-01 05-02'],
      ['dragon_boat', '06-09 06-09', '06-09'],
      ['mid_autumn', '09-15 09-15', '09-15'],
      ['national_day', '10-01 10-03', '10-01 10-02 10-03'],
    ],
  },
}

/** Any other year: the statutory days that fall on the same date every year; 2 May is one since 2025 (R-HOL-1). */
function unlistedYear(year: number): CnYear {
  const blocks: Block[] = [
    ['new_year', '01-01 01-01', '01-01'],
    year < 2025 ? ['labour_day', '05-01 05-01', '05-01'] : ['labour_day', '05-01 05-02', '05-01 05-02'],
    ['national_day', '10-01 10-03', '10-01 10-02 10-03'],
  ]
  return { published: false, notice: null, blocks }
}

/** Whether the year's bridge days and make-up workdays are known. Where not, every date that touches it is provisional (GR-23). */
export function isCnYearPublished(year: number): boolean {
  return years[year]?.published ?? false
}

export function cnNoticeOf(year: number): CnNotice | null {
  return years[year]?.notice ?? null
}

/** Null for a day on which the weekly pattern stands. */
export function cnDayOf(day: Day): CnDay | null {
  return cnDayAt(serialOf(day))
}

export function cnDayAt(serial: number): CnDay | null {
  return tableOf(yearAt(serial)).get(serial) ?? null
}

/** The first day from `serial` on that the table speaks of: New Year's Day is in every year. */
export function nextCnDay(serial: number): number {
  const year = yearAt(serial)
  for (const found of tableOf(year).keys()) if (found >= serial) return found
  return serialOf(`${year + 1}-01-01` as Day)
}

/** In order of days, by day number. */
const tables = new Map<number, ReadonlyMap<number, CnDay>>()

function tableOf(year: number): ReadonlyMap<number, CnDay> {
  const known = tables.get(year)
  if (known) return known
  const entries = (years[year] ?? unlistedYear(year)).blocks.flatMap((block) => entriesOf(year, block))
  const table = new Map(entries.sort(([one], [other]) => one - other))
  tables.set(year, table)
  return table
}

function entriesOf(year: number, [holiday, off, statutory, makeup]: Block): [number, CnDay][] {
  const inYear = (days = '') => days.split(' ').flatMap((date) => (date ? [serialOf(`${year}-${date}` as Day)] : []))
  const [first, last] = inYear(off) as [number, number]
  const paid = inYear(statutory)
  const entries: [number, CnDay][] = inYear(makeup).map((serial) => [serial, { kind: 'makeup_workday', holiday }])
  for (let serial = first; serial <= last; serial++) {
    entries.push([serial, { kind: paid.includes(serial) ? 'statutory' : 'bridge', holiday }])
  }
  return entries
}

function yearAt(serial: number): number {
  return new Date(serial * dayMs).getUTCFullYear()
}
