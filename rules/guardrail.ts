import type { InLangs } from '#rules/lang.ts'
import { inLangs } from '#rules/policy-words.ts'

/** block: cannot be saved or published; gate: a named approver and a reason; warn: a stored acknowledgement; info. */
export type Severity = 'block' | 'gate' | 'warn' | 'info'
export type Guardrail = { severity: Severity; message: InLangs; laws: readonly string[] }

const guardrail = (severity: Severity, zh: string, en: string, laws: string): Guardrail => ({
  severity,
  message: inLangs(zh, en),
  laws: laws.split(' '),
})

/** What the law says back to a policy or a decision (law.md §12). Research, not legal advice. */
export const guardrails = {
  'GR-01': guardrail(
    'gate',
    '本制度涉及劳动者切身利益，尚无民主程序记录，发生争议时可能不被采信。',
    'This policy affects employees’ vital interests but has no consultation record; it may not be relied on in a dispute.',
    'R-LB-1 R-LB-2',
  ),
  'GR-02': guardrail(
    'block',
    '该员工未被告知本版制度，不能据此记录处分。',
    'The employee was not notified of this version; no penalty can be recorded under it.',
    'R-LB-1 R-LB-2',
  ),
  'GR-03': guardrail(
    'block',
    '当地规定禁止在规章制度中设置罚款，请改用绩效积分或奖金规则。',
    'Local rules prohibit fines in company rules; use points or bonus rules.',
    'R-FN-4 R-FN-11',
  ),
  'GR-04': guardrail(
    'gate',
    '企业罚款缺乏全国性法律依据，法院常判退还；请确认已咨询法律意见。',
    'Employer fines have no national legal basis and are often ordered refunded; confirm legal advice.',
    'R-FN-1 R-FN-2',
  ),
  'GR-05': guardrail(
    'warn',
    '“乐捐”等名目按罚款处理，且不得以任何名义向员工收取财物。',
    'Euphemisms are treated as fines; collecting money from employees under any name is prohibited.',
    'R-FN-7 R-LB-8',
  ),
  'GR-06': guardrail(
    'block',
    '排名或处分须由负责人复核确认；末位不等于不能胜任。',
    'Rankings and sanctions need human confirmation; last place is not incompetence.',
    'R-LB-6 R-LB-7 R-PI-10',
  ),
  'GR-07': guardrail(
    'block',
    '法定退换情形不得以内部审批为由拒绝或转嫁费用。',
    'Statutory returns cannot be refused or charged because of internal approval.',
    'R-CP-1 R-CP-2 S1.1-17',
  ),
  'GR-08': guardrail('warn', '该条款可能无效，请修改。', 'This term is probably void.', 'R-CP-9 R-EC-5 R-US-1'),
  'GR-09': guardrail('warn', '超过15日可能被认定为故意拖延。', 'Over 15 days may count as deliberate delay.', 'R-CP-5'),
  'GR-10': guardrail(
    'warn',
    '已达法定换货/退货条件，请复核。',
    'Statutory exchange/refund condition reached.',
    'R-SB-1 R-SB-2 R-SB-4',
  ),
  'GR-11': guardrail(
    'block',
    '自动续费须提前5日以显著方式提醒。',
    'Auto-renewal requires a conspicuous notice ≥ 5 days before.',
    'R-MS-5 R-US-2',
  ),
  'GR-12': guardrail(
    'block',
    '未取得营销同意，已跳过。',
    'No marketing consent; skipped.',
    'R-MS-1 R-MS-2 R-MS-3 R-MS-4',
  ),
  'GR-13': guardrail(
    'block',
    '不得默认勾选或一揽子授权。',
    'No pre-ticked or bundled consent.',
    'R-EC-3 R-PI-5 R-PI-13',
  ),
  'GR-14': guardrail(
    'warn',
    '必填项须说明用途与保存期限。',
    'Required fields need a purpose and a retention period.',
    'R-PI-3 R-PI-4',
  ),
  'GR-15': guardrail(
    'gate',
    '敏感个人信息须单独同意并先做影响评估。',
    'Sensitive data needs separate consent and a prior impact assessment.',
    'R-PI-6 R-PI-9',
  ),
  'GR-16': guardrail(
    'warn',
    '数据将出境：请更新告知、取得单独同意并核对年度人数。',
    'Data leaves mainland China: update notice, separate consent, annual head count.',
    'R-PI-11',
  ),
  'GR-17': guardrail(
    'block',
    '扣减不得超过当月工资的 20%，余额不得低于当地最低工资，超出部分需另行处理。',
    'At most 20% of the month’s wage may be deducted, and no less than the minimum wage may remain.',
    'R-FN-3',
  ),
  'GR-18': guardrail('block', '请维护当地最低工资标准。', 'Enter the current local minimum wage.', 'R-FN-3 R-FN-10'),
  'GR-19': guardrail('block', '同一事实不得重复处分。', 'No double sanction for one act.', 'R-FN-5'),
  'GR-20': guardrail(
    'gate',
    '“查无责任人由组长承担”缺乏过错基础。',
    'Making the leader pay without fault lacks a basis.',
    'R-FN-3 S4.2-42',
  ),
  'GR-21': guardrail(
    'block',
    '保修期不得低于国家规定。',
    'Below statutory minimum.',
    'R-CP-6 R-SB-3 R-SB-4 R-SB-5 R-SB-6 R-SB-7 R-EU-1',
  ),
  'GR-22': guardrail(
    'warn',
    '需安装商品自安装完成起算。',
    'For installed goods the period starts at installation.',
    'R-CP-6',
  ),
  'GR-23': guardrail(
    'info',
    '部分年份的调休安排尚未公布，涉及的到期时间为暂定。',
    'The holiday table of a year ahead is not published; due times in it are provisional.',
    'R-HOL-4',
  ),
  'GR-24': guardrail('warn', '请核对加班时数与加班费。', 'Check overtime limits and pay.', 'R-WT-1 R-WT-2 R-WT-3'),
  'GR-25': guardrail('block', '金额未填写。', 'Amount missing.', 'S1.4-11 S1.4-12 S1.4-13 S1.4-14 S1.0-11'),
  'GR-26': guardrail(
    'block',
    '权重须合计100%；人数不足不排名。',
    'Weights must total 100 %; too few people to rank.',
    'S2.1-12 S2.1-13 S2.1-14 S2.1-15',
  ),
  'GR-27': guardrail('block', '无有效资质证书，不得派工。', 'No valid certificate.', 'R-HA-1 S4.5-07'),
  'GR-28': guardrail('block', '须先告知客户。', 'Customer notice first.', 'S4.2-32'),
  'GR-29': guardrail(
    'block',
    '已发布版本不可修改，请新建版本。',
    'Published versions are immutable.',
    'S3.5-16 R-LB-1',
  ),
  'GR-30': guardrail('warn', '请及时答复并说明理由。', 'Answer and give reasons.', 'R-PI-7'),
} as const satisfies Record<string, Guardrail>

export type GuardrailId = keyof typeof guardrails
