import { Hono } from 'hono'
import * as v from 'valibot'
import { labelSizes } from '#rules/asset-label.ts'
import { formKey } from '#rules/typed.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { AssetLabelPage } from '#web/pages/asset-label.tsx'
import { consolePaths, publicPaths } from '#web/paths.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { labelToken, mostLabels, prepareLabels } from '../operations/asset-label.ts'
import { originOf } from '../platform/host.ts'
import { listLabelAssets } from '../queries/asset-list.ts'

const chosen = v.strictObject({
  idempotencyKey: formKey,
  /** Of these those that are ticked; without a tick, all. */
  ticked: v.optional(v.array(v.pipe(v.string(), v.maxLength(30, 'too_long'))), []),
  assets: v.pipe(v.string(), v.maxLength(mostLabels * 30, 'too_long'), v.regex(/^[\w -]*$/, 'unknown')),
})

/** Codes for the machines: what is scanned opens the report form. */
export const assetLabelRoutes = new Hono<ConsoleApp>()
  .post('/labels', permit('register.edit'), async (c) => {
    const posted = await parseForm(c, chosen)
    if (!posted.ok) return c.html(<AssetLabelPage frame={consoleFrame(c)} size="a4" labels={[]} />, 422)
    const { idempotencyKey: key, assets, ticked } = posted.values
    const wanted = ticked.length > 0 ? ticked.slice(0, mostLabels) : idsIn(assets)
    const ids = await prepareLabels({ ...c.var, vault: c.var.platform.vault, key }, wanted)
    const size = ids.length > 1 ? 'a4' : '60x40'
    return c.redirect(`${consolePaths.labels()}?${new URLSearchParams({ size, assets: ids.join(' ') })}`, 303)
  })
  .get('/labels', permit('register.edit'), async (c) => {
    const { db, tenant, platform } = c.var
    const size = labelSizes.find((one) => one === c.req.query('size')) ?? 'a4'
    const [found] = await read(db, [listLabelAssets(db, idsIn(c.req.query('assets') ?? ''))])
    if (found.length === 0 && c.req.query('assets')) throw new NotFound('machine')
    const origin = originOf(platform.hosts, tenant.host)
    const labels = await Promise.all(
      found.map(async ({ id, name, serialNumber }) => {
        const token = await labelToken(platform.vault, tenant, id)
        return { id, name, serialNumber, url: origin + publicPaths.machine(token) }
      }),
    )
    return c.html(<AssetLabelPage frame={consoleFrame(c)} {...{ size, labels }} />)
  })

const idsIn = (text: string) => [...new Set(text.split(' ').filter(Boolean))].slice(0, mostLabels)
