import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { projectRoot } from '#worker/local/folder.ts'
import { quietWrangler } from '#worker/local/quiet.ts'
import { startOutside } from './outside.ts'
import { type Started, startProgram } from './program.ts'

export const benchFolder = join(projectRoot, 'build/bench')
const bundle = join(benchFolder, 'worker')
/** As they were when the Worker was built that names them. */
export const assetFolder = join(benchFolder, 'public')

/** Just as it is uploaded, minified. */
export function bundleWorker() {
  rmSync(bundle, { recursive: true, force: true })
  const wrangler = join(projectRoot, 'node_modules/wrangler/bin/wrangler.js')
  const env = { ...process.env, ...quietWrangler }
  for (const args of [
    [join(projectRoot, 'web/build.ts')],
    [wrangler, 'deploy', '--dry-run', '--minify', '--outdir', bundle],
  ]) {
    const run = spawnSync(process.execPath, args, { cwd: projectRoot, env, encoding: 'utf8' })
    if (run.status !== 0) throw new Error(`The Worker cannot be built.\n${run.stderr || run.stdout}`)
  }
  rmSync(assetFolder, { recursive: true, force: true })
  cpSync(join(projectRoot, 'build/public'), assetFolder, { recursive: true })
  return { bytes: readFileSync(join(bundle, 'index.js')).length }
}

/** The bundle in bare workerd; what stands for files, cache and queue answers from outside. */
export async function startWorker(
  settings: Record<string, string>,
  log: 'inherit' | 'ignore' = 'inherit',
): Promise<Served> {
  const texts = readdirSync(bundle).filter((name) => name.endsWith('.sql'))
  const modules = [
    '(name = "index.js", esModule = embed "worker/index.js")',
    ...texts.map((name) => `(name = "./${name}", text = embed "worker/${name}")`),
  ]
  const bindings = [
    ...Object.entries(settings).map(([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`),
    '(name = "FILES", r2Bucket = "outside")',
    '(name = "TENANTS", kvNamespace = "outside")',
    '(name = "DOORBELL", queue = "outside")',
  ]
  const outside = await startOutside()
  const service = `(name = "outside", external = (address = "127.0.0.1:${outside.port}", http = ()))`
  const served = await serve('product', modules, bindings, [service], log)
  const stop = async () => {
    await served.stop()
    await outside.close()
  }
  return { ...served, stop }
}

/** The floor: a Worker that does nothing but answer, with the very bytes that the product answered. */
export function startBareWorker(answers: Record<string, BareAnswer>): Promise<Served> {
  writeFileSync(join(benchFolder, 'answers.mjs'), `export const answers = ${JSON.stringify(answers)}`)
  copyFileSync(join(import.meta.dirname, 'bare-worker.mjs'), join(benchFolder, 'bare-worker.mjs'))
  const modules = ['bare-worker.mjs', 'answers.mjs'].map((name) => `(name = "${name}", esModule = embed "${name}")`)
  return serve('bare', modules, [], [])
}

export type BareAnswer = { status: number; headers: [string, string][]; body: string }
export type Served = Started & { port: number }

async function serve(
  name: string,
  modules: string[],
  bindings: string[],
  services: string[],
  log: 'inherit' | 'ignore' = 'inherit',
): Promise<Served> {
  mkdirSync(benchFolder, { recursive: true })
  const file = join(benchFolder, `${name}.capnp`)
  writeFileSync(file, configOf(modules, bindings, services))
  const binary = createRequire(import.meta.url)('workerd').default as string
  const program = startProgram(binary, ['serve', file, '--control-fd=3'], {}, log)
  return { ...program, port: await portOf(program) }
}

/** A heap as on a small machine of one's own; in the cloud it is limited to 128 MB, and not by us. */
const v8Flags = ['--max-semi-space-size=8', '--max-heap-size=58', '--single-threaded-gc']

const configOf = (
  modules: string[],
  bindings: string[],
  services: string[],
) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  v8Flags = [${v8Flags.map((flag) => JSON.stringify(flag)).join(', ')}],
  services = [
    (name = "main", worker = (
      modules = [${modules.join(',\n        ')}],
      compatibilityDate = "2026-10-01", globalOutbound = "network",
      bindings = [${bindings.join(',\n        ')}],
    )),
    (name = "network", network = (allow = ["public", "private", "local"])),
    ${services.join(',\n    ')}
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`

/** workerd says on its control channel where it listens. */
function portOf({ child }: Started): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('workerd ended before it listened')))
    child.stdio[3]!.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\n').filter(Boolean)) {
        const told = JSON.parse(line) as { event: string; port: number }
        if (told.event === 'listen') resolve(told.port)
      }
    })
  })
}
