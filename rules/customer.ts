import { decidePhoneKey } from '#rules/phone.ts'
import { isBlank } from '#rules/report.ts'

/** How much each field takes; as much as an import does. */
export const customerLimits = {
  ...{ name: 200, phone: 40, email: 254, address: 300, zone: 60, tier: 60, note: 2_000 },
  ...{ contactName: 100, duty: 100, siteName: 100, source: 300 },
}

/** Who is served, as somebody wrote it down. */
export type CustomerDetails = {
  kind: 'company' | 'person'
  name: string
  phone: string
  email: string | null
  address: string | null
  zone: string | null
  tier: string | null
  lang: 'zh-CN' | 'en' | null
  ownerId: string | null
  note: string | null
}

/** The person to call. */
export type ContactDetails = {
  name: string
  duty: string | null
  phone: string
  email: string | null
  lang: 'zh-CN' | 'en' | null
  isNotified: boolean
}

export type SiteDetails = { name: string; address: string; zone: string | null; timeZone: string | null }

export type CustomerFault = 'required' | 'phone' | 'zone' | 'tier' | 'owner' | 'reach'
export type CustomerFaults<Details> = Partial<Record<keyof Details, CustomerFault>>

/** What the policy and the staff allow to be chosen. A value that is stored already may stay, whatever became of it. */
export type CustomerChoices = {
  country: string
  zones: readonly string[]
  tiers: readonly string[]
  owners: readonly string[]
}

/** A company can be reached through its contacts alone; a person has a number or an address of their own. */
export function customerFaultsOf(
  { name, phone, email, kind, zone, tier, ownerId }: CustomerDetails,
  { country, zones, tiers, owners }: CustomerChoices,
  stored: Pick<CustomerDetails, 'zone' | 'tier' | 'ownerId'> | null,
): CustomerFaults<CustomerDetails> {
  const faults: CustomerFaults<CustomerDetails> = {}
  if (isBlank(name)) faults.name = 'required'
  if (isBlank(phone)) {
    if (kind === 'person' && !email) faults.phone = 'reach'
  } else if (!decidePhoneKey(phone, country).allowed) faults.phone = 'phone'
  if (isForeign(zone, zones, stored?.zone)) faults.zone = 'zone'
  if (isForeign(tier, tiers, stored?.tier)) faults.tier = 'tier'
  if (isForeign(ownerId, owners, stored?.ownerId)) faults.ownerId = 'owner'
  return faults
}

/** Nobody is a contact who cannot be reached. */
export function contactFaultsOf({ name, phone, email }: ContactDetails, country: string) {
  const faults: CustomerFaults<ContactDetails> = {}
  if (isBlank(name)) faults.name = 'required'
  if (isBlank(phone)) {
    if (!email) faults.phone = 'reach'
  } else if (!decidePhoneKey(phone, country).allowed) faults.phone = 'phone'
  return faults
}

export function siteFaultsOf({ name, address, zone }: SiteDetails, zones: readonly string[], stored: string | null) {
  const faults: CustomerFaults<SiteDetails> = {}
  if (isBlank(name)) faults.name = 'required'
  if (isBlank(address)) faults.address = 'required'
  if (isForeign(zone, zones, stored)) faults.zone = 'zone'
  return faults
}

const isForeign = (value: string | null, known: readonly string[], stored: string | null | undefined) =>
  value !== null && value !== stored && !known.includes(value)

/** What two spellings of one number share; empty where there is no number, and nobody is found by that. */
export function phoneKeyOr(phone: string, country: string): string {
  const key = decidePhoneKey(phone, country)
  return key.allowed ? key.result : ''
}

/**
 * What two spellings of one name share: letters and digits in lower case, without what a company is in law ("Example
 * Foods Ltd", "EXAMPLE FOODS"). Only ever a reason to look, never to merge.
 */
export function nameKeyOf(name: string): string {
  const plain = lettersOf(name)
  const short = lettersOf(name.normalize('NFKC').trim().replace(legalForm, ''))
  return short || plain
}

const lettersOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const legalForm =
  /(?:股份有限公司|有限责任公司|有限公司|股份公司|[\s,]+(?:co\.?,?\s*)?(?:ltd|limited|inc|incorporated|llc|corp|corporation|plc|gmbh(?:\s*&\s*co\.?\s*kg)?|ag|kg|ug|ohg|e\.\s?k|s\.\s?a|s\.\s?r\.\s?l|b\.\s?v|oy|ab)\.?)$/iu

/** One thing that search finds a customer by. */
type Known = {
  customer: { name: string; phone: string; phoneKey: string; email: string | null; address: string | null }
  contacts: readonly { name: string; phone: string; phoneKey: string; email: string | null }[]
  sites: readonly { name: string; address: string }[]
}

export const customerSearchable = ({ customer, contacts, sites }: Known) => ({
  texts: [
    ...[customer.name, customer.address ?? '', customer.email ?? ''],
    ...contacts.flatMap(({ name, email }) => [name, email ?? '']),
    ...sites.flatMap(({ name, address }) => [name, address]),
  ],
  numbers: [customer, ...contacts].flatMap(({ phone, phoneKey }) => [phone, phoneKey]),
})

/** Views of the list. */
export const customerViews = ['current', 'archived'] as const
export type CustomerView = (typeof customerViews)[number]
