import { Hono } from 'hono'
import { NotFound } from '#tenants/errors.ts'
import type { PublicApp } from '../middleware/context.ts'
import { loadFront } from '../operations/front.ts'

/** The company's own logo and nothing else of its files, on its own host so that a mail or a printout can show it. */
export const logoRoutes = new Hono<PublicApp>().get('/logo/:key{.+}', async (c) => {
  const { front } = await loadFront(c.var, [])
  const { logoKey } = front.company
  if (!logoKey || logoKey !== c.req.param('key')) throw new NotFound('logo')
  const prefix = `${c.var.tenant.id}/`
  const file = await c.var.platform.files.get(logoKey.startsWith(prefix) ? logoKey : prefix + logoKey)
  if (!file) throw new NotFound('logo')
  c.header('content-type', file.type)
  c.header('content-security-policy', "sandbox; default-src 'none'")
  c.header('cache-control', 'public, max-age=86400, immutable')
  return c.body(file.bytes as ReadableStream)
})
