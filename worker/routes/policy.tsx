import { type Context, Hono } from 'hono'
import { type PolicyKind, policyKinds, versionInForce } from '#rules/policy.ts'
import { asksAcknowledgement, isToBeAcknowledged } from '#rules/policy-acknowledgement.ts'
import { draftOf } from '#rules/policy-draft.ts'
import { wasCalledOff } from '#rules/policy-publication.ts'
import { may } from '#rules/role.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { PolicyPage } from '#web/pages/policy.tsx'
import { PolicyChangesPage } from '#web/pages/policy-changes.tsx'
import type { ConsoleApp } from '../middleware/context.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { clauseOf, listClausesOf } from '../queries/clause.ts'
import { findAcknowledgement } from '../queries/policy-acknowledgement.ts'
import { findRunningConsultation, listConsultationsOf } from '../queries/policy-consultation.ts'
import { baseId, listMemberNames, listPolicyVersions, numberedId, shownId } from '../queries/policy-version.ts'

/** Reading: every member may know the rules. */
export const policyRoutes = new Hono<ConsoleApp>()
  .use(permit('policy.read'))
  .get('/:kind', (c) => {
    const kind = kindOf(c.req.param('kind'))
    const { db, now } = c.var
    return showPolicy(c, kind, shownId(db, kind, now), (versions) => versionInForce(versions, now) ?? draftOf(versions))
  })
  .get('/:kind/versions/:number', (c) => {
    const kind = kindOf(c.req.param('kind'))
    const number = numberOf(c.req.param('number'))
    return showPolicy(c, kind, numberedId(c.var.db, kind, number), (versions) => visible(c, versions, number))
  })
  .get('/:kind/versions/:number/changes', async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const number = numberOf(c.req.param('number'))
    const { db } = c.var
    const [versions, after, before] = await read(db, [
      listPolicyVersions(db, kind),
      listClausesOf(db, numberedId(db, kind, number)),
      listClausesOf(db, baseId(db, kind, number)),
    ])
    const version = visible(c, versions, number)
    const base = versions.find(({ id }) => id === version.basedOn) ?? null
    return c.html(
      <PolicyChangesPage
        frame={consoleFrame(c)}
        {...{ kind, version, base }}
        before={before.map(clauseOf)}
        after={after.map(clauseOf)}
      />,
    )
  })

/** One version as a document; `choose` says which of them all, `id` the same one to the database. */
async function showPolicy(
  c: Context<ConsoleApp>,
  kind: PolicyKind,
  id: ReturnType<typeof shownId>,
  choose: (versions: readonly PolicyVersion[]) => PolicyVersion | undefined,
) {
  const { db, now, actor } = c.var
  const [versions, rows, members, consultations, [running], [acknowledgement]] = await read(db, [
    listPolicyVersions(db, kind),
    listClausesOf(db, id),
    listMemberNames(db),
    listConsultationsOf(db, id),
    findRunningConsultation(db, kind),
    findAcknowledgement(db, id, actor.id),
  ])
  const version = choose(versions) ?? null
  const clauses = rows.map(clauseOf)
  const asked = version && asksAcknowledgement(kind, clauses) && isToBeAcknowledged(version, versions, now)
  return c.html(
    <PolicyPage
      frame={consoleFrame(c)}
      {...{ kind, versions, version, clauses, memberNames: namesOf(members) }}
      acknowledging={{ asked: asked ?? false, at: acknowledgement?.at ?? null }}
      wasConsulted={consultations.length > 0}
      running={running ?? null}
    />,
  )
}

export function kindOf(text: string): PolicyKind {
  const kind = policyKinds.find((one) => one === text)
  if (!kind) throw new NotFound('policy')
  return kind
}

export function numberOf(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new NotFound('policy version')
  return Number(text)
}

function visible(c: Context<ConsoleApp>, versions: readonly PolicyVersion[], number: number): PolicyVersion {
  const version = versions.find((one) => one.number === number)
  if (!version || (!isReadable(version) && !may(c.var.actor.role, 'policy.edit'))) throw new NotFound('policy version')
  return version
}

/** By every member. A draft that is not the first of its policy is the business of those who edit, until they ask. */
export const isReadable = (version: PolicyVersion) =>
  version.status === 'published' ||
  version.status === 'superseded' ||
  version.status === 'consultation' ||
  wasCalledOff(version) ||
  !version.basedOn

export const namesOf = (members: readonly { id: string; name: string }[]) =>
  new Map(members.map(({ id, name }) => [id, name]))
