import { startDatabaseServer } from './server.ts'

/** The server as a process of its own: `node tenants/local/main.ts`, told by DATABASE_DIR, _PORT, _PLATFORM_TOKEN, _STATISTICS. */
const { DATABASE_DIR, DATABASE_PORT, DATABASE_PLATFORM_TOKEN, DATABASE_STATISTICS } = process.env

try {
  if (!DATABASE_DIR || !DATABASE_PLATFORM_TOKEN) throw new Error('DATABASE_DIR and DATABASE_PLATFORM_TOKEN must be set')
  const server = await startDatabaseServer({
    dir: DATABASE_DIR,
    port: Number(DATABASE_PORT ?? 0),
    platformToken: DATABASE_PLATFORM_TOKEN,
    statistics: DATABASE_STATISTICS === '1',
    onError: (error) => console.error('Database server:', error),
  })
  console.log(server.url)
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await server.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
