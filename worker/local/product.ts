import { startDatabaseServer } from '#tenants/local/server.ts'
import { readSettings } from '../platform/env.ts'
import { build } from './build.ts'
import { startClock } from './clock.ts'
import { openEdge } from './edge.ts'
import type { Folder } from './folder.ts'
import { startMailSink } from './mail-sink.ts'
import { openMailStore } from './mail-store.ts'
import { startMailbox } from './mailbox.ts'
import { makeRegister, migrateRegister } from './register.ts'
import { startRuntime } from './runtime.ts'
import { readSecrets, type Secrets } from './secrets.ts'

export type Product = Awaited<ReturnType<typeof startProduct>>

/** What is closed last was opened first. */
type Closing = (() => Promise<unknown> | undefined)[]

/** The whole product on this machine. What was started is stopped again when a later part does not start. */
export async function startProduct(folder: Folder, ports: { public: number; mailbox: number }) {
  const closing: Closing = []
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end()
  }
  try {
    return { ...(await startParts(folder, ports, closing)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function startParts(folder: Folder, ports: { public: number; mailbox: number }, closing: Closing) {
  const edge = await openEdge(ports.public)
  closing.push(edge.close)
  const secrets = readSecrets(folder)
  const [databases, mail] = await Promise.all([
    startDatabases(folder, secrets),
    startMail(folder, ports.mailbox),
    build(),
  ])
  closing.push(databases.close, mail.close)
  const settings = settingsOf(secrets, edge.port, mail.port, databases)
  readSettings(settings)
  const [runtime] = await Promise.all([startRuntime(folder.simulation, settings), migrateRegister(databases.register)])
  closing.push(runtime.close)
  const clock = startClock(runtime)
  closing.push(clock.close)
  edge.passTo(runtime.port)
  return {
    url: `http://localhost:${edge.port}`,
    databaseUrl: databases.url,
    mailboxUrl: mail.url,
    smtpPort: mail.port,
    secrets,
    env: () => runtime.env(),
    tick: (cron: string) => runtime.tick(cron),
  }
}

async function startDatabases(folder: Folder, { platformToken }: Secrets) {
  const onError = (error: unknown) => console.error('Database server:', error)
  const server = await startDatabaseServer({ dir: folder.databases, port: 0, platformToken, onError })
  const { url, token } = await makeRegister(server, platformToken)
  return { ...server, register: { CONTROL_PLANE_URL: url, CONTROL_PLANE_TOKEN: token } }
}

async function startMail(folder: Folder, mailboxPort: number) {
  const store = openMailStore(folder.mail)
  const sink = await startMailSink(store, (error) => console.error('Mail:', error))
  const mailbox = await startMailbox(store, mailboxPort)
  return { port: sink.port, url: mailbox.url, close: () => Promise.all([sink.close(), mailbox.close()]) }
}

/** What the Worker is told on this machine. */
export function settingsOf(
  secrets: Secrets,
  publicPort: number,
  smtpPort: number,
  databases: { url: string; register: { CONTROL_PLANE_URL: string; CONTROL_PLANE_TOKEN: string } },
): Record<string, string> {
  return {
    SCHEME: 'http',
    BASE_HOST: 'localhost',
    FILES_HOST: 'files.localhost',
    PUBLIC_PORT: `:${publicPort}`,
    DATA_REGION: process.env.DATA_REGION ?? 'own',
    VAULT_KEYS: secrets.vaultKeys,
    ...databases.register,
    TURSO_API_URL: databases.url,
    TURSO_ORGANIZATION: 'local',
    TURSO_GROUP: 'default',
    TURSO_PLATFORM_TOKEN: secrets.platformToken,
    TURSO_DATABASE_URL: 'http://{hostname}/',
    DATABASE_ORIGIN: databases.url,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(smtpPort),
    SMTP_SECURITY: 'none',
    MAIL_FROM: 'service@aftercare.example',
    OPERATOR_EMAIL: process.env.OPERATOR_EMAIL ?? 'operator@aftercare.example',
  }
}
