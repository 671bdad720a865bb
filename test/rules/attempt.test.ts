import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { delaySecondsAfter, type LimitName, limits, networkOf, retryAfterSeconds } from '#rules/attempt.ts'

const names = Object.keys(limits) as LimitName[]
const at = (seconds: number) => new Date(seconds * 1_000)

describe('the wait after tries', () => {
  test('is none while they are free, then doubles, then stays at the cap', () => {
    const limit = limits['sign-in account']
    expect([0, 4, 5, 6, 7, 12, 13, 60].map((count) => delaySecondsAfter(limit, count))).toEqual([
      0, 0, 4, 8, 16, 512, 900, 900,
    ])
  })

  test('never shrinks, is never endless, and is over before the count is forgotten', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(1_000), (name, count) => {
        const limit = limits[name]
        const delay = delaySecondsAfter(limit, count)
        expect(delaySecondsAfter(limit, count + 1)).toBeGreaterThanOrEqual(delay)
        expect(delay).toBeLessThanOrEqual(limit.capSeconds)
        expect(limit.capSeconds).toBeLessThanOrEqual(limit.windowSeconds)
        expect(limit.capSeconds).toBeLessThanOrEqual(900)
      }),
    )
  })

  test('counts from the last try that was heard', () => {
    const limit = limits['sign-in account']
    const counted = { count: 6, expiresAt: at(100 + limit.windowSeconds) }
    expect(retryAfterSeconds(limit, counted, at(100))).toBe(8)
    expect(retryAfterSeconds(limit, counted, at(107.5))).toBe(1)
    expect(retryAfterSeconds(limit, counted, at(108))).toBe(0)
    expect(retryAfterSeconds(limit, { count: 99, expiresAt: at(100) }, at(100))).toBe(0)
  })
})

test('a network is one IPv4 address or the /64 of an IPv6 one, however it is written', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('2001:DB8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
  expect(networkOf('2001:db8:1:2::9')).toBe('2001:db8:1:2')
  expect(networkOf('2001:0db8:0001:0002::9')).toBe('2001:db8:1:2')
  expect(networkOf('2001:db8::9')).toBe('2001:db8:0:0')
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0')
  expect(networkOf('::1')).toBe('0:0:0:0')
})
