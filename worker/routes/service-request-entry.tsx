import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { decidePhoneKey } from '#rules/phone.ts'
import { zonesOf } from '#rules/policy-term.ts'
import { channels, impacts, requestTypes, urgencies } from '#rules/service-request.ts'
import { formKey, optionalText, requiredText } from '#rules/typed.ts'
import { newSecret } from '#tenants/vault.ts'
import { ServiceRequestEntryPage } from '#web/pages/service-request-entry.tsx'
import { consolePaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { callWords } from '#web/words/call.ts'
import { fieldReasons } from '#web/words/field.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { loadFront } from '../operations/front.ts'
import { enterCall } from '../operations/service-request-entry.ts'
import { callerQueries } from '../queries/caller.ts'
import { formInWords } from './error-text.ts'

const call = v.strictObject({
  idempotencyKey: formKey,
  channel: v.picklist(channels, 'choice'),
  type: v.picklist(requestTypes, 'choice'),
  phone: requiredText(40),
  name: requiredText(80),
  email: v.optional(v.union([v.literal(''), v.pipe(requiredText(254), v.email('email'))], 'email'), ''),
  address: optionalText(200),
  zone: optionalText(60),
  product: optionalText(100),
  serialNumber: optionalText(60),
  description: requiredText(4000),
  urgency: v.picklist(urgencies, 'choice'),
  impact: v.picklist(impacts, 'choice'),
  onSite: v.optional(v.literal('yes', 'choice')),
})

const noForm: FormState = { typed: {}, errors: {} }

/** A call becomes a request on one short screen; the caller is found by the number. */
export const serviceRequestEntryRoutes = new Hono<ConsoleApp>()
  .get('/requests/new', permit('requests.create'), (c) => showEntry(c, noForm, ''))

  /** The same form, filled in as far as the number tells; posted, so that no number stands in an address. */
  .post('/callers', permit('requests.create'), async (c) => {
    const { typed } = await parseForm(c, v.object({}))
    const kept = Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== ''))
    return showEntry(c, { typed: kept, errors: {} }, typed.phone ?? '')
  })

  .post('/requests', permit('requests.create'), async (c) => {
    const posted = await parseForm(c, call)
    const t = fieldReasons[c.var.lang]
    if (!posted.ok) return showEntry(c, formInWords(posted, c.var.lang), posted.typed.phone ?? '', 422)
    const { idempotencyKey: key, onSite, ...values } = posted.values
    const { email, address, zone, product, serialNumber } = values
    const scope = { ...c.var, vault: c.var.platform.vault, key }
    const entered = await enterCall(scope, {
      ...values,
      ...{ email: email || null, address: address || null, zone: zone || null },
      ...{ product: product || null, serialNumber: serialNumber || null, onSite: onSite === 'yes' },
    })
    if ('id' in entered) {
      afterwards(c, c.var.platform.ring(c.var.tenant.id))
      return c.redirect(consolePaths.request(entered.id), 303)
    }
    const words = callWords[c.var.lang].refusals
    const errors =
      'faults' in entered
        ? Object.fromEntries(
            Object.entries(entered.faults).map(([field, fault]) => [
              field,
              fault === 'required' ? t.required : words[fault],
            ]),
          )
        : { form: words.policy }
    return showEntry(c, { typed: posted.typed, errors }, values.phone, 422)
  })

async function showEntry(c: Context<ConsoleApp>, form: FormState, phone: string, status: 200 | 422 = 200) {
  const { front, ...found } = await findCaller(c, phone)
  return c.html(
    <ServiceRequestEntryPage
      frame={consoleFrame(c)}
      zones={front.policy ? (zonesOf(front.policy.clauses)?.value ?? []) : []}
      formKey={form.typed.idempotencyKey ?? newSecret()}
      form={phone && !form.typed.phone ? { ...form, typed: { ...form.typed, phone } } : form}
      {...found}
    />,
    status,
  )
}

/** What is still open comes first. */
const mostEarlier = 8

async function findCaller(c: Context<ConsoleApp>, phone: string) {
  const key = decidePhoneKey(phone, c.var.company.country)
  const { front, answers } = await loadFront(c.var, callerQueries(c.var.db, key.allowed ? key.result : ''))
  const [[known], [contact], machines, ofCustomer, ofNumber] = answers
  const all = [...ofCustomer, ...ofNumber.filter(({ id }) => !ofCustomer.some((one) => one.id === id))]
  const earlier = [...all.filter(({ open }) => open), ...all.filter(({ open }) => !open)].slice(0, mostEarlier)
  const caller = known && { ...known, contact: contact ?? null }
  return { front, caller: key.allowed ? (caller ?? null) : undefined, machines, earlier }
}
