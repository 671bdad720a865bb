import type { Context } from 'hono'
import { dayOf } from '#rules/day.ts'
import type { Clause } from '#rules/policy.ts'
import { pauseReasons, raisedTiers, zonesOf } from '#rules/policy-term.ts'
import { causesOf } from '#rules/service-request-coverage.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { type DetailProps, ServiceRequestPage } from '#web/pages/service-request.tsx'
import { filePaths, publicPaths } from '#web/paths.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { fileTicket } from '../operations/file-ticket.ts'
import { knownClauses, rememberClauses } from '../operations/known-clause.ts'
import { trackingToken } from '../operations/tracking-token.ts'
import { originOf } from '../platform/host.ts'
import type { machineDetailQueries } from '../queries/service-request-coverage.ts'
import { serviceRequestDetailQueries } from '../queries/service-request-detail.ts'

/** The page of one service request: by itself, or with a step that was refused. */
export async function showServiceRequest(
  c: Context<ConsoleApp>,
  id: string,
  refused?: NonNullable<DetailProps['refused']>,
  status: 200 | 409 | 422 = 200,
) {
  const { db, tenant, platform, now } = c.var
  const known = knownClauses(tenant)
  const [[request], clocks, pauses, messages, photos, events, decisions, [version], fresh, members, [mail], ...about] =
    await read(db, serviceRequestDetailQueries(db, id, [...known.keys()]))
  if (!request) throw new NotFound('service request')
  const clauses = (known.get(request.policyVersionId) ?? rememberClauses(tenant, version, fresh)) as Clause[]
  const filesOrigin = originOf(platform.hosts, platform.hosts.files)
  const shownPhotos = await Promise.all(
    photos.map(async ({ key, messageId }) => {
      const url = filesOrigin + filePaths.file(await fileTicket(platform.vault, tenant, key, now))
      return { url, messageId }
    }),
  )
  const token = await trackingToken(platform.vault, tenant, id)
  return c.html(
    <ServiceRequestPage
      frame={consoleFrame(c)}
      {...{ request, clocks, pauses, messages, events, members, refused }}
      photos={shownPhotos}
      formKey={newSecret()}
      mayMail={mail?.granted === 1}
      decisions={decisions as DetailProps['decisions']}
      machine={machineShown(about, c.var.company.timeZone)}
      causes={causesOf(clauses)}
      country={c.var.company.country}
      policyNumber={version?.number ?? 1}
      clauseTitles={new Map(clauses.map(({ key, title }) => [key, title]))}
      zones={zonesOf(clauses)?.value ?? []}
      pauseReasons={pauseReasons(clauses)?.value ?? []}
      raisedTiers={raisedTiers(clauses)}
      trackingUrl={originOf(platform.hosts, tenant.host) + publicPaths.tracking(token)}
    />,
    status,
  )
}

type About = Answers<ReturnType<typeof machineDetailQueries>>
type Answers<Q extends readonly { _: { result: unknown } }[]> = { -readonly [K in keyof Q]: Q[K]['_']['result'] }

const machineShown = ([[found], own, stays, solved]: About, timeZone: string): DetailProps['machine'] => ({
  found: found ?? null,
  own,
  stays,
  solved: solved.flatMap(({ resolvedAt, ...one }) => (resolvedAt ? [{ on: dayOf(resolvedAt, timeZone), ...one }] : [])),
})
