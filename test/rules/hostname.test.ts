import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { challengeRecord, decideHostname, hostnameOf } from '#rules/hostname.ts'

const ours = ['aftercare.example', 'files.aftercare.example']
const registered = [
  { hostname: 'service.bravo.com', tenantId: 'bravo' },
  { hostname: 'care.acme.com', tenantId: 'acme' },
]
const decide = (typed: string) => decideHostname(hostnameOf(typed), 'acme', { ours, registered })

describe('a host name of a company’s own', () => {
  test.each([
    'service.acme.com',
    'Service.ACME.com.',
    ' acme.com.cn ',
    'a-1.b2.example',
    'care.acme.com',
    'ｃａｒｅ.acme.com',
  ])('%j may be one', (typed) => {
    expect(decide(typed)).toEqual({ allowed: true, result: hostnameOf(typed) })
  })

  test.each([
    [
      'malformed',
      ['', 'acme', 'acme..com', '-a.com', 'a-.com', 'a_b.com', 'https://acme.com', 'acme.com:443', 'a.com/x'],
    ],
    [
      'malformed',
      ['*.acme.com', 'acme.com evil.com', 'acme.c', 'acme.123', `${'a'.repeat(64)}.com`, `${'a.'.repeat(120)}com`],
    ],
    ['address', ['192.0.2.7', '2130706433', '127.1', '[2001:db8::1]', '2001:db8::1', '::1']],
    ['international', ['аcme.com', 'acmé.com', '服务.中国', 'xn--cme-6cd.com', 'service.xn--fiqs8s', 'acme\u200b.com']],
    ['not_public', ['acme.localhost', 'acme.local', 'acme.internal', '7.2.0.192.in-addr.arpa', 'acme.test']],
    ['our_own', ['aftercare.example', 'acme.aftercare.example', 'files.aftercare.example', 'x.y.aftercare.example']],
    ['looks_like_ours', ['aftercare.examp1e', 'acme.aftercare.examp1e', 'aftercare.exarnple', 'after-care.example']],
    ['anothers', ['service.bravo.com', 'SERVICE.bravo.com.']],
    ['looks_like_anothers', ['serv1ce.bravo.com', 'service.brav0.com']],
  ] as const)('is refused as %s: %j', (reason, names) => {
    for (const name of names) expect([name, decide(name)]).toEqual([name, { allowed: false, reason }])
  })

  test('neither a parent of the product’s own name nor a name of a name is anybody’s', () => {
    const deep = { ours: ['app.aftercare.example'], registered: [] }
    expect(decideHostname('aftercare.example', 'acme', deep)).toEqual({ allowed: false, reason: 'our_own' })
  })

  test('whatever is allowed is what the directory would serve: one spelling, dots between labels, letters at the end', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'az09-.:/@ ı'), maxLength: 40 }), (typed) => {
        const decided = decide(typed)
        if (decided.allowed)
          expect(decided.result).toMatch(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/)
      }),
    )
  })

  test('the record stands beside the name, and DNS can hold its name and value', () => {
    const longest = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(36)}.com`
    expect(decide(longest).allowed).toBe(true)
    const { name, value } = challengeRecord(longest, 'x'.repeat(43))
    expect([name.length <= 253, value.length <= 255]).toEqual([true, true])
  })
})
