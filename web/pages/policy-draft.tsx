import type { Finding } from '#rules/guardrail-check.ts'
import type { Clause, PolicyKind } from '#rules/policy.ts'
import { may } from '#rules/role.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, ButtonLink } from '../ui/button.tsx'
import { PageHeader, PrintHead, Section } from '../ui/content.tsx'
import { guardrailWords } from '../words/guardrail.ts'
import { fullMomentWords } from '../words/moment.ts'
import { policyWords } from '../words/policy.ts'
import { draftWords } from '../words/policy-draft.ts'
import { ClauseLink, Contents, FindingLine, PolicySheet } from './policy-document.tsx'

export type DraftProps = {
  frame: ConsoleFrame
  kind: PolicyKind
  version: PolicyVersion
  clauses: readonly Clause[]
  findings: readonly Finding[]
  /** Null for a first version. */
  changeCount: number | null
}

/** The next version while it is written: the document with a way to change each clause. */
export const PolicyDraftPage = (props: DraftProps) => {
  const { frame, kind, version, clauses, findings } = props
  const { lang } = frame
  const t = draftWords[lang]
  const title = t.title(policyWords[lang].kinds[kind], version.number)
  return (
    <ConsoleLayout {...frame} title={title} current="policy" islands={['busy-form']}>
      <PrintHead company={frame.company.name} number={title} date={fullMomentWords(frame.now, frame.timeZone, lang)} />
      <PageHeader
        back={{ href: consolePaths.policy(kind), label: t.back(policyWords[lang].kinds[kind]) }}
        title={title}
        answer={t.answer}
        actions={
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
          subtitle={`${policyWords[lang].version(version.number)}${lang === 'zh-CN' ? '　' : ' · '}${policyWords[lang].standing.draft}`}
          beside={(clause) => <Tools {...{ lang, kind, clause }} findings={findings} />}
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

type ToolsProps = Pick<DraftProps, 'kind' | 'findings'> & { lang: ConsoleFrame['lang']; clause: Clause }

const Tools = ({ lang, kind, clause, findings }: ToolsProps) => {
  const t = draftWords[lang]
  return (
    <>
      {findings
        .filter(({ clauseKey }) => clauseKey === clause.key)
        .map((finding) => (
          <FindingLine {...{ lang, finding }} />
        ))}
      <p class="clause-tools no-print">
        <a href={consolePaths.policyClause(kind, clause.key)} aria-label={`${t.edit} ${clause.title[lang]}`}>
          {t.edit}
        </a>
        <a href={consolePaths.policyClauseRemoval(kind, clause.key)} aria-label={`${t.remove} ${clause.title[lang]}`}>
          {t.remove}
        </a>
      </p>
    </>
  )
}

const Next = ({ frame, kind, version, changeCount }: DraftProps) => {
  const t = draftWords[frame.lang]
  return (
    <Section title={t.next}>
      <p>{changeCount === null ? t.first : t.changed(changeCount)}</p>
      {changeCount !== null && changeCount > 0 && (
        <p>
          <a href={consolePaths.policyChanges(kind, version.number)}>{policyWords[frame.lang].changes}</a>
        </p>
      )}
      <Actions>
        <ButtonLink icon="plus" href={consolePaths.policyClauses(kind)}>
          {t.add}
        </ButtonLink>
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
