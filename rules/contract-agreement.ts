import { addDays, addMonths, type Day } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import { coveredCauses, excludedCauses, type FreeItem } from '#rules/policy-vocabulary-terms.ts'

/** What one asks of the list of contracts. */
export const contractViews = ['running', 'ending', 'ended', 'cancelled', 'all'] as const
export type ContractView = (typeof contractViews)[number]

/** How a contract stands on a day: by its days, unless somebody ended it before. */
export const contractStandings = ['not_begun', 'running', 'ending', 'ended', 'renewed', 'cancelled'] as const
export type ContractStandingOn = (typeof contractStandings)[number]

export type ContractTerm = { status: 'active' | 'cancelled' | 'renewed'; startsOn: Day; endsOn: Day }

export const endingContractDays = 90

/** Its first and its last day are covered. A renewed one runs to its end. */
export function standingOn({ status, startsOn, endsOn }: ContractTerm, today: Day): ContractStandingOn {
  if (status === 'cancelled') return 'cancelled'
  if (endsOn < today) return status === 'renewed' ? 'renewed' : 'ended'
  if (startsOn > today) return 'not_begun'
  return status === 'active' && endsOn <= addDays(today, endingContractDays) ? 'ending' : 'running'
}

/** The causes that a contract may leave out. */
export const contractCauses: readonly string[] = [...Object.keys(coveredCauses), ...Object.keys(excludedCauses)]

export type AgreementWish = {
  startsOn: Day
  endsOn: Day
  covers: readonly FreeItem[]
  visits: number | null
  visitsUsed: number
  coversAllAssets: boolean
  assetIds: readonly string[]
  autoRenew: boolean
  autoRenewNoticeDays: number | null
}

export const agreementReasons = [
  'overlaps',
  'ends_first',
  'too_many_years',
  'covers_nothing',
  'no_machine',
  'visits_over',
  'machine_unknown',
] as const
export type AgreementReason = (typeof agreementReasons)[number]
export type AgreementFaults = Partial<
  Record<'startsOn' | 'endsOn' | 'covers' | 'assets' | 'visitsUsed', AgreementReason>
>

const longestYears = 30

/**
 * What cannot be agreed, by field. `own`: the machines of the customer; `previousEndsOn`: of the contract that this one
 * follows, for nobody pays twice for one day.
 */
export function agreementFaultsOf(
  wish: AgreementWish,
  own: readonly string[],
  previousEndsOn: Day | null,
): AgreementFaults {
  const faults: AgreementFaults = {}
  if (previousEndsOn !== null && wish.startsOn <= previousEndsOn) faults.startsOn = 'overlaps'
  if (wish.endsOn < wish.startsOn) faults.endsOn = 'ends_first'
  else if (wish.endsOn > addMonths(wish.startsOn, longestYears * 12)) faults.endsOn = 'too_many_years'
  if (wish.covers.length === 0) faults.covers = 'covers_nothing'
  if (!wish.coversAllAssets && wish.assetIds.length === 0) faults.assets = 'no_machine'
  else if (wish.assetIds.some((id) => !own.includes(id))) faults.assets = 'machine_unknown'
  if (wish.visits !== null && wish.visitsUsed > wish.visits) faults.visitsUsed = 'visits_over'
  return faults
}

export const cancellationReasons = ['over_already', 'before_start', 'after_end'] as const
export type CancellationReason = (typeof cancellationReasons)[number]

/** The day it is ended is still covered, and lies in its term. */
export function decideCancellation(term: ContractTerm, on: Day): Decision<true, CancellationReason> {
  if (term.status !== 'active') return refuse('over_already')
  if (on < addDays(term.startsOn, -1)) return refuse('before_start')
  return on > term.endsOn ? refuse('after_end') : allow(true)
}
