import type { ImportColumn } from '#rules/import.ts'
import { headerNames } from '#rules/import-header.ts'

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
  {
    key: 'contact',
    type: 'text',
    required: false,
    most: 100,
    names: headerNames.contact,
    example: { 'zh-CN': '王小明', en: 'Ann Example' },
  },
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
  {
    key: 'phone',
    type: 'phone',
    required: false,
    names: headerNames.phone,
    example: { 'zh-CN': '0571-8765 4321', en: '+44 20 7946 0000' },
  },
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
  {
    key: 'address',
    type: 'text',
    required: false,
    most: 300,
    names: headerNames.address,
    example: { 'zh-CN': '杭州市余杭区文一西路1号', en: '1 High Street, London' },
  },
  {
    key: 'site',
    type: 'text',
    required: false,
    most: 100,
    names: headerNames.site,
    example: { 'zh-CN': '余杭工厂', en: 'London plant' },
  },
  {
    key: 'zone',
    type: 'zone',
    required: false,
    names: headerNames.zone,
    example: { 'zh-CN': '市区', en: 'Urban' },
  },
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
  {
    key: 'note',
    type: 'text',
    required: false,
    lines: true,
    most: 2_000,
    names: headerNames.note,
    example: { 'zh-CN': '', en: '' },
  },
] as const satisfies readonly ImportColumn[]
export type CustomerColumns = typeof customerColumns
