import type { ClauseRef } from '#rules/coverage.ts'
import type { CoverageStep } from '#rules/coverage-step.ts'
import type { Day } from '#rules/day.ts'
import type { Term } from '#rules/policy.ts'
import { burdenOfProofEnd } from '#rules/statutory-floor.ts'
import { type CoverageCase, type Entitlement, isProtected, type WarrantyTerms } from '#rules/warranty-term.ts'

/** What the cause says of a machine that is in its term. */
export type Judged = {
  reason: 'cause_not_covered' | 'cause_unknown' | 'cause_not_listed' | null
  /** It holds only if the cause turns out to be a covered one. */
  isPresumed: boolean
  refersTo?: ClauseRef
  step: CoverageStep
}

/**
 * A cause on both lists is covered: doubt is read against whoever wrote it (R-CP-9). Where none was found, the law may
 * presume a defect (R-CP-4, R-EU-1), and a repair that did not hold speaks for itself.
 */
export function judgeCause(
  { causes, excluded }: WarrantyTerms,
  inputs: CoverageCase,
  from: Day,
  basis: Entitlement['basis'],
): Judged {
  const { cause, stage } = inputs
  const step = (standing: (CoverageStep & { kind: 'cause' })['standing'], until: Day | null = null): CoverageStep => ({
    kind: 'cause',
    cause,
    standing,
    until,
  })
  if (cause === null) {
    if (stage === 'intake') return { reason: null, isPresumed: true, step: step('unknown') }
    if (basis === 'repair') return { reason: null, isPresumed: false, step: step('presumed') }
    const burden = isProtected(inputs) ? burdenEnd(inputs, from) : null
    return burden && inputs.reportedOn <= burden
      ? { reason: null, isPresumed: false, step: step('presumed', burden) }
      : {
          reason: 'cause_unknown',
          isPresumed: false,
          ...(causes ? { refersTo: refOf(causes) } : {}),
          step: step('unknown'),
        }
  }
  if (!causes || causes.value.includes(cause)) return { reason: null, isPresumed: false, step: step('covered') }
  if (excluded?.value.includes(cause))
    return { reason: 'cause_not_covered', isPresumed: false, refersTo: refOf(excluded), step: step('excluded') }
  return { reason: 'cause_not_listed', isPresumed: false, refersTo: refOf(causes), step: step('unlisted') }
}

/** From the day the customer had it; where that is not on record, from the day its term began. */
const burdenEnd = ({ place, asset }: CoverageCase, from: Day): Day | null =>
  burdenOfProofEnd(place, asset?.category ?? null, asset?.days.delivery ?? from)?.until ?? null

const refOf = ({ clauseKey, clauseNumber }: Term<unknown>): ClauseRef => ({ clauseKey, clauseNumber })
