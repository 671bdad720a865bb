import { dayOf } from '#rules/day.ts'
import type { Finding } from '#rules/guardrail-check.ts'
import type { Clause, PolicyKind } from '#rules/policy.ts'
import { diffVersions } from '#rules/policy-difference.ts'
import { clauseLabel } from '#rules/policy-text.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import type { PolicyConsultation } from '#schema/tenant/policy-consultation.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { Checkbox, RadioCards } from '../ui/choice.tsx'
import { PageHeader, Section } from '../ui/content.tsx'
import { Field, type FormState, Select, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { guardrailWords } from '../words/guardrail.ts'
import { fullDayWords } from '../words/moment.ts'
import { policyWords } from '../words/policy.ts'
import { draftWords } from '../words/policy-draft.ts'
import { publicationWords } from '../words/policy-publication.ts'
import { ChangeList } from './policy-changes.tsx'
import { FindingLine } from './policy-document.tsx'

type Props = {
  frame: ConsoleFrame
  kind: PolicyKind
  draft: {
    version: PolicyVersion
    clauses: readonly Clause[]
    findings: readonly Finding[]
    consultations: readonly PolicyConsultation[]
  }
  /** The version that it was made from. */
  base: readonly Clause[]
  approvers: readonly { id: string; name: string }[]
  form: FormState
}

/** Before a version is published: what stands in the way, from when it counts, what it changes. */
export const PolicyPublicationPage = (props: Props) => {
  const { frame, kind, draft, form } = props
  const { lang } = frame
  const t = publicationWords[lang]
  const { number, version } = draft.version
  const title = t.title(policyWords[lang].kinds[kind], number)
  const blocked = draft.findings.filter(({ severity }) => severity === 'block').length
  return (
    <ConsoleLayout {...frame} title={title} current="policy" islands={['busy-form']}>
      <PageHeader
        back={{ href: consolePaths.policyDraft(kind), label: draftWords[lang].backToDraft }}
        title={title}
        answer={t.answer}
      />
      <ErrorSummary lang={lang} errors={form.errors} />
      {blocked > 0 && (
        <Banner kind="error">
          <p>{t.blocked(blocked)}</p>
        </Banner>
      )}
      <Consulted {...props} />
      <div class="narrow">
        <Form
          action={consolePaths.policyPublication(kind)}
          hidden={{ number: String(number), version: String(version) }}
          label={title}
        >
          <Findings {...props} />
          <Effective {...props} />
          {blocked === 0 && (
            <Actions>
              <Button>{t.publish(number)}</Button>
              <ButtonLink href={consolePaths.policyDraft(kind)}>{draftWords[lang].backToDraft}</ButtonLink>
            </Actions>
          )}
        </Form>
      </div>
      <Changes {...props} />
    </ConsoleLayout>
  )
}

/** The field in which a finding is taken on. */
export const findingField = (what: 'by' | 'reason' | 'taken', { id, clauseKey }: Pick<Finding, 'id' | 'clauseKey'>) =>
  `${what}.${id}.${clauseKey ?? ''}`

const Findings = (props: Props) => {
  const { frame, kind, draft } = props
  const { lang } = frame
  const t = publicationWords[lang]
  if (draft.findings.length === 0) return null
  return (
    <Section title={t.findings} hint={guardrailWords[lang].disclaimer}>
      <ul class="finding-list">
        {inOrder(draft.findings).map((finding) => {
          const clause = draft.clauses.find(({ key }) => key === finding.clauseKey)
          return (
            <li>
              {clause && (
                <p class="finding-where">
                  <span>
                    {clauseLabel(clause.number, lang)} {clause.title[lang]}
                  </span>
                  <a href={consolePaths.policyClause(kind, clause.key)}>{t.open}</a>
                </p>
              )}
              <FindingLine {...{ lang, finding }} />
              <Acceptance {...props} finding={finding} />
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

const order = ['block', 'gate', 'warn', 'info']
const inOrder = (findings: readonly Finding[]) =>
  findings.toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity))

/** A gate wants a name and a reason, a warning that somebody took note of it. */
const Acceptance = ({ frame, approvers, form, finding }: Props & { finding: Finding }) => {
  const { lang } = frame
  const t = publicationWords[lang]
  const options = approvers.map(({ id, name }) => ({ value: id, label: name }))
  if (finding.severity === 'warn')
    return <Checkbox {...{ lang, form, name: findingField('taken', finding), label: t.acknowledge }} />
  if (finding.severity !== 'gate') return null
  const isConsultation = finding.id === 'GR-01'
  return (
    <div class="stack">
      <Select {...{ lang, form, options, name: findingField('by', finding), label: t.approver }} width="medium" />
      <Textarea
        {...{ lang, form, name: findingField('reason', finding) }}
        label={isConsultation ? t.consultation : t.reason}
        hint={isConsultation ? t.consultationHint : undefined}
        rows={3}
        maxlength={2000}
      />
    </div>
  )
}

const Effective = ({ frame, form }: Props) => {
  const { lang, now, timeZone } = frame
  const t = publicationWords[lang]
  return (
    <Section title={t.effective} hint={t.fact}>
      <div class="stack">
        <RadioCards
          {...{ lang, form, name: 'effective', label: t.when }}
          value="at_once"
          options={[
            { value: 'at_once', label: t.atOnce },
            { value: 'on_day', label: t.onDay },
          ]}
        />
        <Field
          {...{ lang, form, name: 'day', label: t.day, hint: t.dayHint }}
          type="date"
          min={dayOf(now, timeZone)}
          width="short"
          optional
        />
      </div>
    </Section>
  )
}

/** The evidence that goes with it: who was asked, until when. */
const Consulted = ({ frame: { lang }, kind, draft }: Props) => {
  const t = publicationWords[lang]
  const last = draft.consultations.find(({ outcome }) => outcome === 'concluded')
  if (!last) return null
  return (
    <Banner kind="success">
      <p>{t.consulted(fullDayWords(last.until, lang))}</p>
      <p>
        <a href={consolePaths.policyConsultation(kind, draft.version.number)}>{t.consultationRecord}</a>
      </p>
    </Banner>
  )
}

const Changes = ({ frame: { lang }, draft, base }: Props) => {
  const t = publicationWords[lang]
  const hasChanges = draft.version.basedOn !== null && diffVersions(base, draft.clauses).length > 0
  return (
    <Section title={t.changes}>
      {hasChanges ? (
        <ChangeList {...{ lang, before: base, after: draft.clauses }} />
      ) : (
        <p class="muted">{draft.version.basedOn ? t.none : policyWords[lang].firstVersion}</p>
      )}
    </Section>
  )
}
