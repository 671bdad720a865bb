import type { ContractStanding } from '#rules/coverage.ts'
import type { ContractFacts, CoverageInputs } from '#rules/coverage-fact.ts'
import type { ContractState, CoverageStep } from '#rules/coverage-step.ts'
import type { Day } from '#rules/day.ts'

/** What the customer's maintenance contracts say of this request: the one that covers, or the one that comes nearest. */
export function contractOf(inputs: CoverageInputs, reportedOn: Day): ContractStanding {
  const standings = inputs.contracts.map((contract) => standingOf(contract, inputs, reportedOn))
  const [best] = standings.toSorted(
    (one, other) => nearness.indexOf(one.state) - nearness.indexOf(other.state) || latest(one, other),
  )
  return best ?? none
}

const none: ContractStanding = {
  state: 'none',
  contractId: null,
  number: null,
  from: null,
  until: null,
  visitsLeft: null,
  covers: [],
  presumed: false,
  steps: [],
}

const nearness: readonly ContractStanding['state'][] = [
  'covers',
  'no_visit_left',
  'cause_excluded',
  'cancelled',
  'ended',
  'not_begun',
  'not_this_machine',
]

/** Of contracts that stand alike the one that ends last; then by number, so that the answer is always the same. */
const latest = (one: ContractStanding, other: ContractStanding) =>
  one.until === other.until
    ? (one.number ?? '') < (other.number ?? '')
      ? -1
      : 1
    : (one.until ?? '') < (other.until ?? '')
      ? 1
      : -1

function standingOf(contract: ContractFacts, inputs: CoverageInputs, reportedOn: Day): ContractStanding {
  const { id, number, from, cancelledOn, visits, covers, excluded } = contract
  const state = stateOf(contract, inputs, reportedOn)
  const until = cancelledOn && cancelledOn < contract.until ? cancelledOn : contract.until
  const step: CoverageStep = { kind: 'contract', number, from, until, state }
  return {
    state,
    contractId: id,
    number,
    from,
    until,
    visitsLeft: visits && Math.max(0, visits.included - visits.used),
    covers: state === 'covers' ? [...covers] : [],
    presumed: state === 'covers' && inputs.cause === null && inputs.stage === 'intake' && excluded.length > 0,
    steps: [step],
  }
}

/** Its first and its last day are covered, the day it was ended too. Only a visit uses one up. */
function stateOf(
  { assets, from, until, cancelledOn, visits, excluded }: ContractFacts,
  { asset, onSite, cause }: CoverageInputs,
  reportedOn: Day,
): ContractState {
  if (assets !== 'all' && (!asset || !assets.includes(asset.id))) return 'not_this_machine'
  if (reportedOn < from) return 'not_begun'
  if (reportedOn > until) return 'ended'
  if (cancelledOn && reportedOn > cancelledOn) return 'cancelled'
  if (cause !== null && excluded.includes(cause)) return 'cause_excluded'
  return onSite && visits && visits.used >= visits.included ? 'no_visit_left' : 'covers'
}
