import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { type Folder, writePrivately } from './folder.ts'
import { Trouble } from './trouble.ts'

const secretsFile = v.object({
  vaultKeys: v.string(),
  platformToken: v.string(),
  demoPassword: v.string(),
})
export type Secrets = v.InferOutput<typeof secretsFile>

/** Made on the first start, kept from then on: without the vault key nothing that was sealed opens again. */
export function readSecrets(folder: Folder): Secrets {
  if (!existsSync(folder.secrets)) writePrivately(folder.secrets, newSecrets())
  chmodSync(folder.secrets, 0o600)
  try {
    return v.parse(secretsFile, JSON.parse(readFileSync(folder.secrets, 'utf8')))
  } catch {
    throw new Trouble(
      `${folder.secrets} cannot be read. Put it back from a copy: a new one would not open what is stored.`,
    )
  }
}

const newSecrets = (): Secrets => ({
  vaultKeys: `1:${randomBytes(32).toString('base64')}`,
  platformToken: randomBytes(32).toString('base64url'),
  demoPassword: sayable(),
})

/** Four groups one can read out and type on a phone; 77 bits. */
function sayable(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const pick = () => letters[randomBytes(1)[0]! % letters.length]
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, pick).join('')).join('-')
}
