import { countryCodes, currencyChoices, type ZoneChoice, zoneChoices } from '#rules/country.ts'
import { type InLangs, type Lang, words } from './lang.ts'

type Option = { value: string; label: string }

const made = new Map<string, Option[]>()

/** Made once a language: hundreds of names, asked of ICU. */
function once(key: string, make: () => Option[]): Option[] {
  const options = made.get(key) ?? make()
  made.set(key, options)
  return options
}

/** Where most of a language's readers are stands first, the rest as they look for it. */
const nearest: InLangs<string[]> = { 'zh-CN': ['CN', 'HK', 'MO', 'TW', 'SG'], en: ['US', 'GB', 'CA', 'AU', 'IE', 'NZ'] }
const ownNames: InLangs<Record<string, string>> = {
  'zh-CN': { CN: '中国大陆', HK: '中国香港', MO: '中国澳门', TW: '中国台湾' },
  en: { CN: 'China (mainland)', HK: 'Hong Kong', MO: 'Macao' },
}

export const countryOptions = (lang: Lang): Option[] =>
  once(`country ${lang}`, () => {
    const names = new Intl.DisplayNames(lang, { type: 'region' })
    const option = (value: string) => ({ value, label: ownNames[lang][value] ?? names.of(value) ?? value })
    const others = countryCodes().filter((code) => !nearest[lang].includes(code))
    return [...nearest[lang].map(option), ...sorted(others.map(option), lang)]
  })

export const currencyOptions = (lang: Lang): Option[] =>
  once(`currency ${lang}`, () => {
    const names = new Intl.DisplayNames(lang, { type: 'currency' })
    return currencyChoices.map((value) => ({ value, label: names.of(value) ?? value }))
  })

export const zoneOptions = (lang: Lang): Option[] =>
  zoneChoices.map((value) => ({ value, label: zoneNames[lang][value] }))

/** A zone by its city; one that is not offered is called as ICU knows its city. */
export const timeZoneLabel = (zone: string, lang: Lang): string =>
  (zoneNames[lang] as Record<string, string>)[zone] ?? zone.split('/').at(-1)!.replaceAll('_', ' ')

const sorted = (options: Option[], lang: Lang) => {
  const collator = new Intl.Collator(lang)
  return options.sort((a, b) => collator.compare(a.label, b.label))
}

/** By city: what ICU calls a zone differs from build to build. In the order of the map, country by country. */
const zoneNames: InLangs<Record<ZoneChoice, string>> = words({
  'zh-CN': {
    'America/New_York': '纽约（美国东部）',
    'America/Chicago': '芝加哥（美国中部）',
    'America/Denver': '丹佛（美国山地）',
    'America/Phoenix': '菲尼克斯（亚利桑那）',
    'America/Los_Angeles': '洛杉矶（美国太平洋）',
    'America/Anchorage': '安克雷奇（阿拉斯加）',
    'Pacific/Honolulu': '檀香山（夏威夷）',
    'America/St_Johns': '圣约翰斯（纽芬兰）',
    'America/Halifax': '哈利法克斯（加拿大大西洋）',
    'America/Toronto': '多伦多（加拿大东部）',
    'America/Winnipeg': '温尼伯（加拿大中部）',
    'America/Regina': '里贾纳（萨斯喀彻温）',
    'America/Edmonton': '埃德蒙顿（加拿大山地）',
    'America/Vancouver': '温哥华（加拿大太平洋）',
    'America/Mexico_City': '墨西哥城',
    'America/Cancun': '坎昆',
    'America/Hermosillo': '埃莫西约（索诺拉）',
    'America/Tijuana': '蒂华纳（下加利福尼亚）',
    'America/Noronha': '费尔南多-迪诺罗尼亚群岛',
    'America/Sao_Paulo': '圣保罗（巴西利亚）',
    'America/Manaus': '马瑙斯（亚马孙）',
    'America/Rio_Branco': '里约布兰科（阿克里）',
    'America/Santiago': '圣地亚哥（智利）',
    'Pacific/Easter': '复活节岛',
    'America/Guayaquil': '瓜亚基尔（厄瓜多尔）',
    'Pacific/Galapagos': '加拉帕戈斯群岛',
    'America/Nuuk': '努克（格陵兰）',
    'Atlantic/Azores': '亚速尔群岛',
    'Europe/Lisbon': '里斯本（葡萄牙）',
    'Atlantic/Canary': '加那利群岛',
    'Europe/Madrid': '马德里（西班牙）',
    'Africa/Kinshasa': '金沙萨',
    'Africa/Lubumbashi': '卢本巴希',
    'Europe/Kaliningrad': '加里宁格勒',
    'Europe/Moscow': '莫斯科',
    'Europe/Samara': '萨马拉',
    'Asia/Yekaterinburg': '叶卡捷琳堡',
    'Asia/Omsk': '鄂木斯克',
    'Asia/Novosibirsk': '新西伯利亚',
    'Asia/Irkutsk': '伊尔库茨克',
    'Asia/Yakutsk': '雅库茨克',
    'Asia/Vladivostok': '符拉迪沃斯托克（海参崴）',
    'Asia/Magadan': '马加丹',
    'Asia/Kamchatka': '堪察加',
    'Asia/Ulaanbaatar': '乌兰巴托',
    'Asia/Hovd': '科布多',
    'Asia/Jakarta': '雅加达',
    'Asia/Makassar': '望加锡',
    'Asia/Jayapura': '查亚普拉',
    'Asia/Shanghai': '北京时间',
    'Australia/Perth': '珀斯',
    'Australia/Darwin': '达尔文',
    'Australia/Adelaide': '阿德莱德',
    'Australia/Brisbane': '布里斯班',
    'Australia/Sydney': '悉尼、墨尔本',
    'Australia/Hobart': '霍巴特',
    'Pacific/Port_Moresby': '莫尔兹比港',
    'Pacific/Bougainville': '布干维尔',
    'Pacific/Auckland': '奥克兰（新西兰）',
    'Pacific/Chatham': '查塔姆群岛',
    'Pacific/Tarawa': '塔拉瓦（基里巴斯）',
    'Pacific/Kiritimati': '圣诞岛（基里巴斯）',
    'Pacific/Pohnpei': '波纳佩（密克罗尼西亚）',
    'Pacific/Chuuk': '丘克（密克罗尼西亚）',
    'Pacific/Tahiti': '塔希提',
    'Pacific/Marquesas': '马克萨斯群岛',
    'Pacific/Gambier': '甘比尔群岛',
  },
  en: {
    'America/New_York': 'New York (Eastern)',
    'America/Chicago': 'Chicago (Central)',
    'America/Denver': 'Denver (Mountain)',
    'America/Phoenix': 'Phoenix (Arizona)',
    'America/Los_Angeles': 'Los Angeles (Pacific)',
    'America/Anchorage': 'Anchorage (Alaska)',
    'Pacific/Honolulu': 'Honolulu (Hawaii)',
    'America/St_Johns': 'St John’s (Newfoundland)',
    'America/Halifax': 'Halifax (Atlantic)',
    'America/Toronto': 'Toronto (Eastern)',
    'America/Winnipeg': 'Winnipeg (Central)',
    'America/Regina': 'Regina (Saskatchewan)',
    'America/Edmonton': 'Edmonton (Mountain)',
    'America/Vancouver': 'Vancouver (Pacific)',
    'America/Mexico_City': 'Mexico City',
    'America/Cancun': 'Cancún',
    'America/Hermosillo': 'Hermosillo (Sonora)',
    'America/Tijuana': 'Tijuana (Baja California)',
    'America/Noronha': 'Fernando de Noronha',
    'America/Sao_Paulo': 'São Paulo (Brasília)',
    'America/Manaus': 'Manaus (Amazon)',
    'America/Rio_Branco': 'Rio Branco (Acre)',
    'America/Santiago': 'Santiago',
    'Pacific/Easter': 'Easter Island',
    'America/Guayaquil': 'Guayaquil',
    'Pacific/Galapagos': 'Galápagos',
    'America/Nuuk': 'Nuuk',
    'Atlantic/Azores': 'Azores',
    'Europe/Lisbon': 'Lisbon',
    'Atlantic/Canary': 'Canary Islands',
    'Europe/Madrid': 'Madrid',
    'Africa/Kinshasa': 'Kinshasa',
    'Africa/Lubumbashi': 'Lubumbashi',
    'Europe/Kaliningrad': 'Kaliningrad',
    'Europe/Moscow': 'Moscow',
    'Europe/Samara': 'Samara',
    'Asia/Yekaterinburg': 'Yekaterinburg',
    'Asia/Omsk': 'Omsk',
    'Asia/Novosibirsk': 'Novosibirsk',
    'Asia/Irkutsk': 'Irkutsk',
    'Asia/Yakutsk': 'Yakutsk',
    'Asia/Vladivostok': 'Vladivostok',
    'Asia/Magadan': 'Magadan',
    'Asia/Kamchatka': 'Kamchatka',
    'Asia/Ulaanbaatar': 'Ulaanbaatar',
    'Asia/Hovd': 'Khovd',
    'Asia/Jakarta': 'Jakarta',
    'Asia/Makassar': 'Makassar',
    'Asia/Jayapura': 'Jayapura',
    'Asia/Shanghai': 'China (Beijing time)',
    'Australia/Perth': 'Perth',
    'Australia/Darwin': 'Darwin',
    'Australia/Adelaide': 'Adelaide',
    'Australia/Brisbane': 'Brisbane',
    'Australia/Sydney': 'Sydney, Melbourne',
    'Australia/Hobart': 'Hobart',
    'Pacific/Port_Moresby': 'Port Moresby',
    'Pacific/Bougainville': 'Bougainville',
    'Pacific/Auckland': 'Auckland',
    'Pacific/Chatham': 'Chatham Islands',
    'Pacific/Tarawa': 'Tarawa',
    'Pacific/Kiritimati': 'Kiritimati',
    'Pacific/Pohnpei': 'Pohnpei',
    'Pacific/Chuuk': 'Chuuk',
    'Pacific/Tahiti': 'Tahiti',
    'Pacific/Marquesas': 'Marquesas',
    'Pacific/Gambier': 'Gambier Islands',
  },
})
