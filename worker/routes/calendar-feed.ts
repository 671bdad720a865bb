import { Hono } from 'hono'
import { calendarText, type FeedEntry } from '#rules/calendar-feed.ts'
import type { Lang } from '#rules/lang.ts'
import { NotFound } from '#tenants/errors.ts'
import { consolePaths } from '#web/paths.ts'
import { calendarFeedWords } from '#web/words/calendar-feed.ts'
import type { PublicApp } from '../middleware/context.ts'
import { loadFeed } from '../operations/calendar-feed.ts'
import { originOf } from '../platform/host.ts'

/** A member's calendar, for programs that cannot sign in: the secret in the path is the permission. */
export const calendarFeedRoutes = new Hono<PublicApp>().get('/feeds/:file', async (c) => {
  const secret = /^([\w-]{43})\.ics$/.exec(c.req.param('file'))?.[1]
  const loaded = secret ? await loadFeed(c.var, secret) : undefined
  if (!loaded) throw new NotFound('calendar feed')
  const { platform, tenant } = c.var
  const place = { origin: originOf(platform.hosts, tenant.host), host: tenant.host, lang: loaded.feed.lang }
  c.header('content-type', 'text/calendar; charset=utf-8')
  c.header('content-disposition', 'inline; filename="aftercare.ics"')
  c.header('x-robots-tag', 'noindex, nofollow')
  const name = calendarFeedWords[place.lang].name(loaded.company.name)
  return c.body(calendarText({ name, entries: entriesOf(loaded, place) }))
})

const visitMinutes = 60

type Loaded = NonNullable<Awaited<ReturnType<typeof loadFeed>>>
type Place = { origin: string; host: string; lang: Lang }

function entriesOf({ contracts, assets, appointments }: Loaded, { origin, host, lang }: Place): FeedEntry[] {
  const t = calendarFeedWords[lang]
  return [
    ...contracts.map(({ id, version, createdAt, title, number, customer, endsOn, autoRenew }) => ({
      ...{ uid: `${id}-end@${host}`, version, createdAt, when: { on: endsOn } },
      title: (autoRenew ? t.contractRenews : t.contract)(customer, title),
      text: t.contractText(number),
      url: origin + consolePaths.contract(id),
    })),
    ...assets.map(({ id, version, createdAt, name, serialNumber, customer, endsOn }) => ({
      ...{ uid: `${id}-warranty@${host}`, version, createdAt, when: { on: endsOn } },
      title: t.warranty(customer, name),
      text: t.warrantyText(serialNumber),
      url: origin + consolePaths.asset(id),
    })),
    ...appointments.map(({ id, version, number, receivedAt, reporter, at }) => ({
      ...{ uid: `${id}-visit@${host}`, version, createdAt: receivedAt },
      when: { from: new Date(at), minutes: visitMinutes },
      title: t.appointment(reporter, number),
      text: t.appointmentText,
      url: origin + consolePaths.request(id),
    })),
  ]
}
