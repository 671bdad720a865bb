import * as v from 'valibot'
import { type ParameterKey, type ParameterValue, type ParameterValues, parameterOf } from '#rules/parameter.ts'
import { because } from '#rules/policy-value.ts'

/** Every kind of rule a clause can carry, with what it can set. A parameter belongs to one kind. */
export const ruleKinds = {
  service_hours: ['calendar.tz', 'calendar.week', 'calendar.holidays', 'hotline.hours', 'hotline.covers_holidays'],
  response_window: [
    'sla.ack.minutes',
    'sla.first_reply.hours',
    'sla.first_reply.urgent_hours',
    'sla.first_reply.mode',
    'ecommerce.chat_reply_seconds',
  ],
  arrival_window: ['sla.arrival.zones', 'sla.arrival.appointment'],
  resolution_window: ['sla.resolution.hours', 'sla.pause_reasons', 'sla.same_day'],
  priority_matrix: ['priority.matrix', 'customer.tiers', 'priority.raised_tiers'],
  warranty_term: [
    'warranty.lines',
    'warranty.causes',
    'warranty.excluded',
    'warranty.free',
    'warranty.period_end',
    'warranty.roll_forward',
    'warranty.repair_time_extends',
    'warranty.restart_on_replacement',
    'warranty.start_fallback',
    'warranty.starts_at_installation',
    'warranty.repair_extension',
    'warranty.precedence',
    'repair.repeat_window_days',
  ],
  service_charge: ['service.classes', 'finance.price_override_role', 'finance.onsite_limit'],
  renewal_notice: [
    'renewal.tiers',
    'renewal.recipient',
    'renewal.shift',
    'renewal.send_at',
    'renewal.quiet_hours',
    'renewal.channels',
  ],
  escalation: ['escalation.ladder'],
  approval: ['returns.statutory_days', 'returns.goodwill_approver'],
  penalty: [
    'penalty.mode',
    'penalty.rules',
    'penalty.repeat_multiplier',
    'penalty.aggravation',
    'penalty.leader_fallback',
  ],
  discipline: ['penalty.sanctions'],
  reward: ['reward.optimisation'],
  survey: ['survey.coverage', 'survey.offset_days', 'survey.dimensions', 'survey.grades'],
  follow_up: ['followup.cycle'],
  visit: ['visit.key_customer_per_year'],
  inspection: ['inspection.per_month'],
  kpi: ['kpi.targets'],
  appraisal: [
    'appraisal.cycle',
    'appraisal.weights',
    'appraisal.min_group',
    'appraisal.rank_reward',
    'appraisal.rank_deduction',
    'appraisal.bottom_n',
    'appraisal.plan_days',
    'appraisal.last_streak',
  ],
  complaint_grade: ['complaint.severities', 'complaint.owner', 'complaint.reply_days', 'complaint.callback'],
  retention: ['privacy.retention_months', 'privacy.data_region'],
  procedure: [
    'intake.channels',
    'intake.request_types',
    'intake.required_fields',
    'dispatch.carry_over_first',
    'dispatch.certificate_required',
    'dispatch.tool_checklist',
    'ecommerce.delivery_tracking',
    'depot.receipt',
    'depot.qc',
    'depot.max_days',
    'loaner.offered',
    'closure.customer_confirm',
    'closure.auto_days',
    'finance.quote_first',
    'finance.same_day_invoice',
    'finance.expense_match',
    'handover.join_before_months',
    'handover.complete_days',
    'optimisation.cycle',
    'change.notice_fields',
    'backup.window_months',
    'knowledge.publish_cycle',
    'report.required_fields',
    'report.due_hours',
    'reports.daily',
    'reports.monthly_gm',
    'meeting.daily',
    'supplier.notice_required',
    'training.customer',
    'training.topics',
    'policy.scope_roles',
    'policy.interpreter',
    'policy.consultation_required',
    'policy.ack_required',
    'policy.trial_days',
    'policy.review_months',
  ],
  conduct: [],
} as const satisfies Record<string, readonly ParameterKey[]>

export type RuleKind = keyof typeof ruleKinds
type KeyOf<K extends RuleKind> = (typeof ruleKinds)[K][number]

export type RuleOf<K extends RuleKind> = { kind: K; parameters: { [P in KeyOf<K>]?: ParameterValue<P> } }
export type Rule = { [K in RuleKind]: RuleOf<K> }[RuleKind]

/** Kinds that are written down and shown, and that no program acts on yet. `conduct` never will: people judge it. */
export const waitingKinds = [
  'service_charge',
  'approval',
  'discipline',
  'reward',
  'survey',
  'follow_up',
  'visit',
  'inspection',
  'kpi',
  'appraisal',
  'complaint_grade',
  'retention',
] as const satisfies readonly RuleKind[]

const kinds = Object.keys(ruleKinds) as RuleKind[]

export const ruleKindOf = (key: ParameterKey): RuleKind =>
  kinds.find((kind) => (ruleKinds[kind] as readonly ParameterKey[]).includes(key)) ?? 'conduct'

export const parametersOf = (rule: Rule): Partial<ParameterValues> => rule.parameters

const schemaOf = (kind: RuleKind) =>
  v.strictObject({
    kind: v.literal(kind),
    parameters: v.strictObject(
      Object.fromEntries(ruleKinds[kind].map((key) => [key, v.exactOptional(parameterOf(key).value.schema)])),
    ),
  })

const [first, ...others] = kinds.map(schemaOf)

/** Business days are whole days: an answer "in business days" of 30 hours would be a riddle. */
const wholeDays = v.rawCheck<Rule>(({ dataset, addIssue }) => {
  if (!dataset.typed) return
  const values = parametersOf(dataset.value)
  if (values['sla.first_reply.mode'] !== 'business_day') return
  for (const key of ['sla.first_reply.hours', 'sla.first_reply.urgent_hours'] as const) {
    const value = values[key]
    const at = (input: object, name: string) =>
      ({ type: 'object', origin: 'value', input: { ...input }, key: name, value }) as const
    if (value !== undefined && value % 24 !== 0)
      addIssue({ message: because('not_whole_days'), path: [at(dataset.value, 'parameters'), at(values, key)] })
  }
})

export const ruleSchema: v.GenericSchema<Rule> = v.pipe(
  v.variant('kind', [first!, ...others]) as unknown as v.GenericSchema<Rule>,
  wholeDays,
)
