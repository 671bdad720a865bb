import { attempts } from '#schema/attempt.ts'
import { makeDirectory } from '#tenants/directory.ts'
import { openControlPlane } from '#tenants/open.ts'
import { countedTry, type SignUpLimit } from '#worker/operations/sign-up-limit.ts'
import type { Platform } from '#worker/platform/platform.ts'
import { makeControlPlane } from '../databases.ts'
import { startProduct } from '../harness.ts'
import { realDatabases, vault, wireTo } from './provision-ground.ts'

export const unique = (name: string) => `${name}-${crypto.randomUUID().slice(0, 6)}`

/** The product with real databases for newcomers, and the real directory. */
export async function startTown(changes: Partial<Platform> = {}) {
  const clock = { now: new Date('2026-05-01T01:00:00Z') }
  const register = await makeControlPlane()
  const controlPlane = () => openControlPlane(register.url, register.token, wireTo())
  const directory = makeDirectory({ controlPlane, vault, baseHost: 'localhost', now: () => clock.now })
  const product = await startProduct({
    changes: { now: () => clock.now, databases: realDatabases(), tenants: directory, controlPlane, vault, ...changes },
  })
  const english = { 'accept-language': 'en' }
  const openForm = async () => {
    const html = await (await product.send('localhost', '/sign-up', { headers: english })).text()
    return html.match(/name="idempotencyKey" value="([\w-]{43})"/)![1]!
  }
  const send = (fields: Record<string, string>, path = '/sign-up') =>
    product.send('localhost', path, {
      method: 'POST',
      headers: { ...english, origin: 'https://localhost' },
      body: new URLSearchParams(fields),
    })
  const filled = async (changes: Record<string, string> = {}) => ({
    ...{ idempotencyKey: await openForm(), companyName: 'Acme Lifts Ltd', slug: unique('acme'), country: 'DE' },
    ...{ timeZone: '', currency: '', packId: 'TP-INT', ownerName: 'Ada Byron', email: `${unique('ada')}@acme.example` },
    ...{ password: 'three blue kettles', website: '' },
    ...changes,
  })
  /** As if so many had come in, half an hour ago. */
  const press = async (limit: SignUpLimit, who: string, count: number) => {
    const { key, windowSeconds } = await countedTry(product.platform, limit, who)
    const expiresAt = new Date(clock.now.getTime() + (windowSeconds - 1_800) * 1_000)
    await controlPlane()
      .insert(attempts)
      .values({ key, count, expiresAt })
      .onConflictDoUpdate({ target: attempts.key, set: { count } })
  }
  const pass = (seconds: number) => {
    clock.now = new Date(clock.now.getTime() + seconds * 1000)
  }
  return { product, controlPlane, directory, openForm, send, filled, press, pass }
}
export type Town = Awaited<ReturnType<typeof startTown>>
