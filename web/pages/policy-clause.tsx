import type { ClauseExample } from '#rules/clause-example.ts'
import { wordingOf } from '#rules/clause-wording.ts'
import type { Finding } from '#rules/guardrail-check.ts'
import { type Lang, langs } from '#rules/lang.ts'
import type { Clause, EditRefusal, PolicyKind } from '#rules/policy.ts'
import { editableFields, type FormValues } from '#rules/policy-form.ts'
import { clauseLabel } from '#rules/policy-text.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button } from '../ui/button.tsx'
import { PageHeader, Section } from '../ui/content.tsx'
import { Field, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { policyWords } from '../words/policy.ts'
import { draftWords } from '../words/policy-draft.ts'
import { publicationWords } from '../words/policy-publication.ts'
import { ClauseText, FindingLine } from './policy-document.tsx'
import { Example } from './policy-example.tsx'
import { ParameterField, parameterLabels } from './policy-parameter.tsx'

export type ClauseProps = PreviewProps & {
  kind: PolicyKind
  version: { number: number }
  /** As it is stored, which is what the form starts from. */
  stored: Clause
  stamp: string
  posted: FormValues | null
  errors: Record<string, string>
  /** Why it was not saved: somebody else's change came in between, or the draft takes none any more. */
  refused?: 'stale' | EditRefusal | undefined
  saved?: boolean
  otherOptional: boolean
}

/** One clause: how it reads, what it does, what the law says, and the form that changes it. */
export const PolicyClausePage = (props: ClauseProps) => {
  const { frame, kind, version, stored, errors, refused, saved } = props
  const { lang } = frame
  const t = draftWords[lang]
  const title = t.clauseTitle(clauseLabel(stored.number, lang), stored.title[lang])
  return (
    <ConsoleLayout {...frame} title={title} current="policy" islands={['policy-slots', 'busy-form']}>
      <PageHeader
        back={{ href: `${consolePaths.policyDraft(kind)}#clause-${stored.key}`, label: t.backToDraft }}
        title={title}
        answer={t.title(policyWords[lang].kinds[kind], version.number)}
      />
      {saved && (
        <Banner kind="success">
          <p>{t.saved}</p>
        </Banner>
      )}
      {refused && refused !== 'stale' && (
        <Banner kind="error">
          <p>{publicationWords[lang].refused[refused]}</p>
        </Banner>
      )}
      {refused === 'stale' && (
        <Banner kind="warn" title={t.stale}>
          <p>{t.staleNow}</p>
          <ClauseText lang={lang} clause={stored} />
        </Banner>
      )}
      <ErrorSummary lang={lang} errors={errors} labels={labelsOf(stored, lang)} />
      <policy-slots
        class="clause-editor"
        data-language={lang}
        data-effect={consolePaths.policyClauseEffect(kind, stored.key)}
      >
        <div class="clause-preview" id="clause-preview" aria-live="polite">
          <ClausePreview {...props} />
        </div>
        <ClauseForm {...props} />
      </policy-slots>
    </ConsoleLayout>
  )
}

const labelsOf = (stored: Clause, lang: Lang) => ({
  ...parameterLabels(editableFields(stored, lang), lang),
  ...wordingLabels(lang),
})

/** Of the fields that hold a clause's own words. */
export const wordingLabels = (lang: Lang): Record<string, string> =>
  Object.fromEntries(
    langs.flatMap((one) => [
      [`title.${one}`, draftWords[lang].titleIn[one]],
      [`text.${one}`, draftWords[lang].textIn[one]],
    ]),
  )

export type PreviewProps = {
  frame: ConsoleFrame
  /** As it would read if it were saved now. */
  clause: Clause
  example: ClauseExample | null
  exampleTimeZone: string
  findings: readonly Finding[]
}

/** What the island asks for again whenever something was typed. */
export const ClausePreview = ({ frame, clause, example, exampleTimeZone, findings }: PreviewProps) => {
  const { lang } = frame
  return (
    <>
      <section class="sheet sheet-clause" aria-label={draftWords[lang].preview}>
        <h2>
          <span class="clause-number">{clauseLabel(clause.number, lang)}</span>
          {clause.title[lang]}
        </h2>
        <ClauseText lang={lang} clause={clause} />
      </section>
      {findings.map((finding) => (
        <FindingLine {...{ lang, finding }} />
      ))}
      {example && <Example frame={frame} example={example} timeZone={exampleTimeZone} />}
      <p class="hint preview-waits" hidden>
        {draftWords[lang].invalid}
      </p>
    </>
  )
}

const ClauseForm = (props: ClauseProps) => {
  const { frame, kind, stored, stamp, posted, errors } = props
  const { lang } = frame
  const t = draftWords[lang]
  const fields = editableFields(stored, lang)
  return (
    <Form action={consolePaths.policyClause(kind, stored.key)} hidden={{ stamp }} label={t.parameters}>
      <Section title={t.parameters}>
        {fields.length === 0 && <p class="muted">{t.noParameters}</p>}
        <div class="parameters">
          {fields.map((field) => (
            <ParameterField {...{ field, lang, posted, errors }} />
          ))}
        </div>
      </Section>
      <Wording {...props} open={fields.length === 0 || Object.keys(errors).some((name) => isWording(name))} />
      <Actions thumb>
        <Button>{t.save}</Button>
      </Actions>
    </Form>
  )
}

const isWording = (name: string) => /^(title|text)\./.test(name)

/** Both languages: the document exists in both, and says the same. */
const Wording = ({ frame, stored, posted, errors, otherOptional, open }: ClauseProps & { open: boolean }) => {
  const { lang } = frame
  const t = draftWords[lang]
  const inOrder = [lang, ...langs.filter((one) => one !== lang)]
  const value = (name: string, otherwise: string) => {
    const typed = posted?.[name]
    return typeof typed === 'string' ? typed : otherwise
  }
  return (
    <details class="section wording" open={open}>
      <summary>{t.wording}</summary>
      <p class="hint">{t.wordingHint}</p>
      {inOrder.map((one) => (
        <>
          <Field
            {...{ lang, name: `title.${one}`, label: t.titleIn[one], error: errors[`title.${one}`] }}
            value={value(`title.${one}`, stored.title[one])}
            optional={one !== lang && otherOptional}
            maxlength={80}
          />
          <Textarea
            {...{ lang, name: `text.${one}`, label: t.textIn[one], error: errors[`text.${one}`] }}
            value={value(`text.${one}`, wordingOf(stored, one))}
            optional={one !== lang && otherOptional}
            maxlength={4000}
          />
        </>
      ))}
    </details>
  )
}
