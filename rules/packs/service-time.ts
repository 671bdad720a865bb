import { chapter, clause, listedClause } from '#rules/packs/template.ts'

/** The first chapters of a service policy: when, how and how soon. */
export const hoursAndIntake = chapter('服务时间与受理', 'Hours and intake', [
  clause(
    'TX-HOURS',
    ['工作时间', 'Working hours'],
    [
      '我们的工作时间为{{calendar.week}}（按{{calendar.tz}}）。',
      'Our working hours are {{calendar.week}} ({{calendar.tz}}).',
    ],
    ['节假日：{{calendar.holidays}}。', 'Public holidays: {{calendar.holidays}}.'],
    ['本办法所说的工作小时，都按以上时间计算。', 'Wherever these rules speak of working hours, these are meant.'],
  ),
  clause(
    'TX-CHANNELS',
    ['受理渠道', 'How to reach us'],
    ['客户可以通过{{intake.channels}}联系我们。', 'Customers reach us by {{intake.channels}}.'],
    ['请求分为以下几类：{{intake.request_types}}。', 'Requests are sorted into {{intake.request_types}}.'],
  ),
  clause(
    'TX-LOG',
    ['登记', 'Records'],
    [
      '无论客户从哪个渠道联系我们，都要在系统中留下记录，至少写清：{{intake.required_fields}}。',
      'Every contact, whatever the channel, is entered in the system with at least {{intake.required_fields}}.',
    ],
    ['没有记录的请求视为未受理。', 'A request without a record counts as not received.'],
  ),
  clause(
    'TX-HOTLINE',
    ['服务电话', 'Service line'],
    [
      '服务电话每天{{hotline.hours}}有人应答，漏接来电须在当日回拨并登记。',
      'The service line is answered daily {{hotline.hours}}; missed calls are returned the same day and recorded.',
    ],
    ['节假日{{hotline.covers_holidays}}。', 'On public holidays {{hotline.covers_holidays}}.'],
  ),
])

export const timeLimits = chapter('定级、响应与解决', 'Priority, response and solution', [
  clause(
    'TX-PRIORITY',
    ['优先级', 'Priority'],
    [
      '请求按紧急程度和影响范围确定优先级。{{priority.matrix}}。',
      'Urgency and reach give every request its priority. {{priority.matrix}}.',
    ],
    ['受理人可以在说明理由后调整。', 'Whoever takes it may change it, with a reason.'],
  ),
  clause(
    'TX-TIERS',
    ['客户分级', 'Customer tiers'],
    ['客户分为{{customer.tiers}}。', 'Customers are sorted into {{customer.tiers}}.'],
    ['优先级提高一级的客户：{{priority.raised_tiers}}。', 'One priority higher for {{priority.raised_tiers}}.'],
  ),
  clause(
    'TX-REPLY',
    ['确认与答复', 'Receipt and answer'],
    [
      '收到请求后{{sla.ack.minutes}}内告知已受理，{{sla.first_reply.hours}}内给出实质答复。',
      'We confirm receipt within {{sla.ack.minutes}} and give a substantive answer within {{sla.first_reply.hours}}.',
    ],
    [
      '特急（P1）的，{{sla.first_reply.urgent_hours}}内答复。',
      'What is critical (P1) is answered within {{sla.first_reply.urgent_hours}}.',
    ],
    ['答复时限的计时方式：{{sla.first_reply.mode}}。', 'How these hours are counted: {{sla.first_reply.mode}}.'],
  ),
  clause(
    'TX-SAMEDAY',
    ['当日事当日毕', 'Solved the same day'],
    ['当日收到的请求{{sla.same_day}}。', 'Requests of the day {{sla.same_day}}.'],
    [
      '不能的，下班前告知客户确切时间，并把未结事项报主管备案。',
      'Otherwise the customer gets a definite time before close of business and the open item is reported.',
    ],
  ),
  clause(
    'TX-CHAT',
    ['在线咨询', 'Chat'],
    [
      '在线咨询平均首次响应不超过{{ecommerce.chat_reply_seconds}}，排队时先发预计等待时间。',
      'The first chat reply comes within {{ecommerce.chat_reply_seconds}} on average; queued customers see the expected wait.',
    ],
  ),
  clause(
    'TX-ARRIVE',
    ['到场时限', 'Arrival'],
    [
      '需要上门的，从报修时刻到工程师到场，按工作时间计不超过：{{sla.arrival.zones}}。',
      'For on-site work the time from call to arrival is at most {{sla.arrival.zones}}.',
    ],
    ['客户另约时间的，{{sla.arrival.appointment}}。', 'A time agreed with the customer {{sla.arrival.appointment}}.'],
  ),
  clause(
    'TX-CARRY',
    ['未派次日优先', 'Carried over'],
    [
      '当天没能派出的报修，{{dispatch.carry_over_first}}，并由调度说明原因。',
      'Calls that could not be dispatched today {{dispatch.carry_over_first}}, with a reason noted by the dispatcher.',
    ],
  ),
  clause(
    'TX-RESOLVE',
    ['解决时限', 'Solution'],
    [
      '从收到请求到解决，按工作时间计不超过：{{sla.resolution.hours}}。',
      'From receipt to solution it takes at most {{sla.resolution.hours}}.',
    ],
  ),
  clause(
    'TX-PAUSE',
    ['暂停计时', 'Pauses'],
    [
      '下列情形暂停计算解决时限：{{sla.pause_reasons}}。',
      'The time to solve pauses in these cases: {{sla.pause_reasons}}.',
    ],
    [
      '暂停的起止都要登记；答复时限不暂停。',
      'Each pause is recorded from start to end; the time to answer never pauses.',
    ],
  ),
  clause(
    'TX-ESCALATE',
    ['逾期升级', 'Escalation'],
    ['时限将到或已过的，逐级告知：{{escalation.ladder}}。', 'Lateness is passed upward: {{escalation.ladder}}.'],
  ),
  clause(
    'TX-DELIVERY',
    ['配送', 'Deliveries'],
    ['客户要求配送的订单{{ecommerce.delivery_tracking}}。', 'Orders to be delivered {{ecommerce.delivery_tracking}}.'],
  ),
  listedClause(
    'TX-PROMISE',
    ['承诺事项', 'Promises'],
    [
      '对客户作出的承诺写入系统并设到期时间，到期未办自动提醒主管。',
      'Promises to customers are entered with a due time; overdue ones alert the supervisor.',
    ],
  ),
])
