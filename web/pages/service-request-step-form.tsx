import type { Child } from 'hono/jsx'
import { impactNames, pauseReasonNames, urgencyNames, zones } from '#rules/policy-vocabulary.ts'
import { wordsOf } from '#rules/policy-words.ts'
import type { Permission } from '#rules/role.ts'
import { impacts, urgencies } from '#rules/service-request.ts'
import type { RequestStep } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/choice.tsx'
import { Field, type FormState, Select, Textarea } from '../ui/field.tsx'
import { stepWords as words } from '../words/service-request-step.ts'
import type { DetailProps } from './service-request.tsx'
import { FoundFields } from './service-request-coverage-form.tsx'

/** A step that can be taken, who may take it, and its form's fields. */
export type OfferedStep = {
  step: RequestStep
  needs: Permission
  title: string
  body: (form: FormState | undefined) => Child
}

export const replyStep = ({ frame: { lang }, mayMail }: DetailProps): OfferedStep => {
  const t = words[lang].reply
  const hint = mayMail ? t.hint : t.hintUnmailed
  return {
    step: 'reply',
    needs: 'requests.answer',
    title: t.title,
    body: (form) => (
      <>
        <Textarea lang={lang} name="reply" label={t.body} hint={hint} form={form} maxlength={4000} />
        <Send>{t.send}</Send>
      </>
    ),
  }
}

export const noteStep = ({ frame: { lang } }: DetailProps): OfferedStep => {
  const t = words[lang].note
  return {
    step: 'note',
    needs: 'requests.answer',
    title: t.title,
    body: (form) => (
      <>
        <Textarea lang={lang} name="note" label={t.body} hint={t.hint} form={form} maxlength={4000} />
        <Send kind="quiet">{t.send}</Send>
      </>
    ),
  }
}

export const arrivalStep = ({ frame: { lang } }: DetailProps): OfferedStep => {
  const t = words[lang].arrival
  return {
    step: 'arrival',
    needs: 'requests.arrive',
    title: t.title,
    body: (form) => (
      <>
        <Field lang={lang} name="at" type="datetime-local" label={t.at} hint={t.hint} optional form={form} />
        <Send>{t.send}</Send>
      </>
    ),
  }
}

export const resolutionStep = (props: DetailProps): OfferedStep => {
  const { lang } = props.frame
  const t = words[lang].resolution
  return {
    step: 'resolution',
    needs: 'requests.resolve',
    title: t.title,
    body: (form) => (
      <>
        <Textarea lang={lang} name="resolution" label={t.body} hint={t.hint} form={form} maxlength={4000} />
        <FoundFields {...props} form={form} />
        <Send>{t.send}</Send>
      </>
    ),
  }
}

export const assignmentStep = ({ frame: { lang }, request, members }: DetailProps): OfferedStep => {
  const t = words[lang].assignment
  const options = members.filter(({ disabledAt }) => !disabledAt).map(({ id, name }) => ({ value: id, label: name }))
  return {
    step: 'assignment',
    needs: 'requests.assign',
    title: request.assigneeId ? t.again : t.title,
    body: (form) => (
      <>
        <Select
          lang={lang}
          name="memberId"
          label={t.member}
          options={options}
          value={request.assigneeId ?? ''}
          form={form}
        />
        <Send>{t.send}</Send>
      </>
    ),
  }
}

export const triageStep = ({ frame: { lang }, request, zones: known }: DetailProps): OfferedStep => {
  const t = words[lang].triage
  const urgent = urgencies.map((value) => ({ value, label: wordsOf(urgencyNames, value, lang) }))
  const reach = impacts.map((value) => ({ value, label: wordsOf(impactNames, value, lang) }))
  const places = known.map((value) => ({ value, label: wordsOf(zones, value, lang) }))
  return {
    step: 'triage',
    needs: 'requests.triage',
    title: t.title,
    body: (form) => (
      <>
        <Select
          {...{ lang, form }}
          name="urgency"
          label={t.urgency}
          options={urgent}
          value={request.urgency}
          empty={false}
        />
        <Select
          {...{ lang, form }}
          name="impact"
          label={t.impact}
          options={reach}
          value={request.impact}
          empty={false}
        />
        {places.length > 0 && (
          <Select {...{ lang, form }} name="zone" label={t.zone} options={places} value={request.zone ?? ''} optional />
        )}
        <Checkbox {...{ lang, form }} name="onSite" label={t.onSite} checked={request.onSite} optional />
        <Send>{t.send}</Send>
      </>
    ),
  }
}

export const pauseStep = ({ frame: { lang }, pauseReasons }: DetailProps): OfferedStep => {
  const t = words[lang].pause
  const options = pauseReasons.map((value) => ({ value, label: wordsOf(pauseReasonNames, value, lang) }))
  return {
    step: 'pause',
    needs: 'requests.pause',
    title: t.title,
    body: (form) => (
      <>
        <Select {...{ lang, form, options }} name="pauseReason" label={t.reason} hint={t.hint} />
        <Field {...{ lang, form }} name="pauseNote" label={t.note} optional maxlength={200} />
        <Send kind="quiet">{t.send}</Send>
      </>
    ),
  }
}

export const pauseEndStep = ({ frame: { lang } }: DetailProps): OfferedStep => ({
  step: 'pause-end',
  needs: 'requests.pause',
  title: words[lang].pauseEnd.title,
  body: () => <Send>{words[lang].pauseEnd.send}</Send>,
})

export const reopeningStep = ({ frame: { lang } }: DetailProps): OfferedStep => {
  const t = words[lang].reopening
  return {
    step: 'reopening',
    needs: 'requests.reopen',
    title: t.title,
    body: (form) => (
      <>
        <Textarea lang={lang} name="reopening" label={t.reason} form={form} rows={2} maxlength={1000} />
        <Send kind="quiet">{t.send}</Send>
      </>
    ),
  }
}

export const cancellationStep = ({ frame: { lang } }: DetailProps): OfferedStep => {
  const t = words[lang].cancellation
  return {
    step: 'cancellation',
    needs: 'requests.cancel',
    title: t.title,
    body: (form) => (
      <>
        <Textarea
          lang={lang}
          name="cancellation"
          label={t.reason}
          hint={t.hint}
          form={form}
          rows={2}
          maxlength={1000}
        />
        <Send kind="danger">{t.send}</Send>
      </>
    ),
  }
}

const Send = ({ kind = 'primary', children }: { kind?: 'primary' | 'quiet' | 'danger'; children?: Child }) => (
  <Actions>
    <Button kind={kind}>{children}</Button>
  </Actions>
)
