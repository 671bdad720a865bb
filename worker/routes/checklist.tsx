import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import * as v from 'valibot'
import { formKey } from '#rules/typed.ts'
import { companies } from '#schema/tenant/company.ts'
import { Conflict } from '#tenants/errors.ts'
import { checklistItems } from '#web/pages/checklist.tsx'
import { consolePaths } from '#web/paths.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { permit } from '../middleware/permit.ts'
import { commitAs } from '../queries/guard.ts'

const tick = v.strictObject({ idempotencyKey: formKey, item: v.picklist([...checklistItems, 'all'], 'choice') })

/** A new company's first steps, ticked off or hidden. */
export const checklistRoutes = new Hono<ConsoleApp>().post('/checklist', permit('settings.edit'), async (c) => {
  const posted = await parseForm(c, tick)
  if (posted.ok && !c.var.company.checklist[posted.values.item]) {
    const { company, db } = c.var
    const checklist = { ...company.checklist, [posted.values.item]: true }
    const event = { name: 'company.checklist_ticked', detail: { item: posted.values.item } }
    const change = db
      .update(companies)
      .set({ checklist, version: company.version + 1 })
      .where(eq(companies.id, company.id))
    await commitAs(c.var, company, event, [change]).catch((error: unknown) => {
      // Two ticks at once: the other one is shown, this one can be ticked again.
      if (!(error instanceof Conflict)) throw error
    })
  }
  return c.redirect(consolePaths.requests(), 303)
})
