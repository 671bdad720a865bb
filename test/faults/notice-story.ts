import { addDays, addMonths, type Day, instantOn, startOfDay } from '#rules/day.ts'
import { type Chance, chanceFrom } from '#worker/local/demo-chance.ts'
import type { Certainty } from '#worker/platform/sender.ts'
import type { Change, Subject } from './notice-fact.ts'
import { type Zone, zones } from './notice-house.ts'
import type { Mishap } from './notice-isolate.ts'
import type { Weather } from './notice-provider.ts'

export const scenarios = [
  'none',
  'mail_down',
  'rate_limited',
  'answer_lost',
  'cron_silent',
  'fired_twice',
  'redelivered',
  'killed',
  'database',
  'overlap',
  'skew',
  'restore',
  'hints_lost',
  'held',
  'several',
] as const
export type Scenario = (typeof scenarios)[number]
export const certainties: Certainty[] = ['nobody_knows', 'look_up', 'repeat']

type Span = { from: Date; until: Date }
export type Trouble = Span &
  (
    | { kind: 'weather'; weather: (chance: Chance) => Weather }
    | { kind: 'silent' | 'hints_lost' | 'twice' | 'redelivered' | 'skew' }
    | { kind: 'mishap'; mishap: (chance: Chance) => Mishap }
    | { kind: 'restore'; tenantId: string; snapshotAt: Date }
    | { kind: 'held' }
  )

export type Story = {
  seed: number
  scenario: Scenario
  certainty: Certainty
  start: Date
  end: Date
  companies: { id: string; zone: Zone }[]
  subjects: Subject[]
  changes: Change[]
  troubles: Trouble[]
  /** When somebody looks: a tick, whatever the hints say. */
  moments: Date[]
  chance: Chance
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Days around which clocks change, and a leap day. */
const oddDays: Day[] = [
  '2027-03-14',
  '2027-03-28',
  '2027-04-04',
  '2027-10-03',
  '2027-10-31',
  '2027-11-07',
  '2028-02-29',
]

export type Size = 'small' | 'year'

export function storyOf(seed: number, size: Size, only?: Scenario): Story {
  const chance = chanceFrom(seed * 2 + (size === 'year' ? 1 : 0))
  const scenario = only ?? scenarios[seed % scenarios.length]!
  const certainty = certainties[Math.floor(seed / scenarios.length) % certainties.length]!
  const isSmall = size === 'small'
  const focus = chance.happens(0.5) ? chance.pick(oddDays) : addDays('2027-01-04', chance.between(0, 700))
  const focuses = isSmall
    ? [focus]
    : [0, 4, 8].map((months) => addDays(addMonths(focus, months), chance.between(0, 60)))
  const companies = Array.from({ length: isSmall ? 1 : 3 }, (_, at) => ({
    id: `c${seed}-${size}-${at}`,
    zone: chance.pick(zones),
  }))
  const start = new Date(startOfDay(addDays(focus, -3), companies[0]!.zone).getTime() + 2 * hourMs)
  const end = instantOn(addDays(focuses.at(-1)!, isSmall ? 11 : 13), '15:00', companies[0]!.zone)
  const subjects: Subject[] = []
  const changes: Change[] = []
  for (const company of companies)
    for (const day of focuses) addSubjects(chance, { company: company.id, day, start, subjects, changes })
  const troubles = focuses.flatMap((day) => troublesOf(chance, scenario, day, companies))
  changes.sort((one, other) => one.at.getTime() - other.at.getTime())
  const moments = momentsOf(chance, { isSmall, start, end, focuses, companies, troubles, changes })
  return { seed, scenario, certainty, start, end, companies, subjects, changes, troubles, moments, chance }
}

type Adding = { company: string; day: Day; start: Date; subjects: Subject[]; changes: Change[] }

/** What ends so that something is due about that day; now and then more at once than five messages. */
function addSubjects(chance: Chance, { company, day, start, subjects, changes }: Adding) {
  const fleet = chance.happens(0.4) ? chance.between(6, 8) : 0
  const count = fleet + chance.between(2, 4)
  for (let nth = 0; nth < count; nth++) {
    const due = nth < fleet ? day : addDays(day, chance.between(-2, 6))
    const endsOn = chance.happens(0.75) || nth < fleet ? addMonths(due, 1) : addDays(due, 7)
    const kind = nth >= fleet && chance.happens(0.35) ? 'warranty' : 'contract'
    const subject: Subject = { id: `${company}-${subjects.length}`, tenantId: company, kind, facts: [] }
    const isLater = nth >= fleet && chance.happens(0.25)
    const enteredAt = isLater ? instantAround(chance, day, 6) : start
    const at = enteredAt < start ? start : enteredAt
    subjects.push(subject)
    changes.push({
      at,
      subject,
      do: 'enter',
      endsOn: isLater && chance.happens(0.3) ? addDays(day, chance.between(-3, 8)) : endsOn,
    })
    if (chance.happens(0.35)) addChanges(chance, { subject, day, endsOn, after: at, changes })
  }
}

type Changing = { subject: Subject; day: Day; endsOn: Day; after: Date; changes: Change[] }

function addChanges(chance: Chance, { subject, day, endsOn, after, changes }: Changing) {
  const at = instantAround(chance, day, 5)
  if (at <= after) return
  const what = chance.pick(['move', 'move', 'cancel', subject.kind === 'contract' ? 'renew' : 'cancel'] as const)
  if (what !== 'move') return void changes.push({ at, subject, do: what })
  changes.push({ at, subject, do: 'move', endsOn: addDays(endsOn, chance.between(-6, 20)) })
  const back = new Date(at.getTime() + chance.between(1, 90) * hourMs)
  if (chance.happens(0.5)) changes.push({ at: back, subject, do: 'move', endsOn })
}

const instantAround = (chance: Chance, day: Day, days: number) =>
  new Date(
    startOfDay(day, 'UTC').getTime() + chance.between(-2 * 24, days * 24) * hourMs + chance.between(0, 59) * 60_000,
  )

function troublesOf(chance: Chance, scenario: Scenario, day: Day, companies: Story['companies']): Trouble[] {
  if (scenario === 'none') return []
  if (scenario !== 'several') return troubleOf(chance, scenario, day, companies)
  const others = scenarios.filter((one) => one !== 'none' && one !== 'several')
  return Array.from({ length: chance.between(2, 4) }, () =>
    troubleOf(chance, chance.pick(others), day, companies),
  ).flat()
}

function troubleOf(chance: Chance, scenario: Scenario, day: Day, companies: Story['companies']): Trouble[] {
  const noon = startOfDay(day, 'UTC').getTime()
  const from = new Date(noon + chance.between(-30, 30) * hourMs)
  const lasting = (hours: number): Span => ({ from, until: new Date(from.getTime() + hours * hourMs) })
  switch (scenario) {
    case 'mail_down':
      return [{ ...lasting(48), kind: 'weather', weather: () => ({ isDown: true }) }]
    case 'rate_limited':
      return [
        {
          ...lasting(30),
          kind: 'weather',
          weather: (c) => ({ waitMs: c.happens(0.7) ? c.between(1, 120) * 60_000 : 0 }),
        },
      ]
    case 'answer_lost':
      return [{ ...lasting(60), kind: 'weather', weather: losing }]
    case 'cron_silent':
      return [{ ...lasting(chance.between(36, 168)), kind: 'silent' }]
    case 'fired_twice':
      return [{ ...lasting(96), kind: 'twice' }]
    case 'redelivered':
      return [{ ...lasting(72), kind: 'redelivered' }]
    case 'killed':
      return [{ ...lasting(96), kind: 'mishap', mishap: anyMishap(['killed']) }]
    case 'database':
      return [{ ...lasting(96), kind: 'mishap', mishap: anyMishap(['lost', 'lost', 'away']) }]
    case 'overlap':
      return [{ ...lasting(96), kind: 'mishap', mishap: anyMishap(['overlap']) }]
    case 'skew':
      return [{ ...lasting(120), kind: 'skew' }]
    case 'hints_lost':
      return [{ ...lasting(120), kind: 'hints_lost' }]
    case 'held':
      return [{ ...lasting(chance.between(20, 60)), kind: 'held' }, ...troubleOf(chance, 'mail_down', day, companies)]
    default: {
      const at = new Date(noon + chance.between(12, 60) * hourMs)
      const snapshotAt = new Date(at.getTime() - 30 * hourMs)
      return [{ from: at, until: at, kind: 'restore', tenantId: chance.pick(companies).id, snapshotAt }]
    }
  }
}

const losing = (chance: Chance): Weather => ({
  loses: chance.pick(['taken', 'not_taken', 'taken_late', undefined, undefined] as const),
  isBlind: chance.happens(0.3),
})

const anyMishap =
  (whats: Mishap['what'][]) =>
  (chance: Chance): Mishap => ({
    step: chance.between(0, 34),
    when: chance.pick(['before', 'after'] as const),
    what: chance.pick(whats),
  })

type Timing = Pick<Story, 'start' | 'end' | 'companies' | 'troubles' | 'changes'> & { focuses: Day[]; isSmall: boolean }

/** Some minutes after whatever happens, and once a day. Where nothing is due for weeks nobody needs to look. */
function momentsOf(chance: Chance, { isSmall, start, end, focuses, companies, troubles, changes }: Timing): Date[] {
  const { zone } = companies[0]!
  const daily = focuses.flatMap((day) =>
    Array.from(
      { length: 15 },
      (_, at) =>
        instantOn(addDays(day, at - (isSmall ? 1 : 2)), '09:00', zone).getTime() + chance.between(1, 200) * 60_000,
    ),
  )
  const soonAfter = (at: Date) => at.getTime() + chance.between(1, 50) * 60_000
  const during = troubles.flatMap(({ kind, from, until }) =>
    kind === 'mishap' || kind === 'redelivered'
      ? Array.from({ length: 4 }, () => chance.between(from.getTime(), until.getTime()))
      : [soonAfter(from), soonAfter(until), until.getTime() + 3 * hourMs],
  )
  const kept = troubles.flatMap((one) => (one.kind === 'restore' ? [one.snapshotAt.getTime() - 60_000] : []))
  const all = [
    ...daily,
    ...during,
    ...kept,
    ...changes.filter(() => chance.happens(0.5)).map(({ at }) => soonAfter(at)),
  ]
  const within = all.filter((at) => at > start.getTime() && at < end.getTime() - (isSmall ? 2 : 3) * dayMs)
  const calm = (isSmall ? [51, 27, 3] : [75, 51, 27, 3]).map((hours) => end.getTime() - hours * hourMs)
  return [...within, ...calm].sort((one, other) => one - other).map((at) => new Date(at))
}
