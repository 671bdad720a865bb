import type { DataRegion } from '#rules/data-region.ts'
import type { ReportField } from '#rules/report.ts'
import { words } from './lang.ts'

type Section = { title: string; text: string }
type PrivacyWords = {
  title: string
  version: (version: string) => string
  intro: (company: string) => string
  who: string
  whoText: (company: string) => string
  contact: { phone: string; email: string; address: string; none: string }
  what: string
  required: string
  /** `needs`: mandatory where the policy asks for one of these. */
  purposes: readonly { field: string; purpose: string; needs: readonly ReportField[]; unmailed?: string }[]
  basis: Section
  others: Section
  keeping: string
  keepingText: (months: number) => string
  keepingUnknown: string
  /** Stored in another country than the people it is about (R-PI-11). */
  export: { title: string; text: (region: string) => string; call: string }
  mainland: Section
  plain: Section
  regions: Record<DataRegion, string>
  rights: string
  rightsText: string
  rightsList: readonly string[]
  rightsHow: string
}

/** R-PI-1…4, R-PI-7, R-PI-11. Raise `privacyVersion` (rules/privacy.ts) whenever these words change. */
export const privacyWords = words<PrivacyWords>({
  'zh-CN': {
    title: '个人信息怎么用',
    version: (version) => `版本 ${version}`,
    intro: (company) =>
      `您在这里报修时，${company}需要知道怎么找到您、机器出了什么问题。下面说明用来做什么、保存多久，以及您有哪些权利。`,
    who: '谁在处理',
    whoText: (company) =>
      `${company}决定收集哪些信息、怎么使用，是个人信息处理者。Aftercare 受其委托提供这套系统，只按委托的目的存放和传送信息，不作他用；委托结束后退还或删除。`,
    contact: { phone: '电话', email: '邮箱', address: '地址', none: '请通过您购买产品时的联系方式联系。' },
    what: '收集什么，用来做什么',
    required: '必填',
    purposes: [
      { field: '称呼', purpose: '联系时知道找谁', needs: ['name'] },
      { field: '电话', purpose: '核实故障、约时间、出发前通知您', needs: ['phone'] },
      { field: '故障描述', purpose: '判断原因、准备工具和配件', needs: ['description'] },
      { field: '地址和区域', purpose: '上门，以及确定到场时限；不需要上门可以不填', needs: ['address'] },
      { field: '产品型号、序列号', purpose: '查保修期、准备配件', needs: ['product', 'serialNumber'] },
      { field: '照片', purpose: '提前看清故障；照片里的拍摄地点、设备等信息在保存前已经去掉', needs: [] },
      { field: '邮箱', purpose: '把跟踪链接和答复发给您', needs: ['email'], unmailed: '需要时用来联系您' },
      { field: '希望的时间', purpose: '安排上门', needs: [] },
      { field: '网络地址', purpose: '防止恶意提交；只保存无法还原的摘要，最多一小时', needs: [] },
    ],
    basis: {
      title: '依据',
      text: '处理这些信息是为您提供售后服务所必需的，不需要另外勾选同意。不填选填项，不影响我们受理。',
    },
    others: {
      title: '谁会看到',
      text: '本公司负责售后的人员和派到您那里的工程师。不出售，不用于推销，也不提供给其他人；法律要求的除外。',
    },
    keeping: '保存多久',
    keepingText: (months) =>
      `结案后保存 ${months} 个月，用于保修和投诉处理，之后删除。没有提交成功的照片 24 小时内删除。`,
    keepingUnknown: '保存到处理完毕和保修、投诉所需的期限为止，之后删除。没有提交成功的照片 24 小时内删除。',
    export: {
      title: '信息存放在境外',
      text: (region) =>
        `上面这些信息存放在${region}的服务器上，由境外的 Cloudflare 和 Turso 按委托保管，传输时加密，目的只是运行这套系统。下面的各项权利，您可以向本公司行使，也可以通过本公司向境外接收方行使。提交时会为此单独征求您的同意。`,
      call: '不同意也可以打电话报修。',
    },
    mainland: { title: '信息存放在境内', text: '信息存放在中国大陆境内的服务器上，不出境。' },
    plain: {
      title: '信息存放在哪里',
      text: '存放在运行这套系统的服务器上，传输时加密，只有本公司和受托运行的一方能够访问。',
    },
    regions: {
      own: '运行本系统的服务器所在地',
      cn: '中国大陆',
      eu: '欧洲',
      us: '美国',
      apac: '亚太地区（中国大陆以外）',
    },
    rights: '您的权利',
    rightsText: '对自己的信息，您可以：',
    rightsList: [
      '查看、要一份副本',
      '更正写错的内容',
      '删除不再需要的内容',
      '要求解释我们怎么用',
      '撤回同意（不影响撤回前已经做的）',
      '不满意时向我们投诉，或者向网信部门举报',
    ],
    rightsHow: '用上面的联系方式告诉我们即可，不需要理由。我们会尽快答复；不能照办时会说明原因。',
  },
  en: {
    title: 'How your data is used',
    version: (version) => `Version ${version}`,
    intro: (company) =>
      `When you report a problem here, ${company} needs to know how to find you and what is wrong. This page says what it is used for, how long it is kept, and what your rights are.`,
    who: 'Who is responsible',
    whoText: (company) =>
      `${company} decides what is collected and how it is used, and is the controller. Aftercare runs this system on its behalf: it stores and carries the data for that purpose only, and returns or deletes it when the contract ends.`,
    contact: { phone: 'Phone', email: 'E-mail', address: 'Address', none: 'Please use the contact you bought from.' },
    what: 'What is collected, and what for',
    required: 'required',
    purposes: [
      { field: 'Name', purpose: 'To know whom to ask for', needs: ['name'] },
      {
        field: 'Phone',
        purpose: 'To ask about the fault, agree a time, and call before setting off',
        needs: ['phone'],
      },
      {
        field: 'Description',
        purpose: 'To find the cause and bring the right tools and parts',
        needs: ['description'],
      },
      {
        field: 'Address and area',
        purpose: 'To come to you, and to say by when; not needed if nobody has to come',
        needs: ['address'],
      },
      {
        field: 'Product, serial number',
        purpose: 'To check the warranty and prepare parts',
        needs: ['product', 'serialNumber'],
      },
      {
        field: 'Photos',
        purpose: 'To see the fault beforehand; place, camera and other hidden data are removed before storing',
        needs: [],
      },
      {
        field: 'E-mail',
        purpose: 'To send you the tracking link and our answers',
        needs: ['email'],
        unmailed: 'To reach you where needed',
      },
      { field: 'Wished time', purpose: 'To plan the visit', needs: [] },
      {
        field: 'Network address',
        purpose: 'Against abuse; only a digest that cannot be turned back is kept, an hour at most',
        needs: [],
      },
    ],
    basis: {
      title: 'On what grounds',
      text: 'It is needed to provide the service you ask for, so there is no consent box for it. Leaving optional fields empty does not keep us from helping you.',
    },
    others: {
      title: 'Who sees it',
      text: 'The company’s service staff and the engineer who comes to you. It is not sold, not used for advertising, and given to nobody else unless the law demands it.',
    },
    keeping: 'How long it is kept',
    keepingText: (months) =>
      `For ${months} months after the case is closed, for warranty and complaints; then it is deleted. Photos of a form that was never sent are deleted within 24 hours.`,
    keepingUnknown:
      'Until the case is dealt with and warranty and complaint periods are over; then it is deleted. Photos of a form that was never sent are deleted within 24 hours.',
    export: {
      title: 'Stored outside mainland China',
      text: (region) =>
        `This data is stored on servers in ${region}, kept on the company’s behalf by Cloudflare and Turso, encrypted on the way, only to run this system. You can use the rights below against the company, and through it against those recipients. The form asks for your separate consent to this.`,
      call: ' If you would rather not give it, call instead.',
    },
    mainland: { title: 'Where it is stored', text: 'On servers in mainland China; it does not leave the country.' },
    plain: {
      title: 'Where it is stored',
      text: 'On the servers that run this system, encrypted on the way; only the company and those who run it on its behalf have access.',
    },
    regions: {
      own: 'the place where this system’s server stands',
      cn: 'mainland China',
      eu: 'Europe',
      us: 'the United States',
      apac: 'the Asia-Pacific region outside mainland China',
    },
    rights: 'Your rights',
    rightsText: 'You can ask to:',
    rightsList: [
      'see your data and have a copy',
      'have mistakes corrected',
      'have what is no longer needed deleted',
      'have its use explained',
      'withdraw a consent (what was done before stays lawful)',
      'complain to us, or to your data protection authority',
    ],
    rightsHow:
      'Tell us by any of the contacts above; you need not give a reason. We answer soon, and say why if we cannot do it.',
  },
})
