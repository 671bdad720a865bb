import type { Child } from 'hono/jsx'
import type { Clause, PolicyKind } from '#rules/policy.ts'
import { consultationStanding } from '#rules/policy-consultation.ts'
import { clauseLabel } from '#rules/policy-text.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import type { PolicyComment, PolicyConsultation } from '#schema/tenant/policy-consultation.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge, Banner } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState, PageHeader, PrintHead, Section } from '../ui/content.tsx'
import type { FormState } from '../ui/field.tsx'
import { ErrorSummary } from '../ui/form.tsx'
import { Timeline } from '../ui/history.tsx'
import { FullMoment } from '../ui/moment.tsx'
import { fullDayWords, fullMomentWords } from '../words/moment.ts'
import { policyWords } from '../words/policy.ts'
import { consultationWords } from '../words/policy-consultation.ts'
import { CommentForm, Ending } from './policy-comment.tsx'

export type ConsultationProps = {
  frame: ConsoleFrame
  kind: PolicyKind
  version: PolicyVersion
  clauses: readonly Clause[]
  /** The newest first. */
  consultations: readonly PolicyConsultation[]
  /** All of them, or the reader's own. */
  comments: readonly { comment: PolicyComment; name: string | null }[]
  memberNames: ReadonlyMap<string, string>
  /** Sees what everybody said, and ends the consultation. */
  isAdmin: boolean
  /** The text itself may be read. */
  mayRead: boolean
  clauseKey: string | null
  idempotencyKey: string
  sent: boolean
  form: FormState | undefined
}

/** A draft before the members: what they are asked, what they say, what came out. */
export const PolicyConsultationPage = (props: ConsultationProps) => {
  const { frame, kind, version, consultations, isAdmin, mayRead, sent, form } = props
  const { lang, now, timeZone } = frame
  const t = consultationWords[lang]
  const title = t.title(policyWords[lang].kinds[kind], version.number)
  const [latest] = consultations
  const standing = latest && consultationStanding(latest, now, timeZone)
  const text = consolePaths.policyVersion(kind, version.number)
  return (
    <ConsoleLayout {...frame} title={title} current="policy" islands={['busy-form']}>
      <PrintHead company={frame.company.name} number={title} date={fullMomentWords(now, timeZone, lang)} />
      <PageHeader
        back={{ href: consolePaths.policy(kind), label: policyWords[lang].kinds[kind] }}
        title={title}
        answer={latest && answerOf(latest, standing, lang)}
        actions={latest && mayRead && <ButtonLink href={text}>{t.read}</ButtonLink>}
      />
      {sent && (
        <Banner kind="success">
          <p>{t.sent}</p>
        </Banner>
      )}
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} />
      {latest ? (
        <>
          {standing === 'open' && <Invitation {...props} latest={latest} />}
          {standing === 'open' && <CommentForm {...props} />}
          <Comments {...props} />
          {isAdmin && (standing === 'open' || standing === 'over') && (
            <Ending {...props} latest={latest} isOver={standing === 'over'} />
          )}
          <Rounds {...props} />
        </>
      ) : (
        <EmptyState {...t.none} icon="users" />
      )}
    </ConsoleLayout>
  )
}

function answerOf({ until }: PolicyConsultation, standing: string | undefined, lang: ConsoleFrame['lang']): Child {
  const t = consultationWords[lang]
  if (standing === 'open') return t.openUntil(fullDayWords(until, lang))
  return standing === 'over' ? t.overSince(fullDayWords(until, lang)) : null
}

const Invitation = ({ frame, latest, memberNames }: ConsultationProps & { latest: PolicyConsultation }) => {
  const { lang, timeZone } = frame
  const t = consultationWords[lang]
  const name = memberNames.get(latest.openedBy) ?? t.former
  return (
    <>
      {latest.invitation && <p class="typed">{latest.invitation}</p>}
      <p class="hint">{t.asked(name, fullMomentWords(latest.openedAt, timeZone, lang))}</p>
    </>
  )
}

const Comments = ({ frame, clauses, comments, isAdmin }: ConsultationProps) => {
  const { lang, timeZone } = frame
  const t = consultationWords[lang]
  const about = (key: string | null) => {
    const clause = clauses.find((one) => one.key === key)
    return clause ? `${clauseLabel(clause.number, lang)} ${clause.title[lang]}` : t.whole
  }
  return (
    <Section title={isAdmin ? t.all(comments.length) : t.own(comments.length)} id="comments">
      {comments.length === 0 && <p class="muted">{isAdmin ? t.noComments : t.noOwn}</p>}
      <Timeline
        items={comments.map(({ comment, name }) => ({
          title: about(comment.clauseKey),
          by: name ?? t.former,
          at: <FullMoment at={comment.at} timeZone={timeZone} lang={lang} />,
          text: comment.body || t.nothingToAdd,
        }))}
      />
    </Section>
  )
}

/** The evidence: every round, how it ended and what came out (S1.5-03). */
const Rounds = ({ frame, consultations, memberNames }: ConsultationProps) => {
  const { lang, now, timeZone } = frame
  const t = consultationWords[lang]
  return (
    <Section title={t.record} id="record">
      <ul class="version-list">
        {consultations.map((one) => (
          <li>
            <div class="version-line">
              <span>{t.round(fullDayWords(one.until, lang))}</span>
              <Badge>{t.standing[consultationStanding(one, now, timeZone)]}</Badge>
            </div>
            <span class="muted">
              {t.asked(memberNames.get(one.openedBy) ?? t.former, fullMomentWords(one.openedAt, timeZone, lang))}
            </span>
            {one.conclusion && <p class="typed">{one.conclusion}</p>}
            {one.endedAt && one.endedBy && (
              <span class="muted">
                {t.endedBy(memberNames.get(one.endedBy) ?? t.former, fullMomentWords(one.endedAt, timeZone, lang))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
