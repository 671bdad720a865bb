import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge, Solution } from 'altcha-lib/types'
import { reportLimits } from '#rules/report.ts'
import { hashOf } from '#tenants/vault.ts'
import type { Reached } from './photo.ts'

const minutesToSolve = 20
const algorithm = 'PBKDF2/SHA-256'
/** Hexadecimal zeros to be found: four thousand tries, more or less. */
const keyPrefix = '000'
/** Rounds of each try: a second of a phone's time in all, or ten. */
const costs = { ordinary: 500, harder: 3_000 }

/** What must be done before a report is heard while the company is under pressure (ALTCHA protocol). */
export async function challengeFor(scope: Reached, reportsThisHour: number): Promise<Challenge> {
  const cost = reportsThisHour >= reportLimits.harderFrom ? costs.harder : costs.ordinary
  const until = scope.now.getTime() + minutesToSolve * 60_000
  return createChallenge({
    algorithm,
    cost,
    keyPrefix,
    data: { until },
    deriveKey,
    hmacSignatureSecret: await secretOf(scope),
  })
}

/** The key under which it is spent, and when it could be forgotten; undefined: no work was done. */
export async function provenWork(scope: Reached, payload: string): Promise<{ key: string; until: Date } | undefined> {
  const sent = parsed(payload)
  const until = Number(sent?.challenge.parameters.data?.until)
  if (!sent || !(until > scope.now.getTime())) return undefined
  return (await isSolved(scope, sent))
    ? { key: `proof:${await hashOf(sent.challenge.parameters.nonce)}`, until: new Date(until) }
    : undefined
}

type Payload = { challenge: Challenge; solution: Solution }

/** Whatever shape was sent, the answer is yes or no. */
async function isSolved(scope: Reached, sent: Payload): Promise<boolean> {
  try {
    return (await verifySolution({ ...sent, deriveKey, hmacSignatureSecret: await secretOf(scope) })).verified
  } catch {
    return false
  }
}

/** Each company's own: what was solved for one is nothing to another. */
const secretOf = ({ platform, tenant }: Reached) => platform.vault.mac('proof of work', tenant.id)

function parsed(payload: string): Payload | undefined {
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
const isCheap = ({ parameters }: Challenge) => parameters.cost <= costs.harder && (parameters.keyLength ?? 32) === 32

function isPayload(sent: unknown): sent is Payload {
  const nonce = (sent as Payload | null)?.challenge?.parameters?.nonce
  return typeof nonce === 'string' && typeof (sent as Payload).solution === 'object'
}
