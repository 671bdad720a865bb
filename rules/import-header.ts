import type { InLangs } from '#rules/lang.ts'

type Names = InLangs<readonly [string, ...string[]]>

/** Headers that more than one kind of table has. The first one is what templates and exports write. */
export const headerNames = {
  customer: {
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
  contact: {
    'zh-CN': ['联系人', '联系人姓名', '负责人', '客户联系人', '收货人', '姓名'],
    en: ['Contact', 'Contact name', 'Contact person', 'Attention', 'Attn'],
  },
  phone: {
    'zh-CN': ['电话', '联系电话', '手机', '手机号', '手机号码', '电话号码', '联系方式', '客户电话', '座机', '固话'],
    en: ['Phone', 'Phone number', 'Telephone', 'Tel', 'Mobile', 'Cell', 'Contact number', 'Mobile number'],
  },
  address: {
    'zh-CN': ['地址', '安装地址', '客户地址', '详细地址', '使用地址', '安装地点', '收货地址', '设备地址'],
    en: ['Address', 'Site address', 'Installation address', 'Location', 'Street address'],
  },
  site: {
    'zh-CN': ['服务地点', '地点', '站点', '网点', '门店', '厂区', '分店', '项目', '项目名称'],
    en: ['Site', 'Site name', 'Branch', 'Store', 'Plant', 'Facility', 'Project'],
  },
  zone: {
    'zh-CN': ['区域', '服务区域', '所在区域', '地区', '片区', '市区/郊区'],
    en: ['Zone', 'Service zone', 'Area', 'Region', 'Territory'],
  },
  warrantyMonths: {
    'zh-CN': [
      '保修月数',
      '质保月数',
      '保修期(月)',
      '保修期（月）',
      '质保期(月)',
      '质保(月)',
      '保修',
      '质保',
      '保修期',
      '质保期',
      '保修期限',
      '质保期限',
    ],
    en: ['Warranty months', 'Warranty (months)', 'Warranty', 'Warranty period', 'Warranty term', 'Months of warranty'],
  },
  note: {
    'zh-CN': ['备注', '说明', '附注', '注', '其他', '其它'],
    en: ['Note', 'Notes', 'Remarks', 'Remark', 'Comment', 'Comments'],
  },
} as const satisfies Record<string, Names>
