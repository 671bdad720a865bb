import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commonPasswords } from '#rules/common-password.ts'
import { decidePassword, isTooLong } from '#rules/password.ts'

const own = ['Acme Pumps', 'acme', 'Li Lei', 'li.lei@acme.example', '美的维修']
const reasonOf = (password: string) => {
  const decided = decidePassword(password, own)
  return decided.allowed ? 'allowed' : decided.reason
}

describe('a password', () => {
  test('has 8 to 256 characters as a person counts them', () => {
    expect(reasonOf('kx4 zq9')).toBe('password_short')
    expect(reasonOf('kx4 zq9p')).toBe('allowed')
    expect(reasonOf('维修师傅今天没空啊')).toBe('allowed')
    expect(reasonOf('🔑🔒🔓')).toBe('password_short')
    expect(reasonOf('ab'.repeat(32).concat('c'))).toBe('allowed')
    expect(reasonOf('🔑a9'.repeat(85).concat('b'))).toBe('allowed')
    expect(reasonOf('🔑a9'.repeat(85).concat('bc'))).toBe('password_long')
    expect(reasonOf('x9!'.repeat(400_000))).toBe('password_long')
  })

  test('may be made of anything: one kind of letters, spaces, signs, Chinese', () => {
    for (const password of [
      'tangerinewaffle',
      'sieben kleine zwerge',
      '        a b c',
      '!?!?;;--',
      '我家门口有两棵树',
      '8206414477',
    ])
      expect([password, reasonOf(password)]).toEqual([password, 'allowed'])
  })

  test('is none of the three thousand most common ones, whatever their case and whatever is hung onto them', () => {
    const known = commonPasswords.split(' ')
    expect(known.length).toBeGreaterThan(5_000)
    expect(new Set(known).size).toBe(known.length)
    for (const common of known.slice(0, 3_000)) expect([common, reasonOf(common)]).toEqual([common, 'password_common'])
    for (const common of ['PassWord', 'password123!', 'Sunshine!!!', 'aaaaaaaaaaaa', '1212121212', 'woaini1314'])
      expect([common, reasonOf(common)]).toEqual([common, 'password_common'])
  })

  test('is more than the name of the company, the product or the person', () => {
    for (const guess of ['acme2026', 'AcmePumps1', 'li.lei.123', '美的维修2026', 'pumps-acme-1', 'aftercareacme'])
      expect([guess, reasonOf(guess)]).toEqual([guess, 'password_guessable'])
    expect(reasonOf('our acme pumps never leak')).toBe('allowed')
  })

  test('is answered exactly as it came', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (password) => {
        const decided = decidePassword(password, own)
        if (decided.allowed) expect(decided.result).toBe(password)
        if (isTooLong(password)) expect(decided.allowed).toBe(false)
      }),
    )
  })
})
