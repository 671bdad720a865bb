import { parameter } from '#rules/policy-parameter.ts'
import { amount, choice, choices, openChoices, yesNo } from '#rules/policy-value.ts'
import { escalationLadder } from '#rules/policy-value-list.ts'
import { amountsBy, matrix, openAmountsBy } from '#rules/policy-value-map.ts'
import { daily, timeZone, weekly } from '#rules/policy-value-time.ts'
import {
  appointmentEffects,
  changeFields,
  channelNames,
  cycles,
  holidayTables,
  impactNames,
  intakeFields,
  pauseReasonNames,
  priorityNames,
  replyModes,
  requestTypeNames,
  tiers,
  urgencyNames,
  zones,
} from '#rules/policy-vocabulary.ts'
import { inLangs, nothing } from '#rules/policy-words.ts'

/** What customers are promised: hours, intake, time limits, visits, depot, systems under maintenance. */
export const serviceParameters = {
  'calendar.tz': parameter('时区', 'Time zone', timeZone, 'R-TZ-1'),
  'calendar.week': parameter('每周工作时段', 'Working hours of the week', weekly, 'S3.5-14 R-WT-1'),
  'calendar.holidays': parameter('节假日表', 'Holiday table', choice(holidayTables), 'S1.1-14 R-HOL-4'),
  'hotline.hours': parameter('服务电话时段', 'Service phone hours', daily, 'S4.2-25 R-WT-2'),
  'hotline.covers_holidays': parameter(
    '节假日有人接听',
    'Answered on holidays',
    yesNo(
      inLangs('同样有人接听', 'somebody answers too'),
      inLangs('不安排接听，可在线提交', 'nobody answers; the online form is open'),
    ),
    'S1.1-14 R-WT-3',
  ),
  'intake.channels': parameter('受理渠道', 'Channels', choices(channelNames), 'S1.4-01 S3.6-15 S3.6-21'),
  'intake.request_types': parameter('申报类型', 'Kinds of request', choices(requestTypeNames), 'S3.3-05'),
  'intake.required_fields': parameter(
    '必填项',
    'Mandatory fields',
    openChoices(intakeFields),
    'S4.4-07 S4.5-09 R-PI-4',
  ),
  'priority.matrix': parameter(
    '定级矩阵',
    'Priority matrix',
    matrix(urgencyNames, impactNames, priorityNames),
    'S3.3-06',
  ),
  'customer.tiers': parameter('客户分级', 'Customer tiers', openChoices(tiers), 'S2.3-22 S3.7-19'),
  'priority.raised_tiers': parameter(
    '提高一级的客户',
    'Tiers one priority higher',
    openChoices(tiers, { min: 0, empty: nothing }),
    'S2.3-22',
  ),
  'sla.ack.minutes': parameter(
    '首次确认',
    'Receipt confirmed',
    amount({ unit: 'minutes', min: 1, max: 1440 }),
    'S3.5-07',
  ),
  'sla.first_reply.hours': parameter(
    '首次答复时限',
    'First answer',
    amount({ unit: 'hours', min: 0.25, max: 120, step: 0.25 }),
    'S1.3-05 R-CIV-2',
  ),
  'sla.first_reply.urgent_hours': parameter(
    '最高优先级答复时限',
    'First answer, highest priority',
    amount({ unit: 'hours', min: 0.25, max: 120, step: 0.25 }),
    'S3.3-12 S3.3-17',
  ),
  'sla.first_reply.mode': parameter('计时方式', 'How hours are counted', choice(replyModes), 'S1.3-05 R-CIV-2'),
  'ecommerce.chat_reply_seconds': parameter(
    '在线首响',
    'First chat reply',
    amount({ unit: 'seconds', min: 5, max: 600 }),
    'S2.1-05',
  ),
  'sla.arrival.zones': parameter(
    '到场时限（按区域）',
    'Time to arrive, by zone',
    openAmountsBy({ of: zones, unit: 'working_hours', min: 0.25, max: 400, step: 0.25 }),
    'S4.4-26 S4.4-27',
  ),
  'sla.arrival.appointment': parameter(
    '客户另约时间',
    'A time the customer wishes',
    choice(appointmentEffects),
    'S1.3-06',
  ),
  'dispatch.carry_over_first': parameter(
    '未派次日优先',
    'Undispatched calls lead next day',
    yesNo(inLangs('次日开工后最先安排', 'come first tomorrow'), inLangs('次日一并安排', "join tomorrow's list")),
    'S4.4-25',
  ),
  'sla.resolution.hours': parameter(
    '解决时限（按优先级）',
    'Time to solve, by priority',
    amountsBy({ of: priorityNames, unit: 'working_hours', min: 0.25, max: 1000, step: 0.25 }),
    'S3.3-12 S3.3-13 S3.10-04',
  ),
  'sla.pause_reasons': parameter(
    '暂停原因',
    'What pauses the clock',
    choices(pauseReasonNames, { min: 0 }),
    'S4.2-10 R-ST-5',
  ),
  'sla.same_day': parameter(
    '当日事当日毕',
    'Solved the same day',
    yesNo(
      inLangs('能当日解决的当日解决', 'are solved the same day where they can be'),
      inLangs('不要求当日解决', 'need not be solved the same day'),
    ),
    'S4.2-09 S4.2-10 S4.2-11',
  ),
  'escalation.ladder': parameter('逾期升级', 'Who hears of lateness', escalationLadder, 'S4.4-21 S3.3-17 S2.3-17'),
  'ecommerce.delivery_tracking': parameter(
    '配送跟踪',
    'Deliveries followed',
    yesNo(
      inLangs(
        '由我们跟踪到签收，遇到延误先通知客户并给出处理办法',
        'are followed to receipt; delays are announced with a remedy',
      ),
      inLangs('由承运方跟踪', 'are followed by the carrier'),
    ),
    'S2.3-18 S2.3-19 S2.3-20',
  ),
  'dispatch.certificate_required': parameter(
    '凭证上岗',
    'Certificate needed',
    yesNo(
      inLangs('须持有效证书并经内部考核合格', 'hold a valid certificate and an internal pass'),
      inLangs('须经内部考核合格', 'hold an internal pass'),
    ),
    'S4.5-07 R-HA-1',
  ),
  'depot.receipt': parameter(
    '收据与进出登记',
    'Receipt and register',
    yesNo(
      inLangs(
        '当面开具收据并登记编号、附件和外观，送还时收回收据',
        'get a receipt with number, accessories and condition, which is taken back on return',
      ),
      inLangs('当面登记编号、附件和外观', 'are registered with number, accessories and condition'),
    ),
    'S4.4-13 S4.4-15 S4.5-13',
  ),
  'depot.qc': parameter(
    '主管验收',
    'Checked before return',
    yesNo(
      inLangs('修好须经主管复检', 'are checked by the service manager after repair'),
      inLangs('修好由技术员自检', 'are checked by the technician after repair'),
    ),
    'S4.4-18',
  ),
  'depot.max_days': parameter(
    '在修超期天数',
    'Longest depot repair',
    amount({ unit: 'days', min: 1, max: 60 }),
    'S4.4-21 R-SB-2',
  ),
  'loaner.offered': parameter(
    '备用机',
    'Loaner during repair',
    yesNo(
      inLangs('可以向客户提供备用机', 'a loaner can be lent to the customer'),
      inLangs('不提供备用机', 'no loaner is offered'),
    ),
    'S4.0-04 R-SB-6 R-EU-2',
  ),
  'closure.customer_confirm': parameter(
    '客户确认后关闭',
    'Closed by the customer',
    yesNo(
      inLangs('经客户确认才结案', 'is closed once the customer confirms'),
      inLangs('由处理人直接结案', 'is closed by whoever handled it'),
    ),
    'S3.3-11 S4.3-07',
  ),
  'closure.auto_days': parameter(
    '无回音自动结案',
    'Closed after silence',
    amount({ unit: 'days', min: 0, max: 30 }),
    'S3.3-11',
  ),
  'handover.join_before_months': parameter(
    '提前介入',
    'Joins before acceptance',
    amount({ unit: 'months', min: 0, max: 12 }),
    'S4.2-02',
  ),
  'handover.complete_days': parameter(
    '移交期限',
    'Handover done within',
    amount({ unit: 'days', min: 1, max: 90 }),
    'S4.2-03',
  ),
  'inspection.per_month': parameter(
    '巡检频次',
    'Inspections a month',
    amount({ unit: 'times', min: 0, max: 4 }),
    'S4.2-16 S4.2-17',
  ),
  'optimisation.cycle': parameter(
    '优化报告周期',
    'Optimisation report',
    choice({ ...cycles, none: inLangs('按需要', 'as needed') }),
    'S4.2-18 S4.2-19 S4.2-20',
  ),
  'change.notice_fields': parameter('变更告知要素', 'Told before a change', openChoices(changeFields), 'S4.2-32'),
  'backup.window_months': parameter(
    '可恢复期',
    'Restorable for',
    amount({ unit: 'months', min: 0, max: 24 }),
    'S4.2-36',
  ),
  'knowledge.publish_cycle': parameter('手册发布周期', 'Manual published', choice(cycles), 'S4.2-14 S4.2-15'),
}
