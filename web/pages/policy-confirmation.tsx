import type { Clause, PolicyKind } from '#rules/policy.ts'
import { standingOf } from '#rules/policy-standing.ts'
import { clauseLabel } from '#rules/policy-text.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { PageHeader } from '../ui/content.tsx'
import { Form } from '../ui/form.tsx'
import { draftWords } from '../words/policy-draft.ts'
import { ClauseText } from './policy-document.tsx'

type Props = {
  frame: ConsoleFrame
  kind: PolicyKind
  version: { number: number }
  /** The clause to be removed. */
  clause: Clause | null
  /** It may not be. */
  refused: boolean
}

/** Asked before something is taken away. */
export const PolicyConfirmationPage = ({ frame, kind, version, clause, refused }: Props) => {
  const { lang } = frame
  const t = draftWords[lang]
  const title = clause
    ? t.removal.title(clauseLabel(clause.number, lang), clause.title[lang])
    : t.withdrawal.title(version.number)
  const back = consolePaths.policyDraft(kind)
  const action = clause ? consolePaths.policyClauseRemoval(kind, clause.key) : consolePaths.policyDraftWithdrawal(kind)
  const acts = clause && (standingOf(clause) === 'acts' || standingOf(clause) === 'partly')
  return (
    <ConsoleLayout {...frame} title={title} current="policy" islands={['busy-form']}>
      <PageHeader back={{ href: back, label: t.backToDraft }} title={title} />
      {clause && (
        <section class="sheet sheet-clause">
          <ClauseText lang={lang} clause={clause} />
        </section>
      )}
      {refused ? (
        <Banner kind="error">
          <p>{t.removal.hours_needed}</p>
        </Banner>
      ) : (
        <>
          {acts && (
            <Banner kind="warn">
              <p>{t.removal.acting}</p>
            </Banner>
          )}
          <p>{clause ? t.removal.text : t.withdrawal.text}</p>
          <Form action={action} hidden={clause ? {} : { number: String(version.number) }}>
            <Actions>
              <Button kind="danger">{clause ? t.removal.confirm : t.withdrawal.confirm}</Button>
              <ButtonLink href={back}>{t.backToDraft}</ButtonLink>
            </Actions>
          </Form>
        </>
      )}
    </ConsoleLayout>
  )
}
