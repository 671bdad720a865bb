/** What the audit log can be narrowed to, and the beginnings of the events' names that belong to it. */
export const auditKinds = {
  requests: ['service_request.', 'work_order.', 'notice.'],
  register: ['customer.', 'product.', 'asset.', 'contract.', 'renewal.', 'import.'],
  policy: ['policy.'],
  calendar: ['calendar_day.'],
  people: ['member.', 'invitation.'],
  sign_in: ['session.', 'sign_in.', 'password_reset.', 'email_verification.'],
  company: ['company.', 'channel.', 'suppression.'],
} as const

export type AuditKind = keyof typeof auditKinds

export const auditKindNames = Object.keys(auditKinds) as AuditKind[]

export const isAuditKind = (text: string | undefined): text is AuditKind => auditKindNames.some((kind) => kind === text)
