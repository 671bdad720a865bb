import { Hono } from 'hono'
import * as v from 'valibot'
import { overridingOutcomes } from '#rules/service-request-coverage.ts'
import { formKey, optionalText, requiredText } from '#rules/typed.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { endOverride, overrideCoverage, recordCause, setMachine } from '../operations/service-request-judging.ts'
import { step } from './taken-step.tsx'

const key = { idempotencyKey: formKey }
const machine = v.strictObject({ ...key, serialNumber: optionalText(60), assetId: optionalText(26) })
const cause = v.strictObject({
  ...key,
  cause: requiredText(60),
  otherCause: optionalText(60),
  component: optionalText(60),
  sameFault: optionalText(120),
  fault: optionalText(120),
})
const override = v.strictObject({
  ...key,
  outcome: v.picklist(overridingOutcomes, 'choice'),
  because: requiredText(1000),
})

/** What a member says about who pays: which machine it is, why it failed, and where the verdict is wrong. */
export const serviceRequestCoverageRoutes = new Hono<ConsoleApp>()
  .post('/:id/machine', ...step('machine', 'coverage.cause', machine, (scope, id, form) => setMachine(scope, id, form)))
  .post('/:id/cause', ...step('cause', 'coverage.cause', cause, (scope, id, form) => recordCause(scope, id, form)))
  .post(
    '/:id/coverage-override',
    ...step('coverage-override', 'coverage.override', override, (scope, id, { outcome, because }) =>
      overrideCoverage(scope, id, outcome, because),
    ),
  )
  .post(
    '/:id/coverage-override-end',
    ...step('coverage-override-end', 'coverage.override', v.strictObject(key), (scope, id) => endOverride(scope, id)),
  )
