import { type Day, dayOf } from '#rules/day.ts'
import type { NoticeChannel, NoticeContent } from '#rules/notice.ts'

/** A day; one more, and they become one message. */
export const mostNoticesADay = 5
/** A day that needs more of them has something wrong with it: the rest goes out by itself. */
export const mostDigestsADay = 3

export const digestAbouts = ['endings', 'requests'] as const
export type DigestAbout = (typeof digestAbouts)[number]

/** A planned row that is about to be sent. `key`: the row's own. */
export type DueNotice = {
  key: string
  recipient: string
  channel: NoticeChannel
  content: NoticeContent
  /** What ends, and what came in, are told apart. */
  about: DigestAbout
  /** The law wants it conspicuous (GR-11): it never goes into a digest. */
  alone: boolean
  sendAt: Date
}

/** One outgoing row; the rows of `keys` become `digested` and point to it. */
export type Digest = {
  keys: string[]
  recipient: string
  channel: NoticeChannel
  content: NoticeContent
  about: DigestAbout
  day: Day
  sendAt: Date
}

export type Digested = { singles: DueNotice[]; digests: Digest[] }

/** `sentToday`: by recipient, what left on the local day of `now`. Commercial and service content do not mix, nor ends and requests. */
export function digestsOf(
  due: readonly DueNotice[],
  context: { timeZone: string; now: Date; sentToday: ReadonlyMap<string, number> },
): Digested {
  const singles: DueNotice[] = []
  const digests: Digest[] = []
  for (const ofOneDay of grouped(due, ({ recipient, sendAt }) => [recipient, dayOf(sendAt, context.timeZone)])) {
    const { recipient, sendAt } = ofOneDay[0]!
    const day = dayOf(sendAt, context.timeZone)
    const before = day === dayOf(context.now, context.timeZone) ? (context.sentToday.get(recipient) ?? 0) : 0
    if (before + ofOneDay.length <= mostNoticesADay) {
      singles.push(...ofOneDay)
      continue
    }
    singles.push(...ofOneDay.filter(({ alone }) => alone))
    const together = grouped(
      ofOneDay.filter(({ alone }) => !alone),
      ({ channel, content, about }) => [channel, content, about],
    )
    for (const some of together) {
      if (some.length === 1) singles.push(...some)
      else digests.push(digestOf(some, day))
    }
  }
  return { singles, digests }
}

/** It goes out with the first of them: none is later for it. */
function digestOf(some: readonly DueNotice[], day: Day): Digest {
  const { recipient, channel, content, about } = some[0]!
  const keys = some.map(({ key }) => key).sort()
  const sendAt = new Date(Math.min(...some.map((one) => one.sendAt.getTime())))
  return { keys, recipient, channel, content, about, day, sendAt }
}

const grouped = <T>(items: readonly T[], by: (item: T) => readonly string[]): T[][] => [
  ...Map.groupBy(items, (item) => JSON.stringify(by(item))).values(),
]
