import { type Context, Hono } from 'hono'
import { consolePaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { contractReasons } from '#web/words/contract.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { permit } from '../middleware/permit.ts'
import {
  cancelContract,
  editContract,
  enterContract,
  removeContract,
  type SavedContract,
} from '../operations/contract.ts'
import { changed } from './asset.tsx'
import { dayIn, justKey } from './asset-form.ts'
import { cancellation, contractEdit, contractEntry, contractFormOf, refusedForm } from './contract-form.ts'
import { listContractPage } from './contract-list.tsx'
import { originOf, showChoice, showContract, showEdit, showNew, showRenewal } from './contract-show.tsx'

/** What was agreed with customers: listed, entered, put right, renewed, ended. */
export const contractRoutes = new Hono<ConsoleApp>()
  .get('/', permit('register.read'), (c) => listContractPage(c))
  .get('/new', permit('contracts.edit'), (c) => {
    const customerId = c.req.query('customer')
    return customerId ? showNew(c, customerId, originOf(c.req.query())) : showChoice(c)
  })
  .post('/', permit('contracts.edit'), async (c) => {
    const posted = await parseForm(c, contractEntry)
    const { customerId = '', renewal, asset } = posted.typed
    if (customerId === '') return showChoice(c, 422)
    const again = (form: FormState, lists = {}) => showNew(c, customerId, { renewal, asset }, { form, lists })
    if (!posted.ok) return again(refusedForm(c, posted), posted.lists)
    const { idempotencyKey: key, ...values } = posted.values
    const form = contractFormOf(values, c.var.company.currency)
    if ('errors' in form) return again(refusedForm(c, { typed: posted.typed, errors: form.errors }), values)
    const saved = await enterContract({ ...c.var, key }, values.customerId, form, { renewalId: values.renewal })
    return answerSaved(c, saved, posted.typed, (form) => again(form, values))
  })
  .get('/:id', permit('register.read'), (c) => showContract(c, c.req.param('id')))
  .get('/:id/details', permit('contracts.edit'), (c) => showEdit(c, c.req.param('id')))
  .post('/:id/details', permit('contracts.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, contractEdit)
    if (!posted.ok) return showEdit(c, id, { form: refusedForm(c, posted), lists: posted.lists })
    const { idempotencyKey: key, version, ...values } = posted.values
    const form = contractFormOf(values, c.var.company.currency)
    const again = (form: FormState) => showEdit(c, id, { form, lists: values })
    if ('errors' in form) return again(refusedForm(c, { typed: posted.typed, errors: form.errors }))
    return answerSaved(c, await editContract({ ...c.var, key }, id, form, version), posted.typed, again)
  })
  .get('/:id/renewal', permit('contracts.edit'), (c) => showRenewal(c, c.req.param('id')))
  .post('/:id/renewal', permit('contracts.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, contractEntry)
    if (!posted.ok) return showRenewal(c, id, { form: refusedForm(c, posted), lists: posted.lists })
    const { idempotencyKey: key, ...values } = posted.values
    const form = contractFormOf(values, c.var.company.currency)
    const again = (form: FormState) => showRenewal(c, id, { form, lists: values })
    if ('errors' in form) return again(refusedForm(c, { typed: posted.typed, errors: form.errors }))
    const saved = await enterContract({ ...c.var, key }, values.customerId, form, { previousId: id })
    return answerSaved(c, saved, posted.typed, again)
  })
  .post('/:id/cancellation', permit('contracts.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, cancellation)
    const refuse = (form: FormState) => showContract(c, id, { step: 'cancellation', form })
    if (!posted.ok) return refuse(refusedForm(c, posted))
    const { idempotencyKey: key, on, reason } = posted.values
    const done = await cancelContract({ ...c.var, key }, id, { on: dayIn(on)!, reason })
    if (done.allowed) return changed(c, consolePaths.contract(id))
    const field = done.reason === 'over_already' ? 'form' : 'on'
    return refuse({ typed: posted.typed, errors: { [field]: contractReasons[c.var.lang][done.reason] } })
  })
  .post('/:id/removal', permit('contracts.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, justKey)
    if (!posted.ok) return showContract(c, id, { step: 'removal', form: refusedForm(c, posted) })
    await removeContract({ ...c.var, key: posted.values.idempotencyKey }, id)
    return changed(c, consolePaths.contracts())
  })

function answerSaved(
  c: Context<ConsoleApp>,
  saved: SavedContract,
  typed: Record<string, string>,
  again: (form: FormState) => Response | Promise<Response>,
) {
  if ('id' in saved) return changed(c, consolePaths.contract(saved.id))
  const words = contractReasons[c.var.lang]
  return again({
    typed,
    errors: Object.fromEntries(Object.entries(saved.faults).map(([field, why]) => [field, words[why]])),
  })
}
