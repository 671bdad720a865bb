import type { CalendarOverride, WorkCalendar } from '#rules/calendar.ts'
import { instantAfterWorkingTime, isOpen, subtractWorkingTime } from '#rules/calendar-time.ts'
import type { ClockKind } from '#rules/clock.ts'
import { decidePhoneKey } from '#rules/phone.ts'
import type { Clause } from '#rules/policy.ts'
import { promiseFor } from '#rules/promise.ts'
import type { Channel, Urgency } from '#rules/service-request.ts'
import type { Cast } from './demo-cast.ts'
import type { Chance } from './demo-chance.ts'
import type { Fault } from './demo-fault.ts'

export type Person = {
  name: string
  phone: string
  phoneKey: string
  email: string | null
  address: string
  zone: string
}

/** How far a request gets; `ordinary` ones go to their end as the days go by. */
export type Fate = 'ordinary' | 'unanswered' | 'stuck' | 'parts' | 'customer' | 'resolved' | 'cancelled' | 'held'

export type Story = {
  at: Date
  person: Person
  fault: Fault
  said: string
  serialNumber: string | null
  urgency: Urgency
  channel: Channel
  onSite: boolean
  wishedAt: Date | null
  photos: number
  fate: Fate
}

/** What the stories of a company follow: its policy, its calendar, its own chance. */
export type Setting = {
  cast: Cast
  chance: Chance
  now: Date
  clauses: readonly Clause[]
  versionId: string
  overrides: readonly CalendarOverride[]
  calendar: WorkCalendar
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const longestDays = 42

/** Six weeks of requests, more of them while the company is open, and some that are late, or nearly, right now. */
export function storiesOf(setting: Setting): Story[] {
  const { cast, now } = setting
  const people = peopleOf(setting)
  const special = specials.map((wanted) => specialStory(setting, people(), wanted))
  const ordinary = Array.from({ length: cast.requests - special.length - 1 }, (_, index) => {
    const days = index % 12 === 0 ? 1 : longestDays
    return storyAt(setting, people(), ordinaryMoment(setting, days))
  })
  const spam = spamStory(setting, new Date(now.getTime() - 26 * hourMs))
  return [...special, ...ordinary, spam].sort((one, other) => one.at.getTime() - other.at.getTime())
}

/** Some come back with another machine. */
export function peopleOf({ cast, chance }: Setting): () => Person {
  const known: Person[] = []
  return () => {
    if (known.length > 0 && !chance.happens(cast.customers / cast.requests)) return chance.pick(known)
    const { clientele } = cast
    const { street, zone } = chance.pick(clientele.streets)
    const nth = known.length + 1
    const phone = clientele.phoneOf(nth)
    known.push({
      name: clientele.nameOf(chance.pick(clientele.families), chance.pick(clientele.givens)),
      phone,
      phoneKey: phoneKeyOf(cast, phone),
      email: chance.happens(0.25) ? `customer${nth}@mail.example` : null,
      address: clientele.addressOf(street, chance.between(3, 480), chance.between(1, 90)),
      zone,
    })
    return known.at(-1)!
  }
}

export function storyAt(setting: Setting, person: Person, at: Date): Story {
  const { cast, chance, calendar } = setting
  const fault = chance.pick(cast.clientele.faults)
  const channel = chance.pick(cast.clientele.channels)
  const wish = instantAfterWorkingTime(calendar, at, chance.between(900, 2_000))
  return {
    ...{ at, person, fault, channel },
    said: chance.pick(fault.said),
    serialNumber: chance.happens(0.7)
      ? `${fault.serial}${chance.between(21, 26)}${chance.between(100_000, 999_999)}`
      : null,
    urgency: chance.pick(['low', 'normal', 'normal', 'normal', 'high']),
    onSite: channel !== 'walk_in' && chance.happens(0.85),
    wishedAt: channel === 'web_form' && chance.happens(0.12) ? wish : null,
    photos: channel === 'web_form' && chance.happens(0.12) ? chance.between(1, 3) : 0,
    fate: chance.happens(0.05) ? 'cancelled' : 'ordinary',
  }
}

function ordinaryMoment({ chance, calendar, now }: Setting, days: number): Date {
  for (let tries = 0; ; tries++) {
    const at = new Date(now.getTime() - chance.between(10 * minuteMs, days * dayMs))
    if (tries > 200 || isOpen(calendar, at) || chance.happens(0.12)) return at
  }
}

type Special = { fate: Fate } & ({ kind: ClockKind; minutes: number } | { hoursAgo: number })

/** What makes the list worth a look: late, nearly late, waiting, done but not confirmed. */
const specials: readonly Special[] = [
  ...[-420, -200, -45, 15, 75].map((minutes) => ({ fate: 'unanswered' as const, kind: 'response' as const, minutes })),
  ...[-900, -300, -100, -30, 10, 60, 110].map((minutes) => ({
    fate: 'stuck' as const,
    kind: 'arrival' as const,
    minutes,
  })),
  ...[76, 122, 170].map((hoursAgo) => ({ fate: 'parts' as const, hoursAgo })),
  ...[52, 99].map((hoursAgo) => ({ fate: 'customer' as const, hoursAgo })),
  ...[74, 81, 98, 120, 145].map((hoursAgo) => ({ fate: 'resolved' as const, hoursAgo })),
]

function specialStory(setting: Setting, person: Person, wanted: Special): Story {
  const at =
    'kind' in wanted
      ? momentDue(setting, person.zone, wanted.kind, wanted.minutes)
      : new Date(setting.now.getTime() - wanted.hoursAgo * hourMs)
  const story = storyAt(setting, person, at)
  return { ...story, onSite: true, wishedAt: null, urgency: 'normal', fate: wanted.fate }
}

/** When a request must have come in for its limit to end that many minutes from now, in the limit's own kind of time. */
function momentDue(setting: Setting, zone: string, kind: ClockKind, minutes: number): Date {
  const { clauses, versionId, overrides, now, chance } = setting
  const [asElapsed, asWorked] = [now.getTime() + minutes * minuteMs, workedFrom(setting, minutes)]
  let nearest = { at: now.getTime() - 3 * hourMs, off: Number.POSITIVE_INFINITY }
  const first = now.getTime() - chance.between(15, 35) * minuteMs
  for (let at = first; at > now.getTime() - 7 * dayMs && nearest.off > 25 * minuteMs; at -= 20 * minuteMs) {
    const facts = { clauses, versionId, overrides, receivedAt: new Date(at), zone, urgency: 'normal' as const }
    const promise = promiseFor({ ...facts, onSite: true })
    const clock = promise.allowed && promise.result.clocks.find((one) => one.kind === kind)
    if (!clock) continue
    const wanted = clock.allowance.unit.startsWith('elapsed') ? asElapsed : asWorked
    const off = Math.abs(clock.dueAt.getTime() - wanted)
    if (off < nearest.off) nearest = { at, off }
  }
  return new Date(nearest.at)
}

function workedFrom({ calendar, now }: Setting, minutes: number): number {
  if (minutes >= 0) return instantAfterWorkingTime(calendar, now, minutes)?.getTime() ?? now.getTime()
  const before = subtractWorkingTime(calendar, now, -minutes)
  return before.allowed ? before.result.at.getTime() : now.getTime()
}

function spamStory(setting: Setting, at: Date): Story {
  const { cast } = setting
  const { spam, phoneOf } = cast.clientele
  const phone = phoneOf(877)
  const { zone } = cast.clientele.streets[0]!
  const person = { name: spam.name, phone, phoneKey: phoneKeyOf(cast, phone), email: null, address: '—', zone }
  return {
    ...storyAt(setting, person, at),
    ...{ said: spam.text, serialNumber: null, wishedAt: null, photos: 0, onSite: false },
    ...{ channel: 'web_form', urgency: 'high', fate: 'held' },
  }
}

function phoneKeyOf({ company }: Cast, phone: string): string {
  const key = decidePhoneKey(phone, company.country)
  if (!key.allowed) throw new Error('a number that cannot be called')
  return key.result
}
