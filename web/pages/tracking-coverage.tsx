import type { Outcome, Verdict } from '#rules/coverage.ts'
import { tellsCustomer } from '#rules/service-request-coverage.ts'
import { publicPaths } from '../paths.ts'
import { Section } from '../ui/content.tsx'
import { customerCoverageWords } from '../words/coverage-customer.ts'
import { trackingWords } from '../words/tracking.ts'
import { trackingCoverageWords as words } from '../words/tracking-coverage.ts'
import type { TrackingProps } from './tracking.tsx'

export type ShownCoverage = {
  /** Null: nothing was judged. */
  decided: { verdict: Verdict; clauseNumber: number } | null
  /** Whose machine it is. */
  machine: { customerId: string } | null
  /** The policy speaks of warranty at all. */
  promisesWarranty: boolean
}

/**
 * What it costs, in a sentence or two. Whoever is not known as the machine's customer reads the same words whether the
 * serial number they typed is somebody's or nobody's.
 */
export const TrackingCoverage = (props: TrackingProps) => {
  const { lang } = props.frame
  const said = saidTo(props)
  if (!said) return null
  return (
    <Section title={words[lang].title}>
      <p>{said.text}</p>
      {said.clauseNumber !== null && (
        <p class="text-small text-muted">
          <a href={`${publicPaths.policy()}#clause-${said.clauseNumber}`}>
            {trackingWords[lang].clause(said.clauseNumber)}
          </a>
        </p>
      )}
    </Section>
  )
}

type Said = { text: string; clauseNumber: number | null }

function saidTo({ frame: { lang }, request, coverage }: TrackingProps): Said | null {
  const t = words[lang]
  if (request.standing !== 'accepted' || request.type === 'enquiry' || request.status === 'cancelled') return null
  if (request.coverageOverriddenBy && request.coverage)
    return { text: t.decided[request.coverage as Exclude<Outcome, 'needs_a_look'>], clauseNumber: null }
  const { decided, machine, promisesWarranty } = coverage
  const isOpen = request.open
  if (decided && tellsCustomer(request, machine) && decided.verdict.outcome !== 'needs_a_look')
    return { text: customerCoverageWords(decided.verdict, lang), clauseNumber: decided.clauseNumber }
  return promisesWarranty && isOpen ? { text: t.checking, clauseNumber: null } : null
}
