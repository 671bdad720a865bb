import { words } from './lang.ts'

/** Finding the customer that a machine or a contract belongs to. */
export const customerChoiceWords = words({
  'zh-CN': {
    text: '先找到客户，再填写其余内容。',
    search: '客户名称或电话',
    caption: '找到的客户，每行一位',
    columns: { customer: '客户', phone: '电话', address: '地址' },
    none: { title: '没有找到这位客户', text: '换个说法试试，或者先登记客户。' },
    add: '登记客户',
  },
  en: {
    text: 'Find the customer first; the rest follows.',
    search: 'Customer’s name or phone number',
    caption: 'Customers found, one a row',
    columns: { customer: 'Customer', phone: 'Phone', address: 'Address' },
    none: { title: 'No such customer', text: 'Try other words, or add the customer first.' },
    add: 'Add a customer',
  },
})
