import type { Child } from 'hono/jsx'
import { coveredCauses, excludedCauses } from '#rules/policy-vocabulary-terms.ts'
import { wordsOf } from '#rules/policy-words.ts'
import { may } from '#rules/role.ts'
import { overridingOutcomes } from '#rules/service-request-coverage.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Field, type FormState, type Option, Select, Textarea } from '../ui/field.tsx'
import { coverageWords } from '../words/coverage.ts'
import type { Lang } from '../words/lang.ts'
import { requestCoverageWords as words } from '../words/service-request-coverage.ts'
import type { DetailProps } from './service-request.tsx'
import { FaultFields } from './service-request-fault.tsx'
import type { OfferedStep } from './service-request-step-form.tsx'

/** By its serial number, or chosen among what the customer has. */
export const machineStep = ({ frame: { lang }, machine: { found, own } }: DetailProps): OfferedStep => {
  const t = words[lang].steps.machine
  const options = [
    ...own.map(({ id, name, serialNumber }) => ({
      value: id,
      label: serialNumber ? `${name} · ${serialNumber}` : name,
    })),
    { value: 'none', label: t.none },
  ]
  return {
    step: 'machine',
    needs: 'coverage.cause',
    title: t.title,
    body: (form) => (
      <>
        <p class="hint">{t.hint}</p>
        <Field
          {...{ lang, form }}
          name="serialNumber"
          label={t.serial}
          hint={t.serialHint}
          autocomplete="off"
          optional
          maxlength={60}
        />
        <Select {...{ lang, form, options }} name="assetId" label={t.own} value={found?.id ?? ''} optional />
        <Send>{t.send}</Send>
      </>
    ),
  }
}

export const causeStep = (props: DetailProps): OfferedStep => {
  const { lang } = props.frame
  const { request } = props
  const t = words[lang].steps.cause
  return {
    step: 'cause',
    needs: 'coverage.cause',
    title: request.causeKnownAt ? t.again : t.title,
    body: (form) => (
      <>
        <p class="hint">{t.hint}</p>
        <CauseFields {...props} form={form} names={ownNames} />
        <Send>{t.send}</Send>
      </>
    ),
  }
}

const ownNames = {
  ...{ component: 'component', cause: 'cause', other: 'otherCause' },
  ...{ same: 'sameFault', fault: 'fault' },
}
const solvedNames: typeof ownNames = {
  ...{ component: 'solvedComponent', cause: 'solvedCause', other: 'solvedOtherCause' },
  ...{ same: 'solvedSameFault', fault: 'solvedFault' },
}

/** What was found while it was solved; left empty, nothing is said about it. */
export const FoundFields = (props: DetailProps & { form: FormState | undefined }) => {
  const { frame, request, machine, form } = props
  const { lang } = frame
  if (request.type === 'enquiry' || !may(frame.member.role, 'coverage.cause')) return null
  const t = words[lang].steps
  const away = machine.stays.find(({ until, component }) => until === null && component === null)
  const isTyped = (name: string) => Boolean(form?.typed[name] || form?.errors[name])
  return (
    <>
      <details class="mt-4" open={Object.values(solvedNames).some(isTyped)}>
        <summary>{t.cause.found}</summary>
        <div class="field-row mt-4">
          <CauseFields {...props} names={solvedNames} optional />
        </div>
      </details>
      {machine.found && (
        <details class="mt-4 mb-4" open={away !== undefined || isTyped('repairFrom') || isTyped('repairUntil')}>
          <summary>{t.repair.title}</summary>
          <div class="mt-4">
            <p class="hint">{t.repair.hint}</p>
            <div class="field-row mt-4">
              <Field
                {...{ lang, form }}
                name="repairFrom"
                type="date"
                label={t.repair.from}
                value={away?.from}
                optional
              />
              <Field {...{ lang, form }} name="repairUntil" type="date" label={t.repair.until} optional />
            </div>
          </div>
        </details>
      )}
    </>
  )
}

type CauseProps = DetailProps & { form: FormState | undefined; names: typeof ownNames; optional?: boolean }

const CauseFields = (props: CauseProps) => {
  const { frame, request, machine, causes, form, names, optional } = props
  const { lang } = frame
  const t = words[lang].steps.cause
  const parts = (machine.found?.components ?? []).map(({ key, name }) => ({ value: key, label: name }))
  const { value, other } = chosenCause({ request, causes }, optional)
  return (
    <>
      {parts.length > 0 && (
        <Select
          {...{ lang, form }}
          name={names.component}
          label={t.component}
          options={parts}
          value={optional ? '' : (request.component ?? '')}
          empty={t.whole}
          optional
        />
      )}
      <Select
        {...{ lang, form, value, optional }}
        name={names.cause}
        label={t.cause}
        options={causeOptions(causes, lang)}
        empty={optional ? t.later : undefined}
      />
      <Field
        {...{ lang, form }}
        name={names.other}
        label={t.which}
        hint={t.whichHint}
        value={other}
        optional
        maxlength={60}
      />
      <FaultFields {...props} />
    </>
  )
}

/** What was said last stands in the form that corrects it. */
function chosenCause({ request, causes }: Pick<DetailProps, 'request' | 'causes'>, optional: boolean | undefined) {
  if (optional || !request.causeKnownAt) return { value: '', other: '' }
  const { cause } = request
  if (cause === null) return { value: 'none', other: '' }
  const isListed = causes.covered.includes(cause) || causes.excluded.includes(cause)
  return isListed ? { value: cause, other: '' } : { value: 'other', other: cause }
}

function causeOptions({ covered, excluded }: DetailProps['causes'], lang: Lang): Option[] {
  const t = words[lang].steps.cause
  const nameOf = (cause: string) => wordsOf({ ...coveredCauses, ...excludedCauses }, cause, lang)
  return [
    ...covered.map((value) => ({ value, label: t.covered(nameOf(value)) })),
    ...excluded.map((value) => ({ value, label: t.excluded(nameOf(value)) })),
    { value: 'none', label: t.nothing },
    { value: 'other', label: t.other },
  ]
}

export const overrideStep = ({ frame: { lang } }: DetailProps): OfferedStep => {
  const t = words[lang].steps.override
  const options = overridingOutcomes.map((value) => ({ value, label: coverageWords[lang].outcome[value] }))
  return {
    step: 'coverage-override',
    needs: 'coverage.override',
    title: t.title,
    body: (form) => (
      <>
        <Select {...{ lang, form, options }} name="outcome" label={t.outcome} />
        <Textarea {...{ lang, form }} name="because" label={t.because} hint={t.hint} rows={2} maxlength={1000} />
        <Send>{t.send}</Send>
      </>
    ),
  }
}

export const overrideEndStep = ({ frame: { lang } }: DetailProps): OfferedStep => {
  const t = words[lang].steps.overrideEnd
  return {
    step: 'coverage-override-end',
    needs: 'coverage.override',
    title: t.title,
    body: () => (
      <>
        <p class="hint">{t.text}</p>
        <Send>{t.send}</Send>
      </>
    ),
  }
}

const Send = ({ children }: { children?: Child }) => (
  <Actions>
    <Button kind="quiet">{children}</Button>
  </Actions>
)
