import type { MergeReason, UndoReason } from '#rules/customer-merge.ts'
import { words } from './lang.ts'

/** Two records of one customer made one. */
export const customerMergeWords = words({
  'zh-CN': {
    pick: {
      title: '与哪条记录合并？',
      answer: (name: string) => `找出与“${name}”是同一个客户的另一条记录。`,
      search: '按名称、电话或联系人查找',
      compare: '比较',
      sameName: '名称相同',
      samePhone: '电话相同',
      empty: { title: '没有找到别的记录', text: '换个写法试试：名称的一部分或电话的后几位。' },
    },
    title: '合并两条客户记录',
    answer: '先看清是不是同一个客户，再选择保留哪一条。',
    one: (nth: number) => `记录 ${nth}`,
    rows: {
      ...{ name: '名称', kind: '类型', phone: '电话', email: '邮箱', address: '地址', tier: '分级', owner: '负责人' },
      ...{ contacts: '联系人', sites: '地点', assets: '设备', contracts: '合同', serviceRequests: '请求' },
      ...{ renewals: '续约跟进', consents: '营销同意', since: '建档' },
    },
    keep: '保留哪一条？',
    keepThis: (name: string, phone: string) => [name, phone].filter(Boolean).join('，'),
    will: '合并后',
    consequences: (days: number) => [
      '另一条记录的联系人、地点、设备、合同、请求、续约跟进和营销同意都转到保留的记录。',
      '另一条记录的电话和邮箱会作为联系人保留，来电仍能认出。',
      '保留的记录自己的名称、电话、地址、分级、负责人不变；另一条的这些资料不再显示。',
      `${days} 天内可以撤销，转过来的内容会原样转回去。`,
    ],
    merge: '合并',
    choose: '请选择要保留的记录。',
    reasons: {
      same: '这是同一条记录。',
      merged: '其中一条记录已经被合并了。',
      archived: '其中一条记录已归档，请先恢复再合并。',
    } satisfies Record<MergeReason, string>,
    undo: {
      undone: '这次合并已经撤销了。',
      over: '已超过撤销期限。',
      merged_on: '保留的记录后来又参与了别的合并，请先撤销那一次。',
      moved_on: '转过来的内容有一部分已转到别的客户，无法原样转回。',
    } satisfies Record<UndoReason, string>,
    doubles: {
      title: '查重',
      answer: '电话或名称相同的客户，可能是同一个客户的两条记录。',
      by: { phone: '电话相同', name: '名称相同' },
      caption: '可能重复的客户',
      columns: { key: '相同之处', names: '客户' },
      empty: { title: '没有发现重复', text: '电话或名称相同的客户会列在这里。' },
      noneHere: '这一段里没有发现重复，可以继续往后查。',
      further: '继续往后查',
    },
  },
  en: {
    pick: {
      title: 'Merge with which record?',
      answer: (name: string) => `Find the other record of “${name}”.`,
      search: 'Find by name, phone or contact',
      compare: 'Compare',
      sameName: 'Same name',
      samePhone: 'Same phone number',
      empty: {
        title: 'No other record found',
        text: 'Try it another way: part of the name, or the end of the phone number.',
      },
    },
    title: 'Merge two customer records',
    answer: 'Make sure that they are the same customer; then choose which record stays.',
    one: (nth: number) => `Record ${nth}`,
    rows: {
      ...{ name: 'Name', kind: 'Kind', phone: 'Phone', email: 'E-mail', address: 'Address', tier: 'Tier' },
      ...{ owner: 'Owner', contacts: 'Contacts', sites: 'Sites', assets: 'Machines', contracts: 'Contracts' },
      ...{ serviceRequests: 'Requests', renewals: 'Renewals', consents: 'Marketing consents', since: 'Known since' },
    },
    keep: 'Which one stays?',
    keepThis: (name: string, phone: string) => [name, phone].filter(Boolean).join(', '),
    will: 'What happens',
    consequences: (days: number) => [
      'Contacts, sites, machines, contracts, requests, renewals and consents of the other record move to the one that stays.',
      'The other record’s phone number and e-mail address stay as a contact, so a caller is still recognised.',
      'The record that stays keeps its own name, phone, address, tier and owner; those of the other are shown no more.',
      `It can be undone for ${days} days: exactly what moved then moves back.`,
    ],
    merge: 'Merge',
    choose: 'Choose the record that stays.',
    reasons: {
      same: 'This is one and the same record.',
      merged: 'One of the two has been merged already.',
      archived: 'One of the two is archived; bring it back before merging.',
    } satisfies Record<MergeReason, string>,
    undo: {
      undone: 'This merge has been undone already.',
      over: 'It is too late to undo this merge.',
      merged_on: 'The record that stayed was part of another merge since; undo that one first.',
      moved_on: 'Something that moved here belongs to another customer by now, so it cannot go back as it was.',
    } satisfies Record<UndoReason, string>,
    doubles: {
      title: 'Find duplicates',
      answer: 'Customers with the same phone number or the same name may be two records of one.',
      by: { phone: 'Same phone number', name: 'Same name' },
      caption: 'Possible duplicates',
      columns: { key: 'What is the same', names: 'Customers' },
      empty: {
        title: 'No duplicates found',
        text: 'Customers who share a phone number or a name are listed here.',
      },
      noneHere: 'No duplicates in this stretch; you can look further.',
      further: 'Look further',
    },
  },
})
