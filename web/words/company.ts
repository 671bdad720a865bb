import { han } from './han.ts'
import { words } from './lang.ts'

/** What a company tells everybody on its first page, and its policy as a document. */
export const companyWords = words({
  'zh-CN': {
    title: '有问题？告诉我们。',
    description: (company: string) => `在线报修，随时查看进度。${company}按公开的服务制度答复和到场。`,
    openUntil: (until: string) => han`现在是服务时间，到${until} 为止。`,
    openAlways: '现在是服务时间。',
    closedUntil: (next: string) => han`现在不在服务时间，${next} 恢复。您可以随时提交。`,
    report: '我要报修',
    promise: '我们的承诺',
    promiseHint: (version: number) => `来自《服务制度》第 ${version} 版，对每位客户都一样。`,
    clause: (number: number) => `第 ${number} 条`,
    wholePolicy: '查看完整的服务制度',
    reported: '已经报修了？',
    reportedText: '打开提交后保存的链接，就能看到进度、补充照片或取消。',
    linkLost: '链接找不到了，请来电告诉我们编号。',
    address: (address: string) => `地址：${address}`,
    noPolicy: '这家公司还没有公布服务制度。',
    priority: {
      answer: (chosen: string[], priority: string) => `${chosen.map((one) => `“${one}”`).join('或')}的为${priority}`,
      note: (answers: string[], highest: string | null) =>
        `在报修页选${answers.join('，选')}。${highest ? `多处受影响或全部停用的更急，最高为${highest}。` : ''}`,
    },
  },
  en: {
    title: 'Something wrong? Tell us.',
    description: (company: string) =>
      `Report a problem online and follow it. ${company} answers and comes by its published service policy.`,
    openUntil: (until: string) => `We are open now, until ${until}.`,
    openAlways: 'We are open now.',
    closedUntil: (next: string) => `We are closed now and open again ${next}. You can report at any time.`,
    report: 'Report a problem',
    promise: 'What we promise',
    promiseHint: (version: number) => `From version ${version} of our service policy; the same for every customer.`,
    clause: (number: number) => `Clause ${number}`,
    wholePolicy: 'Read the whole service policy',
    reported: 'Already reported it?',
    reportedText: 'Open the link you kept to see how far it is, add photos or cancel.',
    linkLost: ' If you cannot find it, call us with the number.',
    address: (address: string) => `Address: ${address}`,
    noPolicy: 'This company has not published a service policy yet.',
    priority: {
      answer: (chosen: string[], priority: string) => `${chosen.map((one) => `“${one}”`).join(' or ')} is ${priority}`,
      note: (answers: string[], highest: string | null) =>
        `What you choose on the form: ${answers.join(', ')}. ${highest ? `Where several machines or all of them are down it ranks higher, up to ${highest}.` : ''}`.trim(),
    },
  },
})

export const policyWords = words({
  'zh-CN': {
    title: '服务制度',
    answer: (number: number, from: string) => han`第 ${number} 版，自 ${from} 起施行。`,
    trial: (until: string) => han`试行到 ${until}，欢迎提意见。`,
    contents: '目录',
    chapter: (number: number, title: string) => `第${number}章 ${title}`,
    intro: '我们按这份制度服务。报修后看到的每个时间，都来自其中某一条。',
  },
  en: {
    title: 'Service policy',
    answer: (number: number, from: string) => `Version ${number}, in force since ${from}.`,
    trial: (until: string) => `On trial until ${until}; tell us what you think.`,
    contents: 'Contents',
    chapter: (number: number, title: string) => `Chapter ${number}: ${title}`,
    intro: 'We work by this document. Every time you are given after a report comes from one of its clauses.',
  },
})
