import { type Context, Hono } from 'hono'
import type { WorkCalendar } from '#rules/calendar.ts'
import { isOpen, nextOpen, openingsOf } from '#rules/calendar-time.ts'
import { addDays, dayMs, dayOf, endOfDay } from '#rules/day.ts'
import { type Clause, findTerm } from '#rules/policy.ts'
import { publicClauses } from '#rules/policy-public.ts'
import { requiredFieldsOf } from '#rules/report.ts'
import { CompanyPage, type OpenState } from '#web/pages/company.tsx'
import { PrivacyPage } from '#web/pages/privacy.tsx'
import { PublicPolicyPage } from '#web/pages/public-policy.tsx'
import type { PublicApp } from '../middleware/context.ts'
import { calendarOfFront, type Front, loadFront } from '../operations/front.ts'
import { keptPage } from './kept-page.ts'
import { publicFrame } from './public-frame.ts'

/** What a company tells everybody: its first page, its policy, how it treats data. */
export const companyRoutes = new Hono<PublicApp>()
  .get('/', async (c) => {
    const { front } = await loadFront(c.var, [])
    const open = openStateOf(front, c.var.now)
    const midnight = endOfDay(dayOf(c.var.now, front.company.timeZone), front.company.timeZone)
    const changesAt = open?.changesAt && open.changesAt < midnight ? open.changesAt : midnight
    return shown(c, front, 'company', changesAt, (nonce) => (
      <CompanyPage
        frame={publicFrame(c, front.company, nonce)}
        open={open}
        promises={promisesOf(clausesFor(front))}
        matrix={findTerm(clausesFor(front), 'priority.matrix')?.value ?? null}
        policyNumber={front.policy?.number ?? null}
        address={front.company.address}
      />
    ))
  })
  .get('/policy', async (c) => {
    const { front } = await loadFront(c.var, [])
    const { policy } = front
    return shown(c, front, 'policy', null, (nonce) => (
      <PublicPolicyPage frame={publicFrame(c, front.company, nonce)} version={policy} clauses={clausesFor(front)} />
    ))
  })
  .get('/privacy', async (c) => {
    const { front } = await loadFront(c.var, [])
    const { company, policy } = front
    return shown(c, front, 'privacy', null, (nonce) => (
      <PrivacyPage
        frame={publicFrame(c, company, nonce)}
        contact={{ phone: company.phone, email: company.email, address: company.address }}
        retentionMonths={findTerm(policy?.clauses ?? [], 'privacy.retention_months')?.value ?? null}
        required={requiredFieldsOf(policy?.clauses ?? [])}
        country={company.country}
        dataRegion={c.var.platform.dataRegion}
        mayMail={front.mayMail}
      />
    ))
  })

const clausesFor = ({ policy, company }: Front) =>
  publicClauses(policy?.clauses ?? [], { hasPhone: company.phone !== null })

type Rendered = Parameters<typeof keptPage<'nonce'>>[0]['render']

async function shown(
  c: Context<PublicApp>,
  front: Front,
  page: string,
  until: Date | null,
  render: (nonce: string) => ReturnType<Rendered>,
) {
  const { tenant, lang, now, nonce } = c.var
  const text = await keptPage({
    key: `${page} ${lang} ${tenant.id}`,
    stamp: front.stamp,
    until,
    now,
    fill: { nonce },
    render: (blanks) => render(blanks.nonce),
  })
  return c.html(text)
}

/** Null: the company does not say, or has no hours to say. */
function openStateOf(front: Front, now: Date): OpenState {
  const calendar = front.company.showHours ? calendarOfFront(front) : null
  if (!calendar) return null
  if (isOpen(calendar, now)) return { isOpen: true, changesAt: closingOf(calendar, now) }
  const next = nextOpen(calendar, now)
  return { isOpen: false, changesAt: next.allowed ? next.result.at : null }
}

/** The end of the hours that run now, over midnight too; null for a service that does not close within a day. */
function closingOf(calendar: WorkCalendar, now: Date): Date | null {
  const today = dayOf(now, calendar.timeZone)
  const openings = [-2, -1, 0, 1].flatMap((days) => openingsOf(calendar, addDays(today, days)))
  let closes = now
  for (const { from, until } of openings) if (from <= closes && until > closes) closes = until
  return closes.getTime() - now.getTime() > dayMs ? null : closes
}

/** What a customer asks first: when is somebody there, who answers and comes by when, what is under warranty. */
const promised = ['calendar.week', 'sla.first_reply.hours', 'sla.arrival.zones', 'warranty.lines'] as const

function promisesOf(clauses: readonly Clause[]): Clause[] {
  const numbers = promised.flatMap((key) => findTerm(clauses, key)?.clauseNumber ?? [])
  return [...new Set(numbers)].flatMap((number) => clauses.find((clause) => clause.number === number) ?? [])
}
