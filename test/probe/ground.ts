import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openControlPlane, openNewTenantDb } from '#tenants/open.ts'
import { ask } from '../bench/ask.ts'
import { type BenchCompany, makeCompany } from '../bench/company.ts'
import { newSecrets, settingsFor, startDatabases } from '../bench/ground.ts'
import { bundleWorker, startWorker } from '../bench/workerd.ts'

export type Answer = { status: number; body: string; ms: number; headers: [string, string][] }

/** The production bundle in bare workerd over local databases, and two companies, of which neither knows the other. */
export type Ground = {
  large: BenchCompany
  small: BenchCompany
  /** As a browser at that address; `host` is a company's slug, or empty for nobody's host. */
  get(host: string, path: string, more?: { cookie?: string; from?: string }): Promise<Answer>
  post(host: string, path: string, fields: Record<string, string>, more?: { from?: string }): Promise<Answer>
  /** On the databases themselves, past the product. */
  sql(company: BenchCompany, statement: string): Promise<unknown>
  /** Tries that were counted are forgotten. */
  forgetTries(company?: BenchCompany): Promise<unknown>
  close(): Promise<void>
}

const wire = { fetch, timeoutMs: 10_000 }

export async function openGround(): Promise<Ground> {
  bundleWorker()
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-probe-'))
  const secrets = newSecrets()
  const databases = await startDatabases(folder, secrets)
  const settings = await settingsFor(databases, secrets)
  const large = await makeCompany(settings, 10_000)
  const small = await makeCompany(settings, 1_000)
  // Its log would be a line for every wrong password.
  const worker = await startWorker(settings, 'ignore')
  const controlPlane = openControlPlane(settings.CONTROL_PLANE_URL, settings.CONTROL_PLANE_TOKEN, wire)
  const opened = (company: BenchCompany) =>
    openNewTenantDb(`${databases.url}/${company.databaseName}/`, company.token, wire)
  const send = async (host: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> => {
    const own = { host: `${host && `${host}.`}localhost:${worker.port}`, 'accept-language': 'en', ...headers }
    const started = performance.now()
    const method = body === undefined ? 'GET' : 'POST'
    const answer = await ask(worker.port, { method, path, headers: own, ...(body === undefined ? {} : { body }) })
    return { ...answer, ms: performance.now() - started }
  }
  return {
    large,
    small,
    get: (host, path, { cookie = '', from = '198.51.100.1' } = {}) =>
      send(host, path, { 'cf-connecting-ip': from, ...(cookie ? { cookie } : {}) }),
    post: (host, path, fields, { from = '198.51.100.1' } = {}) => {
      const origin = `http://${host && `${host}.`}localhost:${worker.port}`
      const type = 'application/x-www-form-urlencoded'
      return send(
        host,
        path,
        { 'cf-connecting-ip': from, origin, 'content-type': type },
        String(new URLSearchParams(fields)),
      )
    },
    sql: (company, statement) => opened(company).$client.execute(statement),
    forgetTries: (company) => (company ? opened(company) : controlPlane).$client.execute('delete from attempts'),
    async close() {
      await worker.stop()
      await databases.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
