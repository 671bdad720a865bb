import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { cnRegions } from '#rules/cn-region.ts'
import { challengeRecord } from '#rules/hostname.ts'
import { langs } from '#rules/lang.ts'
import { decidePhoneKey } from '#rules/phone.ts'
import { formKey } from '#rules/typed.ts'
import { Unavailable } from '#tenants/errors.ts'
import { listHostnamesOf } from '#tenants/register.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { SettingsPage, type SettingsProps } from '#web/pages/settings.tsx'
import { consolePaths } from '#web/paths.ts'
import { settingsWords } from '#web/words/settings.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { changeCompany, changeLogo, maxLogoBytes, removeLogo, settingsStampOf } from '../operations/company.ts'
import { formInWords } from './error-text.ts'

/** How the company shows itself, and how its members sign in. */
export const settingsRoutes = new Hono<ConsoleApp>()
  .get('/', permit('settings.edit'), (c) => show(c, { saved: c.req.query('saved') === '1' }))
  .post('/', permit('settings.edit'), async (c) => {
    const posted = await parseForm(c, settingsForm, { maxBytes: 16_384 })
    if (!posted.ok) return show(c, { form: formInWords(posted, c.var.lang, { fallback: 'required' }) }, 422)
    const { stamp, showHours, secondFactorRequired, ...values } = posted.values
    const isPhone = values.phone === null || decidePhoneKey(values.phone, c.var.company.country).allowed
    if (!isPhone) {
      const errors = { phone: settingsWords[c.var.lang].phoneReason }
      return show(c, { form: { typed: posted.typed, errors }, languages: values.languages }, 422)
    }
    const decision = await changeCompany(c.var, stamp, {
      ...values,
      region: c.var.company.country === 'CN' ? values.region : c.var.company.region,
      showHours: showHours === 'yes',
      secondFactorRequired: secondFactorRequired === 'yes',
    })
    if (decision.allowed) {
      afterwards(c, c.var.platform.ring(c.var.tenant.id))
      return c.redirect(`${consolePaths.settings()}?saved=1`, 303)
    }
    return show(c, { form: { typed: posted.typed, errors: {} }, languages: values.languages, stale: true }, 409)
  })
  .post('/logo', permit('settings.edit'), async (c) => {
    const posted = await parseForm(c, logoForm, { maxBytes: maxLogoBytes + 128 * 1024 })
    if (!posted.ok) return show(c, { logoError: settingsWords[c.var.lang].logoReasons.photo_empty }, 422)
    const { logo, remove, idempotencyKey } = posted.values
    if (remove === 'yes') {
      forget(c, await removeLogo(c.var))
      return c.redirect(`${consolePaths.settings()}#logo`, 303)
    }
    const bytes = new Uint8Array((await logo?.arrayBuffer()) ?? new ArrayBuffer(0))
    const decision = await changeLogo(c.var, bytes, idempotencyKey)
    if (!decision.allowed) return show(c, { logoError: settingsWords[c.var.lang].logoReasons[decision.reason] }, 422)
    forget(c, decision.result)
    return c.redirect(`${consolePaths.settings()}#logo`, 303)
  })

const line = v.pipe(v.string(), v.trim(), v.regex(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u, 'text'))
const orNull = v.transform((text: string) => (text === '' ? null : text))

const address = v.pipe(v.string(), v.email())

const settingsForm = v.strictObject({
  stamp: v.pipe(v.string(), v.maxLength(32, 'unknown')),
  name: v.pipe(line, v.nonEmpty('required'), v.maxLength(80, 'too_long')),
  phone: v.pipe(line, v.maxLength(40, 'too_long'), orNull),
  email: v.pipe(
    line,
    v.maxLength(254, 'too_long'),
    v.check((text) => text === '' || v.is(address, text), 'email'),
    orNull,
  ),
  address: v.pipe(v.string(), v.trim(), v.maxLength(300, 'too_long'), v.regex(/^[^\p{Cs}]*$/u, 'text'), orNull),
  region: v.optional(
    v.pipe(
      v.string(),
      v.check((code) => code === '' || Object.hasOwn(cnRegions, code), 'choice'),
      orNull,
    ),
    '',
  ),
  languages: v.pipe(v.array(v.picklist(langs, 'choice'), 'required'), v.minLength(1, 'required')),
  accent: v.pipe(
    line,
    v.regex(/^(#[0-9a-f]{6})?$/i, 'colour'),
    v.transform((text) => text.toLowerCase()),
    orNull,
  ),
  showHours: v.optional(v.literal('yes')),
  secondFactorRequired: v.optional(v.literal('yes')),
})

const logoForm = v.strictObject({
  idempotencyKey: v.optional(formKey),
  logo: v.optional(v.instance(File)),
  remove: v.optional(v.literal('yes')),
})

/** The file that nothing points to any more. */
function forget(c: Context<ConsoleApp>, { former }: { former: string | null }) {
  if (former) afterwards(c, c.var.platform.files.remove([`${c.var.tenant.id}/${former}`]))
}

/** From the register of companies; where that does not answer, the page goes without them. */
async function findHostnames(c: Context<ConsoleApp>) {
  const { platform, tenant } = c.var
  try {
    const db = platform.controlPlane()
    const [rows] = await read(db, [listHostnamesOf(db, tenant.id)])
    return rows.map(({ hostname, verifiedAt, challenge }) => ({
      ...{ hostname, isVerified: verifiedAt !== null },
      record: challengeRecord(hostname, challenge ?? ''),
    }))
  } catch (error) {
    if (error instanceof Unavailable) return undefined
    throw error
  }
}

type Shown = Pick<SettingsProps, 'languages' | 'logoError' | 'stale' | 'saved'> & Partial<Pick<SettingsProps, 'form'>>

async function show(c: Context<ConsoleApp>, shown: Shown, status: 200 | 409 | 422 = 200) {
  const { company, tenant, platform } = c.var
  const stamp = await settingsStampOf(company)
  const about = { hostnames: await findHostnames(c), ownHost: tenant.host, operatorEmail: platform.operatorEmail }
  return c.html(
    <SettingsPage
      frame={consoleFrame(c)}
      {...{ company, stamp, ...about, logoFormKey: newSecret() }}
      form={undefined}
      {...shown}
    />,
    status,
  )
}
