import type { AutoRenewReason } from '#rules/auto-renewal.ts'
import type {
  AgreementReason,
  CancellationReason,
  ContractStandingOn,
  ContractView,
} from '#rules/contract-agreement.ts'
import { han } from './han.ts'
import { words } from './lang.ts'

type Empty = { title: string; text: string }
type ContractWords = {
  title: string
  answer: (ending: number) => string
  search: string
  found: (query: string) => string
  views: Record<ContractView, string>
  caption: string
  columns: { contract: string; customer: string; ends: string; price: string; state: string }
  empty: Record<ContractView | 'search', Empty>
  add: string
  standings: Record<ContractStandingOn, string>
  autoRenew: string
  term: (from: string, until: string) => string
}

/** The list of contracts. */
export const contractWords = words<ContractWords>({
  'zh-CN': {
    title: '维护合同',
    answer: (ending) =>
      ending === 0 ? '90 天内没有合同到期。' : `90 天内有 ${ending > 99 ? '99 份以上' : `${ending} 份`}合同到期。`,
    search: '编号、名称或客户',
    found: (query) => `“${query}”的查找结果`,
    views: { running: '执行中', ending: '90 天内到期', ended: '已到期', cancelled: '已终止', all: '全部' },
    caption: '维护合同，每行一份',
    columns: { contract: '合同', customer: '客户', ends: '到期', price: '金额', state: '状态' },
    empty: {
      running: { title: '没有执行中的合同', text: '登记维护合同之后，报修时会自动判断是否包含在内。' },
      ending: { title: '90 天内没有合同到期', text: '快到期的合同会提前列在这里。' },
      ended: { title: '没有到期的合同', text: '到期的合同会列在这里。' },
      cancelled: { title: '没有终止的合同', text: '提前终止的合同会列在这里。' },
      all: { title: '还没有合同', text: '登记第一份维护合同吧。' },
      search: { title: '没有找到', text: '换个说法试试，例如合同编号。' },
    },
    add: '登记合同',
    standings: {
      not_begun: '未开始',
      running: '执行中',
      ending: '快到期',
      ended: '已到期',
      renewed: '已续签',
      cancelled: '已终止',
    },
    autoRenew: '自动续签',
    term: (from, until) => han`${from} 至 ${until}`,
  },
  en: {
    title: 'Contracts',
    answer: (ending) =>
      ending === 0
        ? 'No contract ends in the next 90 days.'
        : `${ending > 99 ? 'More than 99' : ending} ${ending === 1 ? 'contract ends' : 'contracts end'} in the next 90 days.`,
    search: 'Number, title or customer',
    found: (query) => `Found for “${query}”`,
    views: {
      running: 'Running',
      ending: 'Ending in 90 days',
      ended: 'Ended',
      cancelled: 'Cancelled',
      all: 'All',
    },
    caption: 'Maintenance contracts, one a row',
    columns: { contract: 'Contract', customer: 'Customer', ends: 'Ends', price: 'Price', state: 'State' },
    empty: {
      running: {
        title: 'No contract is running',
        text: 'Once contracts are entered, each request is checked against them.',
      },
      ending: {
        title: 'No contract ends in the next 90 days',
        text: 'What is about to end is listed here in good time.',
      },
      ended: { title: 'No contract has ended', text: 'Contracts that ended are listed here.' },
      cancelled: { title: 'No contract was cancelled', text: 'Contracts that were ended early are listed here.' },
      all: { title: 'No contracts yet', text: 'Enter the first maintenance contract.' },
      search: { title: 'Nothing found', text: 'Try other words, such as the contract’s number.' },
    },
    add: 'Add a contract',
    standings: {
      not_begun: 'Not begun',
      running: 'Running',
      ending: 'Ending soon',
      ended: 'Ended',
      renewed: 'Renewed',
      cancelled: 'Cancelled',
    },
    autoRenew: 'Renews itself',
    term: (from, until) => `${from} to ${until}`,
  },
})

export type ContractReason =
  | AgreementReason
  | CancellationReason
  | AutoRenewReason
  | 'number_taken'
  | 'price'
  | 'changed'
  | 'renewed_already'
  | 'choice'
  | 'date'
  | 'required'

/** Why a form about a contract was refused. */
export const contractReasons = words<Record<ContractReason, string>>({
  'zh-CN': {
    ends_first: '到期日早于开始日，请核对。',
    too_many_years: '合同期超过三十年，请核对。',
    covers_nothing: '请至少选择一项。',
    no_machine: '请选择包含的设备，或者选择包含全部设备。',
    machine_unknown: '其中有的设备不属于这位客户。',
    visits_over: '已用次数多于包含的次数。',
    over_already: '这份合同已经结束或续签，不能再终止。',
    before_start: '早于合同开始，请核对。',
    after_end: '晚于合同到期，请核对。',
    too_late_to_tell:
      '法律要求至少提前五天提醒客户（网络交易监督管理办法第十八条），现在已经来不及，不能约定自动续签。',
    nobody_to_tell: '这位客户没有邮箱或能收短信的联系人，没法提前提醒，不能约定自动续签。',
    not_automatic: '这份合同不自动续签。',
    over: '这份合同已经结束。',
    not_told: '没有按法律规定的时间提醒客户，不能自动续签。',
    number_taken: '这个编号已经登记在另一份合同上。',
    price: '请填写金额，例如 12800 或 12800.50。',
    changed: '填写期间有人改过这份合同。请对照最新内容后重新提交。',
    renewed_already: '这份合同已经续签过。',
    choice: '请从给出的选项中选择。',
    date: '请填写有效的日期。',
    required: '请填写这一项。',
    overlaps: '新合同要在上一份到期之后开始。',
  },
  en: {
    ends_first: 'The end is before the start; please check.',
    too_many_years: 'This is longer than thirty years; please check.',
    covers_nothing: 'Choose one at least.',
    no_machine: 'Choose the machines, or all of them.',
    machine_unknown: 'Some of these machines are not this customer’s.',
    visits_over: 'More visits are used than are included.',
    over_already: 'This contract is over or renewed already.',
    before_start: 'This is before the contract begins; please check.',
    after_end: 'This is after the contract ends; please check.',
    too_late_to_tell:
      'The law wants the customer told five days ahead at the least, and it is too late for that: no automatic renewal can be agreed.',
    nobody_to_tell:
      'This customer has no e-mail address and no contact for text messages, so nobody can be told ahead: no automatic renewal can be agreed.',
    not_automatic: 'This contract does not renew itself.',
    over: 'This contract is over.',
    not_told: 'The customer was not told within the law’s time, so it cannot renew itself.',
    number_taken: 'Another contract has this number.',
    price: 'Enter an amount such as 12800 or 12800.50.',
    changed: 'Somebody changed this contract meanwhile. Compare with what stands there now, and save again.',
    renewed_already: 'This contract was renewed already.',
    choice: 'Choose one of the options.',
    date: 'Enter a valid day.',
    required: 'Please fill this in.',
    overlaps: 'The new contract has to begin after the end of the one before.',
  },
})
