import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { dayMs, dayOf } from '#rules/day.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { hashOf } from '#tenants/vault.ts'
import { RenewalLinkPage } from '#web/pages/renewal-link.tsx'
import { publicPaths } from '#web/paths.ts'
import { renewalPageWords } from '#web/words/renewal-page.ts'
import { afterwards, type PublicApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { answerRenewal } from '../operations/renewal.ts'
import { findRenewalByLink, listServiceRecord } from '../queries/renewal.ts'
import { findOwnCompany } from '../queries/session.ts'
import { publicFrame } from './public-frame.ts'

const answerForm = v.strictObject({ answer: v.string() })
const yearMs = 365 * dayMs

/** The customer's page before an end, behind a secret that only its hash is known of here. */
export const renewalLinkRoutes = new Hono<PublicApp>()
  .get('/r/:token', (c) => show(c))
  .post('/r/:token/answer', async (c) => {
    const posted = await parseForm(c, answerForm, { maxBytes: 2_048 })
    const token = tokenOf(c)
    const { timeZone } = (await load(c)).company
    const answer = posted.ok ? posted.values.answer : ''
    const outcome = await answerRenewal(c.var, { token, answer, timeZone })
    if ('refused' in outcome) return show(c, 409)
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    return c.redirect(publicPaths.renewal(token), 303)
  })

function tokenOf(c: Context<PublicApp>): string {
  const token = c.req.param('token') ?? ''
  if (!/^[\w-]{43}$/.test(token)) throw new NotFound('renewal')
  return token
}

async function load(c: Context<PublicApp>) {
  const { db, now } = c.var
  const linkHash = await hashOf(tokenOf(c))
  const since = new Date(now.getTime() - yearMs)
  const [[company], [found], record] = await read(db, [
    findOwnCompany(db),
    findRenewalByLink(db, linkHash),
    listServiceRecord(db, linkHash, since),
  ])
  if (!company || !found) throw new NotFound('renewal')
  return { company, found, record }
}

async function show(c: Context<PublicApp>, status: 200 | 409 = 200) {
  const { lang, now } = c.var
  const { company, found, record } = await load(c)
  const { renewal, name, number } = found
  const on = (at: Date | null) => at && dayOf(at, company.timeZone)
  c.header('x-robots-tag', 'noindex, nofollow')
  return c.html(
    <RenewalLinkPage
      frame={publicFrame(c, company)}
      token={tokenOf(c)}
      of={renewal.subjectKind}
      {...{ name, number }}
      endsOn={renewal.endsOn}
      stage={renewal.stage}
      answer={renewal.answer}
      today={dayOf(now, company.timeZone)}
      record={record.map((line) => ({
        number: line.number,
        status: line.status,
        what: [line.product, line.serialNumber].filter(Boolean).join(' · '),
        receivedOn: dayOf(line.receivedAt, company.timeZone),
        arrivedOn: on(line.arrivedAt),
        resolvedOn: on(line.resolvedAt),
      }))}
      problem={status === 409 ? renewalPageWords[lang].link.over : undefined}
    />,
    status,
  )
}
