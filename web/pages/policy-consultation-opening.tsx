import { addDays, dayOf } from '#rules/day.ts'
import type { PolicyKind } from '#rules/policy.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { PageHeader } from '../ui/content.tsx'
import { Field, type FormState, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { policyWords } from '../words/policy.ts'
import { consultationWords } from '../words/policy-consultation.ts'
import { draftWords } from '../words/policy-draft.ts'

type Props = { frame: ConsoleFrame; kind: PolicyKind; version: { number: number }; form: FormState | undefined }

/** Until when members are asked about the draft. */
export const PolicyConsultationOpeningPage = ({ frame, kind, version, form }: Props) => {
  const { lang, now, timeZone } = frame
  const t = consultationWords[lang]
  const title = t.openTitle(policyWords[lang].kinds[kind], version.number)
  const back = consolePaths.policyDraft(kind)
  const today = dayOf(now, timeZone)
  return (
    <ConsoleLayout {...frame} title={title} current="policy" islands={['busy-form']}>
      <PageHeader back={{ href: back, label: draftWords[lang].backToDraft }} title={title} answer={t.openAnswer} />
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} />
      <div class="narrow">
        <Form action={consolePaths.policyDraftConsultation(kind)} label={title}>
          <Field
            {...{ lang, form, name: 'until', label: t.until, hint: t.untilHint }}
            type="date"
            min={addDays(today, 1)}
            width="short"
          />
          <Textarea {...{ lang, form, name: 'invitation', label: t.invitation }} rows={3} maxlength={1000} optional />
          <Actions>
            <Button>{t.start}</Button>
            <ButtonLink href={back}>{draftWords[lang].backToDraft}</ButtonLink>
          </Actions>
        </Form>
      </div>
    </ConsoleLayout>
  )
}
