import { createMiddleware } from 'hono/factory'
import { type Lang, langs } from '#rules/lang.ts'
import type { Platform } from '../platform/platform.ts'
import type { BaseApp } from './context.ts'

/** What every request carries: its id (shown on error pages, written in logs), its instant, its language, its nonce. */
export const requestId = (platform: Platform) =>
  createMiddleware<BaseApp>(async (c, next) => {
    c.set('platform', platform)
    c.set('now', platform.now())
    c.set('requestId', crypto.randomUUID().slice(0, 8))
    c.set('nonce', btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18)))))
    c.set('lang', langOf(c.req.header('cookie') ?? '', c.req.header('accept-language') ?? ''))
    await next()
  })

export const languageCookie = '__Host-lang'

const year = 31_536_000

/** The `set-cookie` line that remembers a choice. */
export const languageChosen = (lang: Lang) =>
  `${languageCookie}=${lang}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${year}`

/** The cookie chosen by the person, then the first language of the browser that we speak, then Chinese. */
export function langOf(cookie: string, accept: string): Lang {
  const chosen = cookie.match(/(?:^|; )__Host-lang=([\w-]+)/)?.[1]
  if (langs.includes(chosen as Lang)) return chosen as Lang
  for (const wanted of accept.toLowerCase().split(',')) {
    if (wanted.trim().startsWith('zh')) return 'zh-CN'
    if (wanted.trim().startsWith('en')) return 'en'
  }
  return 'zh-CN'
}
