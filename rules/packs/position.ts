import type { Role } from '#rules/role.ts'

/** Packs and clauses speak of positions; permissions come with one of six roles (decisions.md › People and words). */
export const roleOfPosition: Readonly<Record<string, Role>> = {
  owner: 'owner',
  executive: 'owner',
  hr: 'admin',
  store_manager: 'supervisor',
  service_manager: 'supervisor',
  group_leader: 'supervisor',
  dispatcher: 'supervisor',
  qa: 'supervisor',
  clerk: 'agent',
  service_agent: 'agent',
  finance: 'agent',
  purchasing: 'agent',
  tech_support: 'engineer',
  technician: 'engineer',
  field_engineer: 'engineer',
  repair_engineer: 'engineer',
  sales: 'sales',
}
