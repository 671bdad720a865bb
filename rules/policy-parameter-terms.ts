import { parameter } from '#rules/policy-parameter.ts'
import { amount, choice, choices, openChoice, openChoices, yesNo } from '#rules/policy-value.ts'
import { warrantyLines } from '#rules/policy-value-list.ts'
import { amountsBy, namesBy } from '#rules/policy-value-map.ts'
import { noticeTiers } from '#rules/policy-value-notice.ts'
import { money } from '#rules/policy-value-penalty.ts'
import { daily, timeOfDay } from '#rules/policy-value-time.ts'
import { actor, followUpCycles, positions } from '#rules/policy-vocabulary.ts'
import {
  coveredCauses,
  dataRegions,
  excludedCauses,
  freeItems,
  noticeChannelNames,
  noticeShifts,
  periodEnds,
  precedences,
  returnRights,
  rollForwards,
  serviceClasses,
  severities,
  startFallbacks,
  surveyDimensions,
} from '#rules/policy-vocabulary-terms.ts'
import { inLangs } from '#rules/policy-words.ts'

/** What customers may count on: warranty, charges, returns, reminders, complaints, surveys, their data. */
export const termsParameters = {
  'service.classes': parameter(
    '服务类别',
    'Service classes',
    choices(serviceClasses),
    'S4.4-01 S4.4-02 S4.4-03 S4.4-04 S4.4-05',
  ),
  'finance.quote_first': parameter(
    '先报价后服务',
    'Quoted first',
    yesNo(
      inLangs(
        '先报价，列明人工、配件和路费，客户同意后再施工',
        'is quoted first with labour, parts and travel, and starts after the customer agrees',
      ),
      inLangs(
        '按公示价目收费，完工时列明人工、配件和路费',
        'is charged by the published list, with labour, parts and travel shown on completion',
      ),
    ),
    'S1.2-02 S1.2-03 R-CP-8',
  ),
  'finance.price_override_role': parameter(
    '改价审批',
    'Who may change a price',
    openChoice(positions, actor),
    'S4.5-15 S1.2-02',
  ),
  'finance.onsite_limit': parameter('当场收费上限', 'Collected on site up to', money, 'S4.4-11'),
  'finance.same_day_invoice': parameter(
    '当天开票',
    'Invoiced the same day',
    yesNo(
      inLangs('在完工或送还当天开票', 'is invoiced on the day of completion or return'),
      inLangs('按约定时间开票', 'is invoiced at the agreed time'),
    ),
    'S4.4-12 S4.4-20',
  ),
  'warranty.lines': parameter('保修条目', 'Warranty lines', warrantyLines, 'S1.2-01 S4.1-02 S3.8-19 R-CP-6'),
  'warranty.causes': parameter('保修责任原因', 'Covered causes', choices(coveredCauses), 'S1.2-01 S4.1-02'),
  'warranty.excluded': parameter(
    '不保修的原因',
    'Causes not covered',
    openChoices(excludedCauses, { min: 0 }),
    'S1.2-01 R-SB-8',
  ),
  'warranty.free': parameter('免费项目', 'What is free', choices(freeItems), 'S1.2-01 R-CP-1'),
  'warranty.period_end': parameter('期满日算法', 'Last day of the period', choice(periodEnds), 'R-CIV-3'),
  'warranty.roll_forward': parameter('末日遇休假', 'Last day on a rest day', choice(rollForwards), 'R-CIV-4'),
  'warranty.repair_time_extends': parameter(
    '修理时间不计入',
    'Repair time extends',
    yesNo(inLangs('顺延保修期', 'extends the period'), inLangs('不顺延保修期', 'does not extend the period')),
    'S4.4-18 R-CP-6',
  ),
  'warranty.restart_on_replacement': parameter(
    '更换后重新计算',
    'Restarts on replacement',
    yesNo(inLangs('保修期重新计算', 'the period starts again'), inLangs('接续原保修期', 'the old period goes on')),
    'R-CP-6',
  ),
  'warranty.start_fallback': parameter(
    '起算日缺失时',
    'Where the start is not known',
    choices(startFallbacks, { min: 0 }),
    'S1.2-01 R-SB-4 R-CP-6',
  ),
  'warranty.starts_at_installation': parameter(
    '由我们安装的设备',
    'Goods we install',
    yesNo(
      inLangs('从安装完成之日起算', 'the period starts when installation is complete'),
      inLangs('同样按上述日期起算', 'the period starts on the same day as for others'),
    ),
    'R-CP-6',
  ),
  'warranty.repair_extension': parameter(
    '修理后延长',
    'A repair adds',
    amount({ unit: 'months', min: 0, max: 24 }),
    'R-EU-2',
  ),
  'warranty.precedence': parameter('保修与合同', 'Warranty and contract', choice(precedences), 'S4.4-03 S4.4-04'),
  'repair.repeat_window_days': parameter(
    '重复修理判定期',
    'Repeat repair within',
    amount({ unit: 'days', min: 7, max: 180 }),
    'S1.3-09 R-SB-2',
  ),
  'returns.statutory_days': parameter(
    '法定退换天数',
    'Statutory return days',
    amountsBy({ of: returnRights, unit: 'days', min: 1, max: 60 }),
    'R-SB-1 R-CP-2',
  ),
  'returns.goodwill_approver': parameter(
    '协商退货审批',
    'Approves goodwill returns',
    openChoice(positions, actor),
    'S1.1-16',
  ),
  'renewal.tiers': parameter(
    '到期提醒',
    'Reminders before expiry',
    noticeTiers,
    'S4.4-28 S4.4-29 S4.2-37 S4.2-38 R-MS-1',
  ),
  'renewal.recipient': parameter(
    '内部提醒对象',
    'Internal reminder to',
    openChoice(positions, actor),
    'S4.2-37 S4.2-38',
  ),
  'renewal.shift': parameter('提醒日遇休息日', 'Reminder on a rest day', choice(noticeShifts), 'R-HOL-4'),
  'renewal.send_at': parameter('提醒时间', 'Reminders go out at', timeOfDay, 'S4.4-28 R-MS-7 R-MS-8'),
  'renewal.quiet_hours': parameter('免打扰时段', 'Quiet hours', daily, 'R-MS-7'),
  'renewal.channels': parameter(
    '客户提醒渠道',
    'How customers are reached',
    choices(noticeChannelNames),
    'S4.4-28 R-MS-3',
  ),
  'visit.key_customer_per_year': parameter(
    '重点客户走访',
    'Visits to key customers',
    amount({ unit: 'visits', min: 0, max: 12 }),
    'S1.2-06 S4.1-04',
  ),
  'followup.cycle': parameter('回访周期', 'Follow-up cycle', choice(followUpCycles), 'S4.2-24 S2.3-23'),
  'complaint.severities': parameter('投诉分级', 'Complaint levels', choices(severities), 'S3.4-18 S4.4-38 S4.4-39'),
  'complaint.owner': parameter(
    '投诉责任人',
    'Who owns a complaint',
    namesBy({
      of: severities,
      is: positions,
      called: actor,
      says: (lang, level, owner) => (lang === 'zh-CN' ? `${level}的由${owner}处理` : `${level} ones go to ${owner}`),
    }),
    'S4.4-41 S4.4-38',
  ),
  'complaint.reply_days': parameter(
    '答复天数',
    'Answered within',
    amount({ unit: 'days', min: 1, max: 15 }),
    'S3.4-19 R-CP-5',
  ),
  'complaint.callback': parameter(
    '回访确认',
    'Confirmed by a call',
    yesNo(inLangs('并回访确认', 'and confirmed by a call'), inLangs('不另行回访', 'without a further call')),
    'S3.7-17',
  ),
  'survey.coverage': parameter(
    '调查覆盖率',
    'Share surveyed',
    amount({ unit: 'percent', min: 0, max: 100 }),
    'S4.4-35 S1.3-11',
  ),
  'survey.offset_days': parameter('发放延迟', 'Sent after', amount({ unit: 'days', min: 0, max: 14 }), 'S4.4-34'),
  'survey.dimensions': parameter('评价维度', 'What is rated', openChoices(surveyDimensions), 'S4.4-36 S3.4-23'),
  'survey.grades': parameter('等级数', 'Grades', amount({ unit: 'grades', min: 2, max: 10 }), 'S4.4-37'),
  'training.customer': parameter(
    '用户培训',
    'Users trained',
    yesNo(
      inLangs(
        '对客户的使用人员进行操作、保养和排障培训，并留签到记录',
        "the customer's users are trained in use, care and troubleshooting, with a sign-in record",
      ),
      inLangs('不另行安排客户培训', 'no separate training is given'),
    ),
    'S1.2-05 S4.1-03 S3.3-03',
  ),
  'privacy.retention_months': parameter(
    '结案保存期',
    'Kept after closing',
    amount({ unit: 'months', min: 6, max: 120 }),
    'S0.1-23 S3.5-15 R-EC-4 R-PI-4',
  ),
  'privacy.data_region': parameter('数据存放地', 'Where data is stored', choice(dataRegions), 'R-PI-11'),
}
