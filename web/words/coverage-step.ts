import type { CauseStanding, ContractState, CoverageStep } from '#rules/coverage-step.ts'
import {
  coveredCauses,
  excludedCauses,
  type Precedence,
  startEvents,
  type UsageUnit,
  usageUnits,
  warrantyScopes,
} from '#rules/policy-vocabulary-terms.ts'
import { listed, quantity, wordsOf } from '#rules/policy-words.ts'
import type { LawId } from '#rules/statutory-floor.ts'
import { coverageWords } from './coverage.ts'
import { han } from './han.ts'
import { type Lang, words } from './lang.ts'
import { fullDayWords } from './moment.ts'
import { type Seen, stepWords } from './step.ts'

/** How a verdict came about, a line a step: what staff read when they ask why. */
export const coverageLines = (steps: readonly CoverageStep[], seen: Seen): string[] =>
  steps.map((step) => coverageStepWords(step, seen))

export function coverageStepWords(step: CoverageStep, seen: Seen): string {
  const { lang } = seen
  const t = texts[lang]
  const on = (day: string) => fullDayWords(day, lang)
  const by = (law: LawId | null) => (law ? t.law(lawNames[lang][law]) : '')
  switch (step.kind) {
    case 'starts':
      return t.starts(on(step.on), eventName(step.event, lang), missing(step.unknown, lang))
    case 'starts_later':
      return t.startsLater(on(step.on), eventName(step.event, lang)) + by(step.law)
    case 'term': {
      const scope = wordsOf(warrantyScopes, step.scope, lang)
      const how = step.by === 'agreed' ? t.agreed : by(step.law)
      return t.term(scope, quantity(step.months, 'months', lang), on(step.to)) + how
    }
    case 'days_term':
      return t.daysTerm(quantity(step.days, 'days', lang), on(step.to))
    case 'in_repair':
      return (
        t.inRepair(on(step.from), step.until && on(step.until), quantity(step.days, 'days', lang), on(step.to)) +
        by(step.law)
      )
    case 'extended':
      return t.extended(on(step.because), quantity(step.months, 'months', lang), on(step.to)) + by(step.law)
    case 'day_before':
      return t.dayBefore(on(step.to))
    case 'usage':
      return t.usage(usageName(step.limit, step.unit, lang), step.reading && readingName(step.reading, step.unit, lang))
    case 'used_up':
      return t.usedUp(on(step.on), usageName(step.limit, step.unit, lang))
    case 'last_day':
      return t.lastDay(on(step.on))
    case 'reported':
      return t.reported(on(step.on), step.within)
    case 'cause':
      return t.cause[step.standing](causeName(step.cause, lang), step.until && on(step.until))
    case 'contract':
      return t.contract(step.number, on(step.from), on(step.until), contractStanding(step.state, lang))
    case 'precedence':
      return t.precedence[step.first]
    default:
      return stepWords(step, { ...seen, isPaper: true })
  }
}

const eventName = (event: string, lang: Lang) => wordsOf(startEvents, event, lang)
const missing = (events: readonly string[], lang: Lang) =>
  events.length === 0
    ? null
    : listed(
        events.map((event) => eventName(event, lang)),
        lang,
      )
const causeName = (cause: string | null, lang: Lang) =>
  cause === null ? '' : wordsOf({ ...coveredCauses, ...excludedCauses }, cause, lang)
const usageName = (amount: number, unit: UsageUnit, lang: Lang) => `${amount} ${wordsOf(usageUnits, unit, lang)}`
const readingName = ({ on, amount }: { on: string; amount: number }, unit: UsageUnit, lang: Lang) =>
  texts[lang].reading(fullDayWords(on, lang), usageName(amount, unit, lang))
const contractStanding = (state: ContractState, lang: Lang) => coverageWords[lang].contract[state]

/** The facts of law by the names that lawyers know them by. */
const lawNames = words<Record<LawId, string>>({
  'zh-CN': {
    'R-CP-4': '《消费者权益保护法》第二十三条',
    'R-CP-6': '《消费者权益保护法实施条例》第十八条',
    'R-SB-2': '《部分商品修理更换退货责任规定》',
    'R-SB-3': '《部分商品修理更换退货责任规定》',
    'R-SB-4': '移动电话机三包规定',
    'R-SB-5': '微型计算机三包规定',
    'R-SB-6': '农业机械、家用汽车三包规定',
    'R-SB-7': '《上海市消费者权益保护条例》第三十三条',
    'R-EU-1': '欧盟 2019/771 号指令',
    'R-EU-2': '欧盟 2024/1799 号指令',
  },
  en: {
    'R-CP-4': 'Consumer Protection Law of China, art. 23',
    'R-CP-6': 'Implementing Regulation of the Consumer Protection Law of China, art. 18',
    'R-SB-2': 'Chinese rules on repair, replacement and return',
    'R-SB-3': 'Chinese rules on repair, replacement and return',
    'R-SB-4': 'Chinese rules on repair, replacement and return of mobile phones',
    'R-SB-5': 'Chinese rules on repair, replacement and return of computers',
    'R-SB-6': 'Chinese rules on repair, replacement and return of farm machinery and cars',
    'R-SB-7': 'Shanghai consumer protection regulations, art. 33',
    'R-EU-1': 'Directive (EU) 2019/771',
    'R-EU-2': 'Directive (EU) 2024/1799',
  },
})

type Texts = {
  starts: (day: string, event: string, missing: string | null) => string
  startsLater: (day: string, event: string) => string
  term: (scope: string, months: string, to: string) => string
  agreed: string
  law: (name: string) => string
  daysTerm: (days: string, to: string) => string
  inRepair: (from: string, until: string | null, days: string, to: string) => string
  extended: (because: string, months: string, to: string) => string
  dayBefore: (to: string) => string
  usage: (limit: string, reading: string | null) => string
  reading: (day: string, amount: string) => string
  usedUp: (day: string, limit: string) => string
  lastDay: (day: string) => string
  reported: (day: string, within: boolean) => string
  cause: Record<CauseStanding, (cause: string, until: string | null) => string>
  contract: (number: string, from: string, until: string, state: string) => string
  precedence: Record<Precedence, string>
}

const texts = words<Texts>({
  'zh-CN': {
    starts: (day, event, missing) =>
      missing ? han`从 ${day}（${event}）起算；没有${missing}的记录` : han`从 ${day}（${event}）起算`,
    startsLater: (day, event) => han`由我们安装，改从 ${day}（${event}）起算`,
    term: (scope, months, to) => han`${scope}保修 ${months}，到 ${to}`,
    agreed: '（这台设备另有约定）',
    law: (name) => `（依据${name}）`,
    daysTerm: (days, to) => han`修好后 ${days}内同一故障免费重修，到 ${to}`,
    inRepair: (from, until, days, to) =>
      until
        ? han`${from} 至 ${until}修理，${days}不计入，到 ${to}`
        : han`${from} 起修理，尚未送还，目前 ${days}不计入，到 ${to}`,
    extended: (because, months, to) => han`${because}修理过，延长 ${months}（只延长一次），到 ${to}`,
    dayBefore: (to) => `对应日的前一天为最后一天：${to}`,
    usage: (limit, reading) => (reading ? `用量不超过 ${limit}；${reading}` : `用量不超过 ${limit}；没有读数`),
    reading: (day, amount) => han`${day}读数 ${amount}`,
    usedUp: (day, limit) => han`${day}达到 ${limit}，保修到当天为止`,
    lastDay: (day) => `最后一天：${day}，含当天`,
    reported: (day, within) => (within ? han`${day}报修，在保修期内` : han`${day}报修，不在保修期内`),
    cause: {
      covered: (cause) => `故障原因：${cause}，属于保修范围`,
      excluded: (cause) => `故障原因：${cause}，不在保修范围内`,
      unlisted: (cause) => `故障原因：${cause}，制度没有写明`,
      unknown: () => '故障原因还没有查明',
      presumed: (_, until) =>
        until ? han`没有查明原因；${until}之前（含当天）由经营者举证` : '没有查明原因；刚修过，视为没有修好',
    },
    contract: (number, from, until, state) => han`维护合同 ${number}，${from} 至 ${until}：${state}`,
    precedence: { warranty: '既有保修又有合同，先按保修', contract: '既有保修又有合同，先按合同' },
  },
  en: {
    starts: (day, event, missing) =>
      missing ? `Runs from ${day} (${event}); no record of ${missing}` : `Runs from ${day} (${event})`,
    startsLater: (day, event) => `Installed by us: runs from ${day} (${event}) instead`,
    term: (scope, months, to) => `${scope.charAt(0).toUpperCase()}${scope.slice(1)}: ${months}, until ${to}`,
    agreed: ' (agreed for this machine)',
    law: (name) => ` (${name})`,
    daysTerm: (days, to) => `The same fault is put right free of charge for ${days} after a repair: until ${to}`,
    inRepair: (from, until, days, to) =>
      until
        ? `In repair ${from} to ${until}: ${days} do not count, until ${to}`
        : `In repair since ${from}, not given back yet: ${days} so far do not count, until ${to}`,
    extended: (because, months, to) => `Repaired on ${because}: extended once by ${months}, until ${to}`,
    dayBefore: (to) => `The day before the corresponding day is the last one: ${to}`,
    usage: (limit, reading) =>
      reading ? `Up to ${limit}; ${reading}` : `Up to ${limit}; the counter has not been read`,
    reading: (day, amount) => `${amount} on ${day}`,
    usedUp: (day, limit) => `${limit} reached on ${day}: covered until that day`,
    lastDay: (day) => `Last day: ${day}, included`,
    reported: (day, within) => `Reported on ${day}: ${within ? 'under' : 'not under'} warranty`,
    cause: {
      covered: (cause) => `Cause: ${cause}, covered`,
      excluded: (cause) => `Cause: ${cause}, not covered`,
      unlisted: (cause) => `Cause: ${cause}, not named in the policy`,
      unknown: () => 'The cause is not known yet',
      presumed: (_, until) =>
        until
          ? `No cause found; until ${until} the business has to prove that the goods were sound`
          : 'No cause found; repaired a short while ago, so the repair is taken not to have held',
    },
    contract: (number, from, until, state) => `Contract ${number}, ${from} to ${until}: ${state}`,
    precedence: {
      warranty: 'Under warranty and under contract: the warranty comes first',
      contract: 'Under warranty and under contract: the contract comes first',
    },
  },
})
