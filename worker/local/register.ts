import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from './folder.ts'
import { Trouble } from './trouble.ts'

const name = 'control-plane'

/** The control plane's database on the local server: made when missing, opened by a token of its own. */
export async function makeRegister(server: { url: string }, platformToken: string) {
  const ask = (path: string, body: object) =>
    fetch(`${server.url}/v1/organizations/local/databases${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${platformToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const made = await ask('', { name, group: 'default' })
  if (!made.ok && made.status !== 409)
    throw new Trouble(`The control plane's database cannot be made (${made.status}).`)
  const minted = await ask(`/${name}/auth/tokens`, {})
  if (!minted.ok) throw new Trouble(`The control plane's database cannot be opened (${minted.status}).`)
  const { jwt } = (await minted.json()) as { jwt: string }
  return { url: `${server.url}/${name}/`, token: jwt }
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
