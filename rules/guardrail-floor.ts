import type { ParameterValue } from '#rules/parameter.ts'

/** The law's least, where it is known (law.md §3, §4, §10). Elsewhere a policy is not judged. */

const europeanUnion = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ')
const consumerScopes = ['legal_guarantee', 'product', 'unit']

/** Months; 0 where no floor is known. R-EU-1; R-SB-2 for repairs (30 days). */
export function warrantyFloor(country: string, scope: string): number {
  if (country === 'CN' && scope === 'repair') return 1
  if (!europeanUnion.includes(country) || !consumerScopes.includes(scope)) return 0
  return country === 'ES' || country === 'PT' ? 36 : 24
}

type ReturnDays = ParameterValue<'returns.statutory_days'>

/** R-CP-2, R-SB-1; R-EU-3; R-TW-1. */
export function returnFloors(country: string): ReturnDays {
  if (country === 'CN') return { fault_refund: 7, fault_exchange: 15, no_reason: 7 }
  if (country === 'TW') return { no_reason: 7 }
  return europeanUnion.includes(country) ? { no_reason: 14 } : {}
}
