import type { CalendarOverride } from '#rules/calendar.ts'
import type { Day } from '#rules/day.ts'
import type { Instant } from '#rules/decision.ts'
import type { FreeItem, UsageUnit } from '#rules/policy-vocabulary-terms.ts'

/** The days of a machine's life from which a term can run. A day that nobody knows is left out. */
export const assetEvents = [
  'commissioning',
  'final_acceptance',
  'installation',
  'delivery',
  'invoice',
  'manufacture',
] as const
export type AssetEvent = (typeof assetEvents)[number]
export type AssetDays = { readonly [event in AssetEvent]?: Day }

/** A stay in repair: handed in and given back, both days counted (K11); `until` is null while it is away. */
export type RepairFact = {
  readonly from: Day
  readonly until: Day | null
  /** The component's key; null: the machine. */
  readonly component: string | null
  /** What was wrong, as faults are told apart; null: not recorded. */
  readonly fault: string | null
}

/** A fault that was put right, on site or in the depot: a repair that must hold. */
export type FixFact = { readonly on: Day; readonly component: string | null; readonly fault: string | null }

/** An exchange for a new machine (null) or a new component (its key). */
export type ReplacementFact = { readonly on: Day; readonly component: string | null }

/** What a counter showed at the end of a day. */
export type UsageReading = { readonly on: Day; readonly unit: UsageUnit; readonly amount: number }

export type AssetFacts = {
  readonly id: string
  /** The scope of the warranty clause that its product falls under; null: the product is not known. */
  readonly scope: string | null
  /** What the law knows the product as (`productCategories`); null: nothing special. */
  readonly category: string | null
  readonly isConsumerGoods: boolean
  /** Of an exchanged machine those of the first one, with the exchange among the replacements. */
  readonly days: AssetDays
  readonly installedByUs: boolean
  /** A term agreed for this machine; it counts where it is longer than the policy's. */
  readonly agreedMonths: number | null
  readonly repairs: readonly RepairFact[]
  /** By requests before this one. Verdicts from before they were asked for have none. */
  readonly fixes?: readonly FixFact[]
  readonly replacements: readonly ReplacementFact[]
  readonly readings: readonly UsageReading[]
}

export type ContractFacts = {
  readonly id: string
  /** As it stands on paper. */
  readonly number: string
  readonly from: Day
  /** The last covered day. */
  readonly until: Day
  /** The day it was ended before its time, still covered; null: it was not. */
  readonly cancelledOn: Day | null
  readonly assets: readonly string[] | 'all'
  /** Null: as many as are needed. Used: by other requests than this one. */
  readonly visits: { readonly included: number; readonly used: number } | null
  readonly covers: readonly FreeItem[]
  /** Causes that the contract itself leaves out. */
  readonly excluded: readonly string[]
}

/** At intake nobody knows the cause yet; afterwards `cause: null` says that none was found. */
export type CoverageStage = 'intake' | 'cause_known'

/**
 * All that a verdict is computed from, beside the clauses of the version: plain JSON, stored with the decision. The same
 * inputs and clauses give the same verdict, whatever became of the machine.
 */
export type CoverageInputs = {
  readonly stage: CoverageStage
  readonly versionId: string
  readonly reportedAt: Instant
  /** ISO 3166-1 and the part of ISO 3166-2 after it: whose law sets the least. */
  readonly place: { readonly country: string; readonly region: string | null }
  readonly customerKind: 'company' | 'person'
  readonly asset: AssetFacts | null
  /** What failed: a component's key and the scope it falls under; null: the machine, or not known yet. */
  readonly component: { readonly key: string; readonly scope: string } | null
  readonly fault: string | null
  readonly cause: string | null
  /** Whether somebody has to come, which a contract may count. */
  readonly onSite: boolean
  readonly contracts: readonly ContractFacts[]
  readonly overrides: readonly CalendarOverride[]
}

export type MachineFacts = Pick<CoverageInputs, 'versionId' | 'reportedAt' | 'place' | 'customerKind' | 'overrides'> & {
  readonly asset: AssetFacts
}

/** The same question with nothing broken: `warranty.until` of its verdict is the machine's last covered day, by which notices go. */
export const machineInputs = (facts: MachineFacts): CoverageInputs => ({
  ...facts,
  stage: 'intake',
  component: null,
  fault: null,
  cause: null,
  onSite: false,
  contracts: [],
})
