import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A program under measurement. */
export type Program = { pid: number; stop(): Promise<void> }

export type Started = Program & { child: ChildProcess }

export function startProgram(
  command: string,
  args: string[],
  env: Record<string, string> = {},
  complaints: 'inherit' | 'ignore' = 'inherit',
): Started {
  const stdio = ['ignore', 'pipe', complaints, 'pipe'] as const
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: [...stdio] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  started.add(child)
  return {
    child,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM')
      const patience = setTimeout(() => child.kill('SIGKILL'), 5_000)
      await ended
      clearTimeout(patience)
      started.delete(child)
    },
  }
}

const started = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL')
})

/**
 * Bytes in memory: all that is resident; the same with what is shared counted by its share; and what no file stands behind,
 * so without the program's own text, which any process of it uses and the system takes back when it needs to.
 */
export type MemoryUse = { rss: number; pss: number; own: number }

/** Linux only. */
export function memoryOf(pid: number): MemoryUse {
  const told = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const bytes = (name: string) => Number(new RegExp(`^${name}: *(\\d+) kB`, 'm').exec(told)?.[1] ?? 0) * 1024
  return { rss: bytes('Rss'), pss: bytes('Pss'), own: bytes('Anonymous') }
}

/** Seconds of processor time so far, its own and the kernel's for it. Linux only. */
export function processorSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** USER_HZ; the same on every Linux that Node runs on. */
const ticksPerSecond = 100

/** The first line that a program prints. */
export function firstLine({ child }: Started): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
      if (said.includes('\n')) resolve(said.split('\n')[0]!)
    })
    child.once('exit', () => reject(new Error(`a program under measurement ended: ${said}`)))
  })
}
