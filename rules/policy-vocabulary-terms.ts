import { inLangs } from '#rules/policy-words.ts'

/** The words for warranty, money, complaints, privacy and what follows a breach. */

export const serviceClasses = {
  free_warranty: inLangs('保修内免费', 'free under warranty'),
  contract: inLangs('合同服务', 'under contract'),
  chargeable: inLangs('收费服务', 'chargeable'),
  admin: inLangs('内部事务', 'internal work'),
}

export const warrantyScopes = {
  machine: inLangs('整机', 'machine'),
  unit: inLangs('整台', 'whole unit'),
  product: inLangs('商品', 'product'),
  system: inLangs('系统', 'system'),
  core_parts: inLangs('核心部件', 'core parts'),
  main_parts: inLangs('主要部件', 'main parts'),
  replaced_part: inLangs('更换的配件', 'replaced parts'),
  repair: inLangs('修理部位', 'repairs'),
  compressor: inLangs('压缩机', 'compressor'),
  battery: inLangs('电池', 'battery'),
  charger: inLangs('充电器', 'charger'),
  earphone: inLangs('有线耳机', 'wired earphone'),
  legal_guarantee: inLangs('法定质量担保', 'legal guarantee'),
  commercial_guarantee: inLangs('商业质量担保', 'commercial guarantee'),
}

export const startEvents = {
  delivery: inLangs('交付', 'delivery'),
  installation: inLangs('安装完成', 'installation'),
  commissioning: inLangs('调试完成', 'commissioning'),
  final_acceptance: inLangs('终验', 'final acceptance'),
  replacement: inLangs('更换', 'replacement'),
  repair_completion: inLangs('修理完成', 'completion of the repair'),
  invoice: inLangs('开票', 'invoice'),
  manufacture: inLangs('出厂满 90 天', 'the 90th day after manufacture'),
}

/** What stands in for a start that nobody recorded. */
export const startFallbacks = {
  commissioning: startEvents.commissioning,
  final_acceptance: startEvents.final_acceptance,
  installation: startEvents.installation,
  delivery: startEvents.delivery,
  invoice: startEvents.invoice,
  manufacture: startEvents.manufacture,
}

/** Goods for which the law knows a term of their own (R-SB-3 to R-SB-6). */
export const productCategories = {
  appliance: inLangs('冰箱、电视机、空调', 'refrigerator, television, air conditioner'),
  phone: inLangs('移动电话', 'mobile phone'),
  computer: inLangs('微型计算机', 'computer'),
  farm_machine: inLangs('农业机械', 'farm machinery'),
  car: inLangs('家用汽车', 'passenger car'),
}
export type ProductCategory = keyof typeof productCategories

export const usageUnits = {
  hours: inLangs('小时', 'hours'),
  km: inLangs('公里', 'km'),
  counts: inLangs('次', 'cycles'),
  pieces: inLangs('件', 'pieces'),
}
export type UsageUnit = keyof typeof usageUnits

export const coveredCauses = {
  manufacture: inLangs('制造', 'manufacture'),
  assembly: inLangs('装配', 'assembly'),
  material: inLangs('材料', 'material'),
  design: inLangs('设计', 'design'),
  defect: inLangs('缺陷', 'defects'),
  lack_of_conformity: inLangs('不符合约定', 'lack of conformity'),
}

export const excludedCauses = {
  misuse: inLangs('使用不当', 'misuse'),
  unauthorised_repair: inLangs('自行或由他人拆修', 'repair by others'),
  accident: inLangs('意外损坏', 'accidents'),
  force_majeure: inLangs('不可抗力', 'force majeure'),
  wear: inLangs('正常损耗', 'normal wear'),
}

export const freeItems = {
  labour: inLangs('人工', 'labour'),
  parts: inLangs('配件', 'parts'),
  travel: inLangs('路费', 'travel'),
}

export type FreeItem = keyof typeof freeItems

export const precedences = {
  warranty: inLangs(
    '先按保修办理，不占用合同约定的次数',
    'the warranty comes first and no visit of the contract is used',
  ),
  contract: inLangs('先按合同办理', 'the contract comes first'),
}
export type Precedence = keyof typeof precedences

export const periodEnds = {
  same_day_inclusive: inLangs('对应日当天仍在保修期内', 'the corresponding day is still covered'),
  day_before: inLangs('对应日的前一天为最后一天', 'the day before the corresponding day is the last one covered'),
}

export const rollForwards = {
  none: inLangs('不顺延', 'does not move'),
  statutory_only: inLangs('仅遇法定节假日时顺延到其后第一天', 'moves past statutory holidays only'),
  any_rest_day: inLangs('顺延到其后第一个工作日', 'moves to the next working day'),
}

export const noticeAudiences = {
  customer: inLangs('客户', 'the customer'),
  internal: inLangs('公司内部', 'the company'),
}

export const noticeUnits = {
  month: inLangs('月', 'months'),
  day: inLangs('天', 'days'),
}

export const noticeKinds = {
  service: inLangs('事实提醒', 'facts only'),
  commercial: inLangs('含推销内容', 'with an offer'),
}

/** What a line of the clause about reminders is for. */
export const noticeSubjects = {
  both: inLangs('保修和合同', 'warranties and contracts'),
  warranty: inLangs('仅保修', 'warranties only'),
  contract: inLangs('仅合同', 'contracts only'),
}

export const noticeChannelNames = {
  email: inLangs('电子邮件', 'e-mail'),
  sms: inLangs('短信', 'SMS'),
}

/** How one line goes out. `usual`: as everything else does. */
export const noticeWays = {
  usual: inLangs('按常规渠道', 'the usual way'),
  email: inLangs('用电子邮件', 'by e-mail'),
  sms: inLangs('用短信', 'by SMS'),
  staff: inLangs('发到工作群', 'to the staff group'),
}

export const noticeShifts = {
  previous_workday: inLangs('提前到上一工作日', 'move to the previous working day'),
  next_workday: inLangs('推迟到下一工作日', 'move to the next working day'),
  none: inLangs('照常发送', 'go out all the same'),
}

export const returnRights = {
  fault_refund: inLangs('有故障可退货', 'refund for a fault'),
  fault_exchange: inLangs('有故障可换货', 'exchange for a fault'),
  no_reason: inLangs('无理由退货', 'return without giving a reason'),
}

export const severities = {
  normal: inLangs('一般', 'ordinary'),
  major: inLangs('重大', 'serious'),
}

export const surveyDimensions = {
  attitude: inLangs('服务态度', 'attitude'),
  skill: inLangs('技术水平', 'skill'),
  arrival_time: inLangs('到达时间', 'time of arrival'),
  promise_kept: inLangs('答应的事办到', 'promises kept'),
  speed: inLangs('处理速度', 'speed'),
  solution: inLangs('解决办法', 'solution'),
  result: inLangs('处理结果', 'result'),
}

export const dailyReports = {
  technician: inLangs('技术员日报', "technicians' report"),
  director: inLangs('服务主管日报', "service manager's report"),
  work_log: inLangs('工作日志', 'work log'),
  carry_over: inLangs('未结事项表', 'list of open items'),
}

export const metrics = {
  quality: inLangs('维修质量', 'repair quality'),
  on_time: inLangs('按时完成', 'on time'),
  record_accuracy: inLangs('记录准确', 'record accuracy'),
  csat: inLangs('客户满意', 'satisfaction'),
  training: inLangs('培训参与', 'training attended'),
  resolution: inLangs('问题解决', 'problems solved'),
  complaint_timely: inLangs('投诉按时处理', 'complaints on time'),
  accuracy: inLangs('答复准确', 'accuracy'),
  feedback_collection: inLangs('反馈收集', 'feedback collected'),
  first_time_fix: inLangs('一次修复', 'fixed first time'),
}

export const raters = {
  self: inLangs('自评', 'self'),
  manager: inLangs('主管', 'manager'),
  survey: inLangs('客户评价', 'customer survey'),
}

export const penaltyModes = {
  points: inLangs(
    '积分（只影响绩效奖金，不从工资中罚款）',
    'points (they affect the performance bonus only; no fine is taken from wages)',
  ),
  bonus_adjustment: inLangs('奖金调整', 'bonus adjustment'),
  commission: inLangs('提成扣减', 'commission deduction'),
  loss_compensation: inLangs('损失赔偿', 'compensation of the loss'),
  monetary: inLangs('罚款', 'fines'),
}
export type PenaltyMode = keyof typeof penaltyModes

/** What brings a violation to somebody's attention; the decision is always a person's (GR-06). */
export const penaltyTriggers = {
  human: inLangs('人工发现', 'noticed by a person'),
  missed_call: inLangs('来电无人接听', 'call not answered'),
  missing_field: inLangs('必填内容缺失', 'mandatory content missing'),
  missing_notice: inLangs('缺少告知记录', 'notice missing'),
  promise_overdue: inLangs('承诺逾期', 'promise overdue'),
  'missing_record+finding': inLangs('缺少记录且查实', 'record missing, and found so'),
  'sla_breach+finding': inLangs('超时且查实', 'late, and found so'),
  'repeat+finding': inLangs('重复修理且查实', 'repeat repair, and found so'),
}

export const sanctions = {
  verbal_warning: inLangs('口头警告', 'verbal warning'),
  written_warning: inLangs('书面警告', 'written warning'),
  demerit: inLangs('记过', 'demerit'),
  major_demerit: inLangs('记大过', 'major demerit'),
  review_of_post: inLangs('岗位复核', 'review of the position'),
}

export const trainingTopics = {
  product: inLangs('产品知识', 'product knowledge'),
  service_skill: inLangs('服务技能', 'service skills'),
  repair_skill: inLangs('维修技能', 'repair skills'),
  safety: inLangs('安全', 'safety'),
}

export const dataRegions = {
  own: inLangs('运行本系统的服务器所在地', 'the place where this system’s server stands'),
  cn: inLangs('中国大陆', 'mainland China'),
  eu: inLangs('欧盟', 'the European Union'),
  us: inLangs('美国', 'the United States'),
  apac: inLangs('亚太其他地区', 'elsewhere in Asia and the Pacific'),
}
