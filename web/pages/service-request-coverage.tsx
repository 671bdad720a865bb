import type { Child } from 'hono/jsx'
import type { Outcome, Verdict } from '#rules/coverage.ts'
import type { CoverageStep } from '#rules/coverage-step.ts'
import { dayOf } from '#rules/day.ts'
import { guardrails } from '#rules/guardrail.ts'
import { coveredCauses, excludedCauses } from '#rules/policy-vocabulary-terms.ts'
import { wordsOf } from '#rules/policy-words.ts'
import { tellsCustomer, verdictIn } from '#rules/service-request-coverage.ts'
import { type StatutoryHint, statutoryHints } from '#rules/statutory-hint.ts'
import type { Lang } from '#web/words/lang.ts'
import { consolePaths } from '../paths.ts'
import { Badge, Banner, type Meaning } from '../ui/badge.tsx'
import { type Fact, Facts, Section } from '../ui/content.tsx'
import { Steps } from '../ui/history.tsx'
import { Sentence } from '../ui/moment.tsx'
import { coverageReasons, coverageWords, itemWords, sumWords } from '../words/coverage.ts'
import { coverageLines } from '../words/coverage-step.ts'
import { requestCoverageWords as words } from '../words/service-request-coverage.ts'
import { detailWords } from '../words/service-request-detail.ts'
import { clauseAnchor } from './policy-document.tsx'
import type { DetailProps, StoredDecision } from './service-request.tsx'
import { faultSaid } from './service-request-fault.tsx'

/** Who pays, and why; what the law may give besides. */
export const CoverageSection = (props: DetailProps) => {
  const { frame, request, decisions } = props
  const { lang } = frame
  const decided = decisions.find(({ id }) => id === request.coverageDecisionId)
  return (
    <Section title={coverageWords[lang].title} id="coverage">
      <div class="coverage">
        <Hints {...props} />
        {request.coverageOverriddenBy && <Overridden {...props} decided={decided} />}
        {decided ? (
          <Reckoned {...props} decided={decided} />
        ) : (
          !request.coverageOverriddenBy && <p>{unjudged(props)}</p>
        )}
        <Facts items={factsOf(props)} />
        <Stranger {...props} />
      </div>
    </Section>
  )
}

const meanings: Record<Outcome, Meaning> = {
  free_under_warranty: 'fine',
  under_contract: 'fine',
  chargeable: 'neutral',
  needs_a_look: 'soon',
}

/** The same in the list and on the request; what a person decided says so. */
export const CoverageBadge = ({ lang, outcome, isOverridden }: CoverageBadgeProps) => (
  <Badge meaning={meanings[outcome]} {...(isOverridden ? { icon: 'user' as const } : {})}>
    {coverageWords[lang].outcome[outcome]}
    {isOverridden && <span class="visually-hidden"> {words[lang].changedByPerson}</span>}
  </Badge>
)
type CoverageBadgeProps = { lang: Lang; outcome: Outcome; isOverridden: boolean }

function unjudged({ frame: { lang }, request }: DetailProps): string {
  if (request.standing !== 'accepted') return words[lang].held
  return request.type === 'enquiry' ? words[lang].enquiry : words[lang].none
}

type Decided = DetailProps & { decided: StoredDecision | undefined }

const Overridden = ({ frame, request, members, events, decided }: Decided) => {
  const { lang, now, timeZone } = frame
  const t = words[lang]
  const who = members.find(({ id }) => id === request.coverageOverriddenBy)?.name ?? detailWords[lang].system
  const at = events.find(({ name }) => name === 'service_request.coverage_overridden')?.at ?? request.receivedAt
  return (
    <>
      {request.coverage && <CoverageBadge lang={lang} outcome={request.coverage} isOverridden />}
      <p>
        <Sentence {...{ now, timeZone, lang }} says={(tell) => t.overridden(who, tell(at))} />
      </p>
      <p class="typed">{t.because(request.coverageOverriddenBecause ?? '')}</p>
      {decided && <p class="muted">{t.computed(outcomeWords(verdictIn(decided), lang))}</p>}
    </>
  )
}

/** What the policy gives: the outcome with its condition, what is free, the sum, the clause; the reckoning a tap away. */
const Reckoned = (props: DetailProps & { decided: StoredDecision }) => {
  const { lang } = props.frame
  const verdict = verdictIn(props.decided)
  const why = words[lang].why
  if (props.request.coverageOverriddenBy)
    return (
      <details>
        <summary>{why}</summary>
        <div class="coverage">
          <Reckoning {...props} verdict={verdict} />
          <Lines {...props} verdict={verdict} />
        </div>
      </details>
    )
  return (
    <>
      <p>
        <CoverageBadge lang={lang} outcome={verdict.outcome} isOverridden={false} />{' '}
        {verdict.presumed && <span class="muted">{coverageWords[lang].presumed}</span>}
      </p>
      <Reckoning {...props} verdict={verdict} />
      {verdict.steps.length > 0 && (
        <details>
          <summary>{why}</summary>
          <Lines {...props} verdict={verdict} />
        </details>
      )}
    </>
  )
}

type Judged = DetailProps & { decided: StoredDecision; verdict: Verdict }

const Lines = ({ frame: { lang, now, timeZone }, verdict }: Judged) => (
  <Steps lines={coverageLines(verdict.steps as CoverageStep[], { lang, timeZone, now })} />
)

const Reckoning = (props: Judged) => {
  const { frame, decided, verdict, policyNumber, clauseTitles } = props
  const { lang } = frame
  const sum = sumWords(verdict.warranty, lang)
  const title = clauseTitles.get(decided.clauseKey)?.[lang] ?? ''
  const href = `${consolePaths.policyVersion('service', policyNumber)}#${clauseAnchor(decided.clauseKey)}`
  return (
    <>
      {verdict.outcome !== 'needs_a_look' && <p>{itemWords(verdict.items, lang)}</p>}
      {coverageReasons(verdict, lang).map((reason) => (
        <p>{reason}</p>
      ))}
      {verdict.look === 'machine_unknown' && (
        <p>
          <a href="#machine">{words[lang].choose}</a>
        </p>
      )}
      {sum && <p>{sum}</p>}
      <VisitLine {...props} />
      <p class="hint">
        <a href={href}>{detailWords[lang].clause(decided.clauseNumber, title, policyNumber)}</a>
      </p>
      <Before {...props} />
    </>
  )
}

const VisitLine = ({ frame: { lang }, request, verdict }: Judged) =>
  request.visitContractId && request.visitContractId === verdict.contract.contractId ? (
    <p class="hint">{words[lang].visit(verdict.contract.number ?? '')}</p>
  ) : null

/** What was thought before, where it came out otherwise. */
const Before = ({ frame, decisions, decided }: DetailProps & { decided: StoredDecision }) => {
  const { lang, now, timeZone } = frame
  const own = decisions.filter(({ kind }) => kind === 'coverage')
  const last = own[own.indexOf(decided) - 1]
  if (!last || saidBy(last, lang) === saidBy(decided, lang)) return null
  return (
    <p class="hint">
      <Sentence {...{ now, timeZone, lang }} says={(tell) => words[lang].before(saidBy(last, lang), tell(last.at))} />
    </p>
  )
}

const saidBy = (decided: StoredDecision, lang: Lang) => outcomeWords(verdictIn(decided), lang)

function outcomeWords({ outcome, presumed }: Verdict, lang: Lang): string {
  const t = coverageWords[lang]
  if (!presumed) return t.outcome[outcome]
  return lang === 'en'
    ? `${t.outcome[outcome]} (${t.presumed.toLowerCase()})`
    : `${t.outcome[outcome]}（${t.presumed}）`
}

function factsOf(props: DetailProps): Fact[] {
  const { frame, request, machine } = props
  const { lang } = frame
  const { found } = machine
  const t = words[lang]
  const cause = request.cause && wordsOf({ ...coveredCauses, ...excludedCauses }, request.cause, lang)
  const part = found?.components?.find(({ key }) => key === request.component)?.name
  const facts: (Fact | false | null)[] = [
    found && {
      term: t.machine,
      value: (
        <>
          <a href={consolePaths.asset(found.id)}>{found.name}</a>
          {found.serialNumber && <span class="muted"> {t.serial(found.serialNumber)}</span>}
        </>
      ),
    },
    found !== null && found.customerName !== null && { term: t.owner, value: found.customerName },
    request.causeKnownAt !== null && {
      term: t.steps.cause.cause,
      value: [part, cause ?? t.noCause].filter(Boolean).join(lang === 'en' ? ': ' : '：'),
    },
    request.fault !== null && { term: t.fault, value: faultSaid(props, request.fault) },
  ]
  return facts.filter((fact): fact is Fact => Boolean(fact))
}

/** Whoever typed somebody else's serial number learns nothing of that machine; a member decides whether it is theirs. */
const Stranger = ({ frame: { lang }, request, machine: { found } }: DetailProps): Child =>
  found && request.standing === 'accepted' && !tellsCustomer(request, found) ? (
    <p class="hint">{words[lang].stranger(found.customerName ?? '')}</p>
  ) : null

/** GR-09, GR-10: for a person to check. */
const Hints = (props: DetailProps) => {
  const { lang } = props.frame
  return (
    <>
      {hintsFor(props).map((hint) => (
        <Banner kind="warn" title={guardrails[hint.id].message[lang]}>
          <p>{hintText(hint, lang)}</p>
        </Banner>
      ))}
    </>
  )
}

const hintText = (hint: StatutoryHint, lang: Lang) =>
  hint.id === 'GR-09' ? words[lang].daysOpen(hint.days, hint.isOver) : words[lang].law[hint.because](hint.count)

function hintsFor({ frame, country, request, machine }: DetailProps): StatutoryHint[] {
  const { found, stays, solved } = machine
  const { now, timeZone } = frame
  if (!found || request.standing !== 'accepted') return []
  return statutoryHints({
    country,
    today: dayOf(now, timeZone),
    receivedOn: dayOf(request.receivedAt, timeZone),
    isOpen: request.open,
    isWaiting: request.pausedSince !== null,
    asset: {
      isConsumerGoods: found.isConsumerGoods ?? false,
      category: found.category,
      days: {
        ...(found.deliveredOn ? { delivery: found.deliveredOn } : {}),
        ...(found.invoiceOn ? { invoice: found.invoiceOn } : {}),
      },
      repairs: stays.filter(({ requestId }) => requestId !== request.id),
    },
    solvedOn: solved.map(({ on }) => on),
  })
}
