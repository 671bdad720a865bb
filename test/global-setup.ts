import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startDatabaseServer } from '#tenants/local/server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: { url: string; platformToken: string }
  }
}

/** One real database server for the whole run; every product under test makes its own databases on it. */
export default async function setup(project: TestProject) {
  const dir = mkdtempSync(join(tmpdir(), 'aftercare-test-'))
  const platformToken = crypto.randomUUID()
  const server = await startDatabaseServer({ dir, port: 0, platformToken, statistics: true })
  project.provide('databaseServer', { url: server.url, platformToken, statistics: true })
  return async () => {
    await server.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
