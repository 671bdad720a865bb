import { type Clause, findTerm } from '#rules/policy.ts'
import { chapterLabel, chaptersOf, renderClause } from '#rules/policy-text.ts'
import { PublicLayout } from '../layout.tsx'
import { publicPaths } from '../paths.ts'
import { EmptyState, PageHeader, PrintHead, Section } from '../ui/content.tsx'
import { PrintButton } from '../ui/copy-button.tsx'
import { FullMoment } from '../ui/moment.tsx'
import { companyWords, policyWords } from '../words/company.ts'
import type { Lang } from '../words/lang.ts'
import { fullMomentWords } from '../words/moment.ts'
import { PriorityNote } from './priority-note.tsx'
import type { PublicFrame } from './public-frame.ts'

export type ShownVersion = { number: number; effectiveFrom: Date | null; trialUntil: Date | null }
type Props = { frame: PublicFrame; version: ShownVersion | null; clauses: readonly Clause[] }

/** The service policy in force, as the document that it is. */
export const PublicPolicyPage = ({ frame, version, clauses }: Props) => {
  const { lang, company, timeZone, now } = frame
  const t = policyWords[lang]
  const chapters = chaptersOf(clauses)
  const at = (instant: Date) => fullMomentWords(instant, timeZone, lang)
  return (
    <PublicLayout {...frame} title={t.title} path={publicPaths.policy()} islands={['print-button']}>
      <PrintHead company={company.name} date={<FullMoment at={now} timeZone={timeZone} lang={lang} />} />
      <div class="stack">
        <PageHeader
          title={t.title}
          answer={
            version?.effectiveFrom && (
              <>
                <p>{t.answer(version.number, at(version.effectiveFrom))}</p>
                {version.trialUntil && version.trialUntil > now && <p>{t.trial(at(version.trialUntil))}</p>}
              </>
            )
          }
          actions={<PrintButton lang={lang} />}
        />
        {chapters.length === 0 ? <EmptyState icon="file" title={companyWords[lang].noPolicy} /> : <p>{t.intro}</p>}
        {chapters.length > 1 && (
          <nav aria-label={t.contents}>
            <ul>
              {chapters.map(({ number, title }) => (
                <li>
                  <a href={`#chapter-${number}`}>{heading(number, title[lang], lang)}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {chapters.map(({ number, title, clauses }) => (
          <Section id={`chapter-${number}`} title={heading(number, title[lang], lang)}>
            <ol class="stack">
              {clauses.map((clause) => (
                <li id={`clause-${clause.number}`}>
                  <h3>
                    {companyWords[lang].clause(clause.number)} {clause.title[lang]}
                  </h3>
                  <p>
                    <ClauseText clause={clause} lang={lang} />
                  </p>
                  <PriorityNoteFor clause={clause} lang={lang} />
                </li>
              ))}
            </ol>
          </Section>
        ))}
      </div>
    </PublicLayout>
  )
}

const heading = (number: number, title: string, lang: Lang) => `${chapterLabel(number, lang)} ${title}`

const PriorityNoteFor = ({ clause, lang }: { clause: Clause; lang: Lang }) => {
  const matrix = findTerm([clause], 'priority.matrix')?.value
  return matrix ? <PriorityNote lang={lang} matrix={matrix} /> : null
}

/** What the parameters say stands out from the words around it. */
export const ClauseText = ({ clause, lang }: { clause: Clause; lang: Lang }) => (
  <>{renderClause(clause, lang).map((piece) => ('text' in piece ? piece.text : <b>{piece.words}</b>))}</>
)
