import type { Clause, PolicyKind } from '#rules/policy.ts'
import { isAloneInChapter, type PlaceOption, placesFor, placeText, stepsOf } from '#rules/policy-place.ts'
import { chapterLabel, clauseLabel } from '#rules/policy-text.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { PageHeader } from '../ui/content.tsx'
import { type FormState, Select } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import type { Lang } from '../words/lang.ts'
import { draftWords } from '../words/policy-draft.ts'
import { placeWords } from '../words/policy-place.ts'
import { clauseAnchor } from './policy-document.tsx'

type Props = {
  frame: ConsoleFrame
  kind: PolicyKind
  clauses: readonly Clause[]
  clause: Clause
  form: FormState | undefined
}

/** A clause to anywhere in the draft; the steps up and down are in the draft itself. */
export const PolicyPlacePage = ({ frame, kind, clauses, clause, form }: Props) => {
  const { lang } = frame
  const t = placeWords[lang]
  const title = t.title(clauseLabel(clause.number, lang), clause.title[lang])
  const back = `${consolePaths.policyDraft(kind)}#${clauseAnchor(clause.key)}`
  const options = placesFor(clauses, clause.key).map((option) => ({
    value: placeText(option.place),
    label: labelOf(option, lang),
  }))
  return (
    <ConsoleLayout {...frame} title={title} current="policy" islands={['busy-form']}>
      <PageHeader back={{ href: back, label: draftWords[lang].backToDraft }} title={title} answer={t.answer} />
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} />
      {isAloneInChapter(clauses, clause) && (
        <Banner kind="warn">
          <p>{t.alone(clause.chapter[lang])}</p>
        </Banner>
      )}
      <div class="narrow">
        <Form action={consolePaths.policyClausePlace(kind, clause.key)} label={title}>
          <Select {...{ lang, form, name: 'place', label: t.where, options }} />
          <Actions>
            <Button>{t.confirm}</Button>
            <ButtonLink href={back}>{draftWords[lang].backToDraft}</ButtonLink>
          </Actions>
        </Form>
      </div>
    </ConsoleLayout>
  )
}

function labelOf({ chapter, title, after }: PlaceOption, lang: Lang): string {
  const t = placeWords[lang]
  const name = `${chapterLabel(chapter, lang)} ${title[lang]}`
  return after ? t.after(name, `${clauseLabel(after.number, lang)} ${after.title[lang]}`) : t.head(name)
}

type StepProps = { lang: Lang; kind: PolicyKind; clauses: readonly Clause[]; clause: Clause }

/** Two forms that say the place itself: sent twice, they move nothing twice. Each button keeps the focus, by its address. */
export const StepButtons = ({ lang, kind, clauses, clause }: StepProps) => {
  const t = placeWords[lang]
  const steps = stepsOf(clauses, clause.key)
  const name = `${clauseLabel(clause.number, lang)} ${clause.title[lang]}`
  return (
    <>
      {(['up', 'down'] as const).map((step) => {
        const place = steps[step]
        return (
          place && (
            <form method="post" action={consolePaths.policyClausePlace(kind, clause.key)}>
              <input type="hidden" name="place" value={placeText(place)} />
              <input type="hidden" name="step" value={step} />
              <button type="submit" id={stepAnchor(step, clause.key)} aria-label={`${t[step]} ${name}`}>
                {t[step]}
              </button>
            </form>
          )
        )
      })}
      <a href={consolePaths.policyClausePlace(kind, clause.key)} aria-label={`${t.further} ${name}`}>
        {t.further}
      </a>
    </>
  )
}

export const stepAnchor = (step: 'up' | 'down', key: string) => `${step}-${key}`
