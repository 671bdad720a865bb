import { type ClauseTemplate, chapter, clause, listedClause } from '#rules/packs/template.ts'

const daily = clause(
  'TX-DAILY',
  ['日报', 'Daily reports'],
  ['每天提交：{{reports.daily}}。', 'Handed in every day: {{reports.daily}}.'],
)
const branches = listedClause(
  'TX-DAILY',
  ['日报', 'Daily reports'],
  [
    '技术员记录工作类别与用时，服务主管当日汇总；分店报表经店长确认后上报。',
    'Technicians record work class and time; the service manager compiles it the same day; branch figures are confirmed before forwarding.',
  ],
)
const dailyReports: ClauseTemplate = { ...daily, sentences: [...daily.sentences, ...branches.sentences] }

export const scope = chapter('适用范围', 'Scope', [
  clause(
    'TX-SCOPE',
    ['适用范围', 'Scope'],
    [
      '本办法约束下列岗位：{{policy.scope_roles}}。',
      'These rules bind the following positions: {{policy.scope_roles}}.',
    ],
    [
      '自发布生效之日起执行，由{{policy.interpreter}}负责说明条文含义。',
      'They apply from the effective date of the published version and are explained by {{policy.interpreter}}.',
    ],
  ),
])

export const dailyWork = chapter('日常工作', 'Daily work', [
  clause(
    'TX-TOOLS',
    ['工具与备件', 'Tools and parts'],
    ['出发前{{dispatch.tool_checklist}}。', 'Before leaving, {{dispatch.tool_checklist}}.'],
  ),
  clause(
    'TX-REPORT',
    ['服务报告', 'Service report'],
    [
      '作业完成后{{report.due_hours}}内提交服务报告，{{report.required_fields}}缺一不可。',
      'The service report with {{report.required_fields}} is submitted within {{report.due_hours}} of completion.',
    ],
  ),
  clause(
    'TX-SUPPLIER',
    ['外购件问题', 'Bought-in parts'],
    [
      '外购件出现问题，当日联系供应商；需要对方到场的，{{supplier.notice_required}}，并跟踪到解决。',
      'When a bought-in part fails the supplier is contacted the same day; if attendance is needed, {{supplier.notice_required}}, and it is followed until solved.',
    ],
  ),
  clause(
    'TX-EXPENSE',
    ['差旅报销', 'Travel claims'],
    [
      '差旅报销须附真实票据，{{finance.expense_match}}。',
      'Travel claims carry genuine receipts, which {{finance.expense_match}}.',
    ],
  ),
  dailyReports,
  clause(
    'TX-MONTHLY',
    ['月报', 'Monthly report'],
    ['服务主管{{reports.monthly_gm}}。', 'The service manager {{reports.monthly_gm}}.'],
  ),
  clause(
    'TX-MEETING',
    ['每日短会', 'Daily meeting'],
    [
      '每日{{meeting.daily}}短会：处理昨日遗留、安排当日重点、分享一条经验。',
      'Daily short meeting {{meeting.daily}}: yesterday’s leftovers, today’s focus, one lesson.',
    ],
  ),
  clause(
    'TX-TRAINING',
    ['员工培训', 'Training'],
    [
      '公司定期安排培训，主题包括{{training.topics}}。',
      'The company trains its staff regularly in {{training.topics}}.',
    ],
    ['培训计入工作时间，并留签到记录。', 'Training counts as working time and is recorded.'],
  ),
])

export const appraisal = chapter('考核', 'Appraisal', [
  clause(
    'TX-KPI',
    ['考核目标', 'Targets'],
    [
      '各岗位的考核目标（达到即为合格）：{{kpi.targets}}。',
      'Targets by position (reaching the number is enough): {{kpi.targets}}.',
    ],
  ),
  clause(
    'TX-APPRAISE',
    ['考核办法', 'Appraisal'],
    [
      '{{appraisal.cycle}}考核，满分 100 分，评分权重：{{appraisal.weights}}。结果向本人公开并可申诉。',
      'Appraisal takes place {{appraisal.cycle}}, out of 100 points with these weights: {{appraisal.weights}}. Each person sees the result and may appeal.',
    ],
    ['少于{{appraisal.min_group}}的组不排名。', 'Groups of fewer than {{appraisal.min_group}} are not ranked.'],
  ),
  clause(
    'TX-RANK',
    ['排名', 'Ranking'],
    [
      '综合第一名奖励{{appraisal.rank_reward}}，最后一名从提成中扣减{{appraisal.rank_deduction}}。',
      'Rank one receives {{appraisal.rank_reward}}; {{appraisal.rank_deduction}} is taken from the last one’s commission, never from the wage.',
    ],
    [
      '排名最后{{appraisal.bottom_n}}在通报后{{appraisal.plan_days}}内提交改进计划。',
      'The last {{appraisal.bottom_n}} hand in an improvement plan within {{appraisal.plan_days}} of the bulletin.',
    ],
    [
      '连续{{appraisal.last_streak}}末位的，由人事与本人面谈复核，不据此自动调岗。',
      'After {{appraisal.last_streak}} in last place in a row there is a review talk, never an automatic transfer.',
    ],
  ),
])

export const consequences = chapter('违规处理与奖励', 'Breaches and rewards', [
  clause(
    'TX-POINTS',
    ['违规处理', 'Breaches'],
    [
      '违反规则按{{penalty.mode}}处理：{{penalty.rules}}。',
      'Breaches are handled with {{penalty.mode}}: {{penalty.rules}}.',
    ],
    [
      '同一问题再次发生的，按{{penalty.repeat_multiplier}}计。',
      'A recurrence of the same problem counts {{penalty.repeat_multiplier}} as much.',
    ],
    ['当事人有陈述和申诉的机会。', 'The person concerned is heard and may appeal.'],
  ),
  clause(
    'TX-AGGRAVATE',
    ['加重情形', 'Aggravation'],
    [
      '因巡检、备份未做或报告不实造成的问题，按{{penalty.aggravation}}计。',
      'Where an inspection or backup was missing, or a report was false, it counts {{penalty.aggravation}} as much.',
    ],
  ),
  clause(
    'TX-LIABLE',
    ['责任人', 'Who answers'],
    ['查不到责任人的，{{penalty.leader_fallback}}。', 'Where nobody is found liable, {{penalty.leader_fallback}}.'],
  ),
  clause(
    'TX-SANCTIONS',
    ['处分', 'Sanctions'],
    [
      '情节严重的，听取当事人陈述后由负责人决定处分，由轻到重为：{{penalty.sanctions}}。',
      'Serious cases lead to a sanction, decided by a person after a hearing; from light to heavy: {{penalty.sanctions}}.',
    ],
  ),
  clause(
    'TX-REWARD',
    ['改进奖励', 'Rewards'],
    ['改进措施产生明显效果的，{{reward.optimisation}}。', 'Improvements with clear effect {{reward.optimisation}}.'],
  ),
])

export const validity = chapter('效力与修订', 'Validity and revision', [
  clause(
    'TX-VALID',
    ['生效与试行', 'Validity'],
    [
      '涉及员工权益的条款{{policy.consultation_required}}，{{policy.ack_required}}；试行{{policy.trial_days}}后按反馈修订。',
      'Clauses touching employees’ interests {{policy.consultation_required}} and {{policy.ack_required}} after publication; they are revised after a trial of {{policy.trial_days}}.',
    ],
    ['证据随版本归档。', 'Evidence is filed with the version.'],
  ),
  clause(
    'TX-REVIEW',
    ['复审', 'Review'],
    ['本办法每{{policy.review_months}}复审一次。', 'These rules are reviewed every {{policy.review_months}}.'],
  ),
])
