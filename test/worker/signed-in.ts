import { generateHOTP } from '@oslojs/otp'
import { eq } from 'drizzle-orm'
import type { Role } from '#rules/role.ts'
import { members } from '#schema/tenant/member.ts'
import { write } from '#tenants/round-trip.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { hashPassword } from '#worker/operations/password.ts'
import type { Product } from '../harness.ts'

export const goodPassword = 'correct horse battery staple'
let hash: Promise<string> | undefined

export type Company = Awaited<ReturnType<Product['company']>>

/** Gives a member of a company the password that all tests share; hashed once. */
export async function givePassword({ db, memberOf }: Company, role: Role) {
  hash ??= hashPassword(goodPassword)
  const member = memberOf(role)
  await write(db, [
    db
      .update(members)
      .set({ passwordHash: await hash })
      .where(eq(members.id, member.id)),
  ])
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

/** The link's secret in the last mail to somebody, after the company's jobs have run. */
export async function mailedToken(product: Product, { tenant }: Company, to: string): Promise<string | undefined> {
  await runTenantJobs(product.platform, tenant.id)
  const mail = product.sent.filter((sent) => sent.to === to).at(-1)
  return mail?.text.match(/https:\/\/[^\s]+\/(?:invitation|password-reset|email-verification)\/([\w-]{43})/)?.[1]
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What the app on the phone shows at that instant. */
export function codeAt(key: string, now: Date): string {
  const bits = Array.from(key, (letter) => base32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2))
  return generateHOTP(new Uint8Array(bytes), BigInt(Math.floor(now.getTime() / 30_000)), 6)
}

/** Switches the second factor on, as a person does; answers the key in the app and the recovery codes. */
export async function addSecondFactor(product: Product, browser: Browser) {
  const page = await (await browser.get('/console/account/second-factor')).text()
  const key = page
    .match(/readonly[^>]*value="([A-Z2-7]{32})"|value="([A-Z2-7]{32})"/)!
    .slice(1)
    .find(Boolean)!
  const sealed = page.match(/name="sealed" value="([^"]+)"/)![1]!
  const code = codeAt(key, product.clock.now)
  const answer = await browser.post('/console/account/second-factor', { sealed, code })
  const recoveryCodes = [...(await answer.text()).matchAll(/<code>([^<]+)<\/code>/g)].map(([, code]) => code!)
  return { key, sealed, status: answer.status, recoveryCodes }
}
