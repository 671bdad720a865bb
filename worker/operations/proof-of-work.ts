import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge, Solution } from 'altcha-lib/types'
import { hashOf, type Vault } from '#tenants/vault.ts'
import type { Platform } from '../platform/platform.ts'
import type { Reached } from './photo.ts'

const minutesToSolve = 20
const algorithm = 'PBKDF2/SHA-256'
/** Hexadecimal zeros to be found: four thousand tries, more or less. */
const keyPrefix = '000'
/** Rounds of each try: a second of a phone's time in all, or ten. */
const costs = { ordinary: 500, harder: 3_000 }

/** Who asks for work: what was solved for one is nothing to another. */
export type WorkAsker = { vault: Vault; now: Date; name: string }

export const companyAsking = ({ platform, tenant, now }: Reached): WorkAsker => ({
  vault: platform.vault,
  now,
  name: tenant.id,
})

/** The base host, before it makes a company. */
export const signUpAsking = (platform: Platform): WorkAsker => ({
  vault: platform.vault,
  now: platform.now(),
  name: 'sign-up',
})

/** What must be done before a form is heard while many are coming in (ALTCHA protocol). */
export async function challengeFor(asker: WorkAsker, { harder }: { harder: boolean }): Promise<Challenge> {
  const until = asker.now.getTime() + minutesToSolve * 60_000
  return createChallenge({
    algorithm,
    cost: harder ? costs.harder : costs.ordinary,
    keyPrefix,
    data: { until },
    deriveKey,
    hmacSignatureSecret: await secretOf(asker),
  })
}

export type Proof = { key: string; until: Date }

/** The key under which it is spent, and when it could be forgotten; undefined: no work was done. */
export async function provenWork(asker: WorkAsker, payload: string): Promise<Proof | undefined> {
  const sent = parsed(payload)
  const until = Number(sent?.challenge.parameters.data?.until)
  if (!sent || !(until > asker.now.getTime())) return undefined
  return (await isSolved(asker, sent))
    ? { key: `proof:${await hashOf(sent.challenge.parameters.nonce)}`, until: new Date(until) }
    : undefined
}

type Payload = { challenge: Challenge; solution: Solution }

/** Whatever shape was sent, the answer is yes or no. */
async function isSolved(asker: WorkAsker, sent: Payload): Promise<boolean> {
  try {
    return (await verifySolution({ ...sent, deriveKey, hmacSignatureSecret: await secretOf(asker) })).verified
  } catch {
    return false
  }
}

const secretOf = ({ vault, name }: WorkAsker) => vault.mac('proof of work', name)

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
