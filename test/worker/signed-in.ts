import { eq } from 'drizzle-orm'
import type { Role } from '#rules/role.ts'
import { members } from '#schema/tenant/member.ts'
import { write } from '#tenants/round-trip.ts'
import { hashPassword } from '#worker/operations/password.ts'
import type { Product } from '../harness.ts'

export const goodPassword = 'correct horse battery staple'
let hash: Promise<string> | undefined

export type Company = Awaited<ReturnType<Product['company']>>

/** Gives a member of a company the password that all tests share; hashed once. */
export async function givePassword({ db, memberOf }: Company, role: Role) {
  hash ??= hashPassword(goodPassword)
  const member = memberOf(role)
  await write(db, [db.update(members).set({ passwordHash: await hash }).where(eq(members.id, member.id))])
  return { email: member.email, password: goodPassword }
}

/** A browser that keeps cookies, at one address. */
export function browserAt(product: Product, host: string, address = '203.0.113.7') {
  const jar = new Map<string, string>()
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/)!
      if (value && !/Max-Age=0/.test(line)) jar.set(name!, value)
      else jar.delete(name!)
    }
    return response
  }
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { 'cf-connecting-ip': address, 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0' }
  return {
    jar,
    cookie,
    get: async (path: string) => keep(await product.send(host, path, { cookie: cookie(), headers })),
    post: async (path: string, fields: Record<string, string> = {}, more: Record<string, string> = {}) =>
      keep(
        await product.send(host, path, {
          method: 'POST',
          cookie: cookie(),
          headers: { origin: `https://${host}`, ...headers, ...more },
          body: new URLSearchParams(fields),
        }),
      ),
  }
}
export type Browser = ReturnType<typeof browserAt>

/** Somebody of that role at work: a browser with a session. */
export async function signedIn(product: Product, company: Company, role: Role, address?: string): Promise<Browser> {
  const browser = browserAt(product, company.tenant.host, address)
  const answer = await browser.post('/sign-in', await givePassword(company, role))
  if (answer.status !== 303) throw new Error(`not signed in: ${answer.status}`)
  return browser
}
