import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createTOTPKeyURI, generateHOTP } from '@oslojs/otp'
import { hashOf } from '#tenants/vault.ts'
import type { Reached } from './attempt.ts'

const periodSeconds = 30
const digits = 6

/** The time step whose code this is, one before and one after the present included. */
export function matchingStep(secret: Uint8Array, code: string, now: Date): number | undefined {
  const given = code.replace(/\s/g, '')
  const present = Math.floor(now.getTime() / 1_000 / periodSeconds)
  const steps = [present - 1, present, present + 1]
  const matching = steps.filter((step) => isSame(generateHOTP(secret, BigInt(step), digits), given))
  return matching.at(-1)
}

const isSame = (expected: string, given: string) => {
  const [a, b] = [Buffer.from(expected), Buffer.from(given.slice(0, 64))]
  return a.length === b.length && timingSafeEqual(a, b)
}

export const totpUri = (company: string, email: string, secret: Uint8Array) =>
  createTOTPKeyURI(company, email, secret, periodSeconds, digits)

export const sealTotpSecret = ({ platform, tenant }: Reached, memberId: string, secret: Uint8Array) =>
  platform.vault.seal(Buffer.from(secret).toString('base64url'), `${tenant.id} totp ${memberId}`)

export const openTotpSecret = async ({ platform, tenant }: Reached, memberId: string, sealed: string) =>
  new Uint8Array(Buffer.from(await platform.vault.open(sealed, `${tenant.id} totp ${memberId}`), 'base64url'))

/** As typed: case, spaces and hyphens do not matter, nor the letters that look like digits. */
export const recoveryHashOf = (typed: string) =>
  hashOf(
    typed
      .slice(0, 100)
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')
      .replaceAll('O', '0')
      .replace(/[IL]/g, '1'),
  )

/** 120 bits each, so that their plain hash can be stored. */
export const newRecoveryCodes = () => Array.from({ length: 10 }, newRecoveryCode)

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function newRecoveryCode() {
  const letters = Array.from(randomBytes(24), (byte) => alphabet[byte % 32]).join('')
  return letters.match(/.{6}/g)!.join('-')
}
