import type { Finding } from '#rules/guardrail-check.ts'
import { type Clause, decideEdit, type PolicyKind } from '#rules/policy.ts'
import { clauseLabel } from '#rules/policy-text.ts'
import { may } from '#rules/role.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import type { PolicyConsultation } from '#schema/tenant/policy-consultation.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, ButtonLink } from '../ui/button.tsx'
import { PageHeader, PrintHead, Section } from '../ui/content.tsx'
import { guardrailWords } from '../words/guardrail.ts'
import { fullMomentWords } from '../words/moment.ts'
import { policyWords } from '../words/policy.ts'
import { consultationWords } from '../words/policy-consultation.ts'
import { draftWords } from '../words/policy-draft.ts'
import { placeWords } from '../words/policy-place.ts'
import { shadowWords } from '../words/policy-shadow.ts'
import { ClauseLink, Contents, FindingLine, PolicySheet } from './policy-document.tsx'
import { StepButtons } from './policy-place.tsx'

export type DraftProps = {
  frame: ConsoleFrame
  kind: PolicyKind
  version: PolicyVersion
  clauses: readonly Clause[]
  findings: readonly Finding[]
  /** Null for a first version. */
  changeCount: number | null
  /** The key of the clause that was just moved. */
  moved: string | null
  /** The newest first. */
  consultations: readonly PolicyConsultation[]
}

/** The next version while it is written: the document with a way to change each clause. */
export const PolicyDraftPage = (props: DraftProps) => {
  const { frame, kind, version, clauses } = props
  const { lang } = frame
  const t = draftWords[lang]
  const isAsked = version.status === 'consultation'
  const title = t.title(policyWords[lang].kinds[kind], version.number)
  return (
    <ConsoleLayout {...frame} title={title} current="policy" islands={['busy-form']}>
      <PrintHead company={frame.company.name} number={title} date={fullMomentWords(frame.now, frame.timeZone, lang)} />
      <PageHeader
        back={{ href: consolePaths.policy(kind), label: t.back(policyWords[lang].kinds[kind]) }}
        title={title}
        answer={isAsked ? consultationWords[lang].frozen : t.answer}
        actions={
          !isAsked &&
          may(frame.member.role, 'policy.publish') && (
            <ButtonLink kind="primary" href={consolePaths.policyPublication(kind)}>
              {t.publish}
            </ButtonLink>
          )
        }
      />
      {kind === 'staff' && version.basedOn === null && (
        <Banner kind="warn" title={policyWords[lang].staffDraft.title}>
          <p>{policyWords[lang].staffDraft.text}</p>
        </Banner>
      )}
      <div class="columns policy">
        <PolicySheet
          {...{ lang, kind, clauses }}
          company={frame.company.name}
          subtitle={`${policyWords[lang].version(version.number)}${lang === 'zh-CN' ? '　' : ' · '}${policyWords[lang].standing[isAsked ? 'consultation' : 'draft']}`}
          beside={(clause) => <Beside {...props} clause={clause} />}
        />
        <aside class="no-print">
          <Next {...props} />
          <DraftFindings {...props} />
          <Contents lang={lang} clauses={clauses} />
        </aside>
      </div>
    </ConsoleLayout>
  )
}

const Beside = (props: DraftProps & { clause: Clause }) => {
  const { frame, version, findings, clause, moved } = props
  const { lang } = frame
  return (
    <>
      {findings
        .filter(({ clauseKey }) => clauseKey === clause.key)
        .map((finding) => (
          <FindingLine {...{ lang, finding }} />
        ))}
      {moved === clause.key && <p class="hint moved">{placeWords[lang].moved(clauseLabel(clause.number, lang))}</p>}
      {decideEdit(version).allowed && <Tools {...props} />}
    </>
  )
}

const Tools = ({ frame: { lang }, kind, clauses, clause }: DraftProps & { clause: Clause }) => {
  const t = draftWords[lang]
  return (
    <div class="clause-tools no-print">
      <a href={consolePaths.policyClause(kind, clause.key)} aria-label={`${t.edit} ${clause.title[lang]}`}>
        {t.edit}
      </a>
      <StepButtons {...{ lang, kind, clauses, clause }} />
      <a href={consolePaths.policyClauseRemoval(kind, clause.key)} aria-label={`${t.remove} ${clause.title[lang]}`}>
        {t.remove}
      </a>
    </div>
  )
}

const Next = ({ frame, kind, version, changeCount, consultations }: DraftProps) => {
  const t = draftWords[frame.lang]
  const isAsked = version.status === 'consultation'
  return (
    <Section title={t.next}>
      <p>{changeCount === null ? t.first : t.changed(changeCount)}</p>
      {changeCount !== null && changeCount > 0 && (
        <p>
          <a href={consolePaths.policyChanges(kind, version.number)}>{policyWords[frame.lang].changes}</a>
        </p>
      )}
      {consultations.length > 0 && (
        <p>
          <a href={consolePaths.policyConsultation(kind, version.number)}>{consultationWords[frame.lang].record}</a>
        </p>
      )}
      {!isAsked && kind === 'service' && (
        <p>
          <a href={consolePaths.policyShadow(kind)}>{shadowWords[frame.lang].link}</a>
        </p>
      )}
      <Actions>
        {!isAsked && (
          <>
            <ButtonLink icon="plus" href={consolePaths.policyClauses(kind)}>
              {t.add}
            </ButtonLink>
            <ButtonLink icon="users" href={consolePaths.policyDraftConsultation(kind)}>
              {consultationWords[frame.lang].open}
            </ButtonLink>
          </>
        )}
        {version.basedOn && (
          <ButtonLink kind="link" href={consolePaths.policyDraftWithdrawal(kind)}>
            {t.withdraw}
          </ButtonLink>
        )}
      </Actions>
    </Section>
  )
}

const DraftFindings = ({ frame: { lang }, clauses, findings }: DraftProps) => {
  const t = guardrailWords[lang]
  return (
    <Section title={t.title} id="findings">
      {findings.length === 0 && <p class="muted">{t.none}</p>}
      {findings.map((finding) => (
        <FindingLine
          {...{ lang, finding }}
          where={<ClauseLink {...{ lang, clauses }} clauseKey={finding.clauseKey} />}
        />
      ))}
      {findings.length > 0 && <p class="hint">{t.disclaimer}</p>}
    </Section>
  )
}
