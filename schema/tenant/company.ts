import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { day, flag, id, instant, json, version } from '../columns.ts'

/** One row, `id = 'company'`: how the tenant shows itself and where it is. */
export const companies = sqliteTable('companies', {
  id: id(),
  version: version(),
  name: text('name').notNull(),
  /** ISO 3166-1 alpha-2. */
  country: text('country').notNull(),
  /** ISO 3166-2 without the country (`GD`), where local law differs (GR-03). */
  region: text('region'),
  timeZone: text('time_zone').notNull(),
  currency: text('currency').notNull(),
  languages: json<('zh-CN' | 'en')[]>('languages').notNull(),
  packId: text('pack_id').notNull(),
  phone: text('phone'),
  email: text('email'),
  address: text('address'),
  /** `#rrggbb`. */
  accent: text('accent'),
  logoKey: text('logo_key'),
  showHours: flag('show_hours').notNull().default(true),
  secondFactorRequired: flag('second_factor_required').notNull().default(false),
  /** The go-live day of notices: what fell due before it is shown and not sent. Null: they are not switched on yet. */
  noticesFrom: day('notices_from'),
  /** Which steps of the first checklist are done. */
  checklist: json<{ policy?: boolean; phone?: boolean; form?: boolean; members?: boolean; all?: boolean }>(
    'checklist',
  ).notNull(),
  createdAt: instant('created_at').notNull(),
})
export type Company = typeof companies.$inferSelect
