import type { InLangs } from '#rules/lang.ts'
import { type Money, minorDigits } from '#rules/money.ts'
import { onlineShop } from '#rules/packs/ecs.ts'
import { generalCompany } from '#rules/packs/gen.ts'
import { applianceService } from '#rules/packs/has.ts'
import { internationalService } from '#rules/packs/int.ts'
import { itServices } from '#rules/packs/its.ts'
import { manufacturer } from '#rules/packs/mfg.ts'
import { type Pack, type PackId, packIds } from '#rules/packs/pack-values.ts'
import { care, privacy } from '#rules/packs/service-care.ts'
import { charges, warranty } from '#rules/packs/service-terms.ts'
import { hoursAndIntake, timeLimits } from '#rules/packs/service-time.ts'
import { systems, visitsAndRepair } from '#rules/packs/service-work.ts'
import { appraisal, consequences, dailyWork, scope, validity } from '#rules/packs/staff.ts'
import type { ChapterTemplate, ClauseTemplate } from '#rules/packs/template.ts'
import type { ParameterKey, ParameterValue, ParameterValues } from '#rules/parameter.ts'
import { type Clause, type PolicyKind, slotsOf } from '#rules/policy.ts'
import { type Rule, type RuleKind, ruleKindOf } from '#rules/policy-rule.ts'
import { returnFloors, warrantyFloor } from '#rules/statutory-floor.ts'

export const packs: Readonly<Record<PackId, Pack>> = {
  'TP-MFG': manufacturer,
  'TP-ITS': itServices,
  'TP-ECS': onlineShop,
  'TP-HAS': applianceService,
  'TP-GEN': generalCompany,
  'TP-INT': internationalService,
}
export const isPackId = (id: string): id is PackId => packIds.some((known) => known === id)

const documents: Record<PolicyKind, readonly ChapterTemplate[]> = {
  service: [hoursAndIntake, timeLimits, visitsAndRepair, charges, warranty, systems, care, privacy],
  staff: [scope, dailyWork, appraisal, consequences, validity],
}

export type PackPlace = {
  timeZone: string
  country: string
  currency: string
  /** Where this installation keeps the data; the pack's own assumption otherwise. */
  dataRegion?: ParameterValue<'privacy.data_region'>
}

/** The two documents that a company starts from, fit for the place that it is in. */
export function packVersion(packId: PackId, place: PackPlace): Record<PolicyKind, Clause[]> {
  const { values, listed } = packs[packId]
  const placed = valuesAt(values, place)
  return {
    service: clausesOf(documents.service, placed, listed),
    staff: clausesOf(documents.staff, placed, listed),
  }
}

/** A company is not given a document that its own law forbids. */
function valuesAt(values: Partial<ParameterValues>, place: PackPlace): Partial<ParameterValues> {
  const { country, timeZone, currency, dataRegion } = place
  const inCurrency = (money: Money): Money => ({
    minor: (money.minor / 100) * 10 ** minorDigits(currency),
    currency,
  })
  const lines = values['warranty.lines'] ?? []
  return {
    ...values,
    'calendar.tz': timeZone,
    'calendar.holidays': holidaysAt(values['calendar.holidays'] ?? 'none', country),
    'warranty.lines': lines.map((line) => ({
      ...line,
      months: Math.max(line.months, warrantyFloor({ country }, line).months),
    })),
    ...given('returns.statutory_days', values, (days) => raised(days, returnFloors(country))),
    ...given('finance.onsite_limit', values, inCurrency),
    ...given('appraisal.rank_reward', values, inCurrency),
    ...given('appraisal.rank_deduction', values, inCurrency),
    ...(dataRegion ? { 'privacy.data_region': dataRegion } : {}),
  }
}

/** Mainland China's table is for mainland China; there it also takes the place of one kept by hand. */
function holidaysAt(table: ParameterValue<'calendar.holidays'>, country: string) {
  if (country === 'CN') return table === 'none' ? table : 'PRC'
  return table === 'PRC' ? 'none' : table
}

const raised = (days: Record<string, number>, floors: Record<string, number>) =>
  Object.fromEntries(Object.entries(days).map(([right, amount]) => [right, Math.max(amount, floors[right] ?? 0)]))

function given<K extends ParameterKey>(
  key: K,
  values: Partial<ParameterValues>,
  change: (value: ParameterValues[K]) => ParameterValues[K],
): Partial<ParameterValues> {
  const value = values[key]
  return value === undefined ? {} : ({ [key]: change(value) } as Partial<ParameterValues>)
}

/** Chapter by chapter; a sentence is left out where the pack lacks what it shows, or an earlier one has shown it. */
function clausesOf(
  chapters: readonly ChapterTemplate[],
  values: Partial<ParameterValues>,
  listed: readonly string[],
): Clause[] {
  const shown = new Set<ParameterKey>()
  const clauses: Clause[] = []
  for (const chapter of chapters)
    for (const template of chapter.clauses) {
      const sentences = carried(template, values, shown, listed.includes(template.key))
      if (sentences.length === 0) continue
      const text = joined(sentences)
      const slots = slotsOf(text['zh-CN'])
      for (const slot of slots) shown.add(slot)
      const rules = rulesOf(slots, values)
      clauses.push({
        key: template.key,
        chapter: chapter.title,
        number: clauses.length + 1,
        title: template.title,
        text,
        rules,
      })
    }
  return clauses
}

function carried(
  { sentences }: ClauseTemplate,
  values: Partial<ParameterValues>,
  shown: ReadonlySet<ParameterKey>,
  isListed: boolean,
): InLangs[] {
  const fits = sentences.filter(
    (sentence) =>
      (isListed || !sentence.listed) &&
      slotsOf(sentence['zh-CN']).every((slot) => values[slot] !== undefined && !shown.has(slot)),
  )
  const says = isListed || fits.some((sentence) => slotsOf(sentence['zh-CN']).length > 0)
  return says ? fits : []
}

const joined = (sentences: readonly InLangs[]): InLangs => ({
  'zh-CN': sentences.map((sentence) => sentence['zh-CN']).join(''),
  en: sentences.map((sentence) => sentence.en).join(' '),
})

/** What a clause shows is what its rules set: grouped by kind, in the order of the text. */
function rulesOf(slots: readonly ParameterKey[], values: Partial<ParameterValues>): Rule[] {
  const byKind = new Map<RuleKind, Record<string, unknown>>()
  for (const slot of slots) {
    const kind = ruleKindOf(slot)
    byKind.set(kind, { ...byKind.get(kind), [slot]: values[slot] })
  }
  if (byKind.size === 0) return [{ kind: 'conduct', parameters: {} }]
  return [...byKind].map(([kind, parameters]) => ({ kind, parameters }) as Rule)
}
