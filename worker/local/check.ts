import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { build } from './build.ts'
import { projectRoot } from './folder.ts'
import { quietWrangler } from './quiet.ts'
import { runProgram, Trouble } from './trouble.ts'

/** Everything a pull request must pass. Arguments go on to vitest, which then runs alone. */
async function check() {
  const started = performance.now()
  const chromium = findChromium()
  if (!chromium && process.env.CI)
    throw new Trouble(`No Chromium was found, and CI does without nothing. ${howToGetIt}`)
  const chosen = process.argv.slice(2)
  await build()
  if (chosen.length === 0) await Promise.all([compile('.'), compile('web/islands'), lint()])
  await test(chromium, chosen)
  const seconds = Math.round((performance.now() - started) / 1000)
  if (!chromium) console.log(`\n!!! The browser flows were NOT run: no Chromium was found. ${howToGetIt}`)
  const what = chosen.length > 0 ? 'What was asked for' : 'Everything'
  console.log(`\n${what} passed${chromium ? '' : ' except what was not run'}, in ${seconds} s.`)
}

const howToGetIt =
  'Debian, Ubuntu: apt-get install chromium fonts-noto-cjk. Elsewhere: install Chrome or Chromium, or set CHROMIUM to its path.'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe', 'msedge.exe']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]

function findChromium(): string | undefined {
  const told = process.env.CHROMIUM
  if (told) return existsSync(told) ? told : undefined
  const folders = (process.env.PATH ?? '').split(delimiter)
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...places].find(existsSync)
}

const compile = (project: string) => run('Types', ['node_modules/typescript/bin/tsc', '-p', project])
const lint = () => run('Lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'])

function test(chromium: string | undefined, chosen: string[]) {
  const without = chromium ? [] : ['--project=!browser']
  return run('Tests', ['node_modules/vitest/vitest.mjs', 'run', ...without, ...chosen], chromium)
}

function run(what: string, args: string[], chromium?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...quietWrangler, ...(chromium ? { CHROMIUM: chromium } : {}) }
    const child = spawn(process.execPath, args, { cwd: projectRoot, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Trouble(`\n${what}: failed (${args.at(0)}).`))))
  })
}

await runProgram(check)
