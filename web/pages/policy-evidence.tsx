import { type GuardrailId, guardrails } from '#rules/guardrail.ts'
import type { Finding } from '#rules/guardrail-check.ts'
import type { Clause, PolicyKind } from '#rules/policy.ts'
import { may } from '#rules/role.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import type { ConsoleFrame } from '../frame.ts'
import { consolePaths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Section } from '../ui/content.tsx'
import { Form } from '../ui/form.tsx'
import { guardrailWords } from '../words/guardrail.ts'
import { fullMomentWords } from '../words/moment.ts'
import { policyWords } from '../words/policy.ts'
import { acknowledgementWords } from '../words/policy-acknowledgement.ts'
import { consultationWords } from '../words/policy-consultation.ts'
import { ClauseLink, FindingLine } from './policy-document.tsx'

/** Whether the reader is asked to confirm having read this version, and when they did. */
export type Acknowledging = { asked: boolean; at: Date | null }

type Props = {
  frame: ConsoleFrame
  kind: PolicyKind
  version: PolicyVersion
  acknowledging: Acknowledging
  /** Somebody was asked about this version. */
  wasConsulted: boolean
}

/** Under the document: whoever comes here has it before them. */
export const Acknowledgement = ({ frame, kind, version, acknowledging }: Props) => {
  const { lang, timeZone } = frame
  const t = acknowledgementWords[lang]
  const { asked, at } = acknowledging
  if (!asked && !at) return null
  return (
    <section class="section no-print" id="acknowledgement" tabindex={-1}>
      <div class="section-head">
        <h2>{t.title}</h2>
      </div>
      {at ? (
        <p>{t.done(fullMomentWords(at, timeZone, lang))}</p>
      ) : (
        <>
          <p>{t.ask(policyWords[lang].kinds[kind], version.number)}</p>
          <Form action={consolePaths.policyAcknowledgements(kind, version.number)} label={t.title}>
            <Actions>
              <Button>{t.confirm(version.number)}</Button>
            </Actions>
          </Form>
        </>
      )}
    </section>
  )
}

/** Where the evidence of a version is: who was asked, who has confirmed. */
export const Records = ({ frame, kind, version, acknowledging, wasConsulted }: Props) => {
  const { lang } = frame
  const isListed = acknowledging.asked && may(frame.member.role, 'policy.edit')
  if (!isListed && !wasConsulted) return null
  return (
    <ul class="version-list records">
      {wasConsulted && (
        <li>
          <a href={consolePaths.policyConsultation(kind, version.number)}>{consultationWords[lang].record}</a>
        </li>
      )}
      {isListed && (
        <li>
          <a href={consolePaths.policyAcknowledgements(kind, version.number)}>{acknowledgementWords[lang].list}</a>
        </li>
      )}
    </ul>
  )
}

type FindingsProps = {
  frame: ConsoleFrame
  version: PolicyVersion
  clauses: readonly Clause[]
  memberNames: ReadonlyMap<string, string>
}

/** What was found at publication, and who took it on. */
export const Findings = ({ frame, version, clauses, memberNames }: FindingsProps) => {
  const found = version.findings.flatMap((one) => (isKnown(one.id) ? [{ ...one, id: one.id }] : []))
  if (found.length === 0) return null
  const { lang } = frame
  const t = guardrailWords[lang]
  return (
    <Section title={t.title} id="findings">
      {found.map(({ id, severity, clauseKey, by, reason }) => (
        <>
          <FindingLine
            lang={lang}
            finding={{ id, severity: severity as Finding['severity'], message: guardrails[id].message }}
            where={<ClauseLink {...{ lang, clauses, clauseKey }} />}
          />
          {by && <p class="hint">{t.takenOn(memberNames.get(by) ?? by, reason ?? '')}</p>}
        </>
      ))}
      <p class="hint">{t.disclaimer}</p>
    </Section>
  )
}

const isKnown = (id: string): id is GuardrailId => Object.hasOwn(guardrails, id)
