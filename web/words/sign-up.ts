import type { PackId } from '#rules/packs/pack-values.ts'
import type { SlugRefusal } from '#rules/slug.ts'
import { type InLangs, words } from './lang.ts'

/** Why an address name cannot be had. */
export const slugReasons: InLangs<Record<SlugRefusal | 'unconfirmed', string>> = words({
  'zh-CN': {
    too_short: '至少 3 个字符。',
    too_long: '最多 40 个字符。',
    characters: '只能用英文小写字母、数字和连字符（-）。',
    hyphens: '连字符不能在开头、结尾，也不能连用。',
    letter: '至少要有一个字母。',
    reserved: '这个名称保留给系统，或者容易被当成官方网址，请换一个。',
    taken: '这个网址已经有公司用过，不能再用。请换一个。',
    too_similar: '它和另一家公司的网址太像，客户容易认错。请换一个。',
    unconfirmed: '我们按公司名称拟了一个网址，请确认或修改后再提交。',
  },
  en: {
    too_short: 'Use three characters or more.',
    too_long: 'Use 40 characters at the most.',
    characters: 'Use small letters a–z, digits and hyphens only.',
    hyphens: 'A hyphen cannot stand at the beginning, at the end, or beside another one.',
    letter: 'Use at least one letter.',
    reserved: 'This name is ours, or could be taken for an official one. Please choose another.',
    taken: 'A company has this address or had it once. Please choose another.',
    too_similar:
      'This looks so much like another company’s address that customers could confuse them. Please choose another.',
    unconfirmed: 'We made an address from your company’s name. Keep it or change it, then send the form again.',
  },
})

/** For whom each starter policy is. */
export const packWords: InLangs<Record<PackId, { name: string; forWhom: string }>> = words({
  'zh-CN': {
    'TP-GEN': { name: '一般小公司', forWhom: '十个人以下，什么都做一点。先把受理、处理、回访跑顺。' },
    'TP-HAS': { name: '家电服务中心', forWhom: '上门维修加带回修理，分市区和郊区，周六也上半天班。' },
    'TP-MFG': { name: '设备制造企业', forWhom: '把设备卖给企业并负责安装，工程师常出差，部分配件外购。' },
    'TP-ITS': { name: '软件与信息技术服务商', forWhom: '项目验收后转入维护，多数问题远程解决。' },
    'TP-ECS': { name: '网店客服团队', forWhom: '售前售后都在线上，排班到夜里，七天不休。' },
    'TP-INT': { name: '海外现场服务', forWhom: '公司不在中国大陆：有夏令时，按法定保修，不设罚款。' },
  },
  en: {
    'TP-GEN': {
      name: 'Small company',
      forWhom:
        'Fewer than ten people who do a bit of everything. Gets taking calls, fixing and following up to work first.',
    },
    'TP-HAS': {
      name: 'Appliance service centre',
      forWhom: 'Home visits and repairs in the workshop, town and suburbs, open on Saturday mornings.',
    },
    'TP-MFG': {
      name: 'Equipment maker',
      forWhom: 'Sells machines to businesses and installs them; engineers travel, some parts are bought in.',
    },
    'TP-ITS': {
      name: 'Software and IT services',
      forWhom: 'Projects go into maintenance after acceptance; most of it is solved remotely.',
    },
    'TP-ECS': {
      name: 'Online shop',
      forWhom: 'Before and after the sale, in shifts into the evening, seven days a week.',
    },
    'TP-INT': {
      name: 'Field service outside China',
      forWhom:
        'Daylight saving time, statutory guarantee, no deductions from wages. The usual choice in Europe and America.',
    },
  },
})

export const signUpWords = words({
  'zh-CN': {
    title: '开通公司',
    answer: '填完这一页，公司的报修页和工作台就建好了。',
    company: '公司',
    companyName: '公司名称',
    companyNameHint: '客户在报修页上看到的名字。',
    slug: '网址',
    slugHint: '客户从这里报修。开通后不能更改。',
    free: '可以用。',
    suggestions: '这些也可以用：',
    country: '公司所在的国家或地区',
    details: '时区和货币',
    detailsHint: '一般不用改，按所在国家或地区自动设置。',
    timeZone: '时区',
    countryZone: '当地时区',
    currency: '货币',
    countryCurrency: '当地货币',
    severalZones: '这个国家有好几个时区，请选一个。',
    abroadTitle: '客户信息会出境',
    abroad: (place: string) =>
      `这里的数据存放在${place}。在中国大陆经营的公司需要：在隐私告知里写明，取得客户的单独同意，并核对每年涉及的人数。报修页会替您说明并请客户同意。数据必须留在境内的，请改用安装在自己服务器上的版本。`,
    pack: '从哪份制度开始',
    packHint: '选最接近的一份。里面的每个数字以后都能改。',
    you: '您',
    youHint: '您是公司的所有者，可以再邀请同事。',
    ownerName: '姓名',
    email: '邮箱',
    emailHint: '用来登录，也用来找回密码。',
    password: '密码',
    passwordHint: '至少 8 个字符。',
    trap: '请不要填写这一项',
    terms: (place: string) =>
      `提交即表示您有权代表公司开通。我们只保存开通和登录所需的内容：姓名、邮箱和加密后的密码，存放在贵公司自己的数据库里，地点是${place}。客户的信息归贵公司，我们不作他用。`,
    submit: '开通',
    problems: {
      trapped: '请再提交一次。您的浏览器自动填写了一个不该填的隐藏项，我们已经清空。',
      wait: (wait: string) => `这个网络今天开通的公司太多了。请等 ${wait}再试，内容都还在。`,
      proof:
        '现在开通的公司较多，要先确认您不是程序。本页正在自动确认，请重新输入密码再提交一次，其他内容都还在。浏览器没有启用脚本的，请看表格下方的说明。',
      passwordAgain: '已经换成中文，内容都还在。密码不会写进页面，请重新输入。',
      busy: '现在有点忙，还没有开通。请过几秒再提交一次，内容都还在，密码需要重新输入。',
      unsure: '网络在最后一刻断开，不确定是否已经开通。请放心再提交一次：同一张表只会开通一家公司。',
    },
    proof: {
      waiting: '现在开通的公司较多，正在确认您不是程序，只要几秒钟，请继续填写…',
      done: '确认完成，可以提交。',
      failed: '没能完成确认。请刷新本页再试，或者过一小时再来。',
      noScript: '现在开通的公司较多，需要浏览器先做一点计算，而您的浏览器没有启用脚本。',
    },
    progress: {
      title: '正在开通',
      text: (name: string) => `正在为${name}建立数据库，一般几秒钟就好。本页会自动刷新，请不要关闭。`,
      slow: '比平时慢一些。内容已经保存，我们会继续，不需要重新填写。',
      steps: ['保留网址', '建立数据库', '写入制度和您的账户', '开放报修页'],
      undoneTitle: '没有开通成功',
      undone: '试了多次都没有成功。已经建立的内容都删除了，网址也空了出来，您可以重新开通。对不起，耽误了您的时间。',
      again: '重新开通',
    },
    handOver: {
      title: (name: string) => `${name}已经开通`,
      text: '正在带您进入工作台。',
      press: '如果没有自动跳转，请点这里。',
      enter: '进入工作台',
      address: '公司的网址',
      keep: '请记下这个网址：客户从这里报修，同事从这里登录。',
      signIn: '去登录',
      late: '请用您设置的邮箱和密码登录。',
    },
  },
  en: {
    title: 'Set up your company',
    answer: 'When this page is filled in, your fault-report page and your console are there.',
    company: 'Your company',
    companyName: 'Company name',
    companyNameHint: 'Your customers see it above the form.',
    slug: 'Web address',
    slugHint: 'Where your customers report faults. It cannot be changed later.',
    free: 'This one is free.',
    suggestions: 'These are free:',
    country: 'Country or region of the company',
    details: 'Time zone and currency',
    detailsHint: 'Set by the country or region; seldom needs a change.',
    timeZone: 'Time zone',
    countryZone: 'The usual one there',
    currency: 'Currency',
    countryCurrency: 'The usual one there',
    severalZones: 'This country has several time zones; please choose one.',
    abroadTitle: 'Customers’ data leaves mainland China',
    abroad: (place: string) =>
      `Data of this installation is kept in ${place}. A company in mainland China has to say so in its privacy notice, obtain each customer’s separate consent, and check how many people a year it concerns. The report form says it and asks for the consent. If data must stay in the country, use the edition that runs on your own server.`,
    pack: 'Policy to start from',
    packHint: 'Choose the one that comes closest. Every number in it can be changed later.',
    you: 'You',
    youHint: 'You are the owner of the company and can invite your colleagues afterwards.',
    ownerName: 'Your name',
    email: 'E-mail address',
    emailHint: 'For signing in, and in case you forget the password.',
    password: 'Password',
    passwordHint: 'Eight characters or more.',
    trap: 'Please leave this empty',
    terms: (place: string) =>
      `By sending this you say that you may act for the company. We keep what setting up and signing in need: your name, your e-mail address and a hash of your password, in your company’s own database in ${place}. What your customers enter belongs to your company; we use it for nothing else.`,
    submit: 'Set up',
    problems: {
      trapped:
        'Please send it once more: your browser filled in a hidden field that must stay empty. We have cleared it.',
      wait: (wait: string) =>
        `Too many companies were set up from this network today. Please try again in ${wait}; everything is still here.`,
      proof:
        'Many companies are being set up just now, so we first check that you are not a program. This page is doing that by itself; please enter the password again and send it once more, everything else is still here. If your browser runs no scripts, see below the form.',
      passwordAgain:
        'This is the form in English. Everything is still here but the password, which is never written into a page: please type it again.',
      busy: 'It is busy just now, and nothing was set up yet. Please send it again in a few seconds; only the password has to be typed once more.',
      unsure:
        'The connection broke at the last moment, so we are not sure that it worked. It is safe to send it again: one form makes one company.',
    },
    proof: {
      waiting:
        'Many companies are being set up just now. Checking that you are not a program, a few seconds; please go on…',
      done: 'Checked. You can send it now.',
      failed: 'The check did not finish. Please reload this page, or come back in an hour.',
      noScript:
        'Many companies are being set up just now, so your browser has to do a small calculation first, and it runs no scripts.',
    },
    progress: {
      title: 'Setting up',
      text: (name: string) =>
        `We are making a database for ${name}. That takes a few seconds; this page refreshes by itself.`,
      slow: 'This takes longer than usual. What you entered is kept and we go on; there is no need to fill it in again.',
      steps: ['Reserve the address', 'Make the database', 'Write the policy and your account', 'Open the report page'],
      undoneTitle: 'It did not work',
      undone:
        'We tried many times without success. What had been made is deleted and the address is free again, so you can start anew. We are sorry for the time it cost you.',
      again: 'Start again',
    },
    handOver: {
      title: (name: string) => `${name} is set up`,
      text: 'Taking you to your console.',
      press: 'If nothing happens, press the button.',
      enter: 'To the console',
      address: 'Your company’s address',
      keep: 'Keep this address: customers report faults there, and your colleagues sign in there.',
      signIn: 'Sign in',
      late: 'Sign in with the address and password you chose.',
    },
  },
})
