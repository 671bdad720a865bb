import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { customerLimits } from '#rules/customer.ts'
import { formKey, requiredText } from '#rules/typed.ts'
import { NotFound } from '#tenants/errors.ts'
import { newSecret } from '#tenants/vault.ts'
import { ConsentFormPage } from '#web/pages/consent-form.tsx'
import { ContactFormPage, SiteFormPage } from '#web/pages/customer-contact-form.tsx'
import type { FormState } from '#web/ui/field.tsx'
import { consentWords } from '#web/words/consent.ts'
import { fieldReasons } from '#web/words/field.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { addressesOf, grantConsent, withdrawConsent } from '../operations/consent.ts'
import { loadCustomer } from '../operations/customer-change.ts'
import {
  addContact,
  addSite,
  contactStampOf,
  editContact,
  editSite,
  removeContact,
  removeSite,
  siteStampOf,
} from '../operations/customer-contact.ts'
import { showCustomer, told } from './customer.tsx'
import { contactForm, faultForm, keyOnly, refusedForm, siteForm, staleForm } from './customer-form.ts'

const consentForm = v.strictObject({
  idempotencyKey: formKey,
  address: v.pipe(requiredText(300), v.regex(/^(email|sms):./, 'choice')),
  source: requiredText(customerLimits.source),
})

/** Whom to call, where it stands, what they agreed to. */
export const customerContactRoutes = new Hono<ConsoleApp>()
  .get('/:id/contacts/new', permit('register.edit'), (c) => showContact(c, c.req.param('id'), null))
  .post('/:id/contacts', permit('register.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, contactForm)
    if (!posted.ok) return showContact(c, id, null, { form: refusedForm(c, posted) })
    const { idempotencyKey: key, stamp: _, isNotified, ...details } = posted.values
    const added = await addContact({ ...c.var, key }, id, { ...details, isNotified: isNotified === 'yes' })
    return 'no' in added ? showContact(c, id, null, again(c, posted.typed, added.no)) : told(c, id, 'contact')
  })
  .get('/:id/contacts/:contact', permit('register.edit'), (c) =>
    showContact(c, c.req.param('id'), c.req.param('contact')),
  )
  .post('/:id/contacts/:contact', permit('register.edit'), async (c) => {
    const { id, contact } = c.req.param()
    const posted = await parseForm(c, contactForm)
    if (!posted.ok) return showContact(c, id, contact, { form: refusedForm(c, posted) })
    const { idempotencyKey: key, stamp, isNotified, ...rest } = posted.values
    const details = { ...rest, isNotified: isNotified === 'yes' }
    const changed = await editContact({ ...c.var, key }, id, contact, details, stamp)
    return 'no' in changed ? showContact(c, id, contact, again(c, posted.typed, changed.no)) : told(c, id, 'contact')
  })
  .post('/:id/contacts/:contact/removal', permit('register.edit'), async (c) => {
    const { id, contact } = c.req.param()
    const posted = await parseForm(c, keyOnly)
    if (!posted.ok) return showCustomer(c, id, fieldReasons[c.var.lang].unknown)
    await removeContact({ ...c.var, key: posted.values.idempotencyKey }, id, contact)
    return told(c, id, 'contact_removed')
  })
  .get('/:id/sites/new', permit('register.edit'), (c) => showSite(c, c.req.param('id'), null))
  .post('/:id/sites', permit('register.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, siteForm)
    if (!posted.ok) return showSite(c, id, null, { form: refusedForm(c, posted) })
    const { idempotencyKey: key, stamp: _, ...details } = posted.values
    const added = await addSite({ ...c.var, key }, id, details)
    return 'no' in added ? showSite(c, id, null, again(c, posted.typed, added.no)) : told(c, id, 'site')
  })
  .get('/:id/sites/:site', permit('register.edit'), (c) => showSite(c, c.req.param('id'), c.req.param('site')))
  .post('/:id/sites/:site', permit('register.edit'), async (c) => {
    const { id, site } = c.req.param()
    const posted = await parseForm(c, siteForm)
    if (!posted.ok) return showSite(c, id, site, { form: refusedForm(c, posted) })
    const { idempotencyKey: key, stamp, ...details } = posted.values
    const changed = await editSite({ ...c.var, key }, id, site, details, stamp)
    return 'no' in changed ? showSite(c, id, site, again(c, posted.typed, changed.no)) : told(c, id, 'site')
  })
  .post('/:id/sites/:site/removal', permit('register.edit'), async (c) => {
    const { id, site } = c.req.param()
    const posted = await parseForm(c, keyOnly)
    if (!posted.ok) return showCustomer(c, id, fieldReasons[c.var.lang].unknown)
    await removeSite({ ...c.var, key: posted.values.idempotencyKey }, id, site)
    return told(c, id, 'site_removed')
  })

/** Leave to advertise. */
export const consentRoutes = new Hono<ConsoleApp>()
  .get('/:id/consents/new', permit('consents.edit'), (c) => showConsent(c, c.req.param('id')))
  .post('/:id/consents', permit('consents.edit'), async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, consentForm)
    if (!posted.ok) return showConsent(c, id, refusedForm(c, posted))
    const { idempotencyKey: key, address, source } = posted.values
    const [channel, ...rest] = address.split(':')
    const wish = { channel: channel === 'sms' ? ('sms' as const) : ('email' as const), address: rest.join(':'), source }
    const granted = await grantConsent({ ...c.var, key }, id, wish)
    if (!('no' in granted)) return told(c, id, 'consent')
    const errors = { address: consentWords[c.var.lang].reasons[granted.no.reason] }
    return showConsent(c, id, { typed: posted.typed, errors })
  })
  .post('/:id/consents/:consent/withdrawal', permit('consents.edit'), async (c) => {
    const { id, consent } = c.req.param()
    const posted = await parseForm(c, keyOnly)
    if (!posted.ok) return showCustomer(c, id, fieldReasons[c.var.lang].unknown)
    await withdrawConsent({ ...c.var, key: posted.values.idempotencyKey }, id, consent)
    return told(c, id, 'withdrawn')
  })

type Again = { form?: FormState; stale?: boolean }
type No = { faults: Parameters<typeof faultForm>[2] } | { stale: true }

const again = (c: Context<ConsoleApp>, typed: Record<string, string>, no: No): Again =>
  'faults' in no ? { form: faultForm(c, typed, no.faults) } : { form: staleForm(typed), stale: true }

const statusOf = ({ form, stale }: Again) => (stale ? 409 : form ? 422 : 200)

async function showContact(c: Context<ConsoleApp>, id: string, contactId: string | null, shown: Again = {}) {
  const { customer, contacts } = await loadCustomer(c.var, id)
  const contact = contacts.find((one) => one.id === contactId) ?? null
  if (contactId !== null && !contact) throw new NotFound('contact')
  const { form } = shown
  return c.html(
    <ContactFormPage
      frame={consoleFrame(c)}
      {...{ customer, contact, ...shown, form }}
      formKey={form?.typed.idempotencyKey ?? newSecret()}
      stamp={form?.typed.stamp ?? (contact ? await contactStampOf(contact) : '')}
    />,
    statusOf(shown),
  )
}

async function showSite(c: Context<ConsoleApp>, id: string, siteId: string | null, shown: Again = {}) {
  const { customer, sites, choices } = await loadCustomer(c.var, id)
  const site = sites.find((one) => one.id === siteId) ?? null
  if (siteId !== null && !site) throw new NotFound('site')
  const { form } = shown
  return c.html(
    <SiteFormPage
      frame={consoleFrame(c)}
      {...{ customer, site, ...shown, form }}
      zones={choices.zones}
      formKey={form?.typed.idempotencyKey ?? newSecret()}
      stamp={form?.typed.stamp ?? (site ? await siteStampOf(site) : '')}
    />,
    statusOf(shown),
  )
}

async function showConsent(c: Context<ConsoleApp>, id: string, form?: FormState) {
  const loaded = await loadCustomer(c.var, id)
  return c.html(
    <ConsentFormPage
      frame={consoleFrame(c)}
      customer={loaded.customer}
      addresses={addressesOf(loaded).map((one) => ({ ...one, value: `${one.channel}:${one.address}` }))}
      formKey={form?.typed.idempotencyKey ?? newSecret()}
      form={form}
    />,
    form ? 422 : 200,
  )
}
