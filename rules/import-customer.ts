import type { ImportColumn } from '#rules/import.ts'
import { usualColumns } from '#rules/import-usual-column.ts'

/** Who is served. Two rows with one name are two contacts or sites of one customer, never an error. */
export const customerColumns = [
  {
    key: 'name',
    type: 'text',
    required: true,
    most: 200,
    names: {
      'zh-CN': ['客户名称', '客户', '单位名称', '公司名称', '公司', '单位', '客户单位', '名称', '用户名称'],
      en: ['Customer', 'Customer name', 'Company', 'Company name', 'Name', 'Client', 'Account'],
    },
    example: { 'zh-CN': '杭州示例食品有限公司', en: 'Example Foods Ltd' },
  },
  {
    key: 'kind',
    type: 'choice',
    required: false,
    choices: {
      company: { 'zh-CN': ['单位', '公司', '企业'], en: ['Company', 'Business', 'Organisation', 'Organization'] },
      person: { 'zh-CN': ['个人'], en: ['Person', 'Private', 'Individual'] },
    },
    names: {
      'zh-CN': ['客户类型', '类型', '客户性质'],
      en: ['Customer type', 'Type', 'Kind'],
    },
    example: { 'zh-CN': '单位', en: 'Company' },
  },
  usualColumns.contact,
  {
    key: 'duty',
    type: 'text',
    required: false,
    most: 100,
    names: {
      'zh-CN': ['职务', '岗位', '职位', '联系人职务'],
      en: ['Job title', 'Title', 'Position', 'Role'],
    },
    example: { 'zh-CN': '设备主管', en: 'Plant manager' },
  },
  usualColumns.phone,
  {
    key: 'email',
    type: 'email',
    required: false,
    names: {
      'zh-CN': ['邮箱', '电子邮箱', '电子邮件', '邮件', '邮件地址'],
      en: ['E-mail', 'Email', 'E-mail address', 'Mail'],
    },
    example: { 'zh-CN': 'wang@example.com', en: 'ann@example.com' },
  },
  usualColumns.address,
  usualColumns.site,
  usualColumns.zone,
  {
    key: 'tier',
    type: 'tier',
    required: false,
    names: {
      'zh-CN': ['客户分级', '客户等级', '客户级别', '等级', '级别'],
      en: ['Tier', 'Customer tier', 'Level', 'Grade', 'Class'],
    },
    example: { 'zh-CN': '', en: '' },
  },
  usualColumns.note,
] as const satisfies readonly ImportColumn[]
export type CustomerColumns = typeof customerColumns
