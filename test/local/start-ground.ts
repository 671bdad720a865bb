import { type ChildProcess, execFileSync, spawn } from 'node:child_process'

export type Started = {
  url: string
  mailboxUrl: string
  said: string
  pid: number
  child: ChildProcess
  ended: Promise<number>
}

const environment = (data: string, more: Record<string, string>) => ({
  ...process.env,
  AFTERCARE_DATA: data,
  AFTERCARE_DEMO: 'none',
  PORT: '0',
  ...more,
})

/** The launcher as `npm start` runs it: in a process group of its own. */
function spawnLauncher(data: string, more: Record<string, string>) {
  const node = 'node_modules/.bin/node'
  const stdio = ['ignore', 'pipe', 'pipe', 'ipc'] as ['ignore', 'pipe', 'pipe', 'ipc']
  const child = spawn(node, ['worker/local/launch.ts'], { env: environment(data, more), detached: true, stdio })
  const heard = { text: '' }
  const hear = (chunk: Buffer) => {
    heard.text += chunk
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  // Not `close`: it never comes once the channel has been cut. The last words need a moment.
  const ended = new Promise<number>((resolve) =>
    child.on('exit', (code, signal) => setTimeout(() => resolve(signal ? -1 : (code ?? -1)), 200)),
  )
  return { child, heard, ended }
}

export async function startProduct(data: string, more: Record<string, string> = {}): Promise<Started> {
  const { child, heard, ended } = spawnLauncher(data, more)
  const early = ended.then((code) => {
    throw new Error(`the launcher ended with ${code}: ${heard.text}`)
  })
  early.catch(() => {})
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on('data', () => heard.text.includes('Mailbox ') && resolve())
  })
  await Promise.race([ready, early])
  const addressOf = (label: string) => new RegExp(`${label} +(http://\\S+)/`).exec(heard.text)?.[1] ?? ''
  const pid = child.pid ?? 0
  return { url: addressOf('Landing page'), mailboxUrl: addressOf('Mailbox'), said: heard.text, pid, child, ended }
}

/** For a launcher that should give up: its exit code and everything it said. */
export async function failToStart(data: string, more: Record<string, string> = {}) {
  const { ended, heard } = spawnLauncher(data, more)
  return { code: await ended, said: heard.text }
}

/** Every process of the launcher's group, itself included. */
export function processesOf({ pid }: Started): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,pgid=,stat=,args='], { encoding: 'utf8' }).split('\n')
  return lines.filter((line) => {
    const [, group, state] = line.trim().split(/\s+/)
    return group === String(pid) && !state?.startsWith('Z')
  })
}

export async function until<T>(what: string, look: () => Promise<T | undefined>, seconds = 20): Promise<T> {
  for (let tries = 0; tries < seconds * 5; tries++) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`${what} did not come about in ${seconds} s`)
}
