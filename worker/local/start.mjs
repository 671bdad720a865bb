// The first thing that runs on a fresh clone: plain JavaScript, any Node >= 18, nothing but Node itself.
// Installs what is missing, then hands over to the project's own Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants as osConstants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const programs = {
  start: 'worker/local/launch.ts',
  test: 'worker/local/check.ts',
  build: 'worker/local/build.ts',
  demo: 'worker/local/demo.ts',
  deploy: 'worker/local/deploy.ts',
  bench: 'test/bench/main.ts',
  faults: 'test/faults/main.ts',
  probe: 'test/probe/main.ts',
  jobs: 'worker/local/jobs.ts',
  tenants: 'tenants/cli.ts',
  schema: 'schema/generate.ts',
}
const modules = join(root, 'node_modules')
const marker = join(modules, '.aftercare-lock')
/** What stays running takes 40 to 100 MB less: no compiler for types kept, a small young generation, one arena. */
const small = {
  flags: ['--max-semi-space-size=4'],
  settings: { NODE_COMPILE_CACHE: join(root, 'build', 'compile-cache'), MALLOC_ARENA_MAX: '1' },
}

const [name = 'start', ...args] = process.argv.slice(2)
main()

function main() {
  const program = programs[name]
  if (!program) fail(`There is no "${name}". Known: ${Object.keys(programs).join(', ')}.`)
  if (Number(process.versions.node.split('.')[0]) < 18)
    fail(`Node ${process.versions.node} is too old: 18 or newer is needed.`)
  if (!existsSync(join(root, program))) fail(`"${name}" is not there yet (${program}).`)
  if (!isInstalled()) install()
  handOver(program)
}

/** The lock file as it was installed, or what npm itself says is installed. */
function isInstalled() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const hash = createHash('sha256').update(lock).digest('hex')
  if (!existsSync(ownNode())) return false
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return true
  if (!matchesInstalled(JSON.parse(lock.toString('utf8')))) return false
  remember(hash)
  return true
}

function matchesInstalled(lock) {
  try {
    const installed = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages
    return Object.entries(lock.packages).every(
      ([path, wanted]) =>
        path === '' || wanted.optional || wanted.devOptional || installed[path]?.version === wanted.version,
    )
  } catch {
    return false
  }
}

function install() {
  writable(root)
  console.log('Installing packages. This happens once and takes about a minute …')
  const npm = process.env.npm_execpath
  const options = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
  ]
  const [command, first] = npm?.endsWith('.js') || npm?.endsWith('.cjs') ? [process.execPath, [npm]] : ['npm', []]
  const shell = process.platform === 'win32' && command === 'npm'
  const run = spawnSync(command, [...first, ...options], {
    cwd: root,
    encoding: 'utf8',
    shell,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (run.status !== 0) fail(reasonOf(run.stderr ?? String(run.error)))
  if (!existsSync(ownNode()))
    fail('The packages are installed, but their scripts did not run: npm must not be set to ignore-scripts.')
  remember(
    createHash('sha256')
      .update(readFileSync(join(root, 'package-lock.json')))
      .digest('hex'),
  )
}

function reasonOf(said) {
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|network/i.test(said))
    return 'The packages could not be downloaded: there is no network, or the package registry cannot be reached. Try again once it is there.'
  if (/ENOSPC/.test(said)) return 'The packages could not be installed: the disk is full.'
  if (/EROFS|EACCES|EPERM/.test(said)) return `The packages could not be installed: ${modules} cannot be written.`
  const lines = said.split('\n').filter((line) => line.startsWith('npm error') && !line.includes('complete log'))
  return `The packages could not be installed: ${(lines[0] ?? said.trim().slice(0, 300)).replace('npm error ', '')}`
}

function writable(path) {
  try {
    accessSync(path, constants.W_OK)
  } catch {
    fail(`${path} cannot be written: the disk is read-only, or it belongs to somebody else.`)
  }
}

function remember(hash) {
  try {
    writeFileSync(marker, hash)
  } catch {
    // Only a shortcut: without it, the installed packages are compared one by one.
  }
}

function ownNode() {
  return join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * The program gets a process group of its own, so that Ctrl-C reaches it once and through us, and so that nothing it
 * started can be left. It learns over the channel when we are gone without having said so.
 */
function handOver(program) {
  const path = [join(modules, '.bin'), process.env.PATH].filter(Boolean).join(delimiter)
  const { flags, settings } = program === programs.start ? small : { flags: [], settings: {} }
  const child = spawn(ownNode(), [...flags, join(root, program), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
    env: { ...settings, ...process.env, PATH: path },
  })
  let asked = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      asked += 1
      if (asked > 2) killGroup(child, 'SIGKILL')
      else child.kill(signal)
    })
  stopWithoutParent(child)
  child.on('error', (error) => fail(`Cannot run ${ownNode()}: ${error.message}`))
  child.on('exit', (code, signal) => {
    killGroup(child, 'SIGKILL')
    process.exit(signal ? 128 + (osConstants.signals[signal] ?? 1) : (code ?? 1))
  })
}

/** npm passes a signal on to a shell that dies of it without telling us; then somebody else is our parent. */
function stopWithoutParent(child) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    child.kill('SIGTERM')
  }, 300)
  timer.unref()
}

function killGroup(child, signal) {
  try {
    if (process.platform === 'win32')
      spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' })
    else process.kill(-child.pid, signal)
  } catch {
    // Nobody is left in it.
  }
}

function fail(line) {
  console.error(line)
  process.exit(1)
}
