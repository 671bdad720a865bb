import { allow, type Decision, refuse } from '#rules/decision.ts'
import { decidePhoto, type PhotoReason } from '#rules/photo.ts'
import type { Company } from '#schema/tenant/company.ts'
import { Unavailable } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import type { Platform } from '../platform/platform.ts'
import { writeCompany } from '../queries/company-settings.ts'
import { commitAs } from '../queries/guard.ts'
import { findIdempotency } from '../queries/idempotency.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { type Sending, sendingOf, storeOnce } from './sending.ts'

type CompanyScope = TenantScope & { company: Company }

export type CompanySettings = Pick<
  Company,
  'name' | 'phone' | 'email' | 'address' | 'region' | 'languages' | 'accent' | 'showHours' | 'secondFactorRequired'
>

/** What the settings were when a form was made: other things of the company's row may have changed since. */
export const settingsStampOf = async (company: CompanySettings) => {
  const { name, phone, email, address, region, languages, accent, showHours, secondFactorRequired } = company
  const settings = [name, phone, email, address, region, languages, accent, showHours, secondFactorRequired]
  return (await hashOf(JSON.stringify(settings))).slice(0, 16)
}

/** What is the same already is saved already. */
export async function changeCompany(
  scope: CompanyScope,
  stamp: string,
  settings: CompanySettings,
): Promise<Decision<true, 'stale'>> {
  const { company, db, now } = scope
  const fields = (Object.keys(settings) as (keyof CompanySettings)[]).filter(
    (field) => JSON.stringify(settings[field]) !== JSON.stringify(company[field]),
  )
  if (fields.length === 0) return allow(true)
  if (stamp !== (await settingsStampOf(company))) return refuse('stale')
  const event = { name: 'company.changed', detail: { fields } }
  await commitAs(scope, company, event, [writeCompany(db, company, settings), writePlanningChanged(db, now)])
  return allow(true)
}

export const maxLogoBytes = 1024 * 1024

export type LogoReason = PhotoReason | 'logo_too_large'

/**
 * Only pixels are kept. The new one is stored before the company points to it; the old one goes when it does not. The
 * same form sent again is the same file, and changes nothing.
 */
export async function changeLogo(
  scope: CompanyScope & { platform: Platform },
  bytes: Uint8Array,
  formKey?: string,
): Promise<Decision<{ former: string | null }, LogoReason>> {
  const { company, db, tenant, platform } = scope
  if (bytes.length > maxLogoBytes) return refuse('logo_too_large')
  const photo = decidePhoto(bytes)
  if (!photo.allowed) return photo
  const sending = await sendingOf(scope, 'logo', formKey, Buffer.from(bytes).toString('base64'))
  const [[before]] = await read(db, [findIdempotency(db, sending.key)])
  if (before) return allow({ former: null })
  const logoKey = await logoKeyOf(sending)
  await platform.files.put(`${tenant.id}/${logoKey}`, photo.result.bytes, photo.result.type)
  try {
    const isNew = await storeOnce(scope, sending, company.id, (guard) =>
      commitAs(scope, company, { name: 'company.logo_changed' }, [guard, writeCompany(db, company, { logoKey })]),
    )
    return allow({ former: isNew ? company.logoKey : null })
  } catch (error) {
    // After a lost answer the company may already point to it.
    if (!(error instanceof Unavailable)) await platform.files.remove([`${tenant.id}/${logoKey}`])
    throw error
  }
}

/** 128 bits that nobody can guess, for the form's key is in them. */
const logoKeyOf = async ({ key }: Sending) =>
  `logo-${Buffer.from(await hashOf(`logo ${key}`), 'base64url')
    .toString('hex')
    .slice(0, 32)}`

export async function removeLogo(scope: CompanyScope): Promise<{ former: string | null }> {
  const { company, db } = scope
  if (!company.logoKey) return { former: null }
  await commitAs(scope, company, { name: 'company.logo_removed' }, [writeCompany(db, company, { logoKey: null })])
  return { former: company.logoKey }
}
