import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './folder.ts'
import { quietWrangler } from './quiet.ts'
import { runProgram, Trouble } from './trouble.ts'

const sources = ['rules', 'schema', 'tenants', 'web', 'worker', 'wrangler.toml', 'package-lock.json']
const bundle = join(projectRoot, 'build/worker')
/** Run by this Node itself: started from a shell, it would look for another. */
export const wrangler = join(projectRoot, 'node_modules/wrangler/bin/wrangler.js')
const stamp = join(projectRoot, 'build/.stamp')

/** Styles, islands and the Worker as it is uploaded. Nothing is done when no source has changed since. */
export async function build({ quiet = true } = {}) {
  const state = stateOfSources()
  if (isBuilt(state)) return
  await run('The styles and islands', [join(projectRoot, 'web/build.ts')], quiet)
  await bundleWorker(quiet)
  writeFileSync(stamp, state)
}

export const workerBundle = { folder: bundle, entry: 'index.js', bindings: join(bundle, 'bindings.json') }

async function bundleWorker(quiet: boolean) {
  rmSync(bundle, { recursive: true, force: true })
  await run('The Worker', [wrangler, 'deploy', '--dry-run', '--outdir', bundle], quiet)
  await run('The Worker', [join(projectRoot, 'worker/local/bindings.ts')], quiet)
}

function isBuilt(state: string) {
  const files = [workerBundle.bindings, join(projectRoot, 'build/assets.json'), stamp]
  return files.every(existsSync) && readFileSync(stamp, 'utf8') === state
}

/** Name, size and time of every source; reading them whole would take longer than the rest of a start. */
function stateOfSources(): string {
  const hash = createHash('sha256')
  for (const source of sources) {
    const path = join(projectRoot, source)
    const files = statSync(path).isDirectory() ? filesBelow(path) : [path]
    for (const file of files) {
      const { size, mtimeMs } = statSync(file)
      hash.update(`${file} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

const filesBelow = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

function run(what: string, args: string[], quiet: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const env = { ...process.env, ...quietWrangler }
    const child = spawn(process.execPath, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const hear = (chunk: Buffer) => {
      said += chunk
      if (!quiet) process.stdout.write(chunk)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Trouble(`${what} could not be built.${quiet ? `\n${said.trim()}` : ''}`)),
    )
  })
}

if (import.meta.main) await runProgram(() => build({ quiet: false }))
