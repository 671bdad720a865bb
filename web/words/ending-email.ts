import { words } from './lang.ts'

export type EndingTold = {
  company: string
  of: 'warranty' | 'contract'
  name: string
  customer: string
  /** In words. */
  endsOn: string
  nextTerm?: string | undefined
  latestOn?: string | undefined
}

/** What people are told before a warranty or a contract ends. A service notice states facts; only a commercial one sells. */
export const endingEmailWords = words({
  'zh-CN': {
    hello: (name: string) => (name ? `${name}，您好：` : '您好：'),
    warranty: ({ company, name, endsOn }: EndingTold) => ({
      subject: `您的“${name}”保修将于${endsOn}到期 · ${company}`,
      text: `您的设备“${name}”的保修将于${endsOn}到期，当天仍在保修期内。`,
    }),
    contract: ({ company, name, endsOn }: EndingTold) => ({
      subject: `您的维护合同“${name}”将于${endsOn}到期 · ${company}`,
      text: `您与“${company}”签订的维护合同“${name}”将于${endsOn}到期，当天仍在合同期内。`,
    }),
    autoRenewal: ({ company, name, endsOn, latestOn }: EndingTold) => ({
      subject: `自动续约提醒：维护合同“${name}”${endsOn}期满后将自动续约 · ${company}`,
      text: `请留意：您与“${company}”签订的维护合同“${name}”将于${endsOn}期满，届时将自动续约。如果不想续约，请在${latestOn ?? endsOn}之前告诉我们，取消不收取任何费用。`,
    }),
    offer: '如果希望继续由我们保养维护，点开下面的页面选择“续约”，我们会与您联系并报价。',
    action: '查看服务记录',
    answer: '在这个页面可以看到这一年的服务记录，也可以告诉我们“续约”或“请给我打电话”，不用登录。',
    late: '这封提醒本应更早发出，给您带来不便，敬请谅解。',
    machine: '设备',
    serialNumber: '序列号',
    contractNumber: '合同编号',
    lastDay: '最后一天',
    basis: '依据',
    clause: (clause: number) => `服务政策第 ${clause} 条`,
    law: '法律规定的提前告知',
    unsubscribe: '不想再收到这类推荐？点此退订，不用登录：',
    internal: ({ of, name, customer, endsOn }: EndingTold) => ({
      subject: `待跟进：${customer}的${of === 'warranty' ? `“${name}”保修` : `合同“${name}”`}将于${endsOn}到期`,
      text:
        of === 'warranty'
          ? `${customer}的设备“${name}”的保修将于${endsOn}到期。`
          : `${customer}的维护合同“${name}”将于${endsOn}到期。`,
    }),
    internalAction: '打开续约跟进',
    internalLate: '这条提醒补发：原定时间已过。',
    customer: '客户',
    digest: (count: number) => ({
      subject: `${count} 项即将到期`,
      text: `以下 ${count} 项即将到期，合并为一封邮件发送：`,
    }),
    digestLine: ({ of, name, endsOn }: EndingTold) =>
      of === 'warranty' ? `“${name}”保修，${endsOn}到期` : `合同“${name}”，${endsOn}到期`,
    followUp: ({ name, customer }: Pick<EndingTold, 'name' | 'customer'>) => ({
      subject: `今天跟进：${customer}的“${name}”续约`,
      text: `按计划，今天应联系${customer}，跟进“${name}”的续约。`,
    }),
  },
  en: {
    hello: (name: string) => (name ? `Hello ${name},` : 'Hello,'),
    warranty: ({ company, name, endsOn }: EndingTold) => ({
      subject: `The warranty of your ${name} ends on ${endsOn} · ${company}`,
      text: `The warranty of your ${name} ends on ${endsOn}; that day is still covered.`,
    }),
    contract: ({ company, name, endsOn }: EndingTold) => ({
      subject: `Your maintenance contract “${name}” ends on ${endsOn} · ${company}`,
      text: `Your maintenance contract “${name}” with ${company} ends on ${endsOn}; that day is still covered.`,
    }),
    autoRenewal: ({ company, name, endsOn, latestOn }: EndingTold) => ({
      subject: `Your maintenance contract “${name}” renews itself after ${endsOn} · ${company}`,
      text: `Please note: your maintenance contract “${name}” with ${company} ends on ${endsOn} and will then renew itself. If you do not want that, tell us by ${latestOn ?? endsOn}; cancelling costs nothing.`,
    }),
    offer:
      'If you would like us to go on looking after it, open the page below and choose “Renew”: we will call you with a quote.',
    action: 'See your service record',
    answer:
      'The page shows this year’s service record. There you can also tell us “Renew” or “Call me”, without signing in.',
    late: 'This reminder should have reached you earlier; we are sorry that it did not.',
    machine: 'Machine',
    serialNumber: 'Serial number',
    contractNumber: 'Contract number',
    lastDay: 'Last day',
    basis: 'Because of',
    clause: (clause: number) => `service policy, clause ${clause}`,
    law: 'notice the law asks for',
    unsubscribe: 'No more offers like this? Unsubscribe here, without signing in:',
    internal: ({ of, name, customer, endsOn }: EndingTold) => ({
      subject: `To follow up: ${customer}, ${of === 'warranty' ? `warranty of ${name}` : `contract “${name}”`} ends on ${endsOn}`,
      text:
        of === 'warranty'
          ? `The warranty of ${name} at ${customer} ends on ${endsOn}.`
          : `The maintenance contract “${name}” of ${customer} ends on ${endsOn}.`,
    }),
    internalAction: 'Open the renewal',
    internalLate: 'This reminder comes late: its time had passed.',
    customer: 'Customer',
    digest: (count: number) => ({
      subject: `${count} things end soon`,
      text: `These ${count} end soon; they come as one message:`,
    }),
    digestLine: ({ of, name, endsOn }: EndingTold) =>
      of === 'warranty' ? `Warranty of ${name}, ends on ${endsOn}` : `Contract “${name}”, ends on ${endsOn}`,
    followUp: ({ name, customer }: Pick<EndingTold, 'name' | 'customer'>) => ({
      subject: `To follow up today: ${customer}, renewal of ${name}`,
      text: `As planned, ${customer} should hear from you today about renewing ${name}.`,
    }),
  },
})
