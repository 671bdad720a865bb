import { type Context, Hono } from 'hono'
import { may } from '#rules/role.ts'
import { matchOf } from '#rules/search-gram.ts'
import { type Priority, priorities } from '#rules/service-request.ts'
import { cursorText, type ListView, listViews, parseCursor } from '#rules/service-request-list.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { Checklist, checklistItems } from '#web/pages/checklist.tsx'
import { ServiceRequestListPage } from '#web/pages/service-request-list.tsx'
import { consolePaths, publicPaths } from '#web/paths.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { firstPageHref } from '../middleware/first-page.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { originOf } from '../platform/host.ts'
import { findMailPermission } from '../queries/report.ts'
import {
  countViews,
  listMemberNames,
  listServiceRequests,
  pageSize,
  searchServiceRequests,
} from '../queries/service-request-list.ts'
import { showServiceRequest } from './service-request-show.tsx'

/** What must I do now: late and nearly late first. */
export const serviceRequestRoutes = new Hono<ConsoleApp>()
  .get('/', permit('requests.read'), async (c) => {
    const { db, actor, now } = c.var
    const asked = askedOf(c.req.query())
    const rows =
      asked.query === undefined
        ? listServiceRequests(db, { ...asked, memberId: actor.id })
        : searchServiceRequests(db, matchOf(asked.query) ?? '""', asked.before)
    const [found, [counts], names, [mail]] = await read(db, [
      rows,
      countViews(db, { memberId: actor.id, now }),
      listMemberNames(db),
      findMailPermission(db),
    ])
    const shown = found.slice(0, pageSize)
    return c.html(
      <ServiceRequestListPage
        frame={consoleFrame(c)}
        view={asked.view}
        query={asked.query}
        rows={shown}
        counts={counts!}
        memberNames={new Map(names.map(({ id, name }) => [id, name]))}
        mailWaits={may(actor.role, 'settings.edit') && mail?.granted !== 1}
        checklist={checklistFor(c)}
        firstHref={firstPageHref(c)}
        nextHref={found.length > pageSize ? nextHref(asked, shown.at(-1)!) : null}
      />,
    )
  })

  .get('/:id', permit('requests.read'), (c) => showServiceRequest(c, c.req.param('id')))

/** Shown until it is done or hidden. */
function checklistFor(c: Context<ConsoleApp>) {
  const { actor, company, platform, tenant } = c.var
  const done = new Set(checklistItems.filter((item) => company.checklist[item] || (item === 'phone' && company.phone)))
  if (!may(actor.role, 'settings.edit') || company.checklist.all || done.size === checklistItems.length)
    return undefined
  const formUrl = originOf(platform.hosts, tenant.host) + publicPaths.report()
  return <Checklist frame={consoleFrame(c)} done={done} formUrl={formUrl} formKey={newSecret()} />
}

type Asked = {
  view: ListView
  query: string | undefined
  priority: Priority | undefined
  after: ReturnType<typeof parseCursor>
  before: number | undefined
}

/** What the address asks for; what it asks wrongly is left out. */
function askedOf({ view, q, priority, after, before }: Record<string, string>): Asked {
  return {
    view: listViews.find((name) => name === view) ?? 'open',
    query: q?.trim() || undefined,
    priority: priorities.find((name) => name === priority),
    after: parseCursor(after),
    before: /^\d{1,15}$/.test(before ?? '') ? Number(before) : undefined,
  }
}

function nextHref({ view, query, priority }: Asked, last: { id: string; number: number; nextDueAt: Date }) {
  const next = new URLSearchParams()
  if (query !== undefined) {
    next.set('q', query)
    next.set('before', String(last.number))
  } else {
    if (view !== 'open') next.set('view', view)
    if (priority) next.set('priority', priority)
    next.set('after', cursorText({ at: view === 'all' ? 0 : last.nextDueAt.getTime(), id: last.id }))
  }
  return `${consolePaths.requests()}?${next}`
}
