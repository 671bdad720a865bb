import { createMiddleware } from 'hono/factory'
import { Forbidden } from '#tenants/errors.ts'
import { publicPaths } from '#web/paths.ts'
import { originOf } from '../platform/host.ts'
import type { Hosts } from '../platform/platform.ts'
import type { BaseApp } from './context.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Posted to a tenant's host from a page of the base host; a one-time code in the body is the permission. */
const fromBase = new Set([publicPaths.handOver()])

/**
 * Posted by programs, which are no browser and bring no session: by mail programs (RFC 8058), and by providers that tell
 * what became of a message. The ticket in the path is the permission.
 */
const ticketed = new RegExp(`^(${publicPaths.unsubscribe('[\\w.-]+')}|${publicPaths.feedback('[\\w-]+')})$`)

/** Whatever may write must come from a page of this very origin, whatever its content type (C-01…C-08). */
export const sameOrigin = createMiddleware<BaseApp>(async (c, next) => {
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  const { hosts } = c.var.platform
  const isFine =
    safe.has(c.req.method) ||
    isOwn(c.req.url, origin, site) ||
    (fromBase.has(c.req.path) && isBase(hosts, origin)) ||
    (ticketed.test(c.req.path) && origin === undefined && site === undefined)
  if (!isFine) throw new Forbidden('same_origin')
  await next()
})

function isOwn(url: string, origin: string | undefined, site: string | undefined) {
  if (origin !== undefined) return origin === new URL(url).origin
  return site === 'same-origin'
}

const isBase = (hosts: Hosts, origin: string | undefined) =>
  origin === originOf(hosts, hosts.base) || origin === originOf(hosts, `www.${hosts.base}`)
