import { Hono } from 'hono'
import { NotFound } from '#tenants/errors.ts'
import type { BaseApp } from '../middleware/context.ts'
import { openFileTicket } from '../operations/file-ticket.ts'

/** The files host: no cookies, no pages, nothing that a browser would run. */
export const fileRoutes = new Hono<BaseApp>().get('/:ticket', async (c) => {
  const { platform, now } = c.var
  const key = await openFileTicket(platform.vault, c.req.param('ticket'), now)
  const file = key && (await platform.files.get(key))
  if (!file) throw new NotFound('file')
  c.header('content-type', file.type)
  c.header('content-disposition', 'inline')
  c.header('content-security-policy', "sandbox; default-src 'none'")
  c.header('cross-origin-resource-policy', 'cross-origin')
  c.header('cache-control', 'private, max-age=3600, immutable')
  return c.body(file.bytes as ReadableStream)
})
