import type { Page } from 'playwright-core'
import { running, visitor } from './visitor.ts'

/** Where a company's pages are. */
export const originOf = (slug: string) => running.url.replace('localhost', `${slug}.localhost`)

export async function signIn(page: Page, origin: string, email: string, password: string) {
  await page.goto(`${origin}/sign-in`)
  await page.fill('[name=email]', email)
  await page.fill('[name=password]', password)
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click()
}

/** Somebody of a demo company at work, with a browser of their own. */
export async function demoMember(slug: 'demo' | 'demo-en', role: string, options: Parameters<typeof visitor>[0] = {}) {
  const member = await visitor(options)
  const origin = originOf(slug)
  await signIn(member.page, origin, `${role}@${slug}.example`, running.demoPassword)
  await member.page.waitForURL(`${origin}/console/**`)
  return { ...member, origin }
}
