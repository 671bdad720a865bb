import { spawn } from 'node:child_process'
import { wrangler } from './build.ts'
import { projectRoot } from './folder.ts'
import { quietWrangler } from './quiet.ts'
import { Trouble } from './trouble.ts'

/** Runs wrangler without questions and answers what it said. */
export function askCloudflare(args: string[]): Promise<{ ok: boolean; said: string }> {
  return new Promise((resolve, reject) => {
    let said = ''
    const env = { ...process.env, ...quietWrangler, CI: 'true' }
    const child = spawn(process.execPath, [wrangler, ...args], {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const hear = (chunk: Buffer) => {
      said += chunk
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('close', (code) => resolve({ ok: code === 0, said }))
  })
}

export async function cloudflare(args: string[]): Promise<string> {
  const { ok, said } = await askCloudflare(args)
  if (!ok) throw new Trouble(said.trim())
  return said
}
