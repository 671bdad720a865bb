import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the running product is, and which Chromium looks at it; undefined when there is none. */
    running: { url: string; mailbox: string; chromium: string } | undefined
  }
}

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The whole product, started as `npm start` does, on a free port and in a folder of its own. */
export default async function setup(project: TestProject) {
  const chromium = [process.env.CHROMIUM ?? '', ...places].find((path) => path !== '' && existsSync(path))
  if (!chromium) {
    if (process.env.CI)
      throw new Error('No Chromium found: install Debian’s package chromium, or set CHROMIUM to its path.')
    console.warn('\n  NO CHROMIUM FOUND: the browser tests did not run.')
    console.warn('  Install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM to its path.\n')
    project.provide('running', undefined)
    return
  }
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
  project.provide('running', { url, mailbox, chromium })
  return async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
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
