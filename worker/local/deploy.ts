import './sql-text.ts'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.ts'
import {
  type CloudSettings,
  cloudSettings,
  howToSet,
  missingSettings,
  optionalSettings,
  readCloudSettings,
} from './cloud-settings.ts'
import { askCloudflare, cloudflare } from './cloudflare.ts'
import { projectRoot } from './folder.ts'
import { runProgram, Trouble } from './trouble.ts'

const folder = join(projectRoot, 'build/deploy')
const config = join(folder, 'wrangler.toml')
const secretsFile = join(folder, 'secrets.json')
const names = {
  bucket: 'aftercare-files',
  queue: 'aftercare-doorbell',
  deadLetters: 'aftercare-dead-letters',
  cache: 'aftercare-tenants',
  register: 'control-plane',
}

/** Brings the product to Cloudflare and Turso. May be run again at any time: what is there already is left alone. */
async function deploy() {
  const dry = process.argv.includes('--dry-run')
  console.log(plan())
  await build()
  if (dry) return rehearse()

  const settings = readCloudSettings(process.env)
  await step('Cloudflare account', () => cloudflare(['whoami']))
  await step(`R2 bucket ${names.bucket}`, () =>
    unlessThere(['r2', 'bucket', 'create', names.bucket, ...placeOf(settings)]),
  )
  for (const queue of [names.queue, names.deadLetters])
    await step(`Queue ${queue}`, () => unlessThere(['queues', 'create', queue]))
  const cacheId = await step(`KV namespace ${names.cache}`, findOrMakeCache)
  const register = await step('Turso database of the control plane', () => makeRegister(settings))
  writeConfig(settings, cacheId)
  await step('Worker', () => upload(settings, register))
  console.log(`\nDone: https://${settings.BASE_HOST}/\n${dns(settings.BASE_HOST)}`)
}

const plan = () => `What is done, each only when it is not there yet:
  1. build styles, islands and the Worker
  2. R2 bucket ${names.bucket} for pictures
  3. queues ${names.queue} and ${names.deadLetters}, KV namespace ${names.cache}
  4. Turso database ${names.register}, its token, its newest schema
  5. upload the Worker with its settings, secrets, cron ticks and routes
`

async function rehearse() {
  const missing = missingSettings(process.env)
  const example = { BASE_HOST: 'aftercare.example', DATA_REGION: 'apac' }
  writeConfig({ ...example, ...process.env } as CloudSettings, '0'.repeat(32))
  await cloudflare(['deploy', '--dry-run', '--config', config, '--outdir', join(folder, 'bundle')])
  console.log('The bundle is valid. Nothing was created or uploaded.')
  if (missing.length > 0) console.log(`\nBefore the real run, set these in the environment:\n${howToSet(missing)}`)
  const left = optionalSettings(process.env)
  if (left.length > 0) console.log(`\nThese may be set, too:\n${howToSet(left)}`)
}

async function step<T>(what: string, run: () => Promise<T>): Promise<T> {
  process.stdout.write(`${what} … `)
  try {
    const result = await run()
    console.log('ready')
    return result
  } catch (error) {
    console.log('failed')
    throw error
  }
}

async function unlessThere(args: string[]) {
  const { ok, said } = await askCloudflare(args)
  if (!ok && !/already exists|already taken|already own|11009|10004/i.test(said)) throw new Trouble(said.trim())
}

const placeOf = ({ DATA_REGION }: CloudSettings) => [
  '--location',
  { eu: 'weur', us: 'enam', apac: 'apac' }[DATA_REGION],
]

async function findOrMakeCache(): Promise<string> {
  const found = await findCache()
  if (found) return found
  await cloudflare(['kv', 'namespace', 'create', names.cache])
  const made = await findCache()
  if (!made) throw new Trouble(`The KV namespace ${names.cache} was made but is not in the list; run this again.`)
  return made
}

async function findCache(): Promise<string | undefined> {
  const said = await cloudflare(['kv', 'namespace', 'list'])
  const list = JSON.parse(said.slice(said.indexOf('['))) as { id: string; title: string }[]
  return list.find(({ title }) => title === names.cache || title === `aftercare-${names.cache}`)?.id
}

async function makeRegister(settings: CloudSettings) {
  const { tursoPlatform } = await import('#tenants/turso.ts')
  const { openControlPlane } = await import('#tenants/open.ts')
  const { migrateControlPlane } = await import('#tenants/migrate.ts')
  const turso = tursoPlatform(
    {
      apiUrl: 'https://api.turso.tech',
      organization: settings.TURSO_ORGANIZATION,
      group: settings.TURSO_GROUP,
      token: settings.TURSO_PLATFORM_TOKEN,
      databaseUrl: 'libsql://{hostname}',
    },
    { fetch: (url, init) => fetch(url, init) },
  )
  const { url } = await turso.createDatabase(names.register)
  const token = await turso.mintToken(names.register)
  await migrateControlPlane(openControlPlane(url, token, { fetch, timeoutMs: 30_000 }))
  return { CONTROL_PLANE_URL: url, CONTROL_PLANE_TOKEN: token }
}

/** wrangler.toml with this account's ids, routes and plain settings; the file in the repository stays as it is. */
function writeConfig(settings: CloudSettings, cacheId: string) {
  mkdirSync(folder, { recursive: true })
  const zone = settings.CLOUDFLARE_ZONE ?? settings.BASE_HOST
  const routes = [`${settings.BASE_HOST}/*`, `*.${settings.BASE_HOST}/*`]
  const lines = routes.map((pattern) => `{ pattern = ${quoted(pattern)}, zone_name = ${quoted(zone)} }`)
  const text = readFileSync(join(projectRoot, 'wrangler.toml'), 'utf8')
    .replace('"worker/index.ts"', quoted(join(projectRoot, 'worker/index.ts')))
    .replace('"build/public"', quoted(join(projectRoot, 'build/public')))
    .replace('"00000000000000000000000000000000"', quoted(cacheId))
    .replace(/^name = .*$/m, (name) => `${name}\nroutes = [${lines.join(', ')}]`)
  const chosen = cloudSettings.optional.filter((name) => settings[name])
  const plain = [...cloudSettings.plain, ...chosen].map((name) => `${name} = ${quoted(settings[name] ?? '')}`)
  writeFileSync(config, `${text}\n[vars]\nFILES_HOST = ${quoted(`files.${settings.BASE_HOST}`)}\n${plain.join('\n')}\n`)
}

const quoted = (text: string) => JSON.stringify(text)

/** The secrets lie on this disk only while they are uploaded. */
async function upload(settings: CloudSettings, register: Record<string, string>) {
  const secrets = Object.fromEntries(
    cloudSettings.secret.map((name) => [name, settings[name]]).filter(([, text]) => text),
  )
  writeFileSync(secretsFile, JSON.stringify({ ...secrets, ...register }), { mode: 0o600 })
  try {
    await cloudflare(['deploy', '--config', config, '--secrets-file', secretsFile])
  } finally {
    rmSync(secretsFile, { force: true })
  }
}

const dns = (
  base: string,
) => `If the addresses do not answer yet: the zone needs two proxied DNS records that lead nowhere else,
  AAAA ${base} 100::   and   AAAA *.${base} 100::
and, for names below a subdomain, a certificate that covers *.${base}.`

await runProgram(deploy)
