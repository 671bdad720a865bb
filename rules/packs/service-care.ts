import { chapter, clause, listedClause } from '#rules/packs/template.ts'

/** How customers are kept in touch with, and what becomes of what they tell. */
export const care = chapter('回访、投诉与评价', 'Follow-up, complaints and surveys', [
  clause(
    'TX-TRAIN-USERS',
    ['用户培训', 'Training of users'],
    ['交付和使用期间{{training.customer}}。', 'On delivery and in use {{training.customer}}.'],
  ),
  clause(
    'TX-VISIT',
    ['重点客户走访', 'Visits'],
    [
      '重点客户每年走访{{visit.key_customer_per_year}}，了解使用情况并带回改进建议。',
      'Key customers get {{visit.key_customer_per_year}} a year to learn how the product is used and bring back suggestions.',
    ],
  ),
  clause(
    'TX-FOLLOWUP',
    ['回访', 'Follow-up'],
    [
      '{{followup.cycle}}制定回访计划并分解到月，回访结果进入改进清单。',
      'Follow-ups are planned {{followup.cycle}}, split into months, and feed the improvement list.',
    ],
  ),
  clause(
    'TX-COMPLAINT',
    ['投诉', 'Complaints'],
    [
      '投诉分为{{complaint.severities}}；{{complaint.owner}}。',
      'Complaints are graded as {{complaint.severities}}; {{complaint.owner}}.',
    ],
    [
      '我们在{{complaint.reply_days}}内答复处理结果和理由，{{complaint.callback}}。',
      'The result and reasons are given within {{complaint.reply_days}}, {{complaint.callback}}.',
    ],
    ['质量与非质量投诉都要登记。', 'Quality and non-quality complaints are both recorded.'],
  ),
  clause(
    'TX-SURVEY',
    ['满意度评价', 'Surveys'],
    [
      '完工后{{survey.offset_days}}发送评价，覆盖{{survey.coverage}}的工单；按{{survey.dimensions}}评分，共{{survey.grades}}。',
      'A survey goes out {{survey.offset_days}} after completion for {{survey.coverage}} of work orders, rating {{survey.dimensions}} on {{survey.grades}}.',
    ],
  ),
])

export const privacy = chapter('个人信息与保密', 'Personal data and secrets', [
  listedClause(
    'TX-SECRET',
    ['账号与口令', 'Accounts and passwords'],
    [
      '客户系统的账号只登记名称、保管人和更换日期，口令不入库；移交后与客户一起更换。',
      'For customer systems only account, holder and change date are registered, never the secret; credentials are changed with the customer after handover.',
    ],
  ),
  clause(
    'TX-PRIVACY',
    ['个人信息', 'Personal data'],
    [
      '只收集办理服务所需的信息，结案后保存{{privacy.retention_months}}；未经同意不作营销，不向无关人员透露。',
      'Only data needed for the service is collected and kept {{privacy.retention_months}} after closing; no marketing without consent, no disclosure to others.',
    ],
    ['数据存放在{{privacy.data_region}}。', 'Data is stored in {{privacy.data_region}}.'],
  ),
])
