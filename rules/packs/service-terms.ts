import { chapter, clause, listedClause } from '#rules/packs/template.ts'

/** What it costs, what is free, and what may be sent back. */
export const charges = chapter('收费', 'Charges', [
  clause(
    'TX-CLASSES',
    ['服务类别', 'Service classes'],
    ['每张工单须归入一类：{{service.classes}}。', 'Each work order belongs to one class: {{service.classes}}.'],
    ['类别决定是否收费，改变类别要写明理由。', 'The class decides whether a fee is due; changing it needs a reason.'],
  ),
  clause(
    'TX-CHARGE',
    ['先报价后服务', 'Quotes'],
    ['保修范围以外的服务{{finance.quote_first}}。', 'Work outside warranty {{finance.quote_first}}.'],
  ),
  clause(
    'TX-PRICE',
    ['改价', 'Price changes'],
    [
      '收费按公示价目执行；需要增减的，由{{finance.price_override_role}}批准并写明理由。',
      'The published price list applies; a change is approved by {{finance.price_override_role}} with a reason.',
    ],
  ),
  clause(
    'TX-CASH',
    ['当场收费', 'Collecting on site'],
    [
      '{{finance.onsite_limit}}以内可由工程师当场收取并当日交账；超过的由财务开票另行收取。',
      'Up to {{finance.onsite_limit}} may be collected by the technician and handed in the same day; larger sums are invoiced by finance.',
    ],
  ),
  clause(
    'TX-INVOICE',
    ['开票', 'Invoices'],
    ['收费服务{{finance.same_day_invoice}}。', 'Chargeable work {{finance.same_day_invoice}}.'],
  ),
])

export const warranty = chapter('保修、退换与到期提醒', 'Warranty, returns and reminders', [
  listedClause(
    'TX-WARR-B2B',
    ['保修期', 'Warranty'],
    ['保修期按条目计算：{{warranty.lines}}。', 'Warranty runs per line: {{warranty.lines}}.'],
    [
      '属于{{warranty.causes}}原因的故障由我方免费修复或更换；修理占用的时间{{warranty.repair_time_extends}}。',
      'Faults caused by {{warranty.causes}} are repaired or replaced free of charge; time under repair {{warranty.repair_time_extends}}.',
    ],
  ),
  listedClause(
    'TX-WARR-B2C',
    ['保修期', 'Warranty'],
    ['保修期：{{warranty.lines}}。', 'Warranty: {{warranty.lines}}.'],
    [
      '由我们安装的，{{warranty.starts_at_installation}}；更换新品后，{{warranty.restart_on_replacement}}；修理占用的时间{{warranty.repair_time_extends}}。',
      'For goods we install {{warranty.starts_at_installation}}; after a replacement {{warranty.restart_on_replacement}}; time under repair {{warranty.repair_time_extends}}.',
    ],
    ['国家规定更长的，从其规定。', 'A longer statutory period prevails.'],
  ),
  clause(
    'TX-WARR-TERM',
    ['保修期', 'Warranty'],
    ['保修期：{{warranty.lines}}。', 'Warranty: {{warranty.lines}}.'],
    ['法律规定更长的，从其规定。', 'A longer statutory period prevails.'],
  ),
  clause(
    'TX-WARR-COVER',
    ['保修范围', 'What is covered'],
    [
      '属于{{warranty.causes}}原因的故障免费修复或更换。',
      'Faults caused by {{warranty.causes}} are repaired or replaced free of charge.',
    ],
    ['保修内免费的项目：{{warranty.free}}。', 'Free under warranty: {{warranty.free}}.'],
    ['不在保修范围的原因：{{warranty.excluded}}。', 'Causes that are not covered: {{warranty.excluded}}.'],
    [
      '设备既在保修期内又有维护合同的，{{warranty.precedence}}。',
      'Where a machine is under warranty and under a contract as well, {{warranty.precedence}}.',
    ],
  ),
  clause(
    'TX-WARR-COUNT',
    ['期间的计算', 'How the period is counted'],
    [
      '由我们安装的，{{warranty.starts_at_installation}}。',
      'For goods we install {{warranty.starts_at_installation}}.',
    ],
    [
      '起算日没有记录的，以下列日期中最先有记录的为准：{{warranty.start_fallback}}。',
      'Where the day it starts from is not on record, the first of these that is counts instead: {{warranty.start_fallback}}.',
    ],
    ['更换新品后，{{warranty.restart_on_replacement}}。', 'After a replacement {{warranty.restart_on_replacement}}.'],
    ['修理占用的时间{{warranty.repair_time_extends}}。', 'Time under repair {{warranty.repair_time_extends}}.'],
    [
      '在保修期内修理过的，保修期延长一次，延长 {{warranty.repair_extension}}。',
      'A repair within the period extends it once, by {{warranty.repair_extension}}.',
    ],
    [
      '保修期最后一天的确定：{{warranty.period_end}}；逢休息日的，{{warranty.roll_forward}}。',
      'The last day: {{warranty.period_end}}; on a rest day it {{warranty.roll_forward}}.',
    ],
  ),
  clause(
    'TX-REPEAT',
    ['重复修理', 'Repeat repairs'],
    [
      '修好后{{repair.repeat_window_days}}内再次出现同一故障的，免费重修，并按重复修理登记。',
      'The same fault within {{repair.repeat_window_days}} of a repair is put right free of charge and recorded as a repeat repair.',
    ],
  ),
  clause(
    'TX-RETURN',
    ['退换货', 'Returns'],
    [
      '符合法定条件的退换直接办理，费用由我方承担，无需内部审批；期限自收货次日起算：{{returns.statutory_days}}。',
      'Returns and exchanges that meet the legal conditions are processed at our cost without internal approval, counted from the day after receipt: {{returns.statutory_days}}.',
    ],
    [
      '协商性退货由{{returns.goodwill_approver}}决定，并记录原因。',
      'Goodwill returns are decided by {{returns.goodwill_approver}} with a reason.',
    ],
  ),
  clause(
    'TX-EXPIRY',
    ['到期提醒', 'Reminders before expiry'],
    [
      '保修或维护合同到期前按下列节点提醒：{{renewal.tiers}}。',
      'Reminders before a warranty or maintenance contract ends: {{renewal.tiers}}.',
    ],
    ['逢休息日的，{{renewal.shift}}。', 'Reminders due on a rest day {{renewal.shift}}.'],
    ['公司内部的提醒发给{{renewal.recipient}}。', 'Reminders inside the company go to {{renewal.recipient}}.'],
    [
      '提醒在当天 {{renewal.send_at}} 发出；{{renewal.quiet_hours}} 为免打扰时段，不发提醒。',
      'They go out at {{renewal.send_at}} of the day; nothing is sent in the quiet hours ({{renewal.quiet_hours}}).',
    ],
    [
      '给客户的提醒依次采用：{{renewal.channels}}。',
      'Customers are reached by the first of these that works: {{renewal.channels}}.',
    ],
    ['提醒只说明事实，推销内容须事先取得同意。', 'Reminders state facts; sales content needs prior consent.'],
  ),
])
