import { and, eq } from 'drizzle-orm'
import { type Company, companies } from '#schema/tenant/company.ts'
import type { TenantDb } from '#tenants/scope.ts'

/** The one row, as it was loaded. */
export const writeCompany = (db: TenantDb, { version }: Pick<Company, 'version'>, columns: Partial<Company>) =>
  db
    .update(companies)
    .set({ ...columns, version: version + 1 })
    .where(and(eq(companies.id, 'company'), eq(companies.version, version)))
