/** The life of a service request (domain.md). Waiting states pause its clocks. */
export const serviceRequestStatuses = [
  'received',
  'triaged',
  'dispatched',
  'arrived',
  'waiting_customer',
  'waiting_parts',
  'resolved',
  'confirmed',
  'closed',
  'cancelled',
  'reopened',
] as const
export type ServiceRequestStatus = (typeof serviceRequestStatuses)[number]

export const channels = ['web_form', 'phone', 'walk_in', 'email', 'chat', 'letter'] as const
export type Channel = (typeof channels)[number]

export const requestTypes = ['fault', 'enquiry', 'other'] as const
export type RequestType = (typeof requestTypes)[number]

export const urgencies = ['low', 'normal', 'high'] as const
export type Urgency = (typeof urgencies)[number]

export const impacts = ['one', 'several', 'all'] as const
export type Impact = (typeof impacts)[number]

export const priorities = ['P1', 'P2', 'P3', 'P4'] as const
export type Priority = (typeof priorities)[number]

/** `held`: looks like abuse and waits for a person; it is never lost and never promised anything. */
export const standings = ['accepted', 'held', 'rejected'] as const
export type Standing = (typeof standings)[number]

export const clockKinds = ['response', 'arrival', 'resolution'] as const
export type ClockKind = (typeof clockKinds)[number]
