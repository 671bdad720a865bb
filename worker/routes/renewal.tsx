import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { addMonths, type Day, dayOf, firstOfMonth, isDay, lastOfMonth } from '#rules/day.ts'
import { moneyFrom } from '#rules/money.ts'
import type { RenewalRefusal } from '#rules/renewal-stage.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { RenewalPage } from '#web/pages/renewal.tsx'
import { RenewalListPage } from '#web/pages/renewal-list.tsx'
import { consolePaths, publicPaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { renewalRefusalWords } from '#web/words/renewal.ts'
import { renewalPageWords } from '#web/words/renewal-page.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { firstPageHref } from '../middleware/first-page.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import {
  assignRenewal,
  followUpRenewal,
  loseRenewal,
  quoteRenewal,
  type RenewalOutcome,
  takeRenewalBack,
} from '../operations/renewal.ts'
import { renewalToken } from '../operations/renewal-token.ts'
import { originOf } from '../platform/host.ts'
import { listHistory } from '../queries/event.ts'
import {
  countEndsByMonth,
  countRenewals,
  findRenewal,
  type ListedRenewal,
  listAssignableMembers,
  listRenewalNotices,
  listRenewals,
  type RenewalView,
  renewalPageSize,
  renewalViews,
} from '../queries/renewal.ts'
import { formInWords } from './error-text.ts'

const historyLimit = 100

const text = v.pipe(v.string(), v.trim(), v.maxLength(40, 'too_long'))
const day = v.custom<Day>((typed) => typeof typed === 'string' && isDay(typed), 'date')

/** Who follows up what ends. */
export const renewalRoutes = new Hono<ConsoleApp>()
  .get('/', permit('register.read'), async (c) => {
    const { db, actor, now, company } = c.var
    const view = renewalViews.find((name) => name === c.req.query('view')) ?? 'open'
    const today = dayOf(now, company.timeZone)
    const [from, until] = [firstOfMonth(today), lastOfMonth(addMonths(firstOfMonth(today), 11))]
    const [found, [counts], ends] = await read(db, [
      listRenewals(db, view, actor.id, placeOf(c.req.query('after'))),
      countRenewals(db, actor.id),
      countEndsByMonth(db, from, until),
    ])
    const shown = found.slice(0, renewalPageSize)
    const nextHref = found.length > renewalPageSize ? nextOf(view, shown.at(-1)!) : null
    return c.html(
      <RenewalListPage
        frame={consoleFrame(c)}
        {...{ view, views: renewalViews, counts: counts!, today, nextHref }}
        firstHref={firstPageHref(c)}
        rows={shown.map(rowOf)}
        months={monthsFrom(from, ends)}
      />,
    )
  })
  .get('/:id', permit('register.read'), (c) => show(c))
  .post(
    '/:id/owner',
    ...step(v.strictObject({ ownerId: text }), 'ownerId', 'assigned', (c, id, { ownerId }) =>
      assignRenewal(c.var, id, ownerId),
    ),
  )
  .post(
    '/:id/follow-up',
    ...step(v.strictObject({ followUpOn: day }), 'followUpOn', 'follow_up_set', (c, id, { followUpOn }) =>
      followUpRenewal(c.var, id, followUpOn),
    ),
  )
  .post(
    '/:id/quote',
    ...step(v.strictObject({ amount: text, askOn: day }), 'amount', 'quoted', (c, id, { amount, askOn }) => {
      const quoted = moneyFrom(amount, c.var.company.currency)
      return quoted ? quoteRenewal(c.var, id, quoted, askOn) : { refused: 'no_price' }
    }),
  )
  .post(
    '/:id/loss',
    ...step(v.strictObject({ reason: text }), 'reason', 'lost', (c, id, { reason }) => loseRenewal(c.var, id, reason)),
  )
  .post('/:id/comeback', ...step(v.strictObject({}), 'form', 'taken_back', (c, id) => takeRenewalBack(c.var, id)))

type Done = keyof (typeof renewalPageWords)['en']['done']

/** Parses, takes one step, and says so on the renewal's page; what a rule refuses stands beside `field`. */
function step<const Schema extends v.GenericSchema>(
  schema: Schema,
  field: string,
  done: Done,
  take: (c: Context<ConsoleApp>, id: string, form: v.InferOutput<Schema>) => Promise<RenewalOutcome> | RenewalOutcome,
) {
  const handle = async (c: Context<ConsoleApp>) => {
    const id = c.req.param('id')!
    const posted = await parseForm(c, schema, { maxBytes: 4_096 })
    if (!posted.ok) return show(c, formInWords(posted, c.var.lang, { fallback: 'required' }))
    const outcome = await take(c, id, posted.values)
    if ('refused' in outcome) {
      const errors = { [fieldOf(outcome.refused, field)]: renewalRefusalWords[c.var.lang][outcome.refused] }
      return show(c, { typed: posted.typed, errors })
    }
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    return c.redirect(`${consolePaths.renewal(id)}?done=${done}`, 303)
  }
  return [permit('renewals.work'), handle] as const
}

const fieldOf = (reason: RenewalRefusal, field: string) => {
  if (reason === 'no_owner') return 'ownerId'
  return reason === 'in_the_past' && field === 'amount' ? 'askOn' : field
}

async function show(c: Context<ConsoleApp>, form?: FormState) {
  const { db, now, company, platform, tenant } = c.var
  const id = c.req.param('id')!
  const [[found], members, told, events] = await read(db, [
    findRenewal(db, id),
    listAssignableMembers(db),
    listRenewalNotices(db, id),
    listHistory(db, id, historyLimit),
  ])
  if (!found) throw new NotFound('renewal')
  const { renewal, name, number, customer } = found
  const { quotedMinor: minor, currency, subjectKind: of } = renewal
  const link =
    originOf(platform.hosts, tenant.host) + publicPaths.renewal(await renewalToken(platform.vault, tenant, id))
  const done = c.req.query('done')
  return c.html(
    <RenewalPage
      frame={consoleFrame(c)}
      {...renewal}
      {...{ of, name, number, customer, link, members, form }}
      currency={company.currency}
      quoted={minor !== null && currency ? { minor, currency } : null}
      today={dayOf(now, company.timeZone)}
      told={told.map(({ recipient, lead, state, dueAt, sentAt }) => ({ recipient, lead, state, at: sentAt ?? dueAt }))}
      events={events}
      done={isDone(done) ? done : undefined}
    />,
    form ? 422 : 200,
  )
}

const isDone = (text: string | undefined): text is Done =>
  text !== undefined && Object.hasOwn(renewalPageWords.en.done, text)

const rowOf = ({ renewal, name, number, customer, owner }: ListedRenewal) => {
  const { id, subjectKind: of, endsOn, stage, followUpOn } = renewal
  return { id, of, name, number, customer, endsOn, stage, owner, followUpOn }
}

function placeOf(after: string | undefined) {
  const [on = '', id = ''] = (after ?? '').split('~')
  return isDay(on) && id ? { on, id } : null
}

function nextOf(view: RenewalView, { renewal }: ListedRenewal) {
  const on = view === 'mine' ? (renewal.followUpOn ?? renewal.endsOn) : renewal.endsOn
  return `${consolePaths.renewals()}?${new URLSearchParams({ view, after: `${on}~${renewal.id}` })}`
}

type Ends = Awaited<ReturnType<typeof countEndsByMonth>>

function monthsFrom(first: ReturnType<typeof firstOfMonth>, ends: Ends) {
  const count = (month: string, kind: Ends[number]['kind']) =>
    ends.find((one) => one.month === month && one.kind === kind)?.count ?? 0
  return Array.from({ length: 12 }, (_, nth) => {
    const month = addMonths(first, nth).slice(0, 7)
    const of = (kind: Ends[number]['kind']) => count(month, kind)
    return { month, warranty: of('warranty'), contract: of('contract'), renewed: of('renewed') }
  })
}
