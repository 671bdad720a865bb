import { langs } from '#rules/lang.ts'
import type { Clause, PolicyKind } from '#rules/policy.ts'
import { chapterLabel, chaptersOf } from '#rules/policy-text.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { PageHeader } from '../ui/content.tsx'
import { Field, type FormState, Select, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { draftWords } from '../words/policy-draft.ts'
import { wordingLabels } from './policy-clause.tsx'

type Props = {
  frame: ConsoleFrame
  kind: PolicyKind
  version: { number: number }
  clauses: readonly Clause[]
  idempotencyKey: string
  form: FormState | undefined
  otherOptional: boolean
}

/** A clause of plain text: people judge by it, nothing is computed. */
export const PolicyClauseAdditionPage = (props: Props) => {
  const { frame, kind, clauses, idempotencyKey, form, otherOptional } = props
  const { lang } = frame
  const t = draftWords[lang]
  const chapters = chaptersOf(clauses).map(({ number, title }) => ({
    value: title['zh-CN'],
    label: `${chapterLabel(number, lang)} ${title[lang]}`,
  }))
  return (
    <ConsoleLayout {...frame} title={t.addTitle} current="policy" islands={['busy-form']}>
      <PageHeader
        back={{ href: consolePaths.policyDraft(kind), label: t.backToDraft }}
        title={t.addTitle}
        answer={t.addHint}
      />
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} labels={{ chapter: t.chapter, ...wordingLabels(lang) }} />
      <div class="narrow">
        <Form action={consolePaths.policyClauses(kind)} idempotencyKey={idempotencyKey}>
          <Select {...{ lang, form, name: 'chapter', label: t.chapter, options: chapters }} />
          {[lang, ...langs.filter((one) => one !== lang)].map((one) => {
            const optional = one !== lang && otherOptional
            return (
              <>
                <Field {...{ lang, form, optional, name: `title.${one}`, label: t.titleIn[one] }} maxlength={80} />
                <Textarea {...{ lang, form, optional, name: `text.${one}`, label: t.textIn[one] }} maxlength={4000} />
              </>
            )
          })}
          <Actions>
            <Button>{t.addSave}</Button>
            <ButtonLink href={consolePaths.policyDraft(kind)}>{t.cancel}</ButtonLink>
          </Actions>
        </Form>
      </div>
    </ConsoleLayout>
  )
}
