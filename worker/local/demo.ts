import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from '../platform/platform.ts'
import { type Folder, writePrivately } from './folder.ts'
import type { Secrets } from './secrets.ts'

export type DemoLogIn = { role: string; email: string }
/** What a first visitor can look around in. All of its members have the one password in `secrets.json`. */
export type Demo = { slug: string; logIns: DemoLogIn[] }

/** Makes the company when there is none yet. `fresh`: it was made now, so its password has not been shown. */
export async function ensureDemo(folder: Folder, platform: () => Promise<Platform>, secrets: Secrets) {
  const file = join(folder.path, 'demo.json')
  if (existsSync(file)) return { demo: JSON.parse(readFileSync(file, 'utf8')) as Demo, fresh: false }
  const demo = await createDemo(await platform(), secrets)
  if (!demo) return undefined
  writePrivately(file, demo)
  return { demo, fresh: true }
}

/** Undefined as long as there is nothing to show. */
export async function createDemo(_platform: Platform, _secrets: Secrets): Promise<Demo | undefined> {
  return undefined
}
