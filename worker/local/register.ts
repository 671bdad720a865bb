import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { tursoPlatform } from '#tenants/turso.ts'
import { projectRoot } from './folder.ts'
import { Trouble } from './trouble.ts'

const name = 'control-plane'

/** The control plane's database on the local server: made when missing, opened by a token of its own. */
export async function makeRegister(server: { url: string }, platformToken: string) {
  const own = { apiUrl: server.url, organization: 'local', group: 'default', token: platformToken }
  const turso = tursoPlatform({ ...own, databaseUrl: 'http://{hostname}/' }, { fetch: (url, init) => fetch(url, init) })
  try {
    const { url } = await turso.createDatabase(name)
    return { url, token: await turso.mintToken(name) }
  } catch (error) {
    throw new Trouble(`The control plane’s database cannot be made: ${error instanceof Error ? error.message : error}.`)
  }
}

/** In a process of its own, which takes what drizzle needs of memory away with it. */
export function migrateRegister(register: { CONTROL_PLANE_URL: string; CONTROL_PLANE_TOKEN: string }): Promise<void> {
  const program = join(projectRoot, 'worker/local/migrate-register.ts')
  const env = { ...process.env, ...register }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program], { cwd: projectRoot, env, stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Trouble('The control plane’s database cannot be brought to the newest schema.')),
    )
  })
}
