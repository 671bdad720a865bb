import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge, Solution } from 'altcha-lib/types'
import { reportLimits } from '#rules/report.ts'
import { hashOf } from '#tenants/vault.ts'
import type { Reached } from './photo.ts'

const minutesToSolve = 20
const algorithm = 'PBKDF2/SHA-256'
const cost = 1_000
/** Hexadecimal digits that must come out as zero: a second of a phone's time, or ten. */
const prefixes = { ordinary: '00', harder: '000' }

/** What must be done before a report is heard while the company is under pressure (ALTCHA protocol). */
export async function challengeFor(scope: Reached, reportsThisHour: number): Promise<Challenge> {
  const keyPrefix = reportsThisHour >= reportLimits.harderFrom ? prefixes.harder : prefixes.ordinary
  const until = scope.now.getTime() + minutesToSolve * 60_000
  const data = { tenant: scope.tenant.id, until }
  return createChallenge({ algorithm, cost, keyPrefix, data, deriveKey, hmacSignatureSecret: await secretOf(scope) })
}

/** The key under which it is spent, and when it could be forgotten; undefined: no work was done. */
export async function provenWork(scope: Reached, payload: string): Promise<{ key: string; until: Date } | undefined> {
  const sent = parsed(payload)
  const until = Number(sent?.challenge.parameters.data?.until)
  if (!sent || !(until > scope.now.getTime()) || sent.challenge.parameters.data?.tenant !== scope.tenant.id)
    return undefined
  const { verified } = await verifySolution({ ...sent, deriveKey, hmacSignatureSecret: await secretOf(scope) })
  return verified
    ? { key: `proof:${await hashOf(sent.challenge.parameters.nonce)}`, until: new Date(until) }
    : undefined
}

const secretOf = ({ platform, tenant }: Reached) => platform.vault.mac('proof of work', tenant.id)

function parsed(payload: string): { challenge: Challenge; solution: Solution } | undefined {
  try {
    const sent: unknown = JSON.parse(atob(payload))
    return isPayload(sent) && sent.challenge.parameters.algorithm === algorithm && isCheap(sent.challenge)
      ? sent
      : undefined
  } catch {
    return undefined
  }
}

/** A forged challenge is never worked on: its cost is known before its signature is. */
const isCheap = ({ parameters }: Challenge) => parameters.cost === cost && (parameters.keyLength ?? 32) === 32

function isPayload(sent: unknown): sent is { challenge: Challenge; solution: Solution } {
  if (typeof sent !== 'object' || sent === null || !('challenge' in sent) || !('solution' in sent)) return false
  const { challenge } = sent as { challenge: unknown }
  if (typeof challenge !== 'object' || challenge === null || !('parameters' in challenge)) return false
  const { parameters } = challenge as { parameters: unknown }
  return (
    typeof parameters === 'object' &&
    parameters !== null &&
    typeof (sent as Challenges).challenge.parameters.nonce === 'string'
  )
}
type Challenges = { challenge: Challenge }
