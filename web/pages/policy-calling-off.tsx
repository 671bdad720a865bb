import type { PolicyKind } from '#rules/policy.ts'
import type { CallingOffRefusal } from '#rules/policy-publication.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { PageHeader } from '../ui/content.tsx'
import { type FormState, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { effectiveWords, policyWords } from '../words/policy.ts'
import { publicationWords } from '../words/policy-publication.ts'

type Props = {
  frame: ConsoleFrame
  kind: PolicyKind
  version: PolicyVersion
  /** Published later and made from this one. */
  later: readonly PolicyVersion[]
  refused: CallingOffRefusal | null
  form: FormState | undefined
}

/** Asked before a published version is taken back that has not begun. */
export const PolicyCallingOffPage = ({ frame, kind, version, later, refused, form }: Props) => {
  const { lang, timeZone } = frame
  const t = publicationWords[lang].callingOff
  const own = consolePaths.policyVersion(kind, version.number)
  const title = t.title(version.number)
  const when = version.effectiveFrom && effectiveWords(version.effectiveFrom, timeZone, lang)
  return (
    <ConsoleLayout {...frame} title={title} current="policy" islands={['busy-form']}>
      <PageHeader
        back={{ href: own, label: `${policyWords[lang].kinds[kind]} ${policyWords[lang].version(version.number)}` }}
        title={title}
        answer={!refused && when ? t.answer(when) : null}
      />
      {refused ? (
        <Banner kind="error">
          <p>{t.refused[refused]}</p>
        </Banner>
      ) : (
        <>
          <ErrorSummary lang={lang} errors={form?.errors ?? {}} />
          <p>{t.text}</p>
          {later.map(({ number }) => (
            <p>{t.later(number)}</p>
          ))}
          <div class="narrow">
            <Form action={consolePaths.policyVersionWithdrawal(kind, version.number)} label={title}>
              <Textarea
                {...{ lang, form, name: 'reason', label: t.reason, hint: t.reasonHint }}
                rows={3}
                maxlength={500}
              />
              <Actions>
                <Button kind="danger">{t.confirm(version.number)}</Button>
                <ButtonLink href={own}>{t.keep}</ButtonLink>
              </Actions>
            </Form>
          </div>
        </>
      )}
    </ConsoleLayout>
  )
}
