import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diskTrouble, Trouble } from './trouble.ts'

export const projectRoot = join(import.meta.dirname, '..', '..')

export type Folder = ReturnType<typeof openFolder>

/** What a running product tells other programs on this machine; removed when it stops. */
export type Running = { pid: number; url: string; databaseUrl: string; mailboxUrl: string; smtpPort: number }

/** Where everything lives that has to survive a restart. */
export function openFolder(path = process.env.AFTERCARE_DATA ?? join(projectRoot, '.data')) {
  const run = join(path, 'run.json')
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    const probe = join(path, '.probe')
    closeSync(openSync(probe, 'w', 0o600))
    rmSync(probe)
  } catch (error) {
    throw diskTrouble(error, path)
  }
  return {
    path,
    databases: join(path, 'databases'),
    mail: join(path, 'mail'),
    simulation: join(path, 'simulation'),
    secrets: join(path, 'secrets.json'),
    running: (): Running | undefined => readRunning(run),
    /** One product at a time: two would write into the same databases. */
    async claim() {
      const other = readRunning(run)
      if (other && (await answers(other.url)))
        throw new Trouble(`Aftercare is already running here (${other.url}, process ${other.pid}).`)
      const starting = { pid: process.pid, url: 'starting', databaseUrl: '', mailboxUrl: '', smtpPort: 0 }
      writePrivately(run, starting satisfies Running)
    },
    announce: (running: Running) => writePrivately(run, running),
    release() {
      if (readRunning(run)?.pid === process.pid) rmSync(run, { force: true })
    },
  }
}

export const writePrivately = (file: string, value: object) =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })

/** A process of the same number may be quite another one. */
const answers = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  )

function readRunning(file: string): Running | undefined {
  try {
    const running = JSON.parse(readFileSync(file, 'utf8')) as Running
    process.kill(running.pid, 0)
    return running
  } catch {
    return undefined
  }
}
