import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarText, type FeedEntry } from '#rules/calendar-feed.ts'

const entry: FeedEntry = {
  uid: 'c1-end@acme.example',
  version: 3,
  createdAt: new Date('2026-01-02T03:04:05.678Z'),
  title: '合同到期：长青',
  text: '第一行\n第二行；a,b;c\\d',
  url: 'https://acme.example/console/contracts/c1',
  when: { on: '2026-02-28' },
}
const textOf = (more: Partial<FeedEntry> = {}) => calendarText({ name: '长青, 售后', entries: [{ ...entry, ...more }] })
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

describe('a calendar as RFC 5545 wants it', () => {
  test('a day that ends something: all day, over where the next begins, keeping nobody busy', () => {
    const lines = unfolded(textOf())
    expect(lines).toEqual([
      ...[
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Aftercare//Calendar//EN',
        'CALSCALE:GREGORIAN',
        'METHOD:PUBLISH',
      ],
      ...[
        'X-WR-CALNAME:长青\\, 售后',
        'NAME:长青\\, 售后',
        'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
        'X-PUBLISHED-TTL:PT6H',
      ],
      ...['BEGIN:VEVENT', 'UID:c1-end@acme.example', 'DTSTAMP:20260102T030405Z', 'SEQUENCE:3'],
      ...['DTSTART;VALUE=DATE:20260228', 'DTEND;VALUE=DATE:20260301', 'TRANSP:TRANSPARENT'],
      ...['SUMMARY:合同到期：长青', 'DESCRIPTION:第一行\\n第二行；a\\,b\\;c\\\\d'],
      ...['URL:https://acme.example/console/contracts/c1', 'END:VEVENT', 'END:VCALENDAR', ''],
    ])
  })

  test('an appointment: from and until in UTC', () => {
    const lines = unfolded(textOf({ when: { from: new Date('2026-05-01T01:30:00Z'), minutes: 60 } }))
    expect(lines).toContain('DTSTART:20260501T013000Z')
    expect(lines).toContain('DTEND:20260501T023000Z')
    expect(lines).not.toContain('TRANSP:TRANSPARENT')
  })

  test('a leap day ends on the first of March', () => {
    expect(unfolded(textOf({ when: { on: '2028-02-29' } }))).toContain('DTEND;VALUE=DATE:20280301')
  })

  test('whatever a name says, no line is longer than 75 octets, no character is torn, and nothing of it becomes a line of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (title) => {
        const text = textOf({ title, text: `${title}\r\nEND:VEVENT` })
        const lines = text.split('\r\n')
        expect(lines.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line))).toEqual([])
        const whole = unfolded(text)
        expect(whole.filter((line) => line === 'END:VEVENT')).toHaveLength(1)
        const summary = whole.find((line) => line.startsWith('SUMMARY:'))!.slice(8)
        const back = summary.replace(/\\(.)/gs, (_, sign: string) => (sign === 'n' ? '\n' : sign))
        const plain = title.replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}/gu, '')
        expect(back).toBe(plain)
      }),
      { numRuns: 30 },
    )
  })
})
