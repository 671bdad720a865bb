import type { Context } from 'hono'
import type { Clause } from '#rules/policy.ts'
import { pauseReasons, zonesOf } from '#rules/policy-term.ts'
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
  const [[request], clocks, pauses, messages, photos, events, decisions, [version], fresh, members] = await read(
    db,
    serviceRequestDetailQueries(db, id, [...known.keys()]),
  )
  if (!request) throw new NotFound('service request')
  const clauses = (known.get(request.policyVersionId) ?? rememberClauses(tenant, version, fresh)) as Clause[]
  const filesOrigin = originOf(platform.hosts, platform.hosts.files)
  const photoUrls = await Promise.all(
    photos.map(async ({ key }) => filesOrigin + filePaths.file(await fileTicket(platform.vault, tenant, key, now))),
  )
  const token = await trackingToken(platform.vault, tenant, id)
  return c.html(
    <ServiceRequestPage
      frame={consoleFrame(c)}
      {...{ request, clocks, pauses, messages, photoUrls, events, members, refused }}
      formKey={newSecret()}
      decisions={decisions as DetailProps['decisions']}
      policyNumber={version?.number ?? 1}
      clauseTitles={new Map(clauses.map(({ key, title }) => [key, title]))}
      zones={zonesOf(clauses)?.value ?? []}
      pauseReasons={pauseReasons(clauses)?.value ?? []}
      trackingUrl={originOf(platform.hosts, tenant.host) + publicPaths.tracking(token)}
    />,
    status,
  )
}
