import { decidePhoneKey } from '#rules/phone.ts'
import type { Clause } from '#rules/policy.ts'
import { zonesOf } from '#rules/policy-term.ts'
import { missingFields, type ReportField, requiredFieldsOf } from '#rules/report.ts'
import type { Channel, Impact, RequestType, Urgency } from '#rules/service-request.ts'

/** What somebody wrote down while the customer spoke. */
export type Call = {
  channel: Channel
  type: RequestType
  phone: string
  name: string
  email: string | null
  address: string | null
  zone: string | null
  product: string | null
  serialNumber: string | null
  description: string
  urgency: Urgency
  impact: Impact
  onSite: boolean
}

export type CallFault = 'required' | 'phone' | 'zone' | 'address'
export type CallFaults = Partial<Record<ReportField, CallFault>>

/**
 * The policy demands the same of every channel, the phone too (S4.4-07, S4.5-09); but an address only of those whom
 * somebody visits: what is not needed must not be asked for (R-PI-4).
 */
export function callFaultsOf(call: Call, clauses: readonly Clause[], country: string): CallFaults {
  const faults: CallFaults = {}
  const required = requiredFieldsOf(clauses)
  if (!call.onSite) for (const field of ['address', 'zone'] as const) required.delete(field)
  for (const field of missingFields(typedOf(call), required)) faults[field] = 'required'
  if (!faults.phone && !decidePhoneKey(call.phone, country).allowed) faults.phone = 'phone'
  if (call.zone !== null && !zonesOf(clauses)?.value.includes(call.zone)) faults.zone = 'zone'
  if (call.onSite && !call.address) faults.address = 'address'
  return faults
}

function typedOf({ name, phone, email, address, zone, product, serialNumber, description, urgency }: Call) {
  const text = (value: string | null) => value ?? ''
  return {
    ...{ name, phone, description, urgency, email: text(email), address: text(address), zone: text(zone) },
    ...{ product: text(product), serialNumber: text(serialNumber) },
  }
}
