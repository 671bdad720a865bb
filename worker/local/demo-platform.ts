import type { Env } from '../platform/env.ts'
import type { Platform } from '../platform/platform.ts'
import { productionPlatform } from '../platform/production.ts'
import type { Folder, Running } from './folder.ts'
import { startProduct } from './product.ts'
import { quietWrangler } from './quiet.ts'
import { makeRegister } from './register.ts'
import { readSecrets, type Secrets } from './secrets.ts'

/** The running product's databases, or a product started for this alone. */
export async function withPlatform<T>(folder: Folder, work: (platform: Platform, secrets: Secrets) => Promise<T>) {
  const running = folder.running()
  if (running?.databaseUrl) {
    const secrets = readSecrets(folder)
    return work(productionPlatform(await envOf(running, secrets)), secrets)
  }
  Object.assign(process.env, quietWrangler)
  await folder.claim()
  try {
    const product = await startProduct(folder, { public: 0, mailbox: 0 })
    try {
      return await work(productionPlatform(await product.env()), product.secrets)
    } finally {
      await product.close()
    }
  } finally {
    folder.release()
  }
}

/**
 * Another process holds files and queue. Files have the same keys at every reset and are there already; who is not rung
 * now is visited within the hour.
 */
async function envOf({ url, databaseUrl, smtpPort }: Running, secrets: Secrets): Promise<Env> {
  const register = await makeRegister({ url: databaseUrl }, secrets.platformToken)
  const nothing = async () => undefined
  return {
    SCHEME: 'http',
    BASE_HOST: 'localhost',
    FILES_HOST: 'files.localhost',
    PUBLIC_PORT: `:${new URL(url).port}`,
    DATA_REGION: process.env.DATA_REGION ?? 'own',
    VAULT_KEYS: secrets.vaultKeys,
    CONTROL_PLANE_URL: register.url,
    CONTROL_PLANE_TOKEN: register.token,
    TURSO_API_URL: databaseUrl,
    TURSO_ORGANIZATION: 'local',
    TURSO_GROUP: 'default',
    TURSO_PLATFORM_TOKEN: secrets.platformToken,
    TURSO_DATABASE_URL: 'http://{hostname}/',
    DATABASE_ORIGIN: databaseUrl,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(smtpPort),
    SMTP_SECURITY: 'none',
    MAIL_FROM: 'service@aftercare.example',
    FILES: { put: nothing },
    TENANTS: { get: nothing, put: nothing, delete: nothing },
    DOORBELL: { send: nothing },
  } as unknown as Env
}
