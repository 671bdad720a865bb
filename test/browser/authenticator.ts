import { generateHOTP } from '@oslojs/otp'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What an authenticator shows for a key, or will show so many half minutes later. */
export function codeOf(key: string, ahead = 0): string {
  const bits = [...key.replace(/[\s=]/g, '').toUpperCase()]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const secret = Uint8Array.from(bits.match(/[01]{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
  return generateHOTP(secret, BigInt(Math.floor(Date.now() / 30_000) + ahead), 6)
}
