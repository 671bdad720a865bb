import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startDatabaseServer } from '#tenants/local/server.ts'
import { startDatabaseProxy } from './faults/database-proxy.ts'
import { leaveOutBrokenConnections } from './faults/quiet.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: { url: string; platformToken: string }
    /** In front of the server; breaks the calls it is told to. `pairs`: break two calls of a flow, too. */
    databaseProxy: { url: string; pairs: boolean }
  }
}

/** One real database server for the whole run; every product under test makes its own databases on it. */
export default async function setup(project: TestProject) {
  const dir = mkdtempSync(join(tmpdir(), 'aftercare-test-'))
  const platformToken = crypto.randomUUID()
  const server = await startDatabaseServer({ dir, port: 0, platformToken, statistics: true })
  project.provide('databaseServer', { url: server.url, platformToken })
  const proxy = await startDatabaseProxy({ target: server.url })
  const loud = leaveOutBrokenConnections()
  project.provide('databaseProxy', { url: proxy.url, pairs: process.env.FAULTS === 'pairs' })
  return async () => {
    loud()
    await proxy.close()
    await server.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
