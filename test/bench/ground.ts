import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { projectRoot } from '#worker/local/folder.ts'
import { makeRegister, migrateRegister } from '#worker/local/register.ts'
import { firstLine, type Started, startProgram } from './program.ts'

export type Secrets = { vaultKeys: string; platformToken: string }

export const newSecrets = (): Secrets => ({
  vaultKeys: `1:${randomBytes(32).toString('base64')}`,
  platformToken: randomBytes(32).toString('base64url'),
})

export type DatabaseProgram = Started & { url: string; port: number }

/** The local database server as a process of its own, without statistics. */
export async function startDatabases(folder: string, { platformToken }: Secrets): Promise<DatabaseProgram> {
  // As `npm start` starts the process that the server is part of there: `small` in worker/local/start.mjs.
  const program = startProgram(
    process.execPath,
    ['--max-semi-space-size=4', join(projectRoot, 'tenants/local/main.ts')],
    {
      DATABASE_DIR: folder,
      DATABASE_PLATFORM_TOKEN: platformToken,
      DATABASE_STATISTICS: '0',
      NODE_COMPILE_CACHE: join(projectRoot, 'build/compile-cache'),
      MALLOC_ARENA_MAX: '1',
    },
  )
  const url = await firstLine(program)
  return { ...program, url, port: Number(new URL(url).port) }
}

/** What the Worker is told, in production by wrangler.toml and secrets. `databaseUrl`: where it asks for data. */
export async function settingsFor(databases: DatabaseProgram, secrets: Secrets, databaseUrl = databases.url) {
  const register = await makeRegister(databases, secrets.platformToken)
  await migrateRegister({ CONTROL_PLANE_URL: register.url, CONTROL_PLANE_TOKEN: register.token })
  return {
    SCHEME: 'http',
    BASE_HOST: 'localhost',
    FILES_HOST: 'files.localhost',
    DATA_REGION: 'cn',
    VAULT_KEYS: secrets.vaultKeys,
    CONTROL_PLANE_URL: register.url,
    CONTROL_PLANE_TOKEN: register.token,
    TURSO_API_URL: databases.url,
    TURSO_ORGANIZATION: 'local',
    TURSO_GROUP: 'default',
    TURSO_PLATFORM_TOKEN: secrets.platformToken,
    TURSO_DATABASE_URL: 'http://{hostname}/',
    DATABASE_ORIGIN: databaseUrl,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: '2525',
    SMTP_SECURITY: 'none',
    MAIL_FROM: 'service@aftercare.example',
  }
}
