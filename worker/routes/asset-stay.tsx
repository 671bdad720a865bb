import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { Decision } from '#rules/decision.ts'
import { usageUnits } from '#rules/policy-vocabulary-terms.ts'
import { formKey, optionalText, requiredText } from '#rules/typed.ts'
import { consolePaths } from '#web/paths.ts'
import { type AssetReason, assetReasons } from '#web/words/asset-form.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { type FieldErrors, parseForm } from '../middleware/form.ts'
import { permit } from '../middleware/permit.ts'
import type { AssetScope } from '../operations/asset-change.ts'
import { replaceAsset } from '../operations/asset-replacement.ts'
import { recordExchange, recordReading, recordReturn, recordStay, removeStay } from '../operations/asset-stay.ts'
import { changed } from './asset.tsx'
import { dayIn, justKey, optionalDay, refusedForm, requiredDay } from './asset-form.ts'
import { showAsset } from './asset-show.tsx'

const keyed = { idempotencyKey: formKey }
const stay = v.strictObject({
  ...keyed,
  component: optionalText(60),
  from: requiredDay,
  until: optionalDay,
  fault: optionalText(120),
  note: optionalText(500),
})
const returned = v.strictObject({ ...keyed, returnedOn: requiredDay })
const exchange = v.strictObject({ ...keyed, component: requiredText(60), on: requiredDay, note: optionalText(500) })
const replacement = v.strictObject({
  ...keyed,
  on: requiredDay,
  serialNumber: optionalText(60),
  note: optionalText(500),
})
const reading = v.strictObject({
  ...keyed,
  on: requiredDay,
  unit: v.picklist(Object.keys(usageUnits) as (keyof typeof usageUnits)[], 'choice'),
  amount: v.pipe(v.string('number'), v.regex(/^\d{1,12}$/, 'number'), v.transform(Number)),
})

/** Stays in repair, exchanges and readings: each moves the end of the warranty, or may. */
export const assetStayRoutes = new Hono<ConsoleApp>()
  .post('/:id/stays', permit('register.edit'), (c) =>
    record(c, 'stays', stay, { future: 'from', before_hand_in: 'until', component: 'component' }, (scope, id, form) =>
      recordStay(scope, id, {
        ...{ component: form.component || null, fault: form.fault || null, note: form.note || null },
        ...{ from: dayIn(form.from)!, until: dayIn(form.until) },
      }),
    ),
  )
  .post('/:id/stays/:stay/return', permit('register.edit'), (c) => {
    const stayId = c.req.param('stay')
    const fields = { future: 'returnedOn', before_hand_in: 'returnedOn' }
    return record(c, stayId, returned, fields, (scope, id, form) =>
      recordReturn(scope, id, stayId, dayIn(form.returnedOn)!),
    )
  })
  .post('/:id/stays/:stay/removal', permit('register.edit'), (c) => {
    const stayId = c.req.param('stay')
    return record(c, stayId, justKey, {}, (scope, id) => removeStay(scope, id, stayId))
  })
  .post('/:id/exchanges', permit('register.edit'), (c) =>
    record(c, 'exchanges', exchange, { future: 'on', component: 'component' }, (scope, id, { component, on, note }) =>
      recordExchange(scope, id, { component, on: dayIn(on)!, note: note || null }),
    ),
  )
  .post('/:id/readings', permit('register.edit'), (c) =>
    record(c, 'readings', reading, { future: 'on', goes_back: 'amount' }, (scope, id, { on, unit, amount }) =>
      recordReading(scope, id, { on: dayIn(on)!, unit, amount }),
    ),
  )
  .post('/:id/replacement', permit('register.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, replacement)
    if (!posted.ok) return showAsset(c, id, { step: 'replacement', form: refusedForm(c, posted) })
    const { idempotencyKey: key, on, serialNumber, note } = posted.values
    const scope = { ...c.var, vault: c.var.platform.vault, key }
    const replaced = await replaceAsset(scope, id, { on: dayIn(on)!, serialNumber, note: note || null })
    if ('id' in replaced) return changed(c, consolePaths.asset(replaced.id))
    const fields = { future: 'on', serial_taken: 'serialNumber', serial: 'serialNumber' }
    const errors = wordedIn(c, replaced.refused, fields)
    return showAsset(c, id, { step: 'replacement', form: { typed: posted.typed, errors } })
  })

type Fields = Partial<Record<AssetReason, string>>

async function record<const Schema extends v.GenericSchema>(
  c: Context<ConsoleApp>,
  step: string,
  schema: Schema,
  fields: Fields,
  take: (scope: AssetScope, id: string, form: v.InferOutput<Schema>) => Promise<Decision<string, AssetReason>>,
) {
  const id = c.req.param('id')!
  const posted = await parseForm(c, schema)
  if (!posted.ok) return showAsset(c, id, { step, form: refusedForm(c, posted) })
  const { idempotencyKey: key } = posted.values as { idempotencyKey: string }
  const taken = await take({ ...c.var, key }, id, posted.values)
  if (taken.allowed) return changed(c, consolePaths.asset(id))
  return showAsset(c, id, { step, form: { typed: posted.typed, errors: wordedIn(c, taken.reason, fields) } })
}

const wordedIn = ({ var: { lang } }: Context<ConsoleApp>, reason: AssetReason, fields: Fields): FieldErrors => ({
  [fields[reason] ?? 'form']: assetReasons[lang][reason],
})
