import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import type { Env } from '../platform/env.ts'
import { workerBundle } from './build.ts'

export type Runtime = {
  /** Where the Worker itself listens: without the simulator's own paths before it. */
  port: number
  tick(cron: string): Promise<void>
  env(): Promise<Env>
  close(): Promise<void>
}

/** The bundle as it is uploaded, in workerd, with files, queue and cache simulated on this disk. */
export async function startRuntime(folder: string, settings: Record<string, string>): Promise<Runtime> {
  const workerOptions = JSON.parse(readFileSync(workerBundle.bindings, 'utf8')) as object
  const simulator = new Miniflare(
    convertV4MiniflareOptions({
      ...workerOptions,
      ...modulesOf(workerBundle.folder),
      bindings: settings,
      unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
      host: '127.0.0.1',
      port: 0,
      cf: false,
      resourcePersistencePath: folder,
      telemetry: { enabled: false },
      log: new Log(LogLevel.WARN),
      handleStructuredLogs: ({ level, message }) => say(level, message),
      unsafeLocalExplorer: false,
      unsafeObservability: false,
    }),
  )
  await simulator.ready
  const direct = await simulator.unsafeGetDirectURL()
  return {
    port: Number(direct.port),
    async tick(cron) {
      const worker = await simulator.getWorker()
      await worker.scheduled({ cron, scheduledTime: new Date() })
    },
    env: async () => ({ ...settings, ...(await simulator.getBindings()) }) as unknown as Env,
    close: () => simulator.dispose(),
  }
}

/** The entry first. */
function modulesOf(folder: string) {
  const texts = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return {
    modulesRoot: folder,
    modules: [
      { type: 'ESModule' as const, path: join(folder, workerBundle.entry) },
      ...texts.map((name) => ({ type: 'Text' as const, path: join(folder, name) })),
    ],
  }
}

/** The Worker's own lines; what is worth a look goes to the terminal, the rest only when asked for. */
function say(level: string, message: string) {
  if (level === 'error' || level === 'warn') console.error(message)
  else if (process.env.AFTERCARE_LOG) console.log(message)
}
