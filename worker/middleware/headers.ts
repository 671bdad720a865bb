import { createMiddleware } from 'hono/factory'
import type { BaseApp } from './context.ts'

const twoYears = 63_072_000

/** Security headers of every answer. HTML is never cached: it may carry what one person typed or may see. */
export const headers = createMiddleware<BaseApp>(async (c, next) => {
  await next()
  const { platform, nonce, requestId } = c.var
  const { hosts } = platform
  const files = `${hosts.scheme}://${hosts.files}${hosts.port}`
  const sent = c.res.headers
  const set = (name: string, value: string) => {
    if (!sent.has(name)) sent.set(name, value)
  }
  set(
    'content-security-policy',
    [
      "default-src 'none'",
      `script-src 'nonce-${nonce}' 'strict-dynamic'`,
      `style-src 'self' 'nonce-${nonce}'`,
      `img-src 'self' data: blob: ${files}`,
      "connect-src 'self'",
      "font-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self' blob:",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  )
  set('strict-transport-security', `max-age=${twoYears}; includeSubDomains`)
  set('x-content-type-options', 'nosniff')
  set('x-frame-options', 'DENY')
  set('referrer-policy', 'same-origin')
  set('permissions-policy', 'geolocation=(), microphone=(), payment=(), usb=()')
  set('cross-origin-opener-policy', 'same-origin')
  set('cross-origin-resource-policy', 'same-origin')
  set('cache-control', 'no-store')
  set('x-request-id', requestId)
})
