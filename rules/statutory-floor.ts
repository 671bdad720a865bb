import { addMonths, type Day } from '#rules/day.ts'
import type { ParameterValue } from '#rules/parameter.ts'
import type { ProductCategory } from '#rules/policy-vocabulary-terms.ts'

/** The law's least, where it is known (law.md §3, §4, §10). Elsewhere a policy is not judged. */

const europeanUnion = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ')
const consumerScopes = ['legal_guarantee', 'product', 'unit']

/** Scopes that speak of the whole machine; a name of the company's own is a product line of its own. */
export const wholeScopes = ['product', 'unit', 'machine', 'system'] as const

/** What a line gives beside the machine's own term: by law, or because the company likes to. */
export const guaranteeScopes: readonly string[] = ['legal_guarantee', 'commercial_guarantee']

export type LegalPlace = { readonly country: string; readonly region?: string | null }
export type FloorSubject = {
  /** The scope of a line of the warranty clause. */
  scope: string
  category?: string | null
  /** The scope speaks of the machine, by whatever name the company gave it. */
  isWhole?: boolean
}

/** The facts of law (law.md) that a term can rest on. */
export type LawId =
  | 'R-CP-4'
  | 'R-CP-6'
  | 'R-SB-2'
  | 'R-SB-3'
  | 'R-SB-4'
  | 'R-SB-5'
  | 'R-SB-6'
  | 'R-SB-7'
  | 'R-EU-1'
  | 'R-EU-2'

/** Months and what they rest on; 0 where no floor is known. */
export type Floor = { months: number; law: LawId | null }

const noFloor: Floor = { months: 0, law: null }

/** Mainland China's terms by kind of goods: `whole` is the machine, the others are components (R-SB-3 to R-SB-6). */
const categoryFloors: Record<ProductCategory, { law: LawId; months: Record<string, number> }> = {
  appliance: { law: 'R-SB-3', months: { whole: 12, main_parts: 36, compressor: 36 } },
  phone: { law: 'R-SB-4', months: { whole: 12, battery: 6, charger: 12, earphone: 3 } },
  computer: { law: 'R-SB-5', months: { whole: 12, main_parts: 24 } },
  farm_machine: { law: 'R-SB-6', months: { whole: 12 } },
  car: { law: 'R-SB-6', months: { whole: 36 } },
}

export function warrantyFloor(place: LegalPlace, { category, isWhole, ...named }: FloorSubject): Floor {
  const scope = isWhole && !guaranteeScopes.includes(named.scope) ? 'product' : named.scope
  if (place.country === 'CN') return chineseFloor(place, scope, category)
  if (!europeanUnion.includes(place.country) || !consumerScopes.includes(scope)) return noFloor
  return { months: place.country === 'ES' || place.country === 'PT' ? 36 : 24, law: 'R-EU-1' }
}

function chineseFloor({ region }: LegalPlace, scope: string, category: string | null | undefined): Floor {
  if (scope === 'repair') return { months: 1, law: 'R-SB-2' }
  const isWhole = wholeScopes.some((whole) => whole === scope) || scope === 'legal_guarantee'
  const known = isCategory(category) ? categoryFloors[category] : null
  const months = known?.months[isWhole ? 'whole' : scope]
  if (known && months) return { months, law: known.law }
  const inShanghai = region === 'SH' && consumerScopes.includes(scope)
  return inShanghai ? { months: 6, law: 'R-SB-7' } : noFloor
}

const isCategory = (category: string | null | undefined): category is ProductCategory =>
  typeof category === 'string' && Object.hasOwn(categoryFloors, category)

export type ReturnDays = ParameterValue<'returns.statutory_days'>

/** R-CP-2, R-SB-1; R-EU-3; R-TW-1. */
export function returnFloors(country: string): ReturnDays {
  if (country === 'CN') return { fault_refund: 7, fault_exchange: 15, no_reason: 7 }
  if (country === 'TW') return { no_reason: 7 }
  return europeanUnion.includes(country) ? { no_reason: 14 } : {}
}

/** How a term runs for a consumer whatever the policy says: null where the law leaves it to the policy. */
export type RunningFloor = { startsAtInstallation: LawId | null; repairTime: LawId | null; restarts: LawId | null }

/** R-CP-6: from the installation, without the time in repair, and anew after an exchange. */
export function runningFloor({ country }: LegalPlace): RunningFloor {
  const law = country === 'CN' ? 'R-CP-6' : null
  return { startsAtInstallation: law, repairTime: law, restarts: law }
}

/** R-EU-2: twelve months more, once, for what was repaired since the directive applies. */
export function extensionFloor({ country }: LegalPlace, repairedOn: Day): Floor {
  const applies = europeanUnion.includes(country) && repairedOn >= '2026-07-31'
  return applies ? { months: 12, law: 'R-EU-2' } : noFloor
}

/** Goods whose defects the business has to disprove for half a year (R-CP-4). */
const durable: readonly string[] = ['appliance', 'computer', 'car'] satisfies ProductCategory[]

/** Until when a defect is presumed to have been there from the start (R-CP-4, R-EU-1). Null: nobody is relieved of proof. */
export function burdenOfProofEnd(
  { country }: LegalPlace,
  category: string | null,
  receivedOn: Day,
): { until: Day; law: LawId } | null {
  if (country === 'CN' && category !== null && durable.includes(category))
    return { until: addMonths(receivedOn, 6), law: 'R-CP-4' }
  return europeanUnion.includes(country) ? { until: addMonths(receivedOn, 12), law: 'R-EU-1' } : null
}
