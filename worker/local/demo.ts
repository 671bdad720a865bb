import './sql-text.ts'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from '../platform/platform.ts'
import { type Folder, openFolder, writePrivately } from './folder.ts'
import type { Secrets } from './secrets.ts'
import { runProgram } from './trouble.ts'

export type DemoLogIn = { role: string; email: string }
/** What a first visitor can look around in. All of its members have the one password in `secrets.json`. */
export type Demo = { slug: string; logIns: DemoLogIn[] }

/** Makes the companies when there are none yet. `fresh`: made now, so their password has not been shown. */
export async function ensureDemo(folder: Folder, platform: () => Promise<Platform>, secrets: Secrets) {
  const file = join(folder.path, 'demo.json')
  if (existsSync(file)) return { demo: JSON.parse(readFileSync(file, 'utf8')) as Demo, fresh: false }
  return { demo: await createDemo(folder, await platform(), secrets), fresh: true }
}

/** As on the first day, whatever was done in them since; no other company is touched. */
export async function createDemo(folder: Folder, platform: Platform, { demoPassword }: Secrets): Promise<Demo> {
  const { playDemo } = await import('./demo-scene.ts')
  const demo = await playDemo(platform, demoPassword)
  writePrivately(join(folder.path, 'demo.json'), demo)
  return demo
}

/** `npm run demo`, whether the product runs just now or not. */
async function resetDemo() {
  const folder = openFolder()
  const { withPlatform } = await import('./demo-platform.ts')
  const started = performance.now()
  const { slug, logIns } = await withPlatform(folder, (platform, secrets) => createDemo(folder, platform, secrets))
  const seconds = Math.round((performance.now() - started) / 100) / 10
  console.log(`The demo companies are as new (${seconds} s); the first one is at ${slug}.localhost.`)
  for (const { role, email } of logIns) console.log(`  Log in as ${role.padEnd(22)} ${email}`)
  console.log(`  with the demo password in ${folder.secrets}`)
}

if (import.meta.main) await runProgram(resetDemo)
