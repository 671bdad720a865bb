import { decideSlug, slugLength } from '#rules/slug.ts'

/** Chinese characters → their syllables: `恒达` → `['heng', 'da']`. */
export type Romanise = (chinese: string) => string[]

const most = 8

/** Address names that a company's name suggests, the shortest recognisable one first. */
export function slugCandidates(companyName: string, romanise: Romanise): string[] {
  const name = companyName.normalize('NFKC').trim()
  const found = /\p{Script=Han}/u.test(name) ? chineseCandidates(name, romanise) : latinCandidates(name)
  return usable(found)
}

/** What to offer instead of a name that is taken. */
export const slugAlternatives = (slug: string, others: readonly string[]): string[] =>
  usable([...others, `${slug}-service`, `${slug}-care`, `${slug}-2`, `${slug}-3`, `${slug}-88`]).filter(
    (other) => other !== slug,
  )

const usable = (slugs: readonly string[]) =>
  [...new Set(slugs.map(shortened))].filter((slug) => decideSlug(slug).allowed).slice(0, most)

/** Cut at a hyphen where there is one. */
function shortened(slug: string): string {
  if (slug.length <= slugLength.max) return slug
  const cut = slug.slice(0, slugLength.max)
  return cut.includes('-', slugLength.min) ? cut.slice(0, cut.lastIndexOf('-')) : cut
}

function chineseCandidates(name: string, romanise: Romanise): string[] {
  const plain = name.replace(/[(（].*?[)）]/g, '').replace(legalForms, '')
  const region = plain.match(regions)?.[0] ?? ''
  const rest = plain.slice(region.length)
  const brand = rest.replace(trades, '') || rest
  const trade = rest.slice(brand.length)
  const spell = (text: string) => joined(text, romanise)
  const parts = [region.replace(/[省市]$/, ''), brand, trade].map(spell)
  const [place = '', own = '', work = ''] = parts
  return [
    own,
    hyphened(place, own),
    hyphened(own, work),
    hyphened(place, own, work),
    initials(plain, romanise),
    initials(rest, romanise),
  ]
}

const hyphened = (...parts: string[]) => parts.filter(Boolean).join('-')

/** Latin runs stay words of their own; syllables are written together, as in a brand name. */
const joined = (text: string, romanise: Romanise) => hyphened(...runsOf(text, (han) => romanise(han).join('')))

const initials = (text: string, romanise: Romanise) =>
  runsOf(text, (han) =>
    romanise(han)
      .map((syllable) => syllable[0] ?? '')
      .join(''),
  ).join('')

const runsOf = (text: string, spell: (han: string) => string) =>
  (text.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []).map((run) =>
    /\p{Script=Han}/u.test(run) ? spell(run) : latinWords(run).join('-'),
  )

function latinCandidates(name: string): string[] {
  const all = latinWords(name)
  const words = all.filter((word) => !latinForms.has(word))
  const [first = '', second = ''] = words
  return [words.join('-'), hyphened(first, second), first, words.join(''), all.join('-')]
}

const latinWords = (text: string) =>
  text
    .toLowerCase()
    .replace(/[ßæœøłđþ]/g, (letter) => spelled[letter] ?? letter)
    .normalize('NFD')
    .replace(/['’\p{Mark}]/gu, '')
    .replaceAll('&', ' and ')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

const spelled: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', þ: 'th' }

const latinForms = new Set(
  'the ltd limited llc llp inc incorporated co corp corporation company plc gmbh ag kg ug ohg bv nv sa sas sarl srl spa oy ab as aps pty pte bhd and und et'.split(
    ' ',
  ),
)

const legalForms = /(股份|有限|责任|集团|控股|总|分|子)*(公司|集团)+$/

const regions = new RegExp(
  `^(${'北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 台湾 广州 深圳 珠海 佛山 东莞 中山 惠州 汕头 杭州 宁波 温州 嘉兴 绍兴 金华 义乌 台州 南京 苏州 无锡 常州 南通 扬州 徐州 昆山 合肥 芜湖 福州 厦门 泉州 南昌 济南 青岛 烟台 潍坊 临沂 郑州 洛阳 武汉 宜昌 长沙 株洲 成都 绵阳 贵阳 昆明 西安 兰州 西宁 银川 乌鲁木齐 太原 石家庄 唐山 保定 沈阳 大连 长春 哈尔滨 呼和浩特 包头 南宁 桂林 柳州 海口 三亚'
    .split(' ')
    .join('|')})[省市]?`,
)

const trades = new RegExp(
  `(${'科技 技术 机械 设备 电器 家电 电子 信息 网络 软件 智能 自动化 制冷 空调 服务 售后 维修 工程 贸易 商贸 实业 工业 制造 仪器 仪表 医疗 器械 环保 能源 新能源 汽车 汽配 五金 机电 暖通 装备 数码 通讯 通信 系统 集成 发展 企业 管理 咨询 电梯 厨具 门窗 中心 商行 商店 经营部 工作室 门市部 厂'
    .split(' ')
    .join('|')})+$`,
)
