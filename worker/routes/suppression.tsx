import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { decidePhoneKey } from '#rules/phone.ts'
import { typedText } from '#rules/typed.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { SuppressionListPage, SuppressionRestoringPage } from '#web/pages/suppression.tsx'
import { consolePaths } from '#web/paths.ts'
import { suppressionWords } from '#web/words/suppression.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { removeSuppression } from '../operations/suppression.ts'
import { findSuppression, listSuppressions, type SuppressionKey } from '../queries/suppression.ts'

const page = 50
const key = {
  channel: v.picklist(['email', 'sms'], 'choice'),
  address: v.pipe(v.string(), v.minLength(1), v.maxLength(254)),
  scope: v.picklist(['commercial', 'all'], 'choice'),
}
const keyForm = v.object(key)
const removalForm = v.strictObject({ ...key, reason: typedText(300) })

/** Addresses that get nothing more, and a person's word that one is good again. */
export const suppressionRoutes = new Hono<ConsoleApp>()
  .use(permit('channels.manage'))
  .get('/', (c) => (c.req.query('restore') === '1' ? restoring(c) : list(c)))
  .post('/removal', async (c) => {
    const posted = await parseForm(c, removalForm, { maxBytes: 4_096 })
    if (!posted.ok) return restoring(c, posted.typed, { reason: suppressionWords[c.var.lang].required })
    const { reason, ...wanted } = posted.values
    const removed = await removeSuppression(c.var, wanted, reason)
    if (!removed.allowed) return restoring(c, posted.typed, { reason: suppressionWords[c.var.lang].required })
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    return c.redirect(`${consolePaths.suppressions()}?told=restored`, 303)
  })

async function list(c: Context<ConsoleApp>) {
  const { db, company } = c.var
  const searched = (c.req.query('q') ?? '').trim().slice(0, 254)
  const found = searched ? keyOf(searched, company.country) : undefined
  const channel = found?.channel ?? (c.req.query('channel') === 'sms' ? 'sms' : 'email')
  const parsed = v.safeParse(keyForm, c.req.query())
  const after = parsed.success ? parsed.output : undefined
  const [rows] = await read(db, [listSuppressions(db, { channel, after, address: found?.address, limit: page + 1 })])
  const shown = rows.slice(0, page)
  const last = rows.length > page ? shown.at(-1) : undefined
  return c.html(
    <SuppressionListPage
      frame={consoleFrame(c)}
      {...{ rows: shown, searched, channel }}
      firstHref={after && !searched ? consolePaths.suppressions(channel) : null}
      nextHref={last ? consolePaths.suppressionsAfter(last) : null}
      told={c.req.query('told') === 'restored'}
    />,
  )
}

const keyOf = (searched: string, country: string): Pick<SuppressionKey, 'channel' | 'address'> => {
  const phone = decidePhoneKey(searched, country)
  return phone.allowed
    ? { channel: 'sms', address: phone.result }
    : { channel: 'email', address: searched.toLowerCase() }
}

async function restoring(c: Context<ConsoleApp>, typed?: Record<string, string>, errors?: Record<string, string>) {
  const { db } = c.var
  const parsed = v.safeParse(keyForm, typed ?? c.req.query())
  const wanted: SuppressionKey | undefined = parsed.success ? parsed.output : undefined
  if (!wanted && typed) return c.html(await emptyList(c), 422)
  const [[row]] = wanted ? await read(db, [findSuppression(db, wanted)]) : [[]]
  if (!row) throw new NotFound('suppression')
  const form = errors && { typed: typed ?? {}, errors }
  return c.html(<SuppressionRestoringPage frame={consoleFrame(c)} {...{ row, form }} />, form ? 422 : 200)
}

/** A form that names no address at all is nobody's; the list is shown instead. */
async function emptyList(c: Context<ConsoleApp>) {
  const channel = 'email'
  const [rows] = await read(c.var.db, [listSuppressions(c.var.db, { channel, limit: page })])
  return (
    <SuppressionListPage frame={consoleFrame(c)} {...{ rows, channel }} searched="" firstHref={null} nextHref={null} />
  )
}
