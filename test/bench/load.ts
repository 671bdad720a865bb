import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Job, Outcome } from './job.ts'

/** Runs one job in a process of its own. */
export function generateLoad(job: Job): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const program = join(import.meta.dirname, 'generator.ts')
    const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
    })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(said) as Outcome) : reject(new Error('the load generator failed')),
    )
    child.stdin.end(JSON.stringify(job))
  })
}
