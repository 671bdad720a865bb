import { Hono } from 'hono'
import type { ChannelProvider } from '#rules/channel.ts'
import { NotFound } from '#tenants/errors.ts'
import { afterwards, type PublicApp } from '../middleware/context.ts'
import { limitedBody } from '../middleware/form.ts'
import { takeFeedback } from '../operations/feedback.ts'

/** Many answers to text messages come at once. */
const maxBytes = 128 * 1024

/**
 * Where a provider tells what became of a message: bounces and complaints, signed by the rules of Standard Webhooks, and
 * answers to text messages, which no provider signs: there the address is the permission.
 */
export const feedbackRoutes = new Hono<PublicApp>().post('/feedback/:secret', async (c) => {
  const { db, tenant, now, platform } = c.var
  const body = new TextDecoder().decode(await limitedBody(c.req.raw, maxBytes))
  const scope = { db, tenant, now, vault: platform.vault }
  const taken = await takeFeedback(scope, c.req.param('secret'), { headers: c.req.raw.headers, body })
  if (!taken) throw new NotFound('feedback')
  const { provider, end, suppressed } = taken
  if (suppressed) afterwards(c, platform.ring(tenant.id))
  if (end === 'taken') return c.json(thanks[provider])
  platform.log({ level: 'warn', event: `feedback.${end}`, provider, tenantId: tenant.id, requestId: c.var.requestId })
  return c.json({ error: end }, end === 'unsigned' ? 401 : 422)
})

/** As each wants to hear it; whoever hears anything else sends it again. */
const thanks: Record<ChannelProvider, Record<string, string | number>> = {
  ...{ smtp: {}, http_mail: { ok: 1 }, wecom: {}, dingtalk: {}, feishu: {}, webhook: {} },
  aliyun_sms: { code: 0, msg: 'OK' },
  tencent_sms: { result: 0, errmsg: 'OK' },
}
