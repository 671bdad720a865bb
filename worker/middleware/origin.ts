import { createMiddleware } from 'hono/factory'
import { Forbidden } from '#tenants/errors.ts'
import type { BaseApp } from './context.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whatever may write must come from a page of this very origin, whatever its content type (C-01…C-08). */
export const sameOrigin = createMiddleware<BaseApp>(async (c, next) => {
  if (!safe.has(c.req.method) && !isOwn(c.req.url, c.req.header('origin'), c.req.header('sec-fetch-site')))
    throw new Forbidden('same_origin')
  await next()
})

function isOwn(url: string, origin: string | undefined, site: string | undefined) {
  if (origin !== undefined) return origin === new URL(url).origin
  return site === 'same-origin'
}
