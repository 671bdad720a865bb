import { createMiddleware } from 'hono/factory'
import { NotFound, Suspended } from '#tenants/errors.ts'
import { canonicalHost } from '../platform/host.ts'
import type { PublicApp } from './context.ts'

/** Host → tenant → its database. Nothing after this can reach another tenant. */
export const tenant = createMiddleware<PublicApp>(async (c, next) => {
  const { platform } = c.var
  const found = await platform.tenants.byHost(canonicalHost(new URL(c.req.url).host))
  if (!found) throw new NotFound('tenant')
  if (found.status === 'suspended') throw new Suspended()
  c.set('tenant', found)
  c.set('db', platform.openDb(found))
  await next()
})
