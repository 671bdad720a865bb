import type { CoverageReason } from '#rules/service-request-coverage.ts'
import { type Lang, words } from './lang.ts'

/** Why something about who pays was refused. */
export const coverageReasonWords: Record<Lang, Record<CoverageReason, string>> = words({
  'zh-CN': {
    held: '这项提交还在甄别中，请先决定是否受理。',
    cancelled: '这项请求已经取消，不再判断由谁付费。',
    enquiry: '这是咨询，不涉及保修与收费。',
    unknown_serial: '没有登记这个序列号的设备，请核对，或先登记设备。',
    unknown_machine: '请输入序列号，或从客户的设备里选一台。',
    unknown_component: '请从这台设备的部件里选择。',
    which_cause: '请写明是什么原因。',
    unknown_cause: '请选择制度列出的原因，或选“其他原因”。',
    stay_incomplete: '送修和送还的日期要一起填写。',
    stay_future: '送还日期不能晚于今天。',
    stay_backwards: '送还日期不能早于送修日期。',
    no_machine: '还没有选定设备，不能登记在修时间。',
    not_overridden: '判断没有被改过，或者已经撤销。',
  },
  en: {
    held: 'This is still to be reviewed: decide first whether to accept it.',
    cancelled: 'This request was cancelled; who pays is judged no more.',
    enquiry: 'This is an enquiry: warranty and charges do not apply.',
    unknown_serial: 'No machine has this serial number. Check it, or enter the machine first.',
    unknown_machine: 'Enter a serial number, or choose one of the customer’s machines.',
    unknown_component: 'Choose one of this machine’s components.',
    which_cause: 'Say which cause it was.',
    unknown_cause: 'Choose a cause that the policy names, or “Another cause”.',
    stay_incomplete: 'Enter both days: handed in and given back.',
    stay_future: 'The day it was given back cannot be later than today.',
    stay_backwards: 'It cannot be given back before it was handed in.',
    no_machine: 'No machine is chosen yet, so no time in repair can be recorded.',
    not_overridden: 'The verdict is not overridden, or no longer.',
  },
})

export const requestCoverageWords = words({
  'zh-CN': {
    none: '还没有判断：制度没有约定保修，也没有维护合同。',
    enquiry: '这是咨询，不涉及保修与收费。',
    held: '受理以后再判断由谁付费。',
    overridden: (who: string, when: string) => `${who}于${when}改判`,
    because: (reason: string) => `理由：${reason}`,
    computed: (outcome: string) => `按制度计算的结果是“${outcome}”。`,
    why: '怎么判断的',
    before: (outcome: string, when: string) => `${when}时判断为“${outcome}”。`,
    cause: (cause: string) => `查明的原因：${cause}`,
    noCause: '看过，没有查明原因',
    machine: '设备',
    owner: '设备的客户',
    serial: (serial: string) => `序列号 ${serial}`,
    stranger: (customer: string) =>
      `报修人的电话不在“${customer}”名下，所以跟踪页面不显示保修和合同的日期。核实是这位客户的设备后，请在“选择设备”里确认。`,
    choose: '选择设备',
    columns: '费用',
    noVerdict: '不涉及',
    changedByPerson: '人工改判',
    visit: (number: string) => `这次上门计入合同 ${number}。`,
    daysOpen: (days: number, isOver: boolean) =>
      isOver ? `收到至今 ${days} 天，没有登记等待的原因。` : `收到至今 ${days} 天，超过 15 天就可能被认定为故意拖延。`,
    law: {
      two_repairs: (count: number) => `这台设备已经修过 ${count} 次又出故障：客户可以要求换货或退货。`,
      after_repair: (days: number) => `上次修好后 ${days} 天又报修；修理部位应至少正常使用 30 天。`,
      just_bought: (days: number) =>
        days <= 7 ? `售出后 ${days} 天：客户可以选择退货、换货或修理。` : `售出后 ${days} 天：客户可以选择换货或修理。`,
      depot: (days: number) => `送修已经 ${days} 天；因修理者原因超过 30 天的，客户可以要求换货。`,
      depot_parts: (days: number) => `送修等配件已经 ${days} 天，客户可以要求换货。`,
    },
    steps: {
      machine: {
        title: '选择设备',
        serial: '序列号',
        serialHint: '铭牌上的号码；空格和短横线不影响查找。',
        own: '或从客户的设备里选',
        none: '不是登记过的设备',
        send: '保存设备',
        hint: '保存后重新判断由谁付费，请求归到设备的客户名下。',
      },
      cause: {
        title: '登记故障原因',
        again: '更正故障原因',
        found: '查明了什么原因',
        component: '故障部件',
        whole: '整机，或不确定',
        cause: '原因',
        covered: (name: string) => `${name}（在保修范围内）`,
        excluded: (name: string) => `${name}（不在保修范围内）`,
        nothing: '看过，没有查明',
        other: '其他原因，制度没有列出',
        which: '是什么原因',
        whichHint: '选“其他原因”时填写。',
        send: '保存原因',
        hint: '保存后重新判断由谁付费。',
        later: '现在不填',
      },
      repair: {
        title: '设备送厂修过',
        from: '送修日期',
        until: '送还日期',
        hint: '两天都算在修时间；制度约定不计入保修期的，保修期相应顺延。',
      },
      override: {
        title: '改判由谁付费',
        outcome: '改为',
        because: '理由',
        hint: '同事能看到是谁改的、为什么；按制度计算的结果仍会保留。',
        send: '改判',
      },
      overrideEnd: { title: '撤销改判', text: '恢复按制度计算的结果。', send: '撤销改判' },
    },
  },
  en: {
    none: 'No verdict: the policy promises no warranty, and there is no maintenance contract.',
    enquiry: 'This is an enquiry: warranty and charges do not apply.',
    held: 'Who pays is judged once the request is accepted.',
    overridden: (who: string, when: string) => `Overridden by ${who}, ${when}`,
    because: (reason: string) => `Reason: ${reason}`,
    computed: (outcome: string) => `By the policy it comes out as “${outcome}”.`,
    why: 'How it was reckoned',
    before: (outcome: string, when: string) => `Judged ${when}: “${outcome}”.`,
    cause: (cause: string) => `Cause found: ${cause}`,
    noCause: 'Looked at; no cause was found',
    machine: 'Machine',
    owner: 'The machine’s customer',
    serial: (serial: string) => `Serial number ${serial}`,
    stranger: (customer: string) =>
      `The caller’s number does not belong to ${customer}, so the tracking page shows no dates of warranty or contract. Once you know that it is their machine, confirm it under “Choose the machine”.`,
    choose: 'Choose the machine',
    columns: 'Charge',
    noVerdict: 'None',
    changedByPerson: 'Overridden',
    visit: (number: string) => `This visit counts towards contract ${number}.`,
    daysOpen: (days: number, isOver: boolean) =>
      isOver
        ? `Open for ${days} days, and no reason for waiting is recorded.`
        : `Open for ${days} days; after 15 it may count as deliberate delay.`,
    law: {
      two_repairs: (count: number) =>
        `This machine was repaired ${count} times and has failed again: the customer may ask for an exchange or a refund.`,
      after_repair: (days: number) =>
        `It failed again ${days} days after the last repair; what was repaired must hold for 30 days at least.`,
      just_bought: (days: number) =>
        days <= 7
          ? `${days} days after the sale: the customer may choose refund, exchange or repair.`
          : `${days} days after the sale: the customer may choose exchange or repair.`,
      depot: (days: number) =>
        `In the depot for ${days} days; after 30 days that are the repairer’s own fault the customer may ask for an exchange.`,
      depot_parts: (days: number) =>
        `In the depot for ${days} days, waiting for parts: the customer may ask for an exchange.`,
    },
    steps: {
      machine: {
        title: 'Choose the machine',
        serial: 'Serial number',
        serialHint: 'From the type plate; spaces and dashes make no difference.',
        own: 'Or one of the customer’s machines',
        none: 'None that is registered',
        send: 'Save the machine',
        hint: 'Who pays is judged again, and the request goes to the machine’s customer.',
      },
      cause: {
        title: 'Enter the cause',
        again: 'Correct the cause',
        found: 'What the cause was',
        component: 'What failed',
        whole: 'The whole machine, or not sure',
        cause: 'Cause',
        covered: (name: string) => `${name} (covered)`,
        excluded: (name: string) => `${name} (not covered)`,
        nothing: 'Looked at, none found',
        other: 'Another cause, not in the policy',
        which: 'Which cause',
        whichHint: 'If it is another one.',
        send: 'Save the cause',
        hint: 'Who pays is judged again.',
        later: 'Not now',
      },
      repair: {
        title: 'The machine was in the depot',
        from: 'Handed in',
        until: 'Given back',
        hint: 'Both days count as days in repair; where the policy leaves them out of the warranty, it ends later.',
      },
      override: {
        title: 'Override who pays',
        outcome: 'Change it to',
        because: 'Reason',
        hint: 'Colleagues see who did it and why; what the policy gives stays beside it.',
        send: 'Override',
      },
      overrideEnd: {
        title: 'Undo the override',
        text: 'What the policy gives counts again.',
        send: 'Undo the override',
      },
    },
  },
})
