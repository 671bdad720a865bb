import type { Lang } from '#rules/lang.ts'
import { inLangs, wordsOf } from '#rules/policy-words.ts'

/** The words for people and places that clauses speak of. A company may add its own beside most of them. */

export const positions = {
  owner: inLangs('负责人', 'owner'),
  executive: inLangs('总经理', 'general manager'),
  service_manager: inLangs('服务主管', 'service manager'),
  store_manager: inLangs('店长', 'store manager'),
  group_leader: inLangs('组长', 'group leader'),
  dispatcher: inLangs('调度员', 'dispatcher'),
  clerk: inLangs('服务文员', 'service clerk'),
  service_agent: inLangs('客服', 'service agent'),
  tech_support: inLangs('技术支持', 'technical support'),
  technician: inLangs('技术员', 'technician'),
  field_engineer: inLangs('现场工程师', 'field engineer'),
  repair_engineer: inLangs('维修工程师', 'repair engineer'),
  sales: inLangs('销售', 'sales'),
  purchasing: inLangs('采购', 'purchasing'),
  qa: inLangs('质量', 'quality assurance'),
  finance: inLangs('财务', 'finance'),
  hr: inLangs('人力资源', 'human resources'),
}

/** Named without an article: "decided by sales", but "by the owner". */
const departments = ['tech_support', 'sales', 'purchasing', 'qa', 'finance', 'hr']

/** Somebody's position as the one who acts in a sentence. */
export function actor(key: string, lang: Lang): string {
  const words = wordsOf(positions, key, lang)
  return lang === 'zh-CN' || departments.includes(key) ? words : `the ${words}`
}

export const zones = {
  urban: inLangs('市区', 'urban'),
  suburban: inLangs('郊区', 'suburban'),
  out_of_town: inLangs('外地', 'out of town'),
  local: inLangs('本地', 'local'),
  regional: inLangs('周边地区', 'regional'),
}

export const tiers = {
  key: inLangs('重点客户', 'key customers'),
  vip: inLangs('贵宾客户', 'valued customers'),
  regular: inLangs('普通客户', 'regular customers'),
}

export const weekdayNames = {
  mon: inLangs('周一', 'Monday'),
  tue: inLangs('周二', 'Tuesday'),
  wed: inLangs('周三', 'Wednesday'),
  thu: inLangs('周四', 'Thursday'),
  fri: inLangs('周五', 'Friday'),
  sat: inLangs('周六', 'Saturday'),
  sun: inLangs('周日', 'Sunday'),
}

/** The zones offered first; any other one is called by the name its language has for it. */
export const timeZones = {
  'Asia/Shanghai': inLangs('北京时间', 'Beijing time'),
  'Asia/Hong_Kong': inLangs('香港时间', 'Hong Kong time'),
  'Asia/Taipei': inLangs('台北时间', 'Taipei time'),
  'Asia/Singapore': inLangs('新加坡时间', 'Singapore time'),
  'Asia/Tokyo': inLangs('日本时间', 'Japan time'),
  'Asia/Bangkok': inLangs('泰国和越南时间', 'Bangkok and Hanoi time'),
  'Asia/Kolkata': inLangs('印度时间', 'India time'),
  'Asia/Dubai': inLangs('海湾时间', 'Gulf time'),
  'Europe/London': inLangs('英国时间', 'UK time'),
  'Europe/Berlin': inLangs('中欧时间', 'Central European time'),
  'Europe/Athens': inLangs('东欧时间', 'Eastern European time'),
  'America/New_York': inLangs('美国东部时间', 'US Eastern time'),
  'America/Chicago': inLangs('美国中部时间', 'US Central time'),
  'America/Denver': inLangs('美国山地时间', 'US Mountain time'),
  'America/Los_Angeles': inLangs('美国太平洋时间', 'US Pacific time'),
  'America/Sao_Paulo': inLangs('巴西利亚时间', 'Brasilia time'),
  'Australia/Sydney': inLangs('澳大利亚东部时间', 'Australian Eastern time'),
  UTC: inLangs('协调世界时', 'Coordinated Universal Time'),
}

export const holidayTables = {
  PRC: inLangs(
    '按国务院办公厅公布的放假和调休安排',
    'the official arrangement of mainland China, make-up workdays included',
  ),
  'US-custom': inLangs(
    '由公司逐日登记美国的节假日',
    'holidays of the United States, entered by the company day by day',
  ),
  'EU-custom': inLangs('由公司逐日登记当地的节假日', 'local holidays, entered by the company day by day'),
  none: inLangs('照常服务，公司另行登记的日期除外', 'service as usual, except on days that the company enters'),
}

export const channelNames = {
  phone: inLangs('电话', 'phone'),
  web_form: inLangs('在线报修单', 'the online form'),
  email: inLangs('电子邮件', 'e-mail'),
  chat: inLangs('在线聊天', 'chat'),
  walk_in: inLangs('到店', 'coming to the counter'),
  letter: inLangs('信函', 'letter'),
}

export const requestTypeNames = {
  fault: inLangs('故障报修', 'fault'),
  enquiry: inLangs('咨询', 'enquiry'),
  other: inLangs('其他', 'other'),
}

export const intakeFields = {
  name: inLangs('姓名', 'name'),
  company: inLangs('单位名称', 'company'),
  phone: inLangs('电话', 'phone number'),
  email: inLangs('电子邮箱', 'e-mail address'),
  address: inLangs('地址', 'address'),
  site_address: inLangs('设备所在地址', 'site address'),
  model: inLangs('型号', 'model'),
  serial: inLangs('序列号', 'serial number'),
  system: inLangs('系统名称', 'system'),
  order_no: inLangs('订单号', 'order number'),
  symptom: inLangs('故障现象', 'symptom'),
  urgency: inLangs('紧急程度', 'urgency'),
}

export const reportFields = {
  cause: inLangs('故障原因', 'cause'),
  solution: inLangs('解决办法', 'solution'),
  parts: inLangs('更换的配件', 'replaced parts'),
  labour: inLangs('工时', 'labour time'),
  photos: inLangs('现场照片', 'photos'),
  user_opinion: inLangs('用户意见', "the user's opinion"),
}

export const changeFields = {
  plan: inLangs('工作安排', 'the plan'),
  impact: inLangs('可能的影响', 'the possible effect'),
  scope: inLangs('影响范围', 'the scope'),
  time_window: inLangs('时间', 'the time'),
}

export const urgencyNames = {
  high: inLangs('紧急', 'urgent'),
  normal: inLangs('一般', 'normal'),
  low: inLangs('不急', 'not urgent'),
}

export const impactNames = {
  one: inLangs('影响一处', 'one affected'),
  several: inLangs('影响多处', 'several affected'),
  all: inLangs('全部停用', 'everything down'),
}

/** Where a column's head says what it is. */
export const shortPriorityNames = {
  P1: inLangs('特急', 'critical'),
  P2: inLangs('较急', 'high'),
  P3: inLangs('普通', 'normal'),
  P4: inLangs('可缓', 'low'),
}

/** Words first: the code alone says nothing to a customer. */
export const priorityNames = {
  P1: inLangs('特急（P1）', 'critical (P1)'),
  P2: inLangs('较急（P2）', 'high (P2)'),
  P3: inLangs('普通（P3）', 'normal (P3)'),
  P4: inLangs('可缓（P4）', 'low (P4)'),
}

export const replyModes = {
  elapsed: inLangs('连续计算，夜间和休息日也算', 'around the clock, nights and rest days included'),
  working: inLangs('只算工作时间', 'in working hours only'),
  business_day: inLangs('按工作日算，每 24 小时为一个工作日', 'in business days, 24 hours being one'),
  same_day: inLangs('不论小时数，当个工作日下班前', 'whatever the hours, by close of business of the same working day'),
}

export const appointmentEffects = {
  overrides: inLangs('以约定为准', 'takes its place'),
  earlier_of: inLangs('两者以先到的为准', 'counts only if it is earlier'),
}

export const pauseReasonNames = {
  waiting_customer: inLangs('等待客户', 'waiting for the customer'),
  waiting_parts: inLangs('等待配件', 'waiting for parts'),
}

export const clockNames = {
  response: inLangs('答复', 'response'),
  arrival: inLangs('到场', 'arrival'),
  resolution: inLangs('解决', 'resolution'),
}

export const cycles = {
  month: inLangs('每月', 'every month'),
  quarter: inLangs('每季度', 'every quarter'),
}

export const followUpCycles = {
  month: cycles.month,
  quarter: cycles.quarter,
  half_year: inLangs('每半年', 'every half-year'),
  none: inLangs('按需要', 'as needed'),
}
