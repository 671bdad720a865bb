import { earlierFaults, faultKeyOf } from '#rules/fault.ts'
import { Field, type FormState, Select } from '../ui/field.tsx'
import { fullDayWords } from '../words/moment.ts'
import { requestCoverageWords as words } from '../words/service-request-coverage.ts'
import type { DetailProps } from './service-request.tsx'

type FaultProps = DetailProps & {
  form: FormState | undefined
  names: { same: string; fault: string }
  optional?: boolean
}

/** A repair must hold: whoever names the fault lets the rule see that it came back. */
export const FaultFields = (props: FaultProps) => {
  const { frame, request, form, names, optional } = props
  const { lang } = frame
  const t = words[lang].steps.cause
  const earlier = faultsBefore(props)
  const said = optional ? null : request.fault
  const same = earlier.find(({ fault }) => faultKeyOf(fault) === faultKeyOf(said))
  const options = earlier.map(({ fault, on }) => ({
    value: fault,
    label: t.earlier(fault, fullDayWords(on, lang)),
  }))
  return (
    <>
      {options.length > 0 && (
        <Select
          {...{ lang, form, options }}
          name={names.same}
          label={t.same}
          hint={t.sameHint}
          value={same?.fault ?? ''}
          empty={t.notSame}
          optional
        />
      )}
      <Field
        {...{ lang, form }}
        name={names.fault}
        label={options.length > 0 ? t.faultNew : t.fault}
        hint={t.faultHint}
        value={same ? '' : (said ?? '')}
        optional
        maxlength={120}
      />
    </>
  )
}

/** What this machine had before: in the depot, or on requests that were solved. */
const faultsBefore = ({ request, machine: { stays, solved } }: Pick<DetailProps, 'request' | 'machine'>) =>
  earlierFaults([
    ...stays.flatMap(({ until, requestId, ...one }) =>
      until !== null && requestId !== request.id ? [{ ...one, on: until }] : [],
    ),
    ...solved,
  ])

/** One that was put right before says when. */
export function faultSaid(props: DetailProps, fault: string): string {
  const { lang } = props.frame
  const same = faultsBefore(props).find((one) => faultKeyOf(one.fault) === faultKeyOf(fault))
  return same ? words[lang].again(fault, fullDayWords(same.on, lang)) : fault
}
