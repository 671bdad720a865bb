import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { langs } from '#rules/lang.ts'
import { isPackId, type PackPlace, packs, packVersion } from '#rules/pack.ts'
import { packIds } from '#rules/packs/pack-values.ts'
import { roleOfPosition } from '#rules/packs/position.ts'
import { type ParameterKey, parameterKeys, parameterOf } from '#rules/parameter.ts'
import { type Clause, clausesSchema, findTerm, slotsOf } from '#rules/policy.ts'
import { type RuleKind, ruleKinds, waitingKinds } from '#rules/policy-rule.ts'
import { positions } from '#rules/policy-vocabulary.ts'

const china: PackPlace = { timeZone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' }
const germany: PackPlace = { timeZone: 'Europe/Berlin', country: 'DE', currency: 'EUR' }
const documents = packIds.map((id) => ({ id, ...packVersion(id, id === 'TP-INT' ? germany : china) }))
const setBy = (clauses: readonly Clause[]) =>
  clauses.flatMap(({ rules }) => rules.flatMap(({ parameters }) => Object.keys(parameters) as ParameterKey[]))

/** The dictionary that the packs were written with. */
const dictionary = `
  policy.scope_roles policy.consultation_required policy.ack_required policy.trial_days policy.review_months
  policy.interpreter calendar.tz calendar.week calendar.holidays hotline.hours hotline.covers_holidays meeting.daily
  intake.channels intake.required_fields intake.request_types sla.ack.minutes sla.first_reply.hours
  sla.first_reply.mode sla.resolution.hours sla.arrival.zones sla.arrival.appointment sla.same_day sla.pause_reasons
  dispatch.carry_over_first dispatch.certificate_required dispatch.tool_checklist report.required_fields
  report.due_hours closure.customer_confirm closure.auto_days repair.repeat_window_days depot.receipt depot.qc
  depot.max_days service.classes warranty.lines warranty.causes warranty.period_end warranty.roll_forward
  warranty.repair_time_extends warranty.restart_on_replacement renewal.tiers renewal.shift finance.onsite_limit
  finance.same_day_invoice finance.quote_first finance.price_override_role finance.expense_match
  returns.statutory_days returns.goodwill_approver complaint.severities complaint.owner complaint.reply_days
  complaint.callback survey.coverage survey.offset_days survey.dimensions survey.grades followup.cycle
  visit.key_customer_per_year customer.tiers knowledge.publish_cycle handover.join_before_months
  handover.complete_days inspection.per_month optimisation.cycle change.notice_fields backup.window_months
  reports.daily reports.monthly_gm kpi.targets appraisal.cycle appraisal.weights appraisal.rank_reward
  appraisal.rank_deduction appraisal.bottom_n appraisal.plan_days appraisal.last_streak appraisal.min_group
  penalty.mode penalty.rules penalty.repeat_multiplier penalty.aggravation penalty.leader_fallback penalty.sanctions
  reward.optimisation training.topics training.customer privacy.retention_months privacy.data_region
  ecommerce.chat_reply_seconds ecommerce.delivery_tracking supplier.notice_required loaner.offered`
  .trim()
  .split(/\s+/)

describe('the dictionary', () => {
  test('the 94 parameters of the packs are all there, and the additions are the known ones', () => {
    expect(dictionary).toHaveLength(94)
    expect(dictionary.filter((key) => !parameterKeys.some((known) => known === key))).toEqual([])
    expect(parameterKeys.filter((key) => !dictionary.includes(key)).sort()).toEqual([
      'escalation.ladder',
      'priority.matrix',
      'priority.raised_tiers',
      'renewal.channels',
      'renewal.quiet_hours',
      'renewal.recipient',
      'renewal.send_at',
      'sla.first_reply.urgent_hours',
      'warranty.excluded',
      'warranty.free',
      'warranty.precedence',
      'warranty.repair_extension',
      'warranty.start_fallback',
      'warranty.starts_at_installation',
    ])
  })

  test('every parameter belongs to exactly one kind of rule', () => {
    const keys = Object.values(ruleKinds).flat()
    expect([...keys].sort()).toEqual([...parameterKeys].sort())
  })

  test('the kinds that no program acts on yet are exactly the listed ones', () => {
    const acting: RuleKind[] = [
      'service_hours',
      'response_window',
      'arrival_window',
      'resolution_window',
      'priority_matrix',
      'warranty_term',
      'renewal_notice',
      'escalation',
      'penalty',
      'procedure',
    ]
    expect([...acting, ...waitingKinds, 'conduct'].sort()).toEqual(Object.keys(ruleKinds).sort())
  })

  test('every parameter says where it comes from, apart from conventions of our own', () => {
    const unsourced = parameterKeys.filter((key) => {
      const { seeds, laws } = parameterOf(key)
      return seeds.length + laws.length === 0
    })
    expect(unsourced).toEqual(['appraisal.min_group'])
  })
})

describe.each(documents)('$id', ({ id, service, staff }) => {
  const values = packs[id].values
  const all = [...service, ...staff]

  test('both documents hold together: numbers in order, every parameter in one clause and in its text', () => {
    for (const clauses of [service, staff]) {
      const parsed = v.safeParse(clausesSchema, clauses)
      expect(parsed.issues?.map(({ message }) => message)).toBeUndefined()
    }
  })

  test('every parameter of the pack is shown in exactly one clause of the two documents', () => {
    const shown = all.flatMap(({ text }) => slotsOf(text['zh-CN']))
    const unseen = Object.keys({ ...values, 'calendar.tz': '' }).filter((key) => !shown.some((slot) => slot === key))
    expect(unseen).toEqual([])
    expect(setBy(all).toSorted()).toEqual([...shown].sort())
    expect(new Set(shown).size).toBe(shown.length)
  })

  test('its values are the pack’s own', () => {
    for (const key of Object.keys(values) as ParameterKey[])
      if (key !== 'calendar.tz') expect([key, findTerm(all, key)?.value]).toEqual([key, values[key]])
  })

  test('it has every clause that the pack lists, and within a chapter they keep the pack’s order', () => {
    const placeOf = (key: string) => all.findIndex((clause) => clause.key === key)
    expect(packs[id].listed.filter((key) => placeOf(key) < 0)).toEqual([])
    const chapters = new Set(all.map(({ chapter }) => chapter['zh-CN']))
    for (const chapter of chapters) {
      const own = packs[id].listed.filter((key) => all[placeOf(key)]?.chapter['zh-CN'] === chapter)
      expect(own.toSorted((one, other) => placeOf(one) - placeOf(other))).toEqual(own)
    }
  })

  test('both languages show the same parameters in every clause, and every clause has a title', () => {
    for (const { text, title } of all) {
      expect(slotsOf(text.en).toSorted()).toEqual(slotsOf(text['zh-CN']).toSorted())
      for (const lang of langs) expect(title[lang]).not.toBe('')
    }
  })

  test('it can be stored as JSON and is the same when it is read', () => {
    expect(JSON.parse(JSON.stringify(all))).toEqual(all)
  })

  test('every position it names has a role', () => {
    const named = values['policy.scope_roles'] ?? []
    expect(named.filter((position) => !(position in roleOfPosition))).toEqual([])
  })
})

test('a text-only clause is carried by the packs that list it, and by no other', () => {
  const carrying = (key: string) =>
    documents
      .filter(({ service, staff }) => [...service, ...staff].some((clause) => clause.key === key))
      .map(({ id }) => id)
  expect(carrying('TX-SECRET')).toEqual(['TP-ITS'])
  expect(carrying('TX-PROMISE')).toEqual(['TP-ECS'])
  expect(carrying('TX-WARR-B2B')).toEqual(['TP-MFG'])
})

test('all known positions have a role', () => {
  expect(Object.keys(positions).filter((position) => !(position in roleOfPosition))).toEqual([])
})

test('only a pack’s own id is one', () => {
  expect(isPackId('TP-HAS')).toBe(true)
  expect(isPackId('constructor')).toBe(false)
})

describe('a pack in its place', () => {
  const term = <K extends ParameterKey>(clauses: Clause[], key: K) => findTerm(clauses, key)?.value

  test('mainland China’s holidays are for mainland China', () => {
    expect(term(packVersion('TP-HAS', china).service, 'calendar.holidays')).toBe('PRC')
    expect(term(packVersion('TP-HAS', germany).service, 'calendar.holidays')).toBe('none')
    expect(term(packVersion('TP-INT', china).service, 'calendar.holidays')).toBe('PRC')
    expect(term(packVersion('TP-ECS', china).service, 'calendar.holidays')).toBe('none')
  })

  test('time zone, currency and place of the data are the company’s', () => {
    const { service } = packVersion('TP-HAS', { ...germany, dataRegion: 'eu' })
    expect(term(service, 'calendar.tz')).toBe('Europe/Berlin')
    expect(term(service, 'finance.onsite_limit')).toEqual({ minor: 50_000, currency: 'EUR' })
    expect(term(service, 'privacy.data_region')).toBe('eu')
    const yen = packVersion('TP-HAS', { timeZone: 'Asia/Tokyo', country: 'JP', currency: 'JPY' })
    expect(term(yen.service, 'finance.onsite_limit')).toEqual({ minor: 500, currency: 'JPY' })
  })

  test('[R-EU-1, R-EU-3] no company is given a warranty or a return period below its law', () => {
    const { service } = packVersion('TP-HAS', germany)
    expect(term(service, 'warranty.lines')?.map(({ months }) => months)).toEqual([24, 36, 3])
    expect(term(service, 'returns.statutory_days')).toMatchObject({ no_reason: 14 })
    const spain = packVersion('TP-GEN', { ...germany, country: 'ES', timeZone: 'Europe/Madrid' })
    expect(term(spain.service, 'warranty.lines')?.map(({ months }) => months)).toEqual([36])
  })
})
