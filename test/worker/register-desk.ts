import { expect } from 'vitest'
import { newSecret } from '#tenants/vault.ts'
import { startProduct } from '../harness.ts'

/** An agent of a company at work on its register. */
export async function openRegister() {
  const product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  const acme = await product.company('acme')
  const cookie = await acme.cookieOf('agent')
  const post = (path: string, fields: Record<string, string> = {}) =>
    product.post(acme.host, path, { idempotencyKey: newSecret(), ...fields }, cookie)
  const get = async (path: string) => (await product.get(acme.host, path, cookie)).text()
  /** Enters one of a list, and answers its id. */
  const enter = async (list: string, fields: Record<string, string>) => {
    const response = await post(list, fields)
    expect(response.status).toBe(303)
    return new URL(response.headers.get('location')!, 'https://any').pathname.slice(list.length + 1)
  }
  return { product, acme, cookie, post, get, enter }
}
