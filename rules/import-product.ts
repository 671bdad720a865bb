import type { ImportColumn } from '#rules/import.ts'

/** A model that the company sells. */
export const productColumns = [
  {
    key: 'name',
    type: 'text',
    required: true,
    most: 200,
    names: {
      'zh-CN': ['产品名称', '产品', '名称', '品名', '产品型号', '设备名称', '商品名称', '机型'],
      en: ['Product', 'Product name', 'Name', 'Item', 'Description'],
    },
    example: { 'zh-CN': 'BX-120 空压机', en: 'BX-120 compressor' },
  },
  {
    key: 'model',
    type: 'code',
    required: false,
    most: 100,
    names: {
      'zh-CN': ['型号', '规格型号', '产品编号', '产品代码', '物料编码', '编码', '编号', '货号'],
      en: ['Model', 'Model number', 'Product code', 'Code', 'SKU', 'Part number', 'Article number'],
    },
    example: { 'zh-CN': 'BX-120', en: 'BX-120' },
  },
  {
    key: 'line',
    type: 'text',
    required: false,
    most: 100,
    names: {
      'zh-CN': ['产品线', '产品系列', '系列', '产品类别'],
      en: ['Product line', 'Line', 'Family', 'Series', 'Group'],
    },
    example: { 'zh-CN': '空压机', en: 'Compressors' },
  },
  {
    key: 'category',
    type: 'text',
    required: false,
    most: 100,
    names: {
      'zh-CN': ['商品类别', '类别', '分类', '品类'],
      en: ['Category', 'Goods category', 'Type'],
    },
    example: { 'zh-CN': '', en: '' },
  },
  {
    key: 'consumerGoods',
    type: 'yes_no',
    required: false,
    names: {
      'zh-CN': ['消费品', '是否消费品', '个人消费品', '卖给个人'],
      en: ['Consumer goods', 'Sold to consumers', 'Consumer product'],
    },
    example: { 'zh-CN': '否', en: 'No' },
  },
  {
    key: 'components',
    type: 'list',
    required: false,
    most: 100,
    names: {
      'zh-CN': ['部件', '零组件', '组成部件', '主要部件', '组件'],
      en: ['Components', 'Parts', 'Component', 'Main parts'],
    },
    example: { 'zh-CN': '主机、控制器', en: 'Air end, controller' },
  },
] as const satisfies readonly ImportColumn[]
export type ProductColumns = typeof productColumns
