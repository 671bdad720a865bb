import type { WorkCalendar } from '#rules/calendar.ts'
import type { ClauseRef } from '#rules/coverage.ts'
import type { CoverageInputs, FixFact } from '#rules/coverage-fact.ts'
import type { TermStart } from '#rules/coverage-step.ts'
import type { Day } from '#rules/day.ts'
import { type Clause, findTerm, type Term } from '#rules/policy.ts'
import type { WarrantyLine } from '#rules/policy-value-list.ts'
import type { FreeItem, UsageUnit } from '#rules/policy-vocabulary-terms.ts'
import { guaranteeScopes, type LawId, runningFloor, warrantyFloor, wholeScopes } from '#rules/statutory-floor.ts'

/** What is asked about, with the day and the calendar that follow from the clauses. */
export type CoverageCase = CoverageInputs & { reportedOn: Day; calendar: WorkCalendar }

/** One thing that may make a repair free, with where its term begins and how long it runs. */
export type Entitlement = ClauseRef & {
  basis: 'line' | 'agreed' | 'replaced_part' | 'repair' | 'law'
  scope: string
  length: { months: number } | { days: number }
  law: LawId | null
  /** An event of the machine, or a day that is known already. */
  start: { event: WarrantyLine['start'] } | { event: 'replacement' | 'repair_completion'; on: Day }
  usage: { limit: number; unit: UsageUnit } | null
}

/** What the policy says of warranty, with what holds where it says nothing. */
export type WarrantyTerms = {
  lines: Term<WarrantyLine[]>
  causes: Term<string[]> | null
  excluded: Term<string[]> | null
  free: FreeItem[]
  periodEnd: 'same_day_inclusive' | 'day_before'
  roll: 'none' | 'statutory_only' | 'any_rest_day'
  repairTimeExtends: boolean
  restarts: boolean
  fallback: readonly TermStart[]
  startsAtInstallation: boolean
  extensionMonths: number
  repeatDays: Term<number> | null
}

export function warrantyTermsOf(clauses: readonly Clause[]): WarrantyTerms {
  const [first] = clauses
  if (!first) throw new Error('a version without clauses promises nothing')
  const value = <T>(term: Term<T> | null, otherwise: T) => term?.value ?? otherwise
  return {
    lines: findTerm(clauses, 'warranty.lines') ?? { value: [], clauseKey: first.key, clauseNumber: first.number },
    causes: findTerm(clauses, 'warranty.causes'),
    excluded: findTerm(clauses, 'warranty.excluded'),
    free: value(findTerm(clauses, 'warranty.free'), ['labour', 'parts', 'travel']),
    periodEnd: value(findTerm(clauses, 'warranty.period_end'), 'same_day_inclusive'),
    roll: value(findTerm(clauses, 'warranty.roll_forward'), 'none'),
    repairTimeExtends: value(findTerm(clauses, 'warranty.repair_time_extends'), false),
    restarts: value(findTerm(clauses, 'warranty.restart_on_replacement'), false),
    fallback: value<readonly TermStart[]>(findTerm(clauses, 'warranty.start_fallback'), []),
    startsAtInstallation: value(findTerm(clauses, 'warranty.starts_at_installation'), false),
    extensionMonths: value(findTerm(clauses, 'warranty.repair_extension'), 0),
    repeatDays: findTerm(clauses, 'repair.repeat_window_days'),
  }
}

/** Whom consumer law protects: people, and whoever bought goods that are made for them. */
export const isProtected = ({ customerKind, asset }: Pick<CoverageInputs, 'customerKind' | 'asset'>): boolean =>
  customerKind === 'person' || (asset?.isConsumerGoods ?? false)

/** What may pay for the part that failed. `unclear`: the clause has several lines, and none is this product's. */
export function entitlementsOf(terms: WarrantyTerms, inputs: CoverageCase): Entitlement[] | 'unclear' {
  const { component } = inputs
  const own = component ? ordinary(terms).filter(({ scope }) => scope === component.scope) : []
  const whole = own.length > 0 ? own : wholeLines(terms, inputs.asset?.scope ?? null)
  if (whole === 'unclear') return 'unclear'
  const isOwn = own.length > 0
  const lines = whole.map((line) => entitlementOf(terms, inputs, line, isOwn))
  return [...lines, ...unwritten(terms, inputs, lines), ...ofReplacedPart(terms, inputs), ...ofRepair(terms, inputs)]
}

/** The terms of components, for whoever does not know yet which one failed. */
export function componentEntitlements(terms: WarrantyTerms, inputs: CoverageCase): Entitlement[] {
  const whole = wholeLines(terms, inputs.asset?.scope ?? null)
  return ordinary(terms)
    .filter((line) => !isWhole(line) && whole !== 'unclear' && !whole.includes(line))
    .map((line) => entitlementOf(terms, inputs, line, true))
}

const isWhole = ({ scope }: WarrantyLine) =>
  wholeScopes.some((whole) => whole === scope) || guaranteeScopes.includes(scope)
const isOfReplacedPart = ({ scope, start }: WarrantyLine) => scope === 'replaced_part' || start === 'replacement'
const isOfRepair = ({ scope, start }: WarrantyLine) => scope === 'repair' || start === 'repair_completion'

const ordinary = ({ lines }: WarrantyTerms) =>
  lines.value.filter((line) => !isOfReplacedPart(line) && !isOfRepair(line))

/** The product's own line; where the clause does not name it, the one general line that there is; guarantees beside it. */
function wholeLines(terms: WarrantyTerms, scope: string | null): WarrantyLine[] | 'unclear' {
  const lines = ordinary(terms)
  const beside = lines.filter((line) => guaranteeScopes.includes(line.scope))
  const named = lines.filter((line) => line.scope === scope && !beside.includes(line))
  if (named.length > 0) return [...named, ...beside]
  const general = lines.filter((line) => isWhole(line) && !beside.includes(line))
  const isClear = new Set(general.map((line) => line.scope)).size < 2
  if (isClear && (general.length > 0 || beside.length > 0 || scope !== null)) return [...general, ...beside]
  return lines.length === 0 ? [] : 'unclear'
}

/** The longest of what the policy says, what was agreed for this machine, and what the law asks. */
function entitlementOf(
  { lines, restarts }: WarrantyTerms,
  inputs: CoverageCase,
  line: WarrantyLine,
  isOwn: boolean,
): Entitlement {
  const { asset, component, place } = inputs
  const floor = isProtected(inputs)
    ? warrantyFloor(place, { scope: line.scope, category: asset?.category ?? null, isWhole: !isOwn })
    : null
  const agreed = (!isOwn && line.scope !== 'legal_guarantee' && asset?.agreedMonths) || 0
  const months = Math.max(line.months, agreed, floor?.months ?? 0)
  const basis = months === line.months ? 'line' : months === agreed ? 'agreed' : 'law'
  const exchanged = exchangeOf(inputs, isOwn && !lines.value.some(isOfReplacedPart) ? (component?.key ?? null) : null)
  const law = isProtected(inputs) ? runningFloor(place).restarts : null
  return {
    basis,
    scope: line.scope,
    length: { months },
    law: basis === 'law' ? (floor?.law ?? null) : null,
    start: exchanged && (restarts || law) ? { event: 'replacement', on: exchanged } : { event: line.start },
    usage: basis === 'law' ? null : (line.usage ?? null),
    clauseKey: lines.clauseKey,
    clauseNumber: lines.clauseNumber,
  }
}

/** The last exchange of the machine, or of this component. */
function exchangeOf({ asset, reportedOn }: CoverageCase, component: string | null): Day | null {
  const days = (asset?.replacements ?? [])
    .filter((one) => one.component === null || one.component === component)
    .map(({ on }) => on)
    .filter((on) => on <= reportedOn)
  return days.sort().at(-1) ?? null
}

/** What no line of the policy speaks of: a component's term by law, a machine's by law or by agreement. */
function unwritten({ lines }: WarrantyTerms, inputs: CoverageCase, [first]: Entitlement[]): Entitlement[] {
  const { component, asset, place } = inputs
  const scope = component?.scope ?? asset?.scope ?? 'product'
  if (!asset || (component ? first?.scope === scope : first)) return []
  const subject = { scope, category: asset.category, isWhole: !component }
  const floor = isProtected(inputs) ? warrantyFloor(place, subject) : null
  const agreed = first ? 0 : (asset.agreedMonths ?? 0)
  const months = Math.max(floor?.months ?? 0, agreed)
  if (months === 0) return []
  const basis = months === agreed ? 'agreed' : 'law'
  const law = basis === 'law' ? (floor?.law ?? null) : null
  const start = first?.start ?? { event: 'delivery' as const }
  const { clauseKey, clauseNumber } = lines
  return [{ basis, scope, length: { months }, law, start, usage: null, clauseKey, clauseNumber }]
}

/** A new part has a term of its own from the day it was put in. */
function ofReplacedPart({ lines }: WarrantyTerms, inputs: CoverageCase): Entitlement[] {
  const { component, asset, reportedOn } = inputs
  const days = (asset?.replacements ?? []).filter(
    (one) => component && one.component === component.key && one.on <= reportedOn,
  )
  const on = days
    .map((one) => one.on)
    .sort()
    .at(-1)
  if (!component || !on) return []
  const { clauseKey, clauseNumber } = lines
  return lines.value
    .filter((line) => isOfReplacedPart(line) && [component.scope, 'replaced_part'].includes(line.scope))
    .map(({ scope, months, usage = null }) => ({
      basis: 'replaced_part',
      scope,
      length: { months },
      law: null,
      start: { event: 'replacement', on },
      usage,
      clauseKey,
      clauseNumber,
    }))
}

/** A repair must hold: the same fault within some days, the repaired component within its months (S1.3-09, R-SB-2). */
function ofRepair({ lines, repeatDays }: WarrantyTerms, inputs: CoverageCase): Entitlement[] {
  const { component, fault, asset, place } = inputs
  const sameFault = lastRepair(inputs, (one) => fault !== null && one.fault === fault)
  const samePart = component && lastRepair(inputs, (one) => one.component === component.key)
  const ends = sameFault ?? samePart
  const of = { scope: 'repair', usage: null, clauseKey: lines.clauseKey, clauseNumber: lines.clauseNumber }
  const held: Entitlement[] = []
  for (const line of ends ? lines.value.filter(isOfRepair) : []) {
    const floor = isProtected(inputs)
      ? warrantyFloor(place, { scope: 'repair', category: asset?.category ?? null })
      : null
    const months = Math.max(line.months, floor?.months ?? 0)
    held.push({
      ...of,
      basis: 'repair',
      length: { months },
      law: null,
      start: { event: 'repair_completion', on: ends! },
    })
  }
  if (!sameFault || !repeatDays) return held
  const { value: days, clauseKey, clauseNumber } = repeatDays
  const start = { event: 'repair_completion' as const, on: sameFault }
  return [...held, { ...of, basis: 'repair', length: { days }, law: null, start, clauseKey, clauseNumber }]
}

function lastRepair({ asset, reportedOn }: CoverageCase, is: (repair: FixFact) => boolean): Day | null {
  const stays = (asset?.repairs ?? []).flatMap(({ until, component, fault }) =>
    until === null ? [] : [{ on: until, component, fault }],
  )
  const days = [...stays, ...(asset?.fixes ?? [])].filter((one) => one.on <= reportedOn && is(one)).map(({ on }) => on)
  return days.sort().at(-1) ?? null
}
