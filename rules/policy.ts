import * as v from 'valibot'
import { addDays, dayOf, startOfDay } from '#rules/day.ts'
import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { InLangs } from '#rules/lang.ts'
import { langs } from '#rules/lang.ts'
import { isParameterKey, type ParameterKey, type ParameterValue } from '#rules/parameter.ts'
import { parametersOf, type Rule, ruleSchema } from '#rules/policy-rule.ts'

/** The service policy is what customers are promised; the staff policy is what binds the people who serve them. */
export const policyKinds = ['service', 'staff'] as const
export type PolicyKind = (typeof policyKinds)[number]

export const versionStatuses = ['draft', 'shadow', 'consultation', 'published', 'superseded', 'withdrawn'] as const
export type VersionStatus = (typeof versionStatuses)[number]

/** `key` stays from version to version; `number` is the place in this one. */
export type Clause = {
  key: string
  chapter: InLangs
  number: number
  title: InLangs
  text: InLangs
  rules: Rule[]
}

const inBoth = v.strictObject({
  'zh-CN': v.pipe(v.string(), v.trim(), v.nonEmpty()),
  en: v.pipe(v.string(), v.trim(), v.nonEmpty()),
})

/** The text names every parameter of its rules in both languages, and no other: paper and program cannot disagree. */
const shown = ({ text, rules }: Clause) => {
  const set = rules.flatMap((rule) => Object.keys(parametersOf(rule))).sort()
  return langs.every((lang) => {
    const slots = [...new Set(slotKeys(text[lang]))].sort()
    return slots.length === set.length && slots.every((slot, index) => slot === set[index])
  })
}

export const clauseSchema: v.GenericSchema<Clause> = v.pipe(
  v.strictObject({
    key: v.pipe(v.string(), v.regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/)),
    chapter: inBoth,
    number: v.pipe(v.number(), v.integer(), v.minValue(1)),
    title: inBoth,
    text: inBoth,
    rules: v.array(ruleSchema),
  }),
  v.check(shown, 'slots_and_parameters_differ'),
)

const unlike = (values: readonly unknown[]) => new Set(values).size === values.length

/** A whole document: every clause has its place, and a parameter stands in one clause only. */
export const clausesSchema: v.GenericSchema<Clause[]> = v.pipe(
  v.array(clauseSchema),
  v.check((clauses) => clauses.every(({ number }, index) => number === index + 1), 'numbers_not_in_order'),
  v.check((clauses) => unlike(clauses.map(({ key }) => key)), 'clause_twice'),
  v.check(
    (clauses) => unlike(clauses.flatMap(({ rules }) => rules.flatMap((rule) => Object.keys(parametersOf(rule))))),
    'parameter_twice',
  ),
)

const slot = /\{\{([^{}]*)\}\}/gu

const slotKeys = (text: string): string[] => [...text.matchAll(slot)].map(([, key = '']) => key)

/** The parameters that a text shows, in its order. */
export const slotsOf = (text: string): ParameterKey[] =>
  slotKeys(text).map((key) => {
    if (!isParameterKey(key)) throw new Error(`no parameter is called ${key}`)
    return key
  })

/** What a policy says about one thing, and where it says so. */
export type Term<T> = { value: T; clauseKey: string; clauseNumber: number }

export function findTerm<K extends ParameterKey>(clauses: readonly Clause[], key: K): Term<ParameterValue<K>> | null {
  for (const clause of clauses)
    for (const rule of clause.rules) {
      const value: ParameterValue<K> | undefined = parametersOf(rule)[key] as ParameterValue<K> | undefined
      if (value !== undefined) return { value, clauseKey: clause.key, clauseNumber: clause.number }
    }
  return null
}

export type VersionState = { number: number; status: VersionStatus; effectiveFrom: Date | null }

/** The version in force at the time of the fact applies, however late the fact is dealt with (E09). */
export function versionInForce<V extends VersionState>(versions: readonly V[], at: Date): V | null {
  const begun = versions.filter(
    ({ status, effectiveFrom }) =>
      (status === 'published' || status === 'superseded') && effectiveFrom !== null && effectiveFrom <= at,
  )
  return begun.toSorted((one, other) => startOf(other) - startOf(one) || other.number - one.number)[0] ?? null
}

const startOf = ({ effectiveFrom }: VersionState) => effectiveFrom?.getTime() ?? 0

export type EditRefusal = 'published_is_immutable' | 'withdrawn' | 'in_consultation'

/** A published version is never edited (GR-29): a new one is made from it. What people are asked about stands still. */
export function decideEdit({ status }: VersionState): Decision<VersionStatus, EditRefusal> {
  if (status === 'published' || status === 'superseded') return refuse('published_is_immutable')
  if (status === 'consultation') return refuse('in_consultation')
  return status === 'withdrawn' ? refuse('withdrawn') : allow(status)
}

export type FindingState = { id: string; severity: 'block' | 'gate' | 'warn' | 'info'; clauseKey: string | null }
/** Somebody with a name took a finding on; a gate needs the reason too. */
export type Acceptance = { id: string; clauseKey: string | null; by: string; reason: string }

export type PublishContext = {
  policy: PolicyKind
  clauses: readonly Clause[]
  timeZone: string
  /** The other versions of the same policy. */
  versions: readonly VersionState[]
  findings: readonly FindingState[]
  accepted: readonly Acceptance[]
}
export type PublishRefusal =
  | EditRefusal
  | 'nothing_to_publish'
  | 'promise_missing'
  | 'effective_in_the_past'
  | 'later_version_scheduled'
  | 'blocked'
  | 'approval_missing'
  | 'acknowledgement_missing'

export type Publication = {
  status: 'published'
  effectiveFrom: Date
  trialUntil: Date | null
  findings: (FindingState & { by?: string; reason?: string })[]
}

/** A version takes effect at its publication or later, never before: nobody is bound by what was not yet written. */
export function decidePublish(
  version: VersionState,
  effectiveFrom: Date,
  now: Date,
  context: PublishContext,
): Decision<Publication, PublishRefusal> {
  const editable = decideEdit(version)
  if (!editable.allowed) return editable
  if (context.clauses.length === 0) return refuse('nothing_to_publish')
  if (missingTerms(context).length > 0) return refuse('promise_missing')
  if (effectiveFrom < now) return refuse('effective_in_the_past')
  if (context.versions.some((other) => other.status === 'published' && startOf(other) > effectiveFrom.getTime()))
    return refuse('later_version_scheduled')
  const open = context.findings.map((finding) => openFinding(finding, context.accepted))
  for (const reason of ['blocked', 'approval_missing', 'acknowledgement_missing'] as const)
    if (open.includes(reason)) return refuse(reason)
  return allow({
    status: 'published',
    effectiveFrom,
    trialUntil: trialEnd(context, effectiveFrom),
    findings: context.findings.map((finding) => ({ ...finding, ...takenOn(finding, context.accepted) })),
  })
}

const promises: readonly ParameterKey[] = [
  'calendar.tz',
  'calendar.week',
  'sla.first_reply.hours',
  'sla.resolution.hours',
]

/** A service policy says when it works, when it answers and when it has solved something (S1.0-01). */
export const missingTerms = ({ policy, clauses }: Pick<PublishContext, 'policy' | 'clauses'>): ParameterKey[] =>
  policy === 'service' ? promises.filter((key) => findTerm(clauses, key) === null) : []

function openFinding(finding: FindingState, accepted: readonly Acceptance[]) {
  const { by = '', reason = '' } = takenOn(finding, accepted)
  if (finding.severity === 'block') return 'blocked'
  if (finding.severity === 'gate') return by.trim() && reason.trim() ? null : 'approval_missing'
  return finding.severity === 'warn' && !by.trim() ? 'acknowledgement_missing' : null
}

function takenOn({ id, clauseKey }: FindingState, accepted: readonly Acceptance[]): { by?: string; reason?: string } {
  const one = accepted.find((acceptance) => acceptance.id === id && acceptance.clauseKey === clauseKey)
  return one ? { by: one.by, reason: one.reason } : {}
}

/** Feedback is collected until the trial ends, at a midnight of the company's own (S1.0-12). */
function trialEnd({ clauses, timeZone }: PublishContext, effectiveFrom: Date): Date | null {
  const days = findTerm(clauses, 'policy.trial_days')?.value ?? 0
  return days === 0 ? null : startOfDay(addDays(dayOf(effectiveFrom, timeZone), days), timeZone)
}
