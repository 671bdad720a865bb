import * as v from 'valibot'
import { isOpen } from '#rules/calendar-time.ts'
import { addDays, dayOf, instantOn, isDay } from '#rules/day.ts'
import { langs } from '#rules/lang.ts'
import type { Clause } from '#rules/policy.ts'
import { calendarOf, requestTypesOf, requiredIntakeFields, zonesOf } from '#rules/policy-term.ts'
import { type PromiseFacts, promiseFor } from '#rules/promise.ts'
import { type RequestType, requestTypes, urgencies } from '#rules/service-request.ts'
import { formKey, localTime, optionalText, typedText } from '#rules/typed.ts'

/** How much a form takes before somebody has to work for it, and before it stops listening. */
export const reportLimits = {
  perNetworkPerMinute: 20,
  /** In an hour, for the whole company: from here on a proof of work is asked for. */
  proofFrom: 60,
  /** … a harder one … */
  harderFrom: 200,
  /** … and what comes without one is no longer kept: the page asks for a call. */
  unprovenPerHour: 200,
}

export const textLimits = {
  name: 80,
  phone: 40,
  email: 254,
  address: 200,
  zone: 60,
  product: 100,
  serialNumber: 60,
  description: 4_000,
}

/** What the form sends; what must be filled in, the policy says (`missingFields`). */
export const reportFields = {
  idempotencyKey: v.fallback(formKey, ''),
  draftId: v.fallback(formKey, ''),
  /** The secret of the code that was scanned on a machine. */
  machine: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[\w-]{43}$/)), ''), ''),
  /** Not asked where the policy knows one kind of request only. */
  type: v.optional(v.picklist(requestTypes, 'choice')),
  name: optionalText(textLimits.name),
  phone: optionalText(textLimits.phone),
  email: v.optional(v.pipe(typedText(textLimits.email), v.check(isEmailOrEmpty, 'email')), ''),
  address: optionalText(textLimits.address),
  zone: optionalText(textLimits.zone),
  product: optionalText(textLimits.product),
  serialNumber: optionalText(textLimits.serialNumber),
  description: optionalText(textLimits.description),
  urgency: v.optional(v.picklist(['', ...urgencies], 'choice'), ''),
  wishedAt: v.pipe(localTime, v.check(isRealDay, 'date')),
  exportConsent: v.optional(v.picklist(['yes'], 'choice')),
  /** The trap: people do not see it. */
  homepage: v.optional(v.pipe(v.string('text'), v.maxLength(2_000, 'too_long')), ''),
  proof: v.optional(v.pipe(v.string('text'), v.maxLength(4_000, 'too_long')), ''),
  /** The button in the page's head: the form as it is, in that language. */
  language: v.fallback(v.optional(v.picklist(langs)), undefined),
}
const reportSchema = v.strictObject(reportFields)
export type Report = v.InferOutput<typeof reportSchema>
export type ReportField = keyof Report

/** Characters that nobody sees are not an answer. */
export const isBlank = (typed: string) => typed.replace(/[\s\p{Cf}\p{Cc}\u3164\u115f\u1160\u2800]/gu, '') === ''

function isEmailOrEmpty(typed: string): boolean {
  return typed === '' || /^[^\s@<>()[\],;:"\\]{1,64}@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\.]{2,}$/u.test(typed)
}

/** 30 February looks like a day, and is none. */
function isRealDay(typed: string): boolean {
  return typed === '' || isDay(typed.slice(0, 10))
}

/** The form's fields that the policy makes mandatory. Name, phone and fault always are; a machine is known by either. */
export function requiredFieldsOf(clauses: readonly Clause[]): Set<ReportField> {
  const listed = requiredIntakeFields(clauses)?.value ?? []
  const required = new Set<ReportField>(['name', 'phone', 'description', 'urgency'])
  for (const field of listed) for (const own of formFields[field] ?? []) required.add(own)
  if (required.has('address') && (zonesOf(clauses)?.value.length ?? 0) > 0) required.add('zone')
  return required
}

/** What a policy's intake field is called on the form. What the form has no place for is asked on the phone. */
const formFields: Record<string, readonly ReportField[]> = {
  email: ['email'],
  address: ['address'],
  site_address: ['address'],
  model: ['product'],
  system: ['product'],
  serial: ['serialNumber'],
}

/** What the form asks: a fault unless the person says otherwise; one kind alone is no question (S3.3-05). */
export function offeredTypes(clauses: readonly Clause[]): { types: readonly RequestType[]; usual: RequestType } {
  const types = requestTypesOf(clauses)?.value ?? []
  return { types: types.length > 1 ? types : [], usual: types.includes('fault') ? 'fault' : (types[0] ?? 'fault') }
}

/** Nobody is sent out to answer a question: it has no arrival, and needs no address (R-PI-4). */
export const needsVisit = (type: RequestType, address: string) => type !== 'enquiry' && !isBlank(address)

/** What of the form's mandatory fields this kind of request needs. */
export function requiredFieldsFor(type: RequestType, clauses: readonly Clause[]): Set<ReportField> {
  const required = requiredFieldsOf(clauses)
  if (type === 'enquiry') for (const field of ['address', 'zone'] as const) required.delete(field)
  return required
}

export function missingFields(
  report: { [field in ReportField]?: string | undefined },
  required: ReadonlySet<ReportField>,
) {
  const machine = !isBlank(report.product ?? '') || !isBlank(report.serialNumber ?? '')
  return [...required].filter((field) => {
    if ((field === 'product' || field === 'serialNumber') && machine) return false
    return isBlank(report[field] ?? '')
  })
}

const longestWishDays = 90

/** The wished time in the company's own zone; it cannot have passed, nor be far away. */
export function wishOf(typed: string, now: Date, zone: string): Date | 'wish_past' | 'wish_far' | null {
  if (typed === '') return null
  const [day, time] = typed.split('T') as [`${number}-${number}-${number}`, string]
  const at = instantOn(day, time.slice(0, 5), zone)
  if (at <= now) return 'wish_past'
  return day > addDays(dayOf(now, zone), longestWishDays) ? 'wish_far' : at
}

/**
 * A wish becomes the promised time by itself only where it leaves at least the time that the policy allows, and falls
 * into opening hours. An earlier one is for a person to agree: nobody is promised what was never arranged.
 */
export function promiseForReport(facts: Omit<PromiseFacts, 'wishedAt'>, wishedAt: Date | null) {
  const own = promiseFor(facts)
  if (!own.allowed || !wishedAt) return own
  const arrival = own.result.clocks.find(({ kind }) => kind === 'arrival')
  const isTenable = arrival && wishedAt >= arrival.dueAt && isOpen(calendarOf(facts.clauses, facts.overrides), wishedAt)
  return isTenable ? promiseFor({ ...facts, wishedAt }) : own
}

export type HeldReason = 'trap' | 'no_proof'

/** What looks like abuse is kept for a person, never thrown away and never promised anything. */
export function decideStanding(facts: { trap: boolean; reportsThisHour: number; proven: boolean }): HeldReason | null {
  if (facts.trap) return 'trap'
  return facts.reportsThisHour > reportLimits.proofFrom && !facts.proven ? 'no_proof' : null
}
