import type { Context } from 'hono'
import type * as v from 'valibot'
import type { Decision } from '#rules/decision.ts'
import type { Permission } from '#rules/role.ts'
import { type CoverageReason, coverageReasons } from '#rules/service-request-coverage.ts'
import type { StepReason } from '#rules/service-request-step.ts'
import { consolePaths, type RequestStep } from '#web/paths.ts'
import type { Lang } from '#web/words/lang.ts'
import { coverageReasonWords } from '#web/words/service-request-coverage.ts'
import { stepReasonWords } from '#web/words/service-request-step.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { parseForm } from '../middleware/form.ts'
import { permit } from '../middleware/permit.ts'
import { formInWords } from './error-text.ts'
import { showServiceRequest } from './service-request-show.tsx'

export type StepScope = ConsoleApp['Variables'] & {
  vault: ConsoleApp['Variables']['platform']['vault']
  key: string
}
type Refusal = StepReason | CoverageReason
type Taken = Promise<Decision<unknown, Refusal>>

/** Parses, takes the step, and shows the request; what was refused keeps what was typed and says why. */
export function step<const Schema extends v.GenericSchema<unknown, { idempotencyKey: string }>>(
  name: RequestStep,
  needs: Permission,
  schema: Schema,
  take: (scope: StepScope, id: string, form: v.InferOutput<Schema>) => Taken,
) {
  const handle = async (c: Context<ConsoleApp>) => {
    const id = c.req.param('id')!
    const posted = await parseForm(c, schema)
    if (!posted.ok) return showServiceRequest(c, id, { step: name, form: formInWords(posted, c.var.lang) }, 422)
    const scope = { ...c.var, vault: c.var.platform.vault, key: posted.values.idempotencyKey }
    const taken = await take(scope, id, posted.values)
    if (!taken.allowed) {
      const errors = refusalOf(taken.reason, posted.typed, c.var.lang)
      return showServiceRequest(c, id, { step: name, form: { typed: posted.typed, errors } }, 422)
    }
    afterwards(c, c.var.platform.ring(c.var.tenant.id))
    return c.redirect(consolePaths.request(id), 303)
  }
  return [permit(needs), handle] as const
}

/** Beside the field that it is about; a form that has no such field says it at its top. */
const fields: Partial<Record<Refusal, readonly string[]>> = {
  unknown_serial: ['serialNumber'],
  unknown_machine: ['assetId'],
  unknown_component: ['component', 'solvedComponent'],
  which_cause: ['otherCause', 'solvedOtherCause'],
  unknown_cause: ['cause', 'solvedCause'],
  cause_missing: ['cause', 'solvedCause'],
  unknown_fault: ['sameFault', 'solvedSameFault'],
  stay_incomplete: ['repairUntil'],
  stay_future: ['repairUntil'],
  stay_backwards: ['repairUntil'],
}

function refusalOf(reason: Refusal, typed: Record<string, string>, lang: Lang): Record<string, string> {
  const text = isCoverageReason(reason) ? coverageReasonWords[lang][reason] : stepReasonWords[lang][reason]
  return { [fields[reason]?.find((field) => field in typed) ?? 'form']: text }
}

const isCoverageReason = (reason: Refusal): reason is CoverageReason => coverageReasons.some((one) => one === reason)
