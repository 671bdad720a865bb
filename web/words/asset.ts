import type { AssetDayField, AssetView, WarrantyState } from '#rules/asset.ts'
import type { AssetStatus } from '#schema/tenant/asset.ts'
import { words } from './lang.ts'

type Empty = { title: string; text: string }

type AssetWords = {
  title: string
  answer: (ending: number) => string
  search: string
  found: (query: string) => string
  views: Record<AssetView, string>
  caption: string
  columns: { machine: string; customer: string; serial: string; ends: string; state: string }
  empty: Record<AssetView | 'search', Empty>
  add: string
  labels: string
  labelsHint: string
  tick: string
  ticked: (name: string) => string
  status: Record<AssetStatus, string>
  states: Record<WarrantyState, string>
  noStart: string
  noSerial: string
  nobody: string
}

/** The list of machines. */
export const assetWords = words<AssetWords>({
  'zh-CN': {
    title: '设备',
    answer: (ending) =>
      ending === 0 ? '90 天内没有设备过保。' : `90 天内有 ${ending > 99 ? '99 台以上' : `${ending} 台`}设备过保。`,
    search: '序列号、名称或客户',
    found: (query) => `“${query}”的查找结果`,
    views: {
      all: '全部',
      covered: '在保',
      ending: '90 天内到期',
      ended: '已过保',
      unknown: '起算日不详',
      retired: '已停用',
    },
    caption: '设备，每行一台',
    columns: { machine: '设备', customer: '客户', serial: '序列号', ends: '保修到', state: '状态' },
    empty: {
      all: { title: '还没有设备', text: '登记卖出去的设备，保修到哪天、依据哪一条，这里都会算好。' },
      covered: { title: '没有在保的设备', text: '登记交付、安装或开票日期之后，在保的设备会列在这里。' },
      ending: { title: '90 天内没有设备过保', text: '快到期的设备会提前列在这里。' },
      ended: { title: '没有过保的设备', text: '保修期过了的设备会列在这里。' },
      unknown: { title: '每台设备的起算日都清楚', text: '没有交付、安装或开票日期的设备会列在这里，等着补录。' },
      retired: { title: '没有停用的设备', text: '停用的设备不再提醒到期，列在这里备查。' },
      search: { title: '没有找到', text: '换个说法试试，例如序列号的后四位。' },
    },
    add: '登记设备',
    labels: '打印标签',
    labelsHint: '勾选要打印的设备；一台也不勾，就打印本页全部。',
    tick: '标签',
    ticked: (name) => `打印“${name}”的标签`,
    status: { in_use: '使用中', in_repair: '送修中', spare: '备用', retired: '已停用' },
    states: { covered: '在保', ending: '快到期', ended: '已过保', unknown: '起算日不详' },
    noStart: '起算日不详',
    noSerial: '无序列号',
    nobody: '客户不详',
  },
  en: {
    title: 'Machines',
    answer: (ending) =>
      ending === 0
        ? 'No warranty ends in the next 90 days.'
        : `${ending > 99 ? 'More than 99' : ending} ${ending === 1 ? 'warranty ends' : 'warranties end'} in the next 90 days.`,
    search: 'Serial no., name or customer',
    found: (query) => `Found for “${query}”`,
    views: {
      all: 'All',
      covered: 'In warranty',
      ending: 'Ending in 90 days',
      ended: 'Ended',
      unknown: 'No start known',
      retired: 'Retired',
    },
    caption: 'Machines, one a row',
    columns: {
      machine: 'Machine',
      customer: 'Customer',
      serial: 'Serial number',
      ends: 'Warranty until',
      state: 'State',
    },
    empty: {
      all: {
        title: 'No machines yet',
        text: 'Enter what you sold; how long its warranty lasts, and by which clause, is reckoned here.',
      },
      covered: {
        title: 'No machine is in warranty',
        text: 'Once their delivery, installation or invoice day is entered, they are listed here.',
      },
      ending: {
        title: 'No warranty ends in the next 90 days',
        text: 'What is about to end is listed here in good time.',
      },
      ended: { title: 'No warranty has ended', text: 'Machines out of warranty are listed here.' },
      unknown: {
        title: 'Every machine has a start',
        text: 'Machines without a delivery, installation or invoice day wait here for one.',
      },
      retired: {
        title: 'No machine is retired',
        text: 'Machines out of use are kept here; nobody is told of their ends any more.',
      },
      search: {
        title: 'Nothing found',
        text: 'Try other words, such as the last four characters of the serial number.',
      },
    },
    add: 'Add a machine',
    labels: 'Print labels',
    labelsHint: 'Tick the machines to print; with none ticked, the whole page is printed.',
    tick: 'Label',
    ticked: (name) => `Print the label of ${name}`,
    status: { in_use: 'In use', in_repair: 'In repair', spare: 'Spare', retired: 'Retired' },
    states: { covered: 'In warranty', ending: 'Ending soon', ended: 'Out of warranty', unknown: 'No start known' },
    noStart: 'No start known',
    noSerial: 'No serial number',
    nobody: 'Customer not known',
  },
})

export const assetDayWords = words<Record<AssetDayField, string>>({
  'zh-CN': {
    manufacturedOn: '出厂日期',
    invoiceOn: '开票日期',
    deliveredOn: '交付日期',
    installedOn: '安装完成日期',
    commissionedOn: '调试完成日期',
    acceptedOn: '终验日期',
  },
  en: {
    manufacturedOn: 'Manufactured on',
    invoiceOn: 'Invoiced on',
    deliveredOn: 'Delivered on',
    installedOn: 'Installed on',
    commissionedOn: 'Commissioned on',
    acceptedOn: 'Accepted on',
  },
})
