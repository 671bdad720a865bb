import type { ImportColumn } from '#rules/import.ts'

/** Columns that more than one kind of table has. */
export const usualColumns = {
  customer: {
    key: 'customer',
    type: 'text',
    required: true,
    most: 200,
    names: {
      'zh-CN': [
        '客户名称',
        '客户',
        '客户单位',
        '单位名称',
        '单位',
        '公司',
        '公司名称',
        '用户',
        '用户名称',
        '使用单位',
        '甲方',
      ],
      en: ['Customer', 'Customer name', 'Company', 'Company name', 'Client', 'Account', 'End user'],
    },
    example: { 'zh-CN': '杭州示例食品有限公司', en: 'Example Foods Ltd' },
  },
  contact: {
    key: 'contact',
    type: 'text',
    required: false,
    most: 100,
    names: {
      'zh-CN': ['联系人', '联系人姓名', '负责人', '客户联系人', '收货人', '姓名'],
      en: ['Contact', 'Contact name', 'Contact person', 'Attention', 'Attn'],
    },
    example: { 'zh-CN': '王小明', en: 'Ann Example' },
  },
  phone: {
    key: 'phone',
    type: 'phone',
    required: false,
    names: {
      'zh-CN': ['电话', '联系电话', '手机', '手机号', '手机号码', '电话号码', '联系方式', '客户电话', '座机', '固话'],
      en: ['Phone', 'Phone number', 'Telephone', 'Tel', 'Mobile', 'Cell', 'Contact number', 'Mobile number'],
    },
    example: { 'zh-CN': '0571-8765 4321', en: '+44 20 7946 0000' },
  },
  address: {
    key: 'address',
    type: 'text',
    required: false,
    most: 300,
    names: {
      'zh-CN': ['地址', '安装地址', '客户地址', '详细地址', '使用地址', '安装地点', '收货地址', '设备地址'],
      en: ['Address', 'Site address', 'Installation address', 'Location', 'Street address'],
    },
    example: { 'zh-CN': '杭州市余杭区文一西路1号', en: '1 High Street, London' },
  },
  site: {
    key: 'site',
    type: 'text',
    required: false,
    most: 100,
    names: {
      'zh-CN': ['服务地点', '地点', '站点', '网点', '门店', '厂区', '分店', '项目', '项目名称'],
      en: ['Site', 'Site name', 'Branch', 'Store', 'Plant', 'Facility', 'Project'],
    },
    example: { 'zh-CN': '余杭工厂', en: 'London plant' },
  },
  zone: {
    key: 'zone',
    type: 'zone',
    required: false,
    names: {
      'zh-CN': ['区域', '服务区域', '所在区域', '地区', '片区', '市区/郊区'],
      en: ['Zone', 'Service zone', 'Area', 'Region', 'Territory'],
    },
    example: { 'zh-CN': '市区', en: 'Urban' },
  },
  note: {
    key: 'note',
    type: 'text',
    required: false,
    lines: true,
    most: 2_000,
    names: {
      'zh-CN': ['备注', '说明', '附注', '注', '其他', '其它'],
      en: ['Note', 'Notes', 'Remarks', 'Remark', 'Comment', 'Comments'],
    },
    example: { 'zh-CN': '', en: '' },
  },
} as const satisfies Record<string, ImportColumn>
