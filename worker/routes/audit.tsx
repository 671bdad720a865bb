import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { type AuditKind, isAuditKind } from '#rules/audit.ts'
import { read } from '#tenants/round-trip.ts'
import { AuditPage } from '#web/pages/audit.tsx'
import { consolePaths } from '#web/paths.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { markDifferencesSeen } from '../operations/decision-difference.ts'
import { type AuditCursor, auditPage, findAuditWindowEnd, listAuditEvents } from '../queries/audit.ts'
import { listMemberNames } from '../queries/policy-version.ts'
import { listUnseenDifferences } from '../queries/recomputation.ts'

const mostDifferences = 20

/** Who did what, and when. */
export const auditRoutes = new Hono<ConsoleApp>()
  .get('/', permit('audit.read'), (c) => showLog(c))
  .post('/differences/seen', permit('settings.edit'), async (c) => {
    const posted = await parseForm(c, seenForm, { maxBytes: 4_096 })
    if (!posted.ok) return showLog(c, 422)
    const { decisionId, shown } = posted.values
    await markDifferencesSeen(c.var, decisionId ? [decisionId] : shown)
    return c.redirect(`${consolePaths.audit()}?done=seen`, 303)
  })

/** One of them by its button; without, all that stood on the page. */
const decisionId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'unknown'))
const seenForm = v.strictObject({
  decisionId: v.optional(decisionId),
  shown: v.pipe(
    v.string('required'),
    v.transform((ids) => ids.split(',')),
    v.array(decisionId),
    v.maxLength(mostDifferences),
  ),
})

async function showLog(c: Context<ConsoleApp>, status: 200 | 422 = 200) {
  const { db, now } = c.var
  const wanted = c.req.query('kind')
  const kind: AuditKind | null = isAuditKind(wanted) ? wanted : null
  const member = c.req.query('member') ?? ''
  const memberId = /^[0-9A-Z]{26}$/.test(member) || member === 'customer' ? member : null
  const cursor = cursorFrom(c.req.query('before')) ?? { at: now.getTime() + 60_000, id: 'Z' }
  const [events, [end], members, differences] = await read(db, [
    listAuditEvents(db, cursor, { memberId, kind }),
    findAuditWindowEnd(db, cursor),
    listMemberNames(db),
    listUnseenDifferences(db, mostDifferences),
  ])
  const shown = events.slice(0, auditPage)
  const isFiltered = memberId !== null || kind !== null
  const last = events.length > auditPage ? shown.at(-1) : isFiltered ? end : undefined
  return c.html(
    <AuditPage
      frame={consoleFrame(c)}
      {...{ kind, memberId, members, events: shown, differences }}
      isFirst={c.req.query('before') === undefined}
      next={last ? `${last.at.getTime()}-${last.id}` : null}
      seen={c.req.query('done') === 'seen'}
    />,
    status,
  )
}

function cursorFrom(text: string | undefined): AuditCursor | null {
  const [, at, id] = /^(\d{1,15})-([0-9A-Z]{1,40})$/.exec(text ?? '') ?? []
  return at && id ? { at: Number(at), id } : null
}
