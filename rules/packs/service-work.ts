import { chapter, clause } from '#rules/packs/template.ts'

/** What happens at the customer's, on the bench, and in systems under maintenance. */
export const visitsAndRepair = chapter('上门与修理', 'Visits and repair', [
  clause(
    'TX-CERT',
    ['凭证上岗', 'Certificates'],
    [
      '独立上门的人员{{dispatch.certificate_required}}。',
      'Staff who work alone on site {{dispatch.certificate_required}}.',
    ],
  ),
  clause(
    'TX-DEPOT',
    ['带回修理', 'Depot repair'],
    [
      '需要带回修理的，{{depot.receipt}}；{{depot.qc}}，由客户签收后交还。',
      'Items taken in {{depot.receipt}}; they {{depot.qc}} and are signed for on return.',
    ],
    [
      '超过{{depot.max_days}}未修好，要主动告知客户可选方案。',
      'After {{depot.max_days}} the customer is told the available options.',
    ],
  ),
  clause('TX-LOANER', ['备用机', 'Loaners'], ['修理期间{{loaner.offered}}。', 'During a repair {{loaner.offered}}.']),
  clause(
    'TX-CLOSE',
    ['结案', 'Closing'],
    [
      '请求解决后{{closure.customer_confirm}}；客户在{{closure.auto_days}}内没有回音的，自动结案。',
      'A solved request {{closure.customer_confirm}}; after {{closure.auto_days}} without an answer it closes by itself.',
    ],
  ),
])

export const systems = chapter('系统移交与维护', 'Handover and maintenance', [
  clause(
    'TX-HANDOVER',
    ['项目移交', 'Handover'],
    [
      '项目终验前{{handover.join_before_months}}维护人员开始参与，验收后{{handover.complete_days}}内完成移交。',
      'Maintenance staff join {{handover.join_before_months}} before final acceptance; handover is finished within {{handover.complete_days}} of it.',
    ],
    [
      '移交包含技术资料、遗留事项表、对客户的维护边界与期限、内部分工与应急联系人。',
      'It covers technical data, open items, the customer-facing boundary and period, internal division of work and emergency contacts.',
    ],
  ),
  clause(
    'TX-INSPECT',
    ['巡检', 'Inspections'],
    [
      '维护期内的每套系统每月巡检{{inspection.per_month}}并留存报告；月末汇总问题与下月改进项。',
      'Each system under maintenance is inspected {{inspection.per_month}} a month with a filed report; problems and next month’s improvements are summarised at month end.',
    ],
  ),
  clause(
    'TX-OPTIMISE',
    ['优化报告', 'Improvement report'],
    [
      '{{optimisation.cycle}}提交系统优化总结和下阶段措施，经审核批准后执行。',
      'A report on what was improved and what comes next is handed in {{optimisation.cycle}}, reviewed and approved.',
    ],
  ),
  clause(
    'TX-CHANGE',
    ['变更告知', 'Changes'],
    [
      '调整客户系统之前先书面告知{{change.notice_fields}}，变更记录与脚本一并存档。',
      'Before a change the customer is told {{change.notice_fields}} in writing; the change record and scripts are archived.',
    ],
  ),
  clause(
    'TX-BACKUP',
    ['备份与恢复', 'Backups'],
    [
      '任何数据问题在{{backup.window_months}}内都应能找回，定期做恢复演练并留痕。',
      'Data problems can be recovered for {{backup.window_months}}; restores are rehearsed and recorded.',
    ],
  ),
  clause(
    'TX-MANUAL',
    ['服务手册', 'Service manual'],
    [
      '新问题与解法随手沉淀，{{knowledge.publish_cycle}}发布服务手册。',
      'New problems and fixes are written down at once; the manual is published {{knowledge.publish_cycle}}.',
    ],
  ),
])
