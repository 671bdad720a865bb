import type { DataRegion } from '#rules/data-region.ts'
import { words } from './lang.ts'

/** Where an installation keeps its data, in words. */
export const regionWords = words<Record<DataRegion, string>>({
  'zh-CN': {
    own: '运行本系统的服务器所在地',
    cn: '中国大陆',
    eu: '欧盟',
    us: '美国',
    apac: '亚太地区（中国大陆以外）',
  },
  en: {
    own: 'the place where this system’s server stands',
    cn: 'mainland China',
    eu: 'the European Union',
    us: 'the United States',
    apac: 'Asia-Pacific, outside mainland China',
  },
})

export const landingWords = words({
  'zh-CN': {
    title: '按您自己的制度做售后',
    description:
      '小公司的售后服务：客户手机报修，立刻知道最晚什么时候有人到；每个期限都写明出自哪一条制度、怎么算出来的。',
    lead: '客户用手机报修，当场就知道最晚几点有人到。您的同事打开工作台，先看到快要超时的那一单。每个期限都写着出自制度的哪一条、是怎么算出来的。',
    signUp: '开通公司',
    minutes: '填一张表，几分钟就能用，不用找人安装。',
    find: '已经开通？找回公司网址',
    example: {
      title: '举个例子',
      story: '周五下午 16:30，市区一家咖啡店的咖啡机坏了。店员扫了机身上的二维码报修。',
      clauseTitle: '您的制度，第 12 条',
      clause: '市区报修，6 个工作小时内到场。工作时间为周一至周五 08:30–17:30。',
      shown: '店员在手机上看到',
      promise: '工程师最晚周一 13:30 到。',
      how: '怎么算的',
      steps: ['周五 16:30–17:30，计 1 小时', '周六、周日不上班，不计', '周一 08:30–13:30，计 5 小时'],
      result: '合计 6 小时：周一 13:30 到期',
      after: '节假日和调休按国务院办公厅的通知来算；等配件、等客户的时间按制度暂停。店员和您的工程师看到的是同一笔账。',
    },
    what: {
      title: '它替您做什么',
      items: [
        {
          title: '给客户一个报修页',
          text: '不用注册，不用装应用，微信里也能打开。拍照、扫码、写一句话就行，之后凭链接随时查进度。',
        },
        {
          title: '把制度变成期限',
          text: '上班时间、答复和到场时限、优先级、哪些情况暂停计时，都写在您自己的制度里。改一个数字，发布一个新版本；已经在办的仍按原来的版本。',
        },
        {
          title: '让人先看到要紧的',
          text: '快超时的排在最前面，写清楚谁在办、还剩多久。电话报修一屏录完，来电号码直接找到老客户。',
        },
        { title: '每一步都留得下', text: '谁在什么时候做了什么，客户看到了什么，都有记录。有争议时，翻得出依据。' },
      ],
    },
    who: {
      title: '适合谁',
      text: '几个人到几十人的售后团队。开通时选一份最接近的制度，之后逐条改成自己的。',
    },
    honest: {
      title: '先说清楚',
      items: [
        '现在能用的是：报修、时限、派人、暂停与解决；制度的编辑与发布；客户、机器和合同；保修判断；到期前的通知；导入和导出；成员与权限。还没有的是：单独的工单、备件、投诉、满意度调查和考核。',
        '员工制度在开通时只是草稿。涉及扣罚、考核的条款，要先和员工商量过才能生效，我们不会替您跳过这一步。',
      ],
      region: (place: string) => `这里的数据存放在${place}。每家公司有自己单独的数据库。`,
      abroad: '如果贵公司在中国大陆，客户信息会因此出境，开通时会再次提醒您需要做什么。',
    },
  },
  en: {
    title: 'After-sales service that keeps to your own policy',
    description:
      'After-sales service for small companies: customers report a fault on their phone and learn at once by when somebody comes, with the clause and the arithmetic behind it.',
    lead: 'A customer reports a fault on a phone and learns at once by when somebody will be there. Your people open the console and see first what is about to be late. Every deadline names the clause it comes from and shows how it was worked out.',
    signUp: 'Set up your company',
    minutes: 'One form, a few minutes, nobody to call.',
    find: 'Already set up? Find your company’s address',
    example: {
      title: 'An example',
      story:
        'Friday, 16:30. The coffee machine of a café in town breaks down. The barista scans the code on the machine and reports it.',
      clauseTitle: 'Clause 12 of your policy',
      clause:
        'In town, an engineer arrives within 6 working hours. Working hours are Monday to Friday, 08:30 to 17:30.',
      shown: 'What the barista sees',
      promise: 'An engineer is with you by Monday 13:30.',
      how: 'How that was worked out',
      steps: ['Fri 16:30–17:30 counts 1 hour', 'Saturday and Sunday are closed', 'Mon 08:30–13:30 counts 5 hours'],
      result: '6 hours in all: due Monday 13:30',
      after:
        'Public holidays count as your calendar says; waiting for a part or for the customer pauses the clock where your policy says so. The café and your engineer look at the same sum.',
    },
    what: {
      title: 'What it does for you',
      items: [
        {
          title: 'A page where customers report faults',
          text: 'No account, no app; a photo and a sentence will do. Afterwards a private link shows them how far things are.',
        },
        {
          title: 'Your policy, turned into deadlines',
          text: 'Opening hours, time to answer and to arrive, priorities, what pauses a clock: all of it stands in a policy that you edit. Change a number, publish a version; what is already running keeps the old one.',
        },
        {
          title: 'The urgent things first',
          text: 'What is nearly late stands at the top, with who has it and how long is left. A phone call is entered on one screen, and the caller’s number finds the customer.',
        },
        {
          title: 'A record of every step',
          text: 'Who did what and when, and what the customer was told. When there is a dispute, you can look it up.',
        },
      ],
    },
    who: {
      title: 'Who it is for',
      text: 'After-sales teams of three to a few dozen people. You start from the policy that comes closest and change it clause by clause.',
    },
    honest: {
      title: 'What you should know first',
      items: [
        'Working today: fault reports, deadlines, assigning, pausing and resolving; editing and publishing the policy; customers, machines and contracts; warranty verdicts; notices before something ends; import and export; members and roles. Not there yet: work orders of their own, spare parts, complaints, surveys and appraisals.',
        'Your staff policy starts as a draft. Rules about pay, penalties or appraisal need your people’s say first, and we do not skip that for you.',
      ],
      region: (place: string) =>
        `Data of this installation is kept in ${place}. Every company has a database of its own.`,
      abroad:
        'If your company is in mainland China, your customers’ data leaves the country that way; signing up tells you what that asks of you.',
    },
  },
})
