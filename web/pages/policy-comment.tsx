import { clauseLabel } from '#rules/policy-text.ts'
import type { PolicyConsultation } from '#schema/tenant/policy-consultation.ts'
import { consolePaths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Section } from '../ui/content.tsx'
import { Select, Textarea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { fullDayWords } from '../words/moment.ts'
import { consultationWords } from '../words/policy-consultation.ts'
import type { ConsultationProps } from './policy-consultation.tsx'

/** What a member thinks: of one clause or the whole, or that there is nothing to add. */
export const CommentForm = ({ frame, kind, version, clauses, clauseKey, idempotencyKey, form }: ConsultationProps) => {
  const { lang } = frame
  const t = consultationWords[lang]
  const options = clauses.map(({ key, number, title }) => ({
    value: key,
    label: `${clauseLabel(number, lang)} ${title[lang]}`,
  }))
  return (
    <Section title={t.yours} id="comment">
      <div class="narrow">
        <Form
          action={consolePaths.policyComments(kind, version.number)}
          idempotencyKey={idempotencyKey}
          label={t.yours}
        >
          <Select
            {...{ lang, form, options, name: 'clause', label: t.clause, empty: t.whole }}
            value={clauseKey ?? ''}
          />
          <Textarea {...{ lang, form, name: 'body', label: t.body }} rows={5} maxlength={4000} />
          <Actions>
            <Button name="answer" value="comment">
              {t.send}
            </Button>
            <Button kind="quiet" name="answer" value="nothing">
              {t.nothing}
            </Button>
          </Actions>
        </Form>
      </div>
    </Section>
  )
}

type EndingProps = ConsultationProps & { latest: PolicyConsultation; isOver: boolean }

/** What came out, once everybody had the time to answer; before that it can only be broken off. */
export const Ending = ({ frame, kind, version, latest, isOver, form }: EndingProps) => {
  const { lang } = frame
  const t = consultationWords[lang]
  return (
    <>
      <Section title={t.conclude} hint={isOver ? t.concludeHint : t.concludeWait(fullDayWords(latest.until, lang))}>
        {isOver && (
          <div class="narrow">
            <Form action={consolePaths.policyConsultationConclusion(kind, version.number)} label={t.conclude}>
              <Textarea
                {...{ lang, form, name: 'conclusion', label: t.conclusion, hint: t.conclusionHint }}
                rows={5}
                maxlength={4000}
              />
              <Actions>
                <Button>{t.concludeNow}</Button>
              </Actions>
            </Form>
          </div>
        )}
      </Section>
      <details class="section" open={Boolean(form?.errors.reason)}>
        <summary>{t.breakOff}</summary>
        <p>{t.breakOffText}</p>
        <div class="narrow">
          <Form action={consolePaths.policyConsultationEnd(kind, version.number)} label={t.breakOff}>
            <Textarea {...{ lang, form, name: 'reason', label: t.breakOffReason }} rows={3} maxlength={1000} />
            <Actions>
              <Button kind="danger">{t.breakOffNow}</Button>
            </Actions>
          </Form>
        </div>
      </details>
    </>
  )
}
