import type { AssetFault, ReadingReason, StayReason } from '#rules/asset.ts'
import { words } from './lang.ts'

export type AssetReason =
  | AssetFault
  | StayReason
  | ReadingReason
  | 'serial_taken'
  | 'parent'
  | 'choice'
  | 'changed'
  | 'same'
  | 'retired'
  | 'date'

/** Why a form about a machine was refused. */
export const assetReasons = words<Record<AssetReason, string>>({
  'zh-CN': {
    required: '请填写名称，或者选择产品。',
    serial: '序列号里没有字母或数字。',
    before_manufacture: '早于出厂日期，请核对。',
    day_far: '超过一年以后，请核对。',
    serial_taken: '这个序列号已经登记在另一台设备上。',
    parent: '没有找到这个序列号的主机。',
    choice: '请从给出的选项中选择。',
    changed: '填写期间有人改过这台设备。请对照最新内容后重新提交。',
    same: '已经是这样了。',
    retired: '这台设备已停用。',
    future: '日期还没有到，请核对。',
    before_hand_in: '早于送修那天，请核对。',
    away_already: '这台设备（或部件）已经在送修，还没有送回。',
    not_away: '这次送修已经结束。',
    component: '这个产品没有登记这个部件。',
    goes_back: '读数比更早的还小，或者比更晚的还大。请核对。',
    date: '请填写有效的日期。',
  },
  en: {
    required: 'Enter a name, or choose a product.',
    serial: 'There is no letter or digit in this serial number.',
    before_manufacture: 'This is before the machine was made; please check.',
    day_far: 'This is more than a year away; please check.',
    serial_taken: 'Another machine has this serial number.',
    parent: 'No machine has this serial number.',
    choice: 'Choose one of the options.',
    changed: 'Somebody changed this machine meanwhile. Compare with what stands there now, and save again.',
    same: 'It is so already.',
    retired: 'This machine is retired.',
    future: 'This day has not come yet; please check.',
    before_hand_in: 'This is before it was handed in; please check.',
    away_already: 'It is in repair already and has not come back.',
    not_away: 'This stay in repair is over.',
    component: 'The product has no such component.',
    goes_back: 'This is less than an earlier reading, or more than a later one; please check.',
    date: 'Enter a valid day.',
  },
})

type AssetFormWords = {
  titles: { new: string; edit: string; move: string; choose: string }
  back: string
  parts: { what: string; days: string; daysHint: string; terms: string }
  fields: Record<
    | 'customer'
    | 'product'
    | 'name'
    | 'serialNumber'
    | 'site'
    | 'parent'
    | 'status'
    | 'installedByUs'
    | 'agreedMonths'
    | 'note',
    string
  >
  hints: { name: string; parent: string; agreedMonths: string; installedByUs: string; product: string }
  category: string
  yes: string
  noProduct: string
  noSite: string
  months: string
  save: string
  move: (customer: string) => string
  moveHint: string
}

export const assetFormWords = words<AssetFormWords>({
  'zh-CN': {
    titles: { new: '登记设备', edit: '修改设备', move: '换到别的客户', choose: '是哪位客户的设备？' },
    back: '返回',
    parts: { what: '设备', days: '日期', daysHint: '知道几个填几个。保修从哪天起算，由服务制度决定。', terms: '约定' },
    fields: {
      customer: '客户',
      product: '产品',
      name: '名称',
      serialNumber: '序列号',
      site: '所在地点',
      parent: '所属主机的序列号',
      status: '状态',
      installedByUs: '由我们安装',
      agreedMonths: '另行约定的保修期',
      note: '备注',
    },
    hints: {
      name: '不填就用产品的名称。',
      parent: '它是另一台设备的一部分时填写。',
      agreedMonths: '比制度的长才算数。',
      installedByUs: '保修从安装完成起算。',
      product: '产品决定保修归哪一条。',
    },
    category: '商品类别',
    yes: '是',
    noProduct: '不在产品目录里',
    noSite: '不指定',
    months: '个月',
    save: '保存',
    move: (customer) => `换到${customer}名下`,
    moveHint: '设备的记录跟着走；原客户合同里不再包含它。',
  },
  en: {
    titles: {
      new: 'Add a machine',
      edit: 'Change the machine',
      move: 'Move to another customer',
      choose: 'Whose machine is it?',
    },
    back: 'Back',
    parts: {
      what: 'Machine',
      days: 'Days',
      daysHint: 'Enter those you know. From which of them the warranty runs, the policy says.',
      terms: 'Agreed',
    },
    fields: {
      customer: 'Customer',
      product: 'Product',
      name: 'Name',
      serialNumber: 'Serial number',
      site: 'Site',
      parent: 'Serial number of the machine it is part of',
      status: 'State',
      installedByUs: 'Installed by us',
      agreedMonths: 'Warranty agreed for this machine',
      note: 'Note',
    },
    hints: {
      name: 'Left empty, it is called as the product.',
      parent: 'Where it is a part of another machine.',
      agreedMonths: 'Counts where it is longer than the policy’s.',
      installedByUs: 'The warranty runs from the installation.',
      product: 'It decides which line of the warranty clause applies.',
    },
    category: 'Kind of goods',
    yes: 'Yes',
    noProduct: 'Not among the products',
    noSite: 'None in particular',
    months: 'months',
    save: 'Save',
    move: (customer) => `Move to ${customer}`,
    moveHint: 'Its records go with it; contracts of the customer before name it no more.',
  },
})
