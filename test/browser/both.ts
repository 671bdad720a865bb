import type { Page } from 'playwright-core'
import { lookAround } from './visitor.ts'

/** A page in both languages, by the cookie that the switch sets; Chinese at last. */
export async function inBoth(page: Page, url: string, name: string) {
  const { hostname } = new URL(url)
  for (const value of ['en', 'zh-CN']) {
    await page.context().addCookies([{ name: '__Host-lang', value, domain: hostname, path: '/', secure: true }])
    await page.goto(url)
    await lookAround(page, name)
  }
}
