import './sql-text.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Lang } from '#rules/lang.ts'
import type { Role } from '#rules/role.ts'
import type { Platform } from '../platform/platform.ts'
import { casts, emailOf } from './demo-cast.ts'
import { type Folder, openFolder, writePrivately } from './folder.ts'
import type { Secrets } from './secrets.ts'
import { runProgram } from './trouble.ts'

/** What a first visitor can look around in. All of its members have the one password in `secrets.json`. */
export type Demo = { slug: string; name: string; lang: Lang; logIns: { role: Role; email: string }[] }

export const demos: readonly Demo[] = casts.map((cast) => ({
  ...{ slug: cast.slug, name: cast.company.name, lang: cast.lang },
  logIns: cast.members
    .filter((member) => !member.is && !/\d$/.test(member.mailbox))
    .map((member) => ({ role: member.role, email: emailOf(cast, member) })),
}))

export const languageName: Record<Lang, string> = { 'zh-CN': 'Chinese', en: 'English' }

/** Makes the companies when there are none yet. Answers whether they are of just now: their password was never shown. */
export async function ensureDemo(folder: Folder, platform: () => Promise<Platform>, secrets: Secrets) {
  if (existsSync(markOf(folder))) return false
  await createDemo(folder, await platform(), secrets)
  return true
}

/** As on the first day, whatever was done in them since; no other company is touched. */
export async function createDemo(folder: Folder, platform: Platform, { demoPassword }: Secrets) {
  const { playDemo } = await import('./demo-scene.ts')
  await playDemo(platform, demoPassword)
  writePrivately(markOf(folder), { madeAt: platform.now(), companies: demos.map(({ slug }) => slug) })
}

const markOf = (folder: Folder) => join(folder.path, 'demo.json')

/** `npm run demo`, whether the product runs just now or not. */
async function resetDemo() {
  const folder = openFolder()
  const { withPlatform } = await import('./demo-platform.ts')
  const started = performance.now()
  await withPlatform(folder, (platform, secrets) => createDemo(folder, platform, secrets))
  const seconds = Math.round((performance.now() - started) / 100) / 10
  console.log(`The demo companies are as new (${seconds} s):`)
  for (const { slug, name, lang, logIns } of demos)
    console.log(`  ${slug}.localhost  ${name}, in ${languageName[lang]}; log in as ${logIns[0]?.email} and others`)
  console.log(`The password of all of them is the demo password in ${folder.secrets}.`)
}

if (import.meta.main) await runProgram(resetDemo)
