import type { CalendarOverride } from '#rules/calendar.ts'
import { dayOf } from '#rules/day.ts'
import type { ImportFacts } from '#rules/import.ts'
import { dayOrderOf } from '#rules/import-day.ts'
import { findTerm } from '#rules/policy.ts'
import { customerTiers, zonesOf } from '#rules/policy-term.ts'
import { scopeChoices } from '#rules/product.ts'
import { type WarrantyContext, warrantyContextOf } from './asset-warranty.ts'
import type { Front } from './front.ts'

/** All that the rows of a file are judged and taken over by, besides what the register holds. */
export type ImportContext = {
  facts: Omit<ImportFacts, 'taken'>
  warranty: WarrantyContext
  /** Lines of the warranty clause that a product may fall under. */
  scopes: readonly string[]
  now: Date
}

export function importContextOf(front: Front, overrides: CalendarOverride[], now: Date): ImportContext {
  const { company, policy } = front
  const clauses = policy?.clauses ?? []
  return {
    facts: {
      country: company.country,
      currency: company.currency,
      dayOrder: dayOrderOf(company.country),
      today: dayOf(now, company.timeZone),
      zones: zonesOf(clauses)?.value ?? [],
      tiers: customerTiers(clauses),
    },
    warranty: warrantyContextOf(front, overrides, now),
    scopes: scopeChoices(findTerm(clauses, 'warranty.lines')?.value ?? []),
    now,
  }
}
