import { integer, text } from 'drizzle-orm/sqlite-core'
import type { Day } from '#rules/day.ts'

/** A ULID: sorts by the instant it was made. Never a number: numbers travel as floats. */
export const id = () => text('id').primaryKey()
/** UTC, in milliseconds. */
export const instant = (name: string) => integer(name, { mode: 'timestamp_ms' })
/** A civil day `YYYY-MM-DD` in the tenant's zone. */
export const day = (name: string) => text(name).$type<Day>()
export const flag = (name: string) => integer(name, { mode: 'boolean' })
export const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>()
/** Counts writes; the event log's unique (subject, version) turns it into a lock. */
export const version = () => integer('version').notNull().default(0)
