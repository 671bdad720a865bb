import { type Context, Hono } from 'hono'
import { NotFound } from '#tenants/errors.ts'
import { UnsubscriptionPage } from '#web/pages/unsubscription.tsx'
import { afterwards, type PublicApp } from '../middleware/context.ts'
import { loadUnsubscription, unsubscribe } from '../operations/suppression.ts'
import { publicFrame } from './public-frame.ts'

/**
 * Of the link in what sells. A person presses the button; a mail program posts by itself, without a session and from
 * nowhere (RFC 8058): the ticket in the path is the only permission, and all that it can do is this.
 */
export const unsubscriptionRoutes = new Hono<PublicApp>()
  .get('/unsubscribe/:ticket', async (c) => show(c, await load(c), false))
  .post('/unsubscribe/:ticket', async (c) => {
    const found = await load(c)
    await unsubscribe(c.var, found)
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    return show(c, found, true)
  })

async function load(c: Context<PublicApp>) {
  const { db, tenant, now, platform } = c.var
  const found = await loadUnsubscription({ db, tenant, now, vault: platform.vault }, c.req.param('ticket') ?? '')
  if (!found) throw new NotFound('unsubscription')
  return found
}

/** Only enough of the address to know it again: the link may have been passed on. */
function masked(channel: string, address: string): string {
  if (channel === 'sms') return `${address.slice(0, -8)}****${address.slice(-4)}`
  const [name = '', host = ''] = address.split('@')
  return `${name.slice(0, 2)}***@${host}`
}

function show(c: Context<PublicApp>, found: Awaited<ReturnType<typeof load>>, done: boolean) {
  const { company, address } = found
  c.header('x-robots-tag', 'noindex, nofollow')
  return c.html(
    <UnsubscriptionPage
      frame={publicFrame(c, company)}
      ticket={c.req.param('ticket') ?? ''}
      address={masked(address.channel, address.address)}
      done={done}
    />,
  )
}
