import { hoursOf } from '#rules/calendar.ts'
import { leavesChina } from '#rules/data-region.ts'
import { type GuardrailId, guardrails, type Severity } from '#rules/guardrail.ts'
import { isCnYearPublished } from '#rules/holidays/cn.ts'
import type { InLangs } from '#rules/lang.ts'
import { langs } from '#rules/lang.ts'
import { type Clause, findTerm, type PolicyKind } from '#rules/policy.ts'
import type { ruleKinds } from '#rules/policy-rule.ts'
import { plainText } from '#rules/policy-text.ts'
import { intakeFields } from '#rules/policy-vocabulary.ts'
import type { PenaltyMode } from '#rules/policy-vocabulary-terms.ts'
import { type FloorSubject, returnFloors, warrantyFloor } from '#rules/statutory-floor.ts'

export type CheckContext = {
  /** ISO 3166-1, and the part of ISO 3166-2 after it (`GD`). */
  country: string
  region: string | null
  /** Opinions were asked, agreed and filed (S1.5-03). */
  hasConsultation: boolean
  /** How many people share the opening hours. */
  people: number
  /** The years in which due times of this version will fall. */
  years: readonly number[]
  /** What a field of the company's own is needed for. */
  purposes?: Readonly<Record<string, string>>
  /** The consumer goods that the company sells, by the line of the warranty clause that they fall under. */
  sold?: readonly FloorSubject[]
}

export type Finding = { id: GuardrailId; severity: Severity; clauseKey: string | null; message: InLangs }

type Check = (clauses: readonly Clause[], context: CheckContext) => Finding[]

/** What the law says to a version that is being saved or published. */
export function checkVersion(kind: PolicyKind, clauses: readonly Clause[], context: CheckContext): Finding[] {
  const found = checks[kind].flatMap((check) => check(clauses, context))
  return found.filter(({ id, clauseKey }, index) => index === found.findIndex(sameAs(id, clauseKey)))
}

const sameAs = (id: GuardrailId, clauseKey: string | null) => (other: Finding) =>
  other.id === id && other.clauseKey === clauseKey

export const finding = (
  id: GuardrailId,
  clauseKey: string | null,
  severity: Severity = guardrails[id].severity,
): Finding => ({
  id,
  severity,
  clauseKey,
  message: guardrails[id].message,
})

/** E08: where fines stand, by place. Loss compensation out of wages is closed in Taiwan too (R-FN-11). */
export function finesIn(
  { country, region }: Pick<CheckContext, 'country' | 'region'>,
  mode: PenaltyMode,
): GuardrailId | null {
  if (country === 'TW' && (mode === 'monetary' || mode === 'loss_compensation')) return 'GR-03'
  if (country !== 'CN' || mode !== 'monetary') return null
  return region?.startsWith('GD') ? 'GR-03' : 'GR-04'
}

const staffRules = ['penalty', 'discipline', 'reward', 'kpi', 'appraisal'] as const satisfies (keyof typeof ruleKinds)[]

const consultation: Check = (clauses, { country, hasConsultation }) => {
  const required = findTerm(clauses, 'policy.consultation_required')
  const vital = clauses.find(({ rules }) => rules.some(({ kind }) => staffRules.some((one) => one === kind)))
  if (hasConsultation || !vital || (country !== 'CN' && required?.value !== true)) return []
  return [finding('GR-01', required?.clauseKey ?? vital.key)]
}

const fines: Check = (clauses, context) => {
  const mode = findTerm(clauses, 'penalty.mode')
  const id = mode && finesIn(context, mode.value)
  return id ? [finding(id, mode.clauseKey)] : []
}

/** A fine by a kinder name is a fine: it meets the place's rule on fines too. */
const euphemisms: Check = (clauses, context) =>
  clauses.flatMap(({ key, ...clause }) => {
    const words = langs.map((lang) => plainText({ key, ...clause }, lang)).join('\n')
    if (!kindNames.test(words) || !sums.test(words)) return []
    const id = finesIn(context, 'monetary')
    return [finding('GR-05', key), ...(id ? [finding(id, key)] : [])]
  })

const kindNames = /乐捐|捐款|捐献|负激励|成长金|爱心款|donation/iu
const sums = /\d\s*(?:元|块|yuan)|[\u00a5\uffe5€$£]\s*\d|\b[A-Z]{3}\s?\d/u

const leaderPays: Check = (clauses) => {
  const fallback = findTerm(clauses, 'penalty.leader_fallback')
  return fallback?.value ? [finding('GR-20', fallback.clauseKey)] : []
}

/** Four amounts are blank in the source (S1.4-11…14): a company fills them in, or leaves the breach out. */
const blankAmounts: Check = (clauses) => {
  const list = findTerm(clauses, 'penalty.rules')
  const inPoints = (findTerm(clauses, 'penalty.mode')?.value ?? 'points') === 'points'
  const blank = list?.value.some(({ points, amount }) => (inPoints ? !points : !amount?.minor))
  return list && blank ? [finding('GR-25', list.clauseKey)] : []
}

const weights: Check = (clauses) => {
  const shares = findTerm(clauses, 'appraisal.weights')
  const group = findTerm(clauses, 'appraisal.min_group')
  const total = shares ? Object.values(shares.value).reduce((sum, share) => sum + share, 0) : 100
  return [
    ...(shares && total !== 100 ? [finding('GR-26', shares.clauseKey)] : []),
    ...(group && group.value < 3 ? [finding('GR-26', group.clauseKey, 'warn')] : []),
  ]
}

/** Phrases that a court is likely to strike out (R-CP-9, R-EC-5, R-US-1). */
const voidTerms =
  /最终解释权|概不(?:退|换|负责)|一经(?:售出|签收).{0,6}(?:不|视为)|签收(?:后)?即视为(?:合格|认可)|不得(?:投诉|差评)|(?:仅限|只能使用)(?:本公司|我司|原厂)(?:配件|服务)|final (?:right of )?interpretation|no (?:returns|refunds)(?: or| and|\b)|only (?:our|genuine|original) (?:parts|service)/iu

const voidPhrases: Check = (clauses) =>
  clauses
    .filter((clause) => langs.some((lang) => voidTerms.test(plainText(clause, lang))))
    .map(({ key }) => finding('GR-08', key))

const purposes: Check = (clauses, { purposes: stated = {} }) => {
  const fields = findTerm(clauses, 'intake.required_fields')
  if (!fields) return []
  const unexplained = fields.value.some((field) => !Object.hasOwn(intakeFields, field) && !stated[field]?.trim())
  const kept = findTerm(clauses, 'privacy.retention_months')
  return unexplained || !kept ? [finding('GR-14', fields.clauseKey)] : []
}

const dataAbroad: Check = (clauses, { country }) => {
  const where = findTerm(clauses, 'privacy.data_region')
  return country === 'CN' && where && leavesChina(where.value) ? [finding('GR-16', where.clauseKey)] : []
}

const warrantyFloors: Check = (clauses, { sold = [], ...place }) => {
  const lines = findTerm(clauses, 'warranty.lines')
  const short = lines?.value.some(({ scope, months }) =>
    [{ scope }, ...sold.filter((goods) => goods.scope === scope)].some(
      (subject) => months < warrantyFloor(place, subject).months,
    ),
  )
  return lines && short ? [finding('GR-21', lines.clauseKey)] : []
}

/** A shorter time than the law's is a refusal of the statutory return (GR-07). */
const returnDays: Check = (clauses, { country }) => {
  const days = findTerm(clauses, 'returns.statutory_days')
  const floors = Object.entries(returnFloors(country))
  return days && floors.some(([right, floor]) => (days.value[right] ?? floor) < floor)
    ? [finding('GR-07', days.clauseKey)]
    : []
}

const installs = ['installation', 'commissioning', 'final_acceptance']

const warrantyStart: Check = (clauses) => {
  const lines = findTerm(clauses, 'warranty.lines')
  const starts = lines?.value.map(({ start }) => start) ?? []
  return lines && starts.includes('invoice') && starts.some((start) => installs.includes(start))
    ? [finding('GR-22', lines.clauseKey)]
    : []
}

const unpublishedYears: Check = (clauses, { years }) => {
  const table = findTerm(clauses, 'calendar.holidays')
  return table?.value === 'PRC' && years.some((year) => !isCnYearPublished(year))
    ? [finding('GR-23', table.clauseKey)]
    : []
}

/** Opening hours are not one person's shift, unless there is only that person (R-WT-1, R-WT-2). */
const weeklyHours: Check = (clauses, { people }) => {
  const week = findTerm(clauses, 'calendar.week')
  const hotline = findTerm(clauses, 'hotline.hours')
  const minutes = (intervals: Parameters<typeof hoursOf>[0]) =>
    hoursOf(intervals).reduce((sum, [open, close]) => sum + close - open, 0)
  const limit = 40 * 60 * Math.max(1, people)
  const worked = week ? Object.values(week.value).reduce((sum, intervals) => sum + minutes(intervals), 0) : 0
  const answered = hotline ? 7 * minutes([hotline.value]) : 0
  return [
    ...(week && worked > limit ? [finding('GR-24', week.clauseKey)] : []),
    ...(hotline && answered > limit ? [finding('GR-24', hotline.clauseKey)] : []),
  ]
}

const checks: Record<PolicyKind, readonly Check[]> = {
  service: [
    voidPhrases,
    purposes,
    dataAbroad,
    warrantyFloors,
    warrantyStart,
    returnDays,
    unpublishedYears,
    weeklyHours,
    euphemisms,
  ],
  staff: [consultation, fines, euphemisms, leaderPays, blankAmounts, weights],
}
