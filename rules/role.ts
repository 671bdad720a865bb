/** What a member may do. Positions (technician, clerk …) are words of the policy; these six are permissions. */
export const roles = ['owner', 'admin', 'supervisor', 'agent', 'engineer', 'sales'] as const
export type Role = (typeof roles)[number]

export const permissions = [
  'requests.read',
  'requests.create',
  'requests.answer',
  'requests.triage',
  'requests.assign',
  'requests.pause',
  'requests.arrive',
  'requests.resolve',
  'requests.reopen',
  'requests.cancel',
  'requests.release',
  'coverage.cause',
  'coverage.override',
  'register.read',
  'register.edit',
  'register.merge',
  'register.import',
  'register.export',
  'contracts.edit',
  'renewals.work',
  'consents.edit',
  'notices.read',
  'notices.release',
  'channels.manage',
  'policy.read',
  'policy.edit',
  'policy.publish',
  'calendar.edit',
  'members.read',
  'members.manage',
  'settings.edit',
  'audit.read',
  'account.own',
] as const
export type Permission = (typeof permissions)[number]

const own: readonly Permission[] = ['account.own', 'policy.read', 'register.read']
const desk: readonly Permission[] = [
  'requests.read',
  'requests.create',
  'requests.answer',
  'requests.triage',
  'requests.pause',
  'requests.resolve',
  'requests.reopen',
  'requests.cancel',
  'requests.release',
  'coverage.cause',
]
/** Whoever keeps customers, their machines and what is due to them. */
const register: readonly Permission[] = ['register.edit', 'renewals.work', 'consents.edit', 'notices.read']
const steering: readonly Permission[] = [
  'requests.assign',
  'requests.arrive',
  'coverage.override',
  'register.merge',
  'register.import',
  'register.export',
  'contracts.edit',
  'notices.release',
  'calendar.edit',
  'members.read',
  'audit.read',
]
const granted: Record<Role, readonly Permission[]> = {
  owner: permissions,
  admin: permissions,
  supervisor: [...own, ...desk, ...register, ...steering],
  agent: [...own, ...desk, ...register, 'requests.assign'],
  engineer: [
    ...own,
    'requests.read',
    'requests.answer',
    'requests.pause',
    'requests.arrive',
    'requests.resolve',
    'coverage.cause',
  ],
  sales: [...own, ...register, 'requests.read', 'requests.create', 'contracts.edit'],
}

export const may = (role: Role, permission: Permission) => granted[role].includes(permission)

/** Only an owner may make, change or disable an owner; an admin everybody else. */
export const mayManage = (actor: Role, subject: Role) => actor === 'owner' || (actor === 'admin' && subject !== 'owner')
