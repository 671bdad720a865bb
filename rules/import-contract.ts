import type { ImportColumn } from '#rules/import.ts'
import { usualColumns } from '#rules/import-usual-column.ts'

/** A paid maintenance agreement; the machines it covers are named by serial number. */
export const contractColumns = [
  {
    key: 'number',
    type: 'code',
    required: true,
    most: 100,
    names: {
      'zh-CN': ['合同编号', '合同号', '编号', '协议编号', '合同号码'],
      en: ['Contract number', 'Contract no', 'Contract', 'Agreement number', 'Number'],
    },
    example: { 'zh-CN': 'HT-2026-001', en: 'MC-2026-001' },
  },
  {
    key: 'title',
    type: 'text',
    required: false,
    most: 200,
    names: {
      'zh-CN': ['合同名称', '合同标题', '名称', '协议名称'],
      en: ['Title', 'Contract name', 'Contract title', 'Subject'],
    },
    example: { 'zh-CN': '空压机年度保养', en: 'Yearly compressor maintenance' },
  },
  usualColumns.customer,
  usualColumns.phone,
  {
    key: 'startsOn',
    type: 'day',
    required: true,
    names: {
      'zh-CN': ['开始日期', '合同开始日期', '起始日期', '生效日期', '合同起始', '开始时间', '合同开始', '起始日'],
      en: ['Start date', 'Start', 'Starts on', 'From', 'Valid from', 'Effective date', 'Contract start'],
    },
    example: { 'zh-CN': '2026-01-01', en: '2026-01-01' },
  },
  {
    key: 'endsOn',
    type: 'day',
    required: true,
    names: {
      'zh-CN': [
        '结束日期',
        '合同结束日期',
        '到期日期',
        '终止日期',
        '到期日',
        '合同到期日',
        '截止日期',
        '结束时间',
        '合同到期',
      ],
      en: ['End date', 'End', 'Ends on', 'Until', 'Valid until', 'Expiry date', 'Expires', 'Contract end'],
    },
    example: { 'zh-CN': '2026-12-31', en: '2026-12-31' },
  },
  {
    key: 'serialNumbers',
    type: 'list',
    required: false,
    most: 100,
    names: {
      'zh-CN': ['覆盖设备序列号', '设备序列号', '序列号', '机身号', '设备编号', '覆盖设备', 'SN'],
      en: [
        'Serial numbers',
        'Covered serial numbers',
        'Serial number',
        'Covered machines',
        'Covered assets',
        'S/N',
        'SN',
      ],
    },
    example: { 'zh-CN': 'A2404-00001、A2404-00002', en: 'A2404-00001, A2404-00002' },
  },
  {
    key: 'coversAll',
    type: 'yes_no',
    required: false,
    names: {
      'zh-CN': ['覆盖全部设备', '全部设备', '是否覆盖全部设备'],
      en: ['Covers all machines', 'All machines', 'Covers all assets'],
    },
    example: { 'zh-CN': '否', en: 'No' },
  },
  {
    key: 'covers',
    type: 'list',
    required: false,
    most: 100,
    names: {
      'zh-CN': ['包含项目', '服务内容', '保障内容', '包含内容', '免费项目'],
      en: ['What it pays for', 'Includes', 'Covers', 'Scope of services'],
    },
    example: { 'zh-CN': '人工、配件', en: 'Labour, parts' },
  },
  {
    key: 'price',
    type: 'money',
    required: false,
    names: {
      'zh-CN': ['合同金额', '金额', '价格', '合同价', '总价', '合同总额', '含税金额'],
      en: ['Price', 'Contract price', 'Amount', 'Contract value', 'Total', 'Fee'],
    },
    example: { 'zh-CN': '12800', en: '12800' },
  },
  {
    key: 'visits',
    type: 'number',
    required: false,
    least: 0,
    most: 366,
    names: {
      'zh-CN': ['保养次数', '上门次数', '巡检次数', '服务次数', '年保养次数'],
      en: ['Visits', 'Visits included', 'Number of visits', 'Inspections', 'Visits per year'],
    },
    example: { 'zh-CN': '4', en: '4' },
  },
  {
    key: 'autoRenew',
    type: 'yes_no',
    required: false,
    names: {
      'zh-CN': ['自动续约', '自动续签', '是否自动续约', '是否自动续签', '自动延续'],
      en: ['Auto-renew', 'Automatic renewal', 'Renews automatically', 'Auto renewal'],
    },
    example: { 'zh-CN': '否', en: 'No' },
  },
  {
    key: 'noticeDays',
    type: 'number',
    required: false,
    least: 0,
    most: 366,
    unit: 'days',
    names: {
      'zh-CN': ['提前通知天数', '续约通知天数', '通知期(天)', '提前通知(天)', '通知期'],
      en: ['Notice days', 'Notice period (days)', 'Notice period', 'Days of notice'],
    },
    example: { 'zh-CN': '30', en: '30' },
  },
  usualColumns.note,
] as const satisfies readonly ImportColumn[]
export type ContractColumns = typeof contractColumns
