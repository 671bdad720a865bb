import fc from 'fast-check'
import { expect, test } from 'vitest'
import assets from '#build/assets.json' with { type: 'json' }
import { fullMomentWords } from '#web/words/moment.ts'

const zones = ['Asia/Shanghai', 'Asia/Kathmandu', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC']

test('an instant is said as every browser says it, in every zone, through every change of its clocks', () => {
  const minute = fc.integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2037, 0) / 60_000 })
  fc.assert(
    fc.property(fc.constantFrom(...zones), minute, (timeZone, minutes) => {
      const at = new Date(minutes * 60_000)
      expect(fullMomentWords(at, timeZone, 'en')).toBe(browserWords(at, timeZone))
    }),
  )
})

function browserWords(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, year: 'numeric', month: 'short', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value
  return `${part('day')} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')}`
}

test('an island brings no library along: its texts and its own few lines only', () => {
  const islands = Object.entries(assets).filter(([name]) => name.endsWith('.js'))
  expect(islands.length).toBeGreaterThan(5)
  expect(islands.filter(([, { gz }]) => gz > 2_000)).toEqual([])
})
