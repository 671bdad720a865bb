import { leavesChina } from '#rules/data-region.ts'
import { decidePhoneKey } from '#rules/phone.ts'
import { zonesOf } from '#rules/policy-term.ts'
import { missingFields, offeredTypes, requiredFieldsFor, wishOf } from '#rules/report.ts'
import type { RequestType } from '#rules/service-request.ts'
import type { Company } from '#schema/tenant/company.ts'
import type { Platform } from '../platform/platform.ts'
import type { Front } from './front.ts'
import type { Reached } from './photo.ts'
import type { PreparedReport } from './report.ts'

export type CheckedReport = {
  errors: Record<string, string>
  facts: { type: RequestType; phoneKey: string; wishedAt: Date | null }
}

/** What only the company and its policy can say about the fields: what is mandatory, which zones there are, whose phone it is. */
export function checkReport(
  { platform, now }: Reached,
  { report, errors }: PreparedReport,
  front: Front,
): CheckedReport {
  const { company, policy } = front
  const clauses = policy?.clauses ?? []
  const { types, usual } = offeredTypes(clauses)
  const type = report.type ?? usual
  const found: Record<string, string> = {}
  for (const field of missingFields(report, requiredFieldsFor(type, clauses))) found[field] = 'required'
  const phone = decidePhoneKey(report.phone, company.country)
  if (!phone.allowed) found.phone ??= phone.reason
  if (type !== usual && !types.includes(type)) found.type = 'choice'
  const zones = zonesOf(clauses)?.value ?? []
  if (report.zone !== '' && !zones.includes(report.zone)) found.zone = 'choice'
  const wish = errors.wishedAt ? null : wishOf(report.wishedAt, now, company.timeZone)
  if (typeof wish === 'string') found.wishedAt = wish
  if (needsExportConsent(company, platform) && report.exportConsent !== 'yes') found.exportConsent = 'export_consent'
  return {
    errors: { ...found, ...errors },
    facts: { type, phoneKey: phone.allowed ? phone.result : '', wishedAt: wish instanceof Date ? wish : null },
  }
}

/** GR-16, R-PI-11: data of people in China that is stored elsewhere needs their separate consent. */
export const needsExportConsent = (
  { country }: Pick<Company, 'country'>,
  { dataRegion }: Pick<Platform, 'dataRegion'>,
) => country === 'CN' && leavesChina(dataRegion)
