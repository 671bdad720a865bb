import { parameter } from '#rules/policy-parameter.ts'
import { amount, choice, choices, openChoice, openChoices, yesNo } from '#rules/policy-value.ts'
import { kpiTargets } from '#rules/policy-value-list.ts'
import { sharesOf } from '#rules/policy-value-map.ts'
import { money, violations } from '#rules/policy-value-penalty.ts'
import { daily } from '#rules/policy-value-time.ts'
import { actor, cycles, positions, reportFields } from '#rules/policy-vocabulary.ts'
import { dailyReports, penaltyModes, raters, sanctions, trainingTopics } from '#rules/policy-vocabulary-terms.ts'
import { inLangs } from '#rules/policy-words.ts'

const kpiSources =
  'S0.2-03 S0.2-04 S0.2-05 S0.2-06 S0.2-09 S0.2-10 S0.2-11 S0.2-12 S0.2-15 S0.2-17 S0.2-18 S0.2-19 R-CIV-6'

/** What binds the staff: duties, appraisal, consequences, and how the document itself comes into force. */
export const staffParameters = {
  'policy.scope_roles': parameter(
    '适用岗位',
    'Positions bound',
    openChoices(positions),
    'S0.1-02 S2.1-02 S3.1-02 S3.7-03',
  ),
  'policy.interpreter': parameter('解释部门', 'Who explains it', openChoice(positions, actor), 'S0.1-33'),
  'dispatch.tool_checklist': parameter(
    '工具备件清单',
    'Tool checklist',
    yesNo(
      inLangs(
        '按清单核对工具、备件和资料，缺件不出发',
        'tools, parts and papers are checked against the list; nobody leaves with a gap',
      ),
      inLangs('自行核对工具、备件和资料', 'everybody checks tools, parts and papers'),
    ),
    'S4.3-13 S4.5-11 S4.1-09',
  ),
  'report.required_fields': parameter('报告必填项', 'Report fields', openChoices(reportFields), 'S1.4-13 S1.3-10'),
  'report.due_hours': parameter(
    '报告时限',
    'Report due',
    amount({ unit: 'working_hours', min: 1, max: 72 }),
    'S4.3-08 S4.0-06',
  ),
  'supplier.notice_required': parameter(
    '供应商书面通知',
    'Written supplier notice',
    yesNo(
      inLangs(
        '发书面通知，写明问题、型号、数量、地点、联系人、期限和费用归属',
        'a written notice states problem, model, quantity, place, contact, deadline and who pays',
      ),
      inLangs('电话通知并记录', 'a call is made and recorded'),
    ),
    'S4.1-10 S4.1-11 S4.1-12 S1.3-12',
  ),
  'finance.expense_match': parameter(
    '票据地点匹配',
    'Receipts match the site',
    yesNo(
      inLangs(
        '地点与工单一致；不一致的写明原因由主管核准',
        'match the job site; differences need a reason approved by the supervisor',
      ),
      inLangs('由财务按规定核对', 'are checked by finance'),
    ),
    'S1.4-08 S1.4-09',
  ),
  'reports.daily': parameter('日报', 'Daily reports', choices(dailyReports, { min: 0 }), 'S4.4-22 S4.4-23 S4.2-13'),
  'reports.monthly_gm': parameter(
    '月报',
    'Monthly report',
    yesNo(
      inLangs(
        '每月向总经理书面报告售后情况和产品弱点',
        'reports to the general manager in writing every month, product weak points included',
      ),
      inLangs('按需向总经理报告', 'reports to the general manager on request'),
    ),
    'S1.1-07',
  ),
  'meeting.daily': parameter('每日例会', 'Daily meeting', daily, 'S2.3-13'),
  'training.topics': parameter('培训主题', 'Training topics', openChoices(trainingTopics), 'S0.1-19 S1.0-05'),
  'kpi.targets': parameter('指标目标', 'Targets', kpiTargets, kpiSources),
  'appraisal.cycle': parameter('考核周期', 'Appraisal cycle', choice(cycles), 'S2.1-03 S0.1-30'),
  'appraisal.weights': parameter('评价权重', 'Weights', sharesOf(raters), 'S2.1-12 S2.1-13 S4.4-32'),
  'appraisal.min_group': parameter(
    '最小排名人数',
    'Smallest ranked group',
    amount({ unit: 'persons', min: 2, max: 20 }),
  ),
  'appraisal.rank_reward': parameter('首名奖励', 'Reward for rank one', money, 'S2.1-14'),
  'appraisal.rank_deduction': parameter('末名提成扣减', 'Commission deduction for the last', money, 'S2.1-15 R-FN-1'),
  'appraisal.bottom_n': parameter(
    '整改人数',
    'Who writes a plan',
    amount({ unit: 'persons', min: 0, max: 5 }),
    'S2.1-16',
  ),
  'appraisal.plan_days': parameter('整改方案期限', 'Plan due', amount({ unit: 'days', min: 1, max: 30 }), 'S2.1-17'),
  'appraisal.last_streak': parameter(
    '连续末位复核',
    'Last in a row',
    amount({ unit: 'months', min: 2, max: 12 }),
    'S2.1-19 R-LB-7',
  ),
  'penalty.mode': parameter('处理方式', 'Kind of consequence', choice(penaltyModes), 'S1.1-08 S2.1-15 S4.2-26 R-FN-1'),
  'penalty.rules': parameter(
    '处理规则',
    'Breaches',
    violations,
    'S1.4-11 S1.4-12 S1.4-13 S1.4-14 S4.2-26 S4.2-40 R-FN-1 R-FN-4',
  ),
  'penalty.repeat_multiplier': parameter(
    '重复加重',
    'Repetition',
    amount({ unit: 'fold', min: 1, max: 3, step: 0.1 }),
    'S4.2-41',
  ),
  'penalty.aggravation': parameter(
    '加重情形',
    'Aggravation',
    amount({ unit: 'fold', min: 1, max: 3, step: 0.1 }),
    'S4.2-43 S4.2-44',
  ),
  'penalty.leader_fallback': parameter(
    '无责任人时',
    'Nobody found liable',
    yesNo(inLangs('由组长承担', 'the group leader answers for it'), inLangs('不由任何人承担', 'nobody answers for it')),
    'S4.2-42 R-FN-3',
  ),
  'penalty.sanctions': parameter('处分阶梯', 'Sanctions', choices(sanctions), 'S0.1-32 S1.4-02 S1.4-10 R-LB-1'),
  'reward.optimisation': parameter(
    '优化奖励',
    'Reward for improvement',
    yesNo(
      inLangs(
        '由组长申请、主管复核、管理层批准后给予奖励',
        'are rewarded after application by the lead, review and management approval',
      ),
      inLangs('记入考核，不另行奖励', 'count in the appraisal without a further reward'),
    ),
    'S4.2-45 S4.2-46 S0.1-31',
  ),
  'policy.consultation_required': parameter(
    '发布前须有民主程序记录',
    'Consultation before publication',
    yesNo(inLangs('须先征求意见并协商', 'are consulted on first'), inLangs('发布前告知员工', 'are announced first')),
    'S1.0-10 S1.5-01 S1.5-03 R-LB-1',
  ),
  'policy.ack_required': parameter(
    '须逐人确认知悉',
    'Acknowledged person by person',
    yesNo(
      inLangs('发布后逐人确认', 'acknowledged person by person'),
      inLangs('发布后统一公示', 'posted for everybody'),
    ),
    'S1.5-03 S3.5-21 R-LB-2',
  ),
  'policy.trial_days': parameter('试行天数', 'Trial', amount({ unit: 'days', min: 0, max: 180 }), 'S1.0-12'),
  'policy.review_months': parameter(
    '复审周期',
    'Review',
    amount({ unit: 'months', min: 1, max: 36 }),
    'S1.0-07 S3.1-03',
  ),
}
