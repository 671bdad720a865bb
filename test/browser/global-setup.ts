import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openControlPlane } from '#tenants/open.ts'
import type { Running } from '#worker/local/folder.ts'
import { makeRegister } from '#worker/local/register.ts'
import type { Secrets } from '#worker/local/secrets.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the running product is, and which Chromium looks at it. */
    running: { url: string; mailbox: string; chromium: string; demoPassword: string; folder: string }
  }
}

/** The whole product, started as `npm start` does, on a free port and in a folder of its own. */
export default async function setup(project: TestProject) {
  // `npm test` looks for it and leaves these tests out where there is none.
  const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'
  if (!existsSync(chromium)) throw new Error('No Chromium found: set CHROMIUM to its path.')
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-browser-'))
  const env = { ...process.env, AFTERCARE_DATA: folder, PORT: '0', MAILBOX_PORT: '0' }
  const child = spawn('node_modules/.bin/node', ['worker/local/launch.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const greeting = await greetingOf(child)
  const url = greeting.match(/Landing page +(\S+?)\/\n/)?.[1]
  const mailbox = greeting.match(/Mailbox +(\S+?)\/\n/)?.[1]
  if (!url || !mailbox) throw new Error(`The product did not start:\n${greeting}`)
  const { demoPassword } = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8'))
  project.provide('running', { url, mailbox, chromium, demoPassword, folder })
  const forgetting = setInterval(() => void forgetSignUps(folder), 5_000)
  return async () => {
    clearInterval(forgetting)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Everybody here comes from one network, and more companies are founded than one network may. */
async function forgetSignUps(folder: string) {
  const { databaseUrl } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as Running
  const { platformToken } = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as Secrets
  const { url, token } = await makeRegister({ url: databaseUrl }, platformToken)
  const register = openControlPlane(url, token, { fetch, timeoutMs: 4_000 })
  await register.$client.execute("delete from attempts where key like 'sign-up network%'")
}

function greetingOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (/Mailbox +\S+\n/.test(text)) resolve(text)
    })
    child.once('exit', (code) => reject(new Error(`The product ended with ${code}:\n${text}`)))
  })
}
