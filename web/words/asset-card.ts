import { han } from './han.ts'
import { words } from './lang.ts'

type CardWords = {
  back: string
  warranty: string
  until: (day: string) => string
  ended: (day: string) => string
  clause: (number: number, version: number) => string
  parts: string
  ownTerm: (part: string) => string
  noPolicy: string
  contracts: string
  noContracts: string
  requests: string
  noRequests: string
  facts: string
  history: string
  noHistory: string
  related: { title: string; part: string; parent: string; replaced: string; replacedBy: string }
  edit: string
  label: string
  labelPrint: string
  steps: string
  whole: string
  stays: { title: string; stay: (from: string, until: string | null) => string; exchanged: (on: string) => string }
  readings: string
  stay: {
    title: string
    from: string
    until: string
    untilHint: string
    part: string
    fault: string
    note: string
    save: string
  }
  giveBack: { title: string; on: string; save: string }
  remove: string
  exchange: { title: string; part: string; on: string; note: string; save: string }
  replace: { title: string; hint: string; on: string; serialNumber: string; note: string; save: string }
  reading: { title: string; unit: string; amount: string; on: string; save: string }
  retire: { title: string; hint: string; save: string }
  restore: { title: string; hint: string; save: string }
  removal: { title: string; hint: string; save: string }
  move: string
  system: string
  customer: string
  events: Record<string, string>
}

/** One machine: what is covered until when and why, and what happened to it. */
export const assetCardWords = words<CardWords>({
  'zh-CN': {
    back: '设备',
    warranty: '保修',
    until: (day) => han`保修到 ${day}，含当天。`,
    ended: (day) => han`保修已于 ${day} 结束。`,
    clause: (number, version) => `服务制度第 ${version} 版，第 ${number} 条`,
    parts: '部件',
    ownTerm: (part) => `${part}另有保修期`,
    noPolicy: '服务制度还没有生效，算不出保修期。',
    contracts: '维护合同',
    noContracts: '没有包含这台设备的合同。',
    requests: '服务请求',
    noRequests: '这台设备还没有报修过。',
    facts: '登记信息',
    history: '变更记录',
    noHistory: '还没有记录。',
    related: {
      title: '相关设备',
      part: '部件',
      parent: '所属主机',
      replaced: '它接替的设备',
      replacedBy: '接替它的设备',
    },
    edit: '修改',
    label: '打印标签',
    labelPrint: '打印这台设备的标签',
    steps: '可以做的事',
    whole: '整机',
    stays: {
      title: '送修与更换',
      stay: (from, until) => (until ? han`${from} 送修，${until} 送回` : han`${from} 送修，还没有送回`),
      exchanged: (on) => han`${on} 更换`,
    },
    readings: '用量读数',
    stay: {
      title: '登记送修',
      from: '送修日期',
      until: '送回日期',
      untilHint: '还没有送回就留空。',
      part: '送修的是',
      fault: '故障',
      note: '备注',
      save: '登记送修',
    },
    giveBack: { title: '登记送回', on: '送回日期', save: '登记送回' },
    remove: '删除这条',
    exchange: { title: '登记更换部件', part: '部件', on: '更换日期', note: '备注', save: '登记更换' },
    replace: {
      title: '换了一台新机',
      hint: '新机接替这台：沿用起算日期、合同和部件，这台标为停用。',
      on: '更换日期',
      serialNumber: '新机序列号',
      note: '备注',
      save: '换成新机',
    },
    reading: { title: '登记读数', unit: '单位', amount: '读数', on: '日期', save: '登记读数' },
    retire: { title: '停用', hint: '不再提醒到期，记录保留。', save: '停用这台设备' },
    restore: { title: '恢复使用', hint: '重新提醒到期。', save: '恢复使用' },
    removal: { title: '删除', hint: '登记错了才删除。操作记录保留。', save: '删除这台设备' },
    move: '换到别的客户',
    system: '系统',
    customer: '客户',
    events: {
      'asset.entered': '登记设备',
      'asset.imported': '导入设备',
      'asset.changed': '修改登记信息',
      'asset.moved': '换到别的客户',
      'asset.retired': '停用',
      'asset.restored': '恢复使用',
      'asset.removed': '删除设备',
      'asset.handed_in': '送修',
      'asset.given_back': '送回',
      'asset.stay_removed': '删除送修或更换记录',
      'asset.part_exchanged': '更换部件',
      'asset.exchanged': '换成新机',
      'asset.took_place': '作为新机接替旧机',
      'asset.read': '登记读数',
      'asset.labels_printed': '打印标签',
    },
  },
  en: {
    back: 'Machines',
    warranty: 'Warranty',
    until: (day) => `In warranty until ${day}, last day included.`,
    ended: (day) => `The warranty ended on ${day}.`,
    clause: (number, version) => `Clause ${number} of the service policy, version ${version}`,
    parts: 'Components',
    ownTerm: (part) => `${part} has a term of its own`,
    noPolicy: 'No service policy is in force yet, so no warranty can be reckoned.',
    contracts: 'Maintenance contracts',
    noContracts: 'No contract includes this machine.',
    requests: 'Requests',
    noRequests: 'Nothing was ever reported of this machine.',
    facts: 'On record',
    history: 'History',
    noHistory: 'Nothing yet.',
    related: {
      title: 'Related machines',
      part: 'Part of it',
      parent: 'It is a part of',
      replaced: 'It took the place of',
      replacedBy: 'Took its place',
    },
    edit: 'Change',
    label: 'Print label',
    labelPrint: 'Print the label of this machine',
    steps: 'What can be done',
    whole: 'The whole machine',
    stays: {
      title: 'Repairs and exchanges',
      stay: (from, until) => (until ? `In repair ${from} to ${until}` : `In repair since ${from}, not given back yet`),
      exchanged: (on) => `Exchanged on ${on}`,
    },
    readings: 'Counter readings',
    stay: {
      title: 'Handed in for repair',
      from: 'Handed in on',
      until: 'Given back on',
      untilHint: 'Leave empty while it is away.',
      part: 'What was handed in',
      fault: 'Fault',
      note: 'Note',
      save: 'Record the repair',
    },
    giveBack: { title: 'Given back', on: 'Given back on', save: 'Record the return' },
    remove: 'Remove this entry',
    exchange: {
      title: 'A component was exchanged',
      part: 'Component',
      on: 'Exchanged on',
      note: 'Note',
      save: 'Record the exchange',
    },
    replace: {
      title: 'A new machine took its place',
      hint: 'The new one keeps the days, contracts and parts; this one is retired.',
      on: 'Exchanged on',
      serialNumber: 'Serial number of the new one',
      note: 'Note',
      save: 'Enter the new machine',
    },
    reading: { title: 'Read a counter', unit: 'Unit', amount: 'Reading', on: 'Read on', save: 'Record the reading' },
    retire: { title: 'Retire', hint: 'Its ends are announced no more; its records stay.', save: 'Retire this machine' },
    restore: { title: 'Use again', hint: 'Its ends are announced again.', save: 'Use this machine again' },
    removal: {
      title: 'Remove',
      hint: 'Only what was entered by mistake. The log stays.',
      save: 'Remove this machine',
    },
    move: 'Move to another customer',
    system: 'The system',
    customer: 'Customer',
    events: {
      'asset.entered': 'Entered',
      'asset.imported': 'Imported',
      'asset.changed': 'Changed what is on record',
      'asset.moved': 'Moved to another customer',
      'asset.retired': 'Retired',
      'asset.restored': 'In use again',
      'asset.removed': 'Removed the machine',
      'asset.handed_in': 'Handed in for repair',
      'asset.given_back': 'Given back',
      'asset.stay_removed': 'Removed a repair or an exchange',
      'asset.part_exchanged': 'Exchanged a component',
      'asset.exchanged': 'Replaced by a new machine',
      'asset.took_place': 'Took the place of an older machine',
      'asset.read': 'Read a counter',
      'asset.labels_printed': 'Printed labels',
    },
  },
})
