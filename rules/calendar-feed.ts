import { addDays, type Day } from '#rules/day.ts'

/** One entry. `uid` stays the same when its day moves, so that calendars move it instead of showing two. */
export type FeedEntry = {
  uid: string
  version: number
  createdAt: Date
  title: string
  text: string
  url: string
  when: { on: Day } | { from: Date; minutes: number }
}

/** RFC 5545: lines end with CRLF and are folded at 75 octets; times are UTC, days are days. */
export function calendarText({ name, entries }: { name: string; entries: readonly FeedEntry[] }): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Aftercare//Calendar//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    `NAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...entries.flatMap(linesOf),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const linesOf = ({ uid, version, createdAt, title, text, url, when }: FeedEntry): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `DTSTAMP:${instantText(createdAt)}`,
  `SEQUENCE:${version}`,
  ...timeLines(when),
  `SUMMARY:${escaped(title)}`,
  `DESCRIPTION:${escaped(text)}`,
  `URL:${url}`,
  'END:VEVENT',
]

/** A day is over where the next one begins; it keeps nobody busy. */
function timeLines(when: FeedEntry['when']): string[] {
  if ('on' in when)
    return [
      `DTSTART;VALUE=DATE:${dayText(when.on)}`,
      `DTEND;VALUE=DATE:${dayText(addDays(when.on, 1))}`,
      'TRANSP:TRANSPARENT',
    ]
  const until = new Date(when.from.getTime() + when.minutes * 60_000)
  return [`DTSTART:${instantText(when.from)}`, `DTEND:${instantText(until)}`]
}

const dayText = (day: Day) => day.replaceAll('-', '')

const instantText = (at: Date) =>
  at
    .toISOString()
    .replace(/\.\d{3}Z$/, 'Z')
    .replace(/[-:]/g, '')

/** Backslash, semicolon, comma and line breaks; other control characters are left out. */
const escaped = (text: string) =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/[;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')

const longestLine = 75

/** Between characters, never inside one; what goes on begins with a space, which counts. */
function folded(line: string): string {
  const encoder = new TextEncoder()
  let text = ''
  let octets = 0
  for (const sign of line) {
    const size = encoder.encode(sign).length
    if (octets + size > longestLine) {
      text += '\r\n '
      octets = 1
    }
    text += sign
    octets += size
  }
  return text
}
