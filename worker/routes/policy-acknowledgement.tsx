import { Hono } from 'hono'
import { asksAcknowledgement } from '#rules/policy-acknowledgement.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { PolicyAcknowledgementPage } from '#web/pages/policy-acknowledgement.tsx'
import { consolePaths } from '#web/paths.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import { acknowledgeVersion } from '../operations/policy-acknowledgement.ts'
import { clauseOf, listClausesOf } from '../queries/clause.ts'
import { listAcknowledgements } from '../queries/policy-acknowledgement.ts'
import { listPolicyVersions, numberedId } from '../queries/policy-version.ts'
import { kindOf, numberOf } from './policy.tsx'

const path = '/:kind/versions/:number/acknowledgements'

/** Every member confirms having read a version; who has, and who has not (GR-02). */
export const policyAcknowledgementRoutes = new Hono<ConsoleApp>()
  .get(path, permit('policy.edit'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const number = numberOf(c.req.param('number'))
    const { db } = c.var
    const id = numberedId(db, kind, number)
    const [versions, rows, people] = await read(db, [
      listPolicyVersions(db, kind),
      listClausesOf(db, id),
      listAcknowledgements(db, id),
    ])
    const version = versions.find((one) => one.number === number)
    if (!version) throw new NotFound('policy version')
    const asks = version.publishedAt !== null && asksAcknowledgement(kind, rows.map(clauseOf))
    return c.html(<PolicyAcknowledgementPage frame={consoleFrame(c)} {...{ kind, version, people, asks }} />)
  })
  .post(path, permit('policy.read'), async (c) => {
    const kind = kindOf(c.req.param('kind'))
    const number = numberOf(c.req.param('number'))
    await acknowledgeVersion(c.var, kind, number)
    return c.redirect(`${consolePaths.policyVersion(kind, number)}#acknowledgement`, 303)
  })
